import type { ReactNode } from 'react';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { useDates } from '../language/use-dates';

interface FactorRowProps {
  factor: { name: string; createdAt: string; lastUsedAt: string | null };
  badge?: ReactNode;
  onRename: () => void;
  onRemove: () => void;
}

/** One of several apps or passkeys, which have names. */
export function FactorRow({
  factor: { name, createdAt, lastUsedAt },
  badge,
  onRename,
  onRemove,
}: FactorRowProps) {
  const text = useText();
  const { date, timeAgo } = useDates();
  const since = date(createdAt);
  return (
    <li>
      <div>
        <strong>{name}</strong> {badge}
        <span className="detail">
          {lastUsedAt
            ? text('factor.detail', { since, used: timeAgo(lastUsedAt) })
            : text('factor.detail.unused', { since })}
        </span>
      </div>
      <div className="actions">
        <button type="button" className="button" onClick={onRename}>
          <Text id="factor.rename" values={{ name }} />
        </button>
        <button type="button" className="button button-danger-quiet" onClick={onRemove}>
          <Text id="factor.remove" values={{ name }} />
        </button>
      </div>
    </li>
  );
}
