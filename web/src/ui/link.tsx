import type { MouseEvent, ReactNode } from 'react';
import { navigate, type Path } from '../router';

/** A real link, so it can be opened in a new tab; a plain click stays in this document. */
export function Link({ to, children, className }: { to: Path; children: ReactNode; className?: string }) {
  const follow = (event: MouseEvent) => {
    if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      navigate(to);
    }
  };
  return (
    <a href={to} onClick={follow} className={className}>
      {children}
    </a>
  );
}
