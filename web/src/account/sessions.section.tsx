import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { browserName } from '../format/browser-name';
import { formatDateTime, timeAgo } from '../format/dates';
import { DeviceIcon } from '../ui/icons';
import { ActionButton } from '../ui/action-button';
import { useNotify } from '../ui/notices';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion, useAnnounceChange } from './account-changes';

type SessionRow = components['schemas']['SessionResponse'];

const fetchSessions = () => answerOf(api.GET('/sessions'));

export function SessionsSection() {
  const { data: sessions = [], error } = useResource(fetchSessions, useAccountVersion());
  const announceChange = useAnnounceChange();
  const notify = useNotify();

  async function end(session: SessionRow) {
    await answerOf(api.DELETE('/sessions/{id}', { params: { path: { id: session.id } } }));
    announceChange();
    notify(`${browserName(session.userAgent)} is logged out.`);
  }

  async function endOthers() {
    await answerOf(api.DELETE('/sessions'));
    announceChange();
    notify('All other browsers are logged out.');
  }

  return (
    <Section
      id="sessions"
      title="Where you are logged in"
      intro="Something you do not know? Log it out, then change your password."
      error={error}
    >
      <ul className="rows">
        {sessions.map((session) => (
          <li key={session.id}>
            <DeviceIcon userAgent={session.userAgent} />
            <div>
              <strong>{browserName(session.userAgent)}</strong>{' '}
              {session.isCurrent && <span className="badge badge-good">This browser</span>}
              <span className="detail">
                {session.ip} · since {formatDateTime(session.createdAt)}
                {!session.isCurrent && ` · active ${timeAgo(session.lastSeenAt)}`}
              </span>
            </div>
            {!session.isCurrent && (
              <ActionButton onAction={() => end(session)}>
                Log out<span className="visually-hidden"> {browserName(session.userAgent)}</span>
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="actions">
          <ActionButton className="button-danger-quiet" onAction={endOthers}>
            Log out all others
          </ActionButton>
        </div>
      )}
    </Section>
  );
}
