import { useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { showUser } from '../api/shown-user';
import { continuation } from '../continuation';
import { LanguageChoice } from '../language/language-choice';
import { useText } from '../language/language.context';
import { useSession, useUser } from '../session/session.context';
import { ActionButton } from '../ui/action-button';
import { Logo } from '../ui/logo';
import { Notice } from '../ui/notices';
import { useScreen } from '../ui/screen';
import { AccountChanges } from './account-changes';
import { ActivitySection } from './activity.section';
import { ContinuationNotice } from './continuation.notice';
import { DeletionSection } from './deletion.section';
import { LogInDetailsSection } from './log-in-details.section';
import { PasskeysSection } from './passkeys.section';
import { SectionNav } from './section-nav';
import { SessionsSection } from './sessions.section';
import { TrustedBrowsersSection } from './trusted-browsers.section';
import { isTwoFactorOverdue, TwoFactorDueNotice } from './two-factor-due.notice';
import { TwoFactorSection } from './two-factor.section';
import { UnverifiedNotice } from './unverified.notice';

const sections = [
  ['two-factor', 'two-factor.title'],
  ['passkeys', 'passkeys.title'],
  ['log-in-details', 'details.title'],
  ['sessions', 'sessions.title'],
  ['trusted-browsers', 'trusted.title'],
  ['activity', 'activity.title'],
  ['deletion', 'deletion.title'],
] as const;

export function AccountScreen() {
  const text = useText();
  const user = useUser();
  const { reload, setSession } = useSession();
  // What is mounted stays so when it is turned on: the backup codes are shown in it.
  const isHeldUp = isTwoFactorOverdue(user);
  const title = text(isHeldUp ? 'account.held-up' : 'account.title');
  const ref = useScreen<HTMLDivElement>(title);
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
          <ActionButton onAction={logOut}>{text('account.log-out')}</ActionButton>
        </header>
        {!isHeldUp && <SectionNav sections={sections} />}
        <main>
          <h1 tabIndex={-1}>{title}</h1>
          <p className="intro">{text(isHeldUp ? 'account.held-up.intro' : 'account.intro')}</p>
          <Notice />
          {continuation && <ContinuationNotice {...continuation} />}
          {!user.isEmailVerified && <UnverifiedNotice email={user.email} />}
          {user.twoFactorDueAt && !isHeldUp && <TwoFactorDueNotice dueAt={user.twoFactorDueAt} />}
          <TwoFactorSection />
          <PasskeysSection />
          {!isHeldUp && (
            <>
              <LogInDetailsSection />
              <SessionsSection />
              <TrustedBrowsersSection />
              <ActivitySection />
              <DeletionSection />
            </>
          )}
        </main>
        <footer>
          <LanguageChoice />
        </footer>
      </div>
    </AccountChanges>
  );
}
