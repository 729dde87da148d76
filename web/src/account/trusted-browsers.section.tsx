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

type TrustedDevice = components['schemas']['TrustedDeviceResponse'];

const fetchDevices = () => answerOf(api.GET('/2fa/trusted-devices'));

export function TrustedBrowsersSection() {
  const { data: devices, error, isLoading } = useResource(fetchDevices, useAccountVersion());
  const announceChange = useAnnounceChange();
  const text = useText();
  const notify = useNotify('trusted-browsers');
  const { date, timeAgo } = useDates();

  async function revoke(device: TrustedDevice) {
    await answerOf(api.DELETE('/2fa/trusted-devices/{id}', { params: { path: { id: device.id } } }));
    announceChange();
    notify(text('trusted.revoked', { browser: browserName(device.userAgent, text) }));
  }

  return (
    <Section
      id="trusted-browsers"
      title={text('trusted.title')}
      intro={text('trusted.intro')}
      isLoading={isLoading}
      error={error}
    >
      {devices?.length === 0 ? (
        <p className="empty">{text('trusted.none')}</p>
      ) : (
        <ul className="rows">
          {devices?.map((device) => (
            <li key={device.id}>
              <DeviceIcon userAgent={device.userAgent} />
              <div>
                <strong>{browserName(device.userAgent, text)}</strong>{' '}
                {device.isCurrent && <span className="badge badge-good">{text('sessions.current')}</span>}
                <span className="detail">
                  {text('trusted.detail', {
                    ip: device.ip,
                    used: timeAgo(device.lastUsedAt),
                    until: date(device.expiresAt),
                  })}
                </span>
              </div>
              <ActionButton onAction={() => revoke(device)}>
                <Text id="trusted.revoke" values={{ browser: browserName(device.userAgent, text) }} />
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
