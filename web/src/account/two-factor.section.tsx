import { useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { formatDate } from '../format/dates';
import { ActionButton } from '../ui/action-button';
import { ShieldIcon } from '../ui/icons';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion } from './account-changes';
import { NewBackupCodesDialog } from './new-backup-codes.dialog';
import { generateSecret, type PendingSecret } from './pending-secret';
import { SetUpTwoFactorDialog } from './set-up-two-factor.dialog';
import { TurnOffDialog } from './turn-off.dialog';

type Status = components['schemas']['TwoFactorStatusResponse'];

/** Below so many backup codes it is time for new ones. */
const FEW_BACKUP_CODES = 4;

const fetchStatus = () => answerOf(api.GET('/2fa'));

export function TwoFactorSection() {
  const { data: status, error } = useResource(fetchStatus, useAccountVersion());
  return (
    <Section
      id="two-factor"
      title="Two-factor authentication"
      icon={<ShieldIcon isOn={status?.isTwoFactorAuthenticationEnabled === true} />}
      badge={status && <Badge isOn={status.isTwoFactorAuthenticationEnabled} />}
      error={error}
    >
      {status && (status.isTwoFactorAuthenticationEnabled ? <On status={status} /> : <Off />)}
    </Section>
  );
}

function Badge({ isOn }: { isOn: boolean }) {
  return <span className={`badge ${isOn ? 'badge-good' : ''}`}>{isOn ? 'On' : 'Off'}</span>;
}

function Off() {
  const [pending, setPending] = useState<PendingSecret>();
  return (
    <>
      <p>
        With an authenticator app on your phone, a stolen password is not enough to get into your account:
        after it, a code is asked for that only your phone knows.
      </p>
      {/* The secret comes before the dialog: the API may ask first who is there. */}
      <ActionButton className="button-primary" onAction={async () => setPending(await generateSecret())}>
        Turn on
      </ActionButton>
      {pending && (
        <SetUpTwoFactorDialog isNewPhone={false} pending={pending} onClose={() => setPending(undefined)} />
      )}
    </>
  );
}

function On({ status }: { status: Status }) {
  const [dialog, setDialog] = useState<'backup codes' | 'turn off'>();
  const [pending, setPending] = useState<PendingSecret>();
  const { remainingBackupCodes, enabledAt } = status;
  return (
    <>
      <dl className="facts">
        <dt>Authenticator app</dt>
        <dd>{enabledAt && `In use since ${formatDate(enabledAt)}`}</dd>
        <dt>Backup codes</dt>
        <dd>
          {remainingBackupCodes} left
          {remainingBackupCodes < FEW_BACKUP_CODES && (
            <strong className="warning"> Get new ones before they run out.</strong>
          )}
        </dd>
      </dl>
      <div className="actions">
        <ActionButton onAction={async () => setPending(await generateSecret())}>New phone</ActionButton>
        <button type="button" className="button" onClick={() => setDialog('backup codes')}>
          New backup codes
        </button>
        <button type="button" className="button button-danger-quiet" onClick={() => setDialog('turn off')}>
          Turn off
        </button>
      </div>
      {pending && <SetUpTwoFactorDialog isNewPhone pending={pending} onClose={() => setPending(undefined)} />}
      {dialog === 'backup codes' && <NewBackupCodesDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'turn off' && <TurnOffDialog onClose={() => setDialog(undefined)} />}
    </>
  );
}
