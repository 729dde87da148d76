import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { LanguageProvider } from './language/language.provider';
import { takeUp } from './language/page-messages';
import { wantedLanguage } from './language/wanted-language';
import { SessionProvider } from './session/session.provider';
import { TroubleScreen } from './screens/trouble.screen';
import { NoticesProvider } from './ui/notices';
import { TroubleBoundary } from './ui/trouble-boundary';
import './styles/tokens.css';
import './styles/base.css';
import './styles/components.css';
import './styles/account.css';

const initial = await takeUp(wantedLanguage());

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LanguageProvider initial={initial}>
      <TroubleBoundary fallback={<TroubleScreen />}>
        <NoticesProvider>
          <SessionProvider>
            <App />
          </SessionProvider>
        </NoticesProvider>
      </TroubleBoundary>
    </LanguageProvider>
  </StrictMode>,
);
