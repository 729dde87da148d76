import { useState } from 'react';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { useDates } from '../language/use-dates';
import { useArePasskeysAvailable } from '../passkeys/availability';
import { ActionButton } from '../ui/action-button';
import { ShieldIcon } from '../ui/icons';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion } from './account-changes';
import { Authenticators } from './authenticators';
import { NewBackupCodesDialog } from './new-backup-codes.dialog';
import { generateSecret, type PendingSecret } from './pending-secret';
import { SetUpTwoFactorDialog } from './set-up-two-factor.dialog';
import { TurnOffDialog } from './turn-off.dialog';
import { TurnOnByPasskeyDialog } from './turn-on-by-passkey.dialog';
import { fetchTwoFactorStatus, type TwoFactorStatus } from './two-factor-status';
import { UnsavedBackupCodesNotice } from './unsaved-backup-codes.notice';

/** Below so many backup codes it is time for new ones. */
const FEW_BACKUP_CODES = 4;
/** As the API has it. */
const MAX_AUTHENTICATORS = 3;

export function TwoFactorSection() {
  const text = useText();
  const { data: status, error, isLoading } = useResource(fetchTwoFactorStatus, useAccountVersion());
  return (
    <Section
      id="two-factor"
      title={text('two-factor.title')}
      icon={<ShieldIcon isOn={status?.isTwoFactorAuthenticationEnabled === true} />}
      badge={status && <Badge isOn={status.isTwoFactorAuthenticationEnabled} />}
      isLoading={isLoading}
      error={error}
    >
      {status && (status.isTwoFactorAuthenticationEnabled ? <On status={status} /> : <Off status={status} />)}
    </Section>
  );
}

function Badge({ isOn }: { isOn: boolean }) {
  const text = useText();
  return (
    <span className={`badge ${isOn ? 'badge-good' : ''}`}>
      {text(isOn ? 'two-factor.on' : 'two-factor.off')}
    </span>
  );
}

function Off({ status }: { status: TwoFactorStatus }) {
  const text = useText();
  const [pending, setPending] = useState<PendingSecret>();
  const [isByPasskey, setIsByPasskey] = useState(false);
  const arePasskeysAvailable = useArePasskeysAvailable();
  const canUsePasskey = status.passkeys > 0 && arePasskeysAvailable;
  return (
    <>
      <p>
        <Text id={status.passkeys > 0 ? 'two-factor.intro.passkey' : 'two-factor.intro'} />
      </p>
      <div className="actions">
        {canUsePasskey && (
          <button type="button" className="button button-primary" onClick={() => setIsByPasskey(true)}>
            {text('two-factor.turn-on-by-passkey')}
          </button>
        )}
        {/* The secret comes before the dialog: the API may ask first who is there. */}
        <ActionButton
          className={canUsePasskey ? '' : 'button-primary'}
          onAction={async () => setPending(await generateSecret())}
        >
          {text(canUsePasskey ? 'two-factor.turn-on-by-app' : 'two-factor.turn-on')}
        </ActionButton>
      </div>
      {isByPasskey && <TurnOnByPasskeyDialog onClose={() => setIsByPasskey(false)} />}
      {pending && (
        <SetUpTwoFactorDialog purpose="turn-on" pending={pending} onClose={() => setPending(undefined)} />
      )}
    </>
  );
}

function On({ status }: { status: TwoFactorStatus }) {
  const text = useText();
  const { date } = useDates();
  const [dialog, setDialog] = useState<'backup codes' | 'turn off'>();
  const [pending, setPending] = useState<PendingSecret>();
  const [another, setAnother] = useState<PendingSecret>();
  const { remainingBackupCodes, areBackupCodesSaved, enabledAt, passkeys, authenticators } = status;
  const hasApp = authenticators.length > 0;
  return (
    <>
      {!areBackupCodesSaved && <UnsavedBackupCodesNotice onNewCodes={() => setDialog('backup codes')} />}
      <dl className="facts">
        <dt>{text(hasApp ? 'two-factor.app' : 'two-factor.turned-on')}</dt>
        <dd>
          {enabledAt &&
            (hasApp ? text('two-factor.in-use-since', { date: date(enabledAt) }) : date(enabledAt))}
        </dd>
        {passkeys > 0 && (
          <>
            <dt>{text('two-factor.passkeys')}</dt>
            <dd>{passkeys}</dd>
          </>
        )}
        <dt>{text('two-factor.backup-codes')}</dt>
        <dd>
          {text('two-factor.codes-left', { count: remainingBackupCodes })}
          {remainingBackupCodes < FEW_BACKUP_CODES && (
            <strong className="warning"> {text('two-factor.few-codes')}</strong>
          )}
        </dd>
      </dl>
      {hasApp && <Authenticators authenticators={authenticators} />}
      <div className="actions">
        <ActionButton onAction={async () => setPending(await generateSecret())}>
          {text(hasApp ? 'two-factor.new-phone' : 'two-factor.set-up-app')}
        </ActionButton>
        {hasApp && authenticators.length < MAX_AUTHENTICATORS && (
          <ActionButton onAction={async () => setAnother(await generateSecret())}>
            {text('two-factor.add-app')}
          </ActionButton>
        )}
        <button type="button" className="button" onClick={() => setDialog('backup codes')}>
          {text('two-factor.new-codes')}
        </button>
        <button type="button" className="button button-danger-quiet" onClick={() => setDialog('turn off')}>
          {text('two-factor.turn-off')}
        </button>
      </div>
      {pending && (
        <SetUpTwoFactorDialog
          purpose={hasApp ? 'new-phone' : 'add-app'}
          pending={pending}
          onClose={() => setPending(undefined)}
        />
      )}
      {another && (
        <SetUpTwoFactorDialog purpose="another-app" pending={another} onClose={() => setAnother(undefined)} />
      )}
      {dialog === 'backup codes' && (
        <NewBackupCodesDialog status={status} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'turn off' && <TurnOffDialog status={status} onClose={() => setDialog(undefined)} />}
    </>
  );
}
