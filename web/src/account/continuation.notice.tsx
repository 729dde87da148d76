import { stepUp } from '../api/step-up';
import type { Continuation } from '../continuation';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { useUser } from '../session/session.context';
import { ActionButton } from '../ui/action-button';

/** Helps with what a protected host asks for. */
export function ContinuationNotice({ need, address, host }: Continuation) {
  const text = useText();
  const user = useUser();

  async function prove() {
    if (await stepUp()) {
      window.location.replace(address);
    }
  }

  if (need === 'proof') {
    return (
      <div className="alert alert-row">
        <p>
          <Text id="continuation.proof" values={{ host }} />
        </p>
        <ActionButton onAction={prove}>{text('continuation.confirm')}</ActionButton>
      </div>
    );
  }
  return (
    <div className="alert alert-row">
      {user.isTwoFactorAuthenticationEnabled ? (
        <>
          <p>
            <Text id="continuation.ready" values={{ host }} />
          </p>
          <a className="button" href={address}>
            {text('continuation.go-on', { host })}
          </a>
        </>
      ) : (
        <p>
          <Text id="continuation.two-factor" values={{ host }} />
        </p>
      )}
    </div>
  );
}
