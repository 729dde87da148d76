import { useState } from 'react';
import type { components } from '../api/schema';
import { FactorRow } from './factor-row';
import { RemoveAuthenticatorDialog } from './remove-authenticator.dialog';
import { RenameAuthenticatorDialog } from './rename-authenticator.dialog';

export type Authenticator = components['schemas']['AuthenticatorResponse'];

/** The authenticator apps: to name them, and to remove the one of an old phone. */
export function Authenticators({ authenticators }: { authenticators: Authenticator[] }) {
  const [dialog, setDialog] = useState<{ kind: 'rename' | 'remove'; authenticator: Authenticator }>();
  const close = () => setDialog(undefined);
  return (
    <>
      <ul className="rows">
        {authenticators.map((authenticator) => (
          <FactorRow
            key={authenticator.id}
            factor={authenticator}
            onRename={() => setDialog({ kind: 'rename', authenticator })}
            onRemove={() => setDialog({ kind: 'remove', authenticator })}
          />
        ))}
      </ul>
      {dialog?.kind === 'rename' && (
        <RenameAuthenticatorDialog authenticator={dialog.authenticator} onClose={close} />
      )}
      {dialog?.kind === 'remove' && (
        <RemoveAuthenticatorDialog authenticator={dialog.authenticator} onClose={close} />
      )}
    </>
  );
}
