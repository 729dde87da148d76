import { Component, type ReactNode } from 'react';

interface Props {
  /** Instead of a blank page. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Catches what its children throw while they are drawn; React has only classes for this, and logs the error itself. */
export class TroubleBoundary extends Component<Props, { hasTrouble: boolean }> {
  override state = { hasTrouble: false };

  static getDerivedStateFromError() {
    return { hasTrouble: true };
  }

  override render(): ReactNode {
    return this.state.hasTrouble ? this.props.fallback : this.props.children;
  }
}
