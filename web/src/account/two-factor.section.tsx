import { useState } from 'react';
import { formatDate } from '../format/dates';
import { useArePasskeysAvailable } from '../passkeys/availability';
import { ActionButton } from '../ui/action-button';
import { ShieldIcon } from '../ui/icons';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion } from './account-changes';
import { NewBackupCodesDialog } from './new-backup-codes.dialog';
import { generateSecret, type PendingSecret } from './pending-secret';
import { SetUpTwoFactorDialog } from './set-up-two-factor.dialog';
import { TurnOffDialog } from './turn-off.dialog';
import { TurnOnByPasskeyDialog } from './turn-on-by-passkey.dialog';
import { fetchTwoFactorStatus, hasAuthenticatorApp, type TwoFactorStatus } from './two-factor-status';

/** Below so many backup codes it is time for new ones. */
const FEW_BACKUP_CODES = 4;

export function TwoFactorSection() {
  const { data: status, error } = useResource(fetchTwoFactorStatus, useAccountVersion());
  return (
    <Section
      id="two-factor"
      title="Two-factor authentication"
      icon={<ShieldIcon isOn={status?.isTwoFactorAuthenticationEnabled === true} />}
      badge={status && <Badge isOn={status.isTwoFactorAuthenticationEnabled} />}
      error={error}
    >
      {status && (status.isTwoFactorAuthenticationEnabled ? <On status={status} /> : <Off status={status} />)}
    </Section>
  );
}

function Badge({ isOn }: { isOn: boolean }) {
  return <span className={`badge ${isOn ? 'badge-good' : ''}`}>{isOn ? 'On' : 'Off'}</span>;
}

function Off({ status }: { status: TwoFactorStatus }) {
  const [pending, setPending] = useState<PendingSecret>();
  const [isByPasskey, setIsByPasskey] = useState(false);
  const arePasskeysAvailable = useArePasskeysAvailable();
  const canUsePasskey = status.passkeys > 0 && arePasskeysAvailable;
  return (
    <>
      {status.passkeys > 0 ? (
        <p>
          <strong>Your password alone still logs in.</strong> Turn this on, and after the password a passkey
          is asked for, or a code from an authenticator app.
        </p>
      ) : (
        <p>
          With an authenticator app on your phone, a stolen password is not enough to get into your account:
          after it, a code is asked for that only your phone knows.
        </p>
      )}
      <div className="actions">
        {canUsePasskey && (
          <button type="button" className="button button-primary" onClick={() => setIsByPasskey(true)}>
            Turn on with a passkey
          </button>
        )}
        {/* The secret comes before the dialog: the API may ask first who is there. */}
        <ActionButton
          className={canUsePasskey ? '' : 'button-primary'}
          onAction={async () => setPending(await generateSecret())}
        >
          {canUsePasskey ? 'Turn on with an app' : 'Turn on'}
        </ActionButton>
      </div>
      {isByPasskey && <TurnOnByPasskeyDialog onClose={() => setIsByPasskey(false)} />}
      {pending && (
        <SetUpTwoFactorDialog purpose="turn on" pending={pending} onClose={() => setPending(undefined)} />
      )}
    </>
  );
}

function On({ status }: { status: TwoFactorStatus }) {
  const [dialog, setDialog] = useState<'backup codes' | 'turn off'>();
  const [pending, setPending] = useState<PendingSecret>();
  const { remainingBackupCodes, enabledAt, passkeys } = status;
  const hasApp = hasAuthenticatorApp(status);
  return (
    <>
      <dl className="facts">
        <dt>{hasApp ? 'Authenticator app' : 'Turned on'}</dt>
        <dd>{enabledAt && `${hasApp ? 'In use since ' : ''}${formatDate(enabledAt)}`}</dd>
        {passkeys > 0 && (
          <>
            <dt>Passkeys</dt>
            <dd>{passkeys}</dd>
          </>
        )}
        <dt>Backup codes</dt>
        <dd>
          {remainingBackupCodes} left
          {remainingBackupCodes < FEW_BACKUP_CODES && (
            <strong className="warning"> Get new ones before they run out.</strong>
          )}
        </dd>
      </dl>
      <div className="actions">
        <ActionButton onAction={async () => setPending(await generateSecret())}>
          {hasApp ? 'New phone' : 'Set up an authenticator app'}
        </ActionButton>
        <button type="button" className="button" onClick={() => setDialog('backup codes')}>
          New backup codes
        </button>
        <button type="button" className="button button-danger-quiet" onClick={() => setDialog('turn off')}>
          Turn off
        </button>
      </div>
      {pending && (
        <SetUpTwoFactorDialog
          purpose={hasApp ? 'new phone' : 'add app'}
          pending={pending}
          onClose={() => setPending(undefined)}
        />
      )}
      {dialog === 'backup codes' && (
        <NewBackupCodesDialog status={status} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'turn off' && <TurnOffDialog status={status} onClose={() => setDialog(undefined)} />}
    </>
  );
}
