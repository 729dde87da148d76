import { useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { showUser } from '../api/shown-user';
import { useSession, useUser } from '../session/session.context';
import { ActionButton } from '../ui/action-button';
import { Logo } from '../ui/logo';
import { useScreen } from '../ui/screen';
import { AccountChanges } from './account-changes';
import { ActivitySection } from './activity.section';
import { DeletionSection } from './deletion.section';
import { LogInDetailsSection } from './log-in-details.section';
import { PasskeysSection } from './passkeys.section';
import { SessionsSection } from './sessions.section';
import { TrustedBrowsersSection } from './trusted-browsers.section';
import { TwoFactorSection } from './two-factor.section';
import { UnverifiedNotice } from './unverified.notice';

const sections = [
  ['two-factor', 'Two-factor authentication'],
  ['passkeys', 'Passkeys'],
  ['log-in-details', 'Log-in details'],
  ['sessions', 'Where you are logged in'],
  ['trusted-browsers', 'Trusted browsers'],
  ['activity', 'Recent activity'],
  ['deletion', 'Delete account'],
] as const;

export function AccountScreen() {
  const user = useUser();
  const { reload, setSession } = useSession();
  const ref = useScreen<HTMLDivElement>('Security');
  const [version, setVersion] = useState(0);

  useLayoutEffect(() => {
    showUser(user.id);
    return () => showUser(undefined);
  }, [user.id]);

  const announce = useCallback(() => {
    setVersion((previous) => previous + 1);
    void reload();
  }, [reload]);
  const changes = useMemo(() => ({ version, announce }), [version, announce]);

  async function logOut() {
    await answerOf(api.POST('/authentication/log-out'));
    setSession({ state: 'logged out' });
  }

  return (
    <AccountChanges value={changes}>
      <div className="account-screen" ref={ref}>
        <header className="top-bar">
          <Logo />
          <span className="top-bar-user">{user.email}</span>
          <ActionButton onAction={logOut}>Log out</ActionButton>
        </header>
        <nav aria-label="Sections">
          <ul>
            {sections.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`} onClick={(event) => scrollTo(event, id)}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main>
          <h1 tabIndex={-1}>Security</h1>
          <p className="intro">What keeps your account yours.</p>
          {!user.isEmailVerified && <UnverifiedNotice email={user.email} />}
          <TwoFactorSection />
          <PasskeysSection />
          <LogInDetailsSection />
          <SessionsSection />
          <TrustedBrowsersSection />
          <ActivitySection />
          <DeletionSection />
        </main>
      </div>
    </AccountChanges>
  );
}

/** Without touching the fragment, which is where mailed links carry their token. */
function scrollTo(event: { preventDefault(): void }, id: string) {
  event.preventDefault();
  const heading = document.querySelector<HTMLElement>(`#${id} h2`);
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}
