import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { browserName } from '../format/browser-name';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { useDates } from '../language/use-dates';
import { DeviceIcon } from '../ui/icons';
import { ActionButton } from '../ui/action-button';
import { useNotify } from '../ui/notices';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion, useAnnounceChange } from './account-changes';

type SessionRow = components['schemas']['SessionResponse'];

const fetchSessions = () => answerOf(api.GET('/sessions'));

export function SessionsSection() {
  const { data: sessions = [], error, isLoading } = useResource(fetchSessions, useAccountVersion());
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify('sessions');
  const { dateTime, timeAgo } = useDates();

  async function end(session: SessionRow) {
    await answerOf(api.DELETE('/sessions/{id}', { params: { path: { id: session.id } } }));
    announceChange();
    notify(text('sessions.logged-out', { browser: browserName(session.userAgent, text) }));
  }

  async function endOthers() {
    await answerOf(api.DELETE('/sessions'));
    announceChange();
    notify(text('sessions.others-logged-out'));
  }

  return (
    <Section
      id="sessions"
      title={text('sessions.title')}
      intro={text('sessions.intro')}
      isLoading={isLoading}
      error={error}
    >
      <ul className="rows">
        {sessions.map((session) => (
          <li key={session.id}>
            <DeviceIcon userAgent={session.userAgent} />
            <div>
              <strong>{browserName(session.userAgent, text)}</strong>{' '}
              {session.isCurrent && <span className="badge badge-good">{text('sessions.current')}</span>}
              <span className="detail">
                {text(session.isCurrent ? 'sessions.detail' : 'sessions.detail.other', {
                  ip: session.ip,
                  since: dateTime(session.createdAt),
                  active: timeAgo(session.lastSeenAt),
                })}
              </span>
            </div>
            {!session.isCurrent && (
              <ActionButton onAction={() => end(session)}>
                <Text id="sessions.log-out" values={{ browser: browserName(session.userAgent, text) }} />
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="actions">
          <ActionButton className="button-danger-quiet" onAction={endOthers}>
            {text('sessions.log-out-others')}
          </ActionButton>
        </div>
      )}
    </Section>
  );
}
