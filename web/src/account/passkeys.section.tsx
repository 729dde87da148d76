import { useEffect, useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { formatDate, timeAgo } from '../format/dates';
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
import { RemovePasskeyDialog } from './remove-passkey.dialog';
import { RenamePasskeyDialog } from './rename-passkey.dialog';
import { fetchPasskeys } from './two-factor-status';

type Passkey = components['schemas']['PasskeyResponse'];

export function PasskeysSection() {
  const user = useUser();
  const { data, error } = useResource(fetchPasskeys, useAccountVersion());
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
      title="Passkeys"
      icon={<KeyIcon />}
      intro="Log in with your fingerprint, your face or the PIN of your device. No page can trick you out of a passkey, as it can out of a password or a code."
      error={error}
    >
      {data?.passkeys.length === 0 && <p className="empty">You have no passkey.</p>}
      {data && data.passkeys.length > 0 && (
        <ul className="rows">
          {data.passkeys.map((passkey) => (
            <Row
              key={passkey.id}
              passkey={passkey}
              onRename={() => setDialog({ kind: 'rename', passkey })}
              onRemove={() => setDialog({ kind: 'remove', passkey })}
            />
          ))}
        </ul>
      )}
      {data && (isAvailable ? <Add /> : <p className="hint">This browser cannot use passkeys here.</p>)}
      {data && (data.passkeys.length > 0 || !user.isPasswordLogInEnabled) && <PasskeysOnly />}
      {dialog?.kind === 'rename' && <RenamePasskeyDialog passkey={dialog.passkey} onClose={close} />}
      {dialog?.kind === 'remove' && <RemovePasskeyDialog passkey={dialog.passkey} onClose={close} />}
    </Section>
  );
}

interface RowProps {
  passkey: Passkey;
  onRename: () => void;
  onRemove: () => void;
}

function Row({ passkey: { name, createdAt, lastUsedAt, isBackedUp }, onRename, onRemove }: RowProps) {
  return (
    <li>
      <div>
        <strong>{name}</strong> <span className="badge">{isBackedUp ? 'Synced' : 'Only on one device'}</span>
        <span className="detail">
          since {formatDate(createdAt)} · {lastUsedAt ? `used ${timeAgo(lastUsedAt)}` : 'never used'}
        </span>
      </div>
      <div className="actions">
        <button type="button" className="button" onClick={onRename}>
          Rename<span className="visually-hidden"> {name}</span>
        </button>
        <button type="button" className="button button-danger-quiet" onClick={onRemove}>
          Remove<span className="visually-hidden"> {name}</span>
        </button>
      </div>
    </li>
  );
}

function Add() {
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
    notify('Your passkey is added.');
  }

  return isEmailVerified ? (
    <ActionButton onAction={add}>Add a passkey</ActionButton>
  ) : (
    <p className="hint">Confirm your e-mail address first, then you can add one.</p>
  );
}
