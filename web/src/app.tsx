import { Fragment, type ReactNode } from 'react';
import { StepUpDialog } from './account/step-up.dialog';
import { continuation } from './continuation';
import { invitation } from './mailed-token';
import { usePath } from './router';
import { AccountScreen } from './account/account.screen';
import { ContinueScreen } from './screens/continue.screen';
import { LoadingScreen } from './screens/loading.screen';
import { LogInScreen } from './screens/log-in.screen';
import { ReleaseAddressScreen } from './screens/release-address.screen';
import { ResetPasswordScreen } from './screens/reset-password.screen';
import { SecondFactorScreen } from './screens/second-factor.screen';
import { SignUpScreen } from './screens/sign-up.screen';
import { UnreachableScreen } from './screens/unreachable.screen';
import { VerifyEmailScreen } from './screens/verify-email.screen';
import { useSession } from './session/session.context';

/** Which screen: mailed links first, whoever is logged in here; then it depends on the session. */
export function App(): ReactNode {
  const path = usePath();
  const { session } = useSession();
  if (path === '/verify-email') {
    return <VerifyEmailScreen />;
  }
  if (path === '/reset-password' || path === '/reset-password/mailed') {
    return <ResetPasswordScreen isMailed={path === '/reset-password/mailed'} />;
  }
  if (path === '/release-address') {
    return <ReleaseAddressScreen />;
  }
  if (path === '/sign-up' && invitation) {
    return <SignUpScreen />;
  }
  switch (session.state) {
    case 'loading':
      return <LoadingScreen />;
    case 'unreachable':
      return <UnreachableScreen error={session.error} />;
    case 'second factor':
      return <SecondFactorScreen methods={session.methods} email={session.email} />;
    case 'logged in':
      return continuation?.need === 'log-in' ? (
        <ContinueScreen address={continuation.address} />
      ) : (
        // Nothing that one user typed or was shown goes on to the next.
        <Fragment key={session.user.id}>
          <AccountScreen />
          <StepUpDialog />
        </Fragment>
      );
    default:
      return path === '/sign-up' ? (
        <SignUpScreen />
      ) : (
        <LogInScreen notice={session.notice} email={session.email} />
      );
  }
}
