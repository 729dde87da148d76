import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { browserName } from '../format/browser-name';
import { formatDate, timeAgo } from '../format/dates';
import { DeviceIcon } from '../ui/icons';
import { ActionButton } from '../ui/action-button';
import { useNotify } from '../ui/notices';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion, useAnnounceChange } from './account-changes';

type TrustedDevice = components['schemas']['TrustedDeviceResponse'];

const fetchDevices = () => answerOf(api.GET('/2fa/trusted-devices'));

export function TrustedBrowsersSection() {
  const { data: devices, error } = useResource(fetchDevices, useAccountVersion());
  const announceChange = useAnnounceChange();
  const notify = useNotify();

  async function revoke(device: TrustedDevice) {
    await answerOf(api.DELETE('/2fa/trusted-devices/{id}', { params: { path: { id: device.id } } }));
    announceChange();
    notify(`${browserName(device.userAgent)} is asked for a code from now on.`);
  }

  return (
    <Section
      id="trusted-browsers"
      title="Trusted browsers"
      intro="They are not asked for a code when you log in."
      error={error}
    >
      {devices?.length === 0 ? (
        <p className="empty">No browser is trusted.</p>
      ) : (
        <ul className="rows">
          {devices?.map((device) => (
            <li key={device.id}>
              <DeviceIcon userAgent={device.userAgent} />
              <div>
                <strong>{browserName(device.userAgent)}</strong>
                <span className="detail">
                  {device.ip} · used {timeAgo(device.lastUsedAt)} · until {formatDate(device.expiresAt)}
                </span>
              </div>
              <ActionButton onAction={() => revoke(device)}>
                Stop trusting<span className="visually-hidden"> {browserName(device.userAgent)}</span>
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
