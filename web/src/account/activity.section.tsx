import { useCallback, useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { browserName } from '../format/browser-name';
import { useLanguage, useText } from '../language/language.context';
import { useDates } from '../language/use-dates';
import { ActionButton } from '../ui/action-button';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion } from './account-changes';
import { type ActivityRow, activityRows } from './activity-rows';
import { eventText, type SecurityEvent, worryingEvents } from './security-event-texts';

/** Events, of which a log-in is several. */
const PAGE_SIZE = 20;

function fetchPage(cursor?: string) {
  return answerOf(api.GET('/account/security-events', { params: { query: { cursor, limit: PAGE_SIZE } } }));
}

export function ActivitySection() {
  const text = useText();
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
    <Section
      id="activity"
      title={text('activity.title')}
      isLoading={firstPage.isLoading}
      error={firstPage.error}
    >
      <ul className="rows activity">
        {activityRows(events).map((row) => (
          <li key={row.event.id}>{row.parts.length > 0 ? <Unfolding {...row} /> : <Event {...row} />}</li>
        ))}
      </ul>
      {nextCursor && (
        <div className="actions">
          <ActionButton onAction={showMore}>{text('activity.more')}</ActionButton>
        </div>
      )}
    </Section>
  );
}

function Event({ event, title = event }: { event: SecurityEvent; title?: SecurityEvent | undefined }) {
  const { messages, text } = useLanguage();
  const { dateTime } = useDates();
  return (
    <div>
      <strong className={worryingEvents.has(title.type) ? 'warning' : undefined}>
        {eventText(title.type, messages)}
      </strong>
      <span className="detail">
        {dateTime(event.at)} ·{' '}
        {event.ip === null
          ? text('activity.operator')
          : `${browserName(event.userAgent, text)} · ${event.ip}`}
      </span>
    </div>
  );
}

/** One row, which shows all of its events when it is wanted. */
function Unfolding({ event, parts }: ActivityRow) {
  const { messages } = useLanguage();
  const { dateTime } = useDates();
  return (
    <details>
      <summary>
        <Event event={event} title={parts.find(({ type }) => type === 'authn_login_new_browser')} />
      </summary>
      <ul className="parts">
        {[event, ...parts].map(({ id, type, at }) => (
          <li key={id}>
            {eventText(type, messages)} <span className="detail">{dateTime(at)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
