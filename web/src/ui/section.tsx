import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error';
import { useText } from '../language/language.context';
import { ErrorAlert } from './error-alert';
import { NoticePlace } from './notices';

interface Props {
  id: string;
  title: string;
  intro?: ReactNode;
  icon?: ReactNode;
  /** Beside the title. */
  badge?: ReactNode;
  isLoading?: boolean;
  error?: ApiError | undefined;
  children: ReactNode;
}

/** A card of the account screen. */
export function Section({ id, title, intro, icon, badge, isLoading = false, error, children }: Props) {
  const text = useText();
  return (
    <section id={id} className="card section" aria-labelledby={`${id}-title`} aria-busy={isLoading}>
      <header>
        {icon}
        <h2 id={`${id}-title`} tabIndex={-1}>
          {title}
        </h2>
        {badge}
      </header>
      {intro && <p className="intro">{intro}</p>}
      <NoticePlace id={id}>
        <ErrorAlert error={error} />
        {isLoading ? <p className="loading-section">{text('loading')}</p> : children}
      </NoticePlace>
    </section>
  );
}
