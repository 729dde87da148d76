import { useEffect, useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { useText } from '../language/language.context';
import { fetchCreationOptions } from '../passkeys/ask-for-passkey';
import { useArePasskeysAvailable } from '../passkeys/availability';
import { signalPasskeys } from '../passkeys/signals';
import { createPasskey } from '../passkeys/web-authn';
import { useUser } from '../session/session.context';
import { ActionButton } from '../ui/action-button';
import { KeyIcon } from '../ui/icons';
import { useNotify } from '../ui/notices';
import { Section } from '../ui/section';
import { useResource } from '../ui/use-resource';
import { useAccountVersion, useAnnounceChange } from './account-changes';
import { PasskeysOnly } from './passkeys-only';
import { FactorRow } from './factor-row';
import { RemovePasskeyDialog } from './remove-passkey.dialog';
import { RenamePasskeyDialog } from './rename-passkey.dialog';
import { fetchPasskeys } from './two-factor-status';

type Passkey = components['schemas']['PasskeyResponse'];

export function PasskeysSection() {
  const text = useText();
  const user = useUser();
  const { data, error, isLoading } = useResource(fetchPasskeys, useAccountVersion());
  const isAvailable = useArePasskeysAvailable();
  const [dialog, setDialog] = useState<{ kind: 'rename' | 'remove'; passkey: Passkey }>();
  const close = () => setDialog(undefined);

  // After a log-in and after each change, which are when the list is loaded; and when the address is another one.
  useEffect(() => {
    if (data) {
      void signalPasskeys(data, user.email);
    }
  }, [data, user.email]);

  return (
    <Section
      id="passkeys"
      title={text('passkeys.title')}
      icon={<KeyIcon />}
      intro={text('passkeys.intro')}
      isLoading={isLoading}
      error={error}
    >
      {data?.passkeys.length === 0 && <p className="empty">{text('passkeys.none')}</p>}
      {data && data.passkeys.length > 0 && (
        <ul className="rows">
          {data.passkeys.map((passkey) => (
            <FactorRow
              key={passkey.id}
              factor={passkey}
              badge={
                <span className="badge">
                  {text(passkey.isBackedUp ? 'passkeys.synced' : 'passkeys.one-device')}
                </span>
              }
              onRename={() => setDialog({ kind: 'rename', passkey })}
              onRemove={() => setDialog({ kind: 'remove', passkey })}
            />
          ))}
        </ul>
      )}
      {data && (isAvailable ? <Add /> : <p className="hint">{text('passkeys.unavailable')}</p>)}
      {data && (data.passkeys.length > 0 || !user.isPasswordLogInEnabled) && <PasskeysOnly />}
      {dialog?.kind === 'rename' && <RenamePasskeyDialog passkey={dialog.passkey} onClose={close} />}
      {dialog?.kind === 'remove' && <RemovePasskeyDialog passkey={dialog.passkey} onClose={close} />}
    </Section>
  );
}

function Add() {
  const text = useText();
  const { isEmailVerified } = useUser();
  const announceChange = useAnnounceChange();
  const notify = useNotify();

  async function add() {
    const response = await createPasskey(await fetchCreationOptions());
    try {
      await answerOf(api.POST('/passkeys', { body: { response } }));
    } finally {
      // If it failed, too: the browser has the passkey by now, and hears of the list without it.
      announceChange();
    }
    notify(text('passkeys.added'));
  }

  return isEmailVerified ? (
    <ActionButton onAction={add}>{text('passkeys.add')}</ActionButton>
  ) : (
    <p className="hint">{text('passkeys.confirm-first')}</p>
  );
}
