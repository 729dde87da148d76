import { useCallback, useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { browserName } from '../format/browser-name';
import { formatDateTime } from '../format/dates';
import { ActionButton } from '../ui/action-button';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion } from './account-changes';
import { eventTexts, type SecurityEvent, worryingEvents } from './security-event-texts';

/** Enough to see at a glance; the rest is a click away. */
const PAGE_SIZE = 8;

function fetchPage(cursor?: string) {
  return answerOf(api.GET('/account/security-events', { params: { query: { cursor, limit: PAGE_SIZE } } }));
}

export function ActivitySection() {
  const version = useAccountVersion();
  const firstPage = useResource(
    useCallback(() => fetchPage(), []),
    version,
  );
  const [more, setMore] = useState<{ version: number; items: SecurityEvent[]; nextCursor: string | null }>();
  // After a change the first page is another one, so what was loaded after it is shown no more.
  const further = more?.version === version ? more : undefined;
  const nextCursor = further ? further.nextCursor : firstPage.data?.nextCursor;
  const events = [...(firstPage.data?.items ?? []), ...(further?.items ?? [])];

  async function showMore() {
    const page = await fetchPage(nextCursor ?? undefined);
    setMore({ version, items: [...(further?.items ?? []), ...page.items], nextCursor: page.nextCursor });
  }

  return (
    <Section id="activity" title="Recent activity" error={firstPage.error}>
      <ul className="rows activity">
        {events.map((event) => (
          <li key={event.id}>
            <div>
              <strong className={worryingEvents.has(event.type) ? 'warning' : undefined}>
                {eventTexts[event.type] ?? event.type}
              </strong>
              <span className="detail">
                {formatDateTime(event.at)} ·{' '}
                {event.ip === null
                  ? 'the operator of this site'
                  : `${browserName(event.userAgent)} · ${event.ip}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {nextCursor && (
        <div className="actions">
          <ActionButton onAction={showMore}>Show more</ActionButton>
        </div>
      )}
    </Section>
  );
}
