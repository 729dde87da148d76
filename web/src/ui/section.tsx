import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error';
import { ErrorAlert } from './error-alert';

interface Props {
  id: string;
  title: string;
  intro?: ReactNode;
  icon?: ReactNode;
  /** Beside the title. */
  badge?: ReactNode;
  error?: ApiError | undefined;
  children: ReactNode;
}

/** A card of the account screen. */
export function Section({ id, title, intro, icon, badge, error, children }: Props) {
  return (
    <section id={id} className="card section" aria-labelledby={`${id}-title`}>
      <header>
        {icon}
        <h2 id={`${id}-title`} tabIndex={-1}>
          {title}
        </h2>
        {badge}
      </header>
      {intro && <p className="intro">{intro}</p>}
      <ErrorAlert error={error} />
      {children}
    </section>
  );
}
