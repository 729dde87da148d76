import { Text } from '../language/text';
import { useDates } from '../language/use-dates';
import type { User } from '../session/session.context';

/** Whether the account must have two-factor authentication on by now; the API refuses everything else until it is. */
export function isTwoFactorOverdue({ twoFactorDueAt }: User): boolean {
  return twoFactorDueAt !== null && new Date(twoFactorDueAt).getTime() <= Date.now();
}

export function TwoFactorDueNotice({ dueAt }: { dueAt: string }) {
  const { dateTime } = useDates();
  return (
    <div className="alert alert-row">
      <p>
        <Text id="two-factor.due" values={{ time: dateTime(dueAt) }} />
      </p>
    </div>
  );
}
