import type { mails as english } from '../en/mails.js';
import type { Texts } from '../messages.js';

/** The words: pages/common.ts. */
const common = {
  'sentence-gap': ' ',
  'link-label': '{text}:',
  'fact-line': '{name}: {value}',
  'code-label': 'Jeśli strona zapyta o kod tego linku:',
  ignore: 'Jeśli ta prośba nie pochodzi od Ciebie, zignoruj tę wiadomość: nic się nie zmieni.',
  'ignore-unknown': 'Jeśli nie wiesz, o co chodzi, zignoruj tę wiadomość.',
  'get-help': 'Uzyskaj pomoc',
  'set-new-password': 'Ustaw nowe hasło',
  quoted: '„{name}”',

  'verify-email.subject': 'Potwierdź swój adres e-mail',
  'verify-email.intro':
    'Ten adres podano przy zakładaniu konta w {site}. Potwierdź, że należy do Ciebie. Link działa przez 24 godziny.',
  'verify-email.link': 'Potwierdź ten adres',
  'registration.intro':
    'Ktoś zarejestrował się z tym adresem w {site}. Jeśli to Ty, potwierdź go: wtedy powstanie Twoje konto. Link działa przez 24 godziny.',
  'registration.ignore':
    'Jeśli to nie Ty, zignoruj tę wiadomość, a konto nie powstanie. Hasło do niego wybrała osoba, która się zarejestrowała.',
  'change-email.subject': 'Potwierdź swój nowy adres e-mail',
  'change-email.intro':
    'Konto w {site} ma od teraz mieć ten adres. Potwierdź, że należy do Ciebie. Link działa przez 24 godziny.',
  'change-email.link': 'Użyj tego adresu',
  'reset-password.subject': 'Ustaw nowe hasło',
  'reset-password.intro':
    'Ktoś poprosił o nowe hasło do Twojego konta w {site}. Link działa przez 10 minut, jeden raz.',
  'reset-password.second-factor': 'Potrzebny będzie kod z aplikacji uwierzytelniającej albo kod zapasowy.',
  'release-address.intro':
    'Nigdy nie potwierdzono, że ten adres należy do konta. Jeśli to konto nie jest Twoje, ktoś inny zajął Twój adres. Możesz go zwolnić: tamto konto zostanie usunięte ze wszystkim, co do niego należy, i będzie można zarejestrować się samodzielnie.',
  'release-address.link': 'Zwolnij ten adres',
  'already-registered.subject': 'Masz już konto',
  'already-registered.intro':
    'Ktoś próbował zarejestrować się z tym adresem w {site}, gdzie ma on już konto. Jeśli to Ty, zaloguj się albo ustaw nowe hasło.',
  'already-registered.link': 'Zaloguj się',
  'address-taken.subject': 'Ten adres ma już konto',
  'address-taken.intro':
    'Ktoś chciał użyć tego adresu dla innego konta w {site}. Ma on już własne konto, więc nic nie zrobiono.',
  'invitation.subject': 'Masz zaproszenie',
  'invitation.intro':
    'Masz zaproszenie do założenia konta w {site} z tym adresem. Link działa przez 7 dni, jeden raz.',
  'invitation.link': 'Załóż konto',
  'first-password.subject': 'Twoje konto jest gotowe',
  'first-password.intro':
    'Administrator {site} założył konto dla tego adresu. Wybierz hasło i zaloguj się nim. Link działa przez 7 dni, jeden raz.',
  'first-password.link': 'Wybierz hasło',
  'first-password.ended': 'Jeśli link wygasł, poproś o następny:',
};

const notices = {
  'fact.site': 'Witryna',
  'fact.when': 'Kiedy',
  'fact.by': 'Kto',
  'fact.address': 'Adres',
  'fact.browser': 'Przeglądarka',
  'fact.operator': 'administrator tej witryny',
  'browser.on': '{browser} w systemie {system}',
  'browser.unknown': 'nieznana przeglądarka',
  'notice.was-you': 'Jeśli to Ty, nie trzeba nic robić.',
  'notice.was-not-you': 'Jeśli nie: {advice}',
  'notice.unexpected': 'Jeśli to niespodziewane: {advice}',
  'folded.subject':
    '{subject}: {count, plural, one {jeszcze raz} few {jeszcze # razy} many {jeszcze # razy} other {jeszcze # raza}}',
  'folded.intro':
    'Od: {since} zdarzyło się to {count, plural, one {jeszcze raz} few {jeszcze # razy} many {jeszcze # razy} other {jeszcze # raza}}, a nie za każdym razem wysyłaliśmy wiadomość. Wszystko widać na Twoim koncie w {site}.',
  'folded.link': 'Zobacz, co się stało',
  'folded.advice': 'Jeśli to nie Ty: {advice}',

  'advice.reset-password': 'Ustaw od razu nowe hasło: to kończy wszystkie sesje.',
  'advice.check-two-factor':
    'Potem sprawdź, czy uwierzytelnianie dwuskładnikowe jest włączone i czy działa z Twoją własną aplikacją uwierzytelniającą.',
  'advice.they-have-password': 'Ktoś zna Twoje hasło.',
  'advice.they-may-have-password': 'Ktoś być może zna Twoje hasło.',
  'advice.they-read-mails':
    'Ktoś może czytać Twoje wiadomości. Najpierw zmień hasło do swojej skrzynki pocztowej.',
  'advice.they-have-codes': 'Ktoś ma Twoje kody zapasowe, a być może także hasło.',
  'advice.ask-operator': 'Zwróć się do administratora tej witryny.',
  'advice.operator-removes-app':
    'Potem poproś administratora tej witryny o usunięcie aplikacji uwierzytelniającej.',
  'advice.stops-change': 'To wstrzyma też zmianę.',
  'advice.remove-app': 'Usuń ją na swoim koncie.',
  'advice.remove-passkey': 'Usuń go na swoim koncie.',
  'advice.replace-passkey': 'Usuń ten klucz dostępu na swoim koncie i utwórz nowy.',
  'advice.new-codes': 'I wygeneruj nowe kody zapasowe.',
  'advice.backup-code-opens': 'Z kodem zapasowym włączy to ponownie logowanie hasłem.',

  'authn_login_new_browser.subject': 'Nowe logowanie na Twoje konto',
  'authn_login_new_browser.happened':
    'Ktoś zalogował się z przeglądarki, której dotąd nie używano z Twoim kontem.',
  'authn_password_change.subject': 'Hasło zostało zmienione',
  'authn_password_change.happened': 'Twoje hasło zostało zmienione, a wszystkie pozostałe sesje zakończone.',
  'authn_password_reset.subject': 'Hasło zostało zresetowane',
  'authn_password_reset.happened':
    'Linkiem z naszej wiadomości ustawiono nowe hasło, a wszystkie sesje zostały zakończone.{count, plural, =0 {} one { Klucze dostępu nadal pozwalają się zalogować: {names}.} few { Klucze dostępu nadal pozwalają się zalogować: {names}.} many { Klucze dostępu nadal pozwalają się zalogować: {names}.} other { Klucze dostępu nadal pozwalają się zalogować: {names}.}}',
  'email_change_requested.subject': 'Twój adres e-mail ma się zmienić',
  'email_change_requested.happened':
    'Zalogowana osoba poprosiła o inny adres dla Twojego konta. Zmieni się on po otwarciu linku z wiadomości wysłanej na nowy adres.',
  'email_changed.subject': 'Adres e-mail został zmieniony',
  'email_changed.happened':
    'Adres Twojego konta został zmieniony. Od teraz nowy adres służy do logowania i to na niego przychodzą wiadomości.',
  'two_factor_enabled.subject': 'Uwierzytelnianie dwuskładnikowe jest włączone',
  'two_factor_enabled.happened':
    'Włączono uwierzytelnianie dwuskładnikowe, a wszystkie pozostałe sesje zostały zakończone.',
  'two_factor_replaced.subject': 'Aplikacja uwierzytelniająca została zastąpiona',
  'two_factor_replaced.happened':
    'Uwierzytelnianie dwuskładnikowe przeniesiono do innej aplikacji uwierzytelniającej, z nowymi kodami zapasowymi. Stare już nie działają.',
  'authenticator_added.subject': 'Dodano aplikację uwierzytelniającą',
  'authenticator_added.happened':
    'Do Twojego konta dodano aplikację uwierzytelniającą: {names}. Jej kody działają tak samo jak kody pozostałych. Wszystkie pozostałe sesje zostały zakończone.',
  'authenticator_removed.subject': 'Usunięto aplikację uwierzytelniającą',
  'authenticator_removed.happened':
    'Z Twojego konta usunięto aplikację uwierzytelniającą: {names}. Jej kody już nie działają. Wszystkie pozostałe sesje zostały zakończone.',
  'two_factor_disabled.subject': 'Uwierzytelnianie dwuskładnikowe jest wyłączone',
  'two_factor_disabled.happened':
    'Wyłączono uwierzytelnianie dwuskładnikowe: teraz samo hasło otwiera Twoje konto.',
  'two_factor_reset_by_operator.subject': 'Uwierzytelnianie dwuskładnikowe jest wyłączone',
  'two_factor_reset_by_operator.happened':
    'Wyłączono uwierzytelnianie dwuskładnikowe, a wszystkie sesje zostały zakończone.{count, plural, =0 {} one { Usunięto klucze dostępu: {names}.} few { Usunięto klucze dostępu: {names}.} many { Usunięto klucze dostępu: {names}.} other { Usunięto klucze dostępu: {names}.}}',
  'backup_code_used.subject': 'Użyto kodu zapasowego',
  'backup_code_used.happened':
    'Użyto jednego z Twoich kodów zapasowych. {remaining, plural, one {Pozostał # kod} few {Pozostały # kody} many {Pozostało # kodów} other {Pozostało # kodu}}; wygeneruj nowe, zanim się skończą.',
  'backup_codes_regenerated.subject': 'Wygenerowano nowe kody zapasowe',
  'backup_codes_regenerated.happened':
    'Wygenerowano nowe kody zapasowe dla Twojego konta. Stare już nie działają.',
  'passkey_added.subject': 'Dodano klucz dostępu',
  'passkey_added.happened':
    'Do Twojego konta dodano klucz dostępu: {names}. Pozwala zalogować się bez hasła.',
  'passkey_removed.subject': 'Usunięto klucz dostępu',
  'passkey_removed.happened':
    'Z Twojego konta usunięto klucz dostępu: {names}. Wszystkie pozostałe sesje zostały zakończone.',
  'passkey_counter_regressed.subject': 'Klucz dostępu mógł zostać skopiowany',
  'passkey_counter_regressed.happened':
    'Użyto jednego z Twoich kluczy dostępu i został on odrzucony: liczy on swoje użycia, a jego licznik się cofnął. Być może istnieje jego kopia.',
  'password_log_in_disabled.subject': 'Hasło nie służy już do logowania',
  'password_log_in_disabled.happened':
    'Twoje konto przyjmuje teraz tylko klucze dostępu: żadne hasło ani kod nie pozwala się już zalogować. Wszystkie pozostałe sesje zostały zakończone.',
  'password_log_in_enabled.subject': 'Hasło znów służy do logowania',
  'password_log_in_enabled.happened': 'Na Twoim koncie ponownie włączono logowanie hasłem.',
  'authn_second_factor_lock.subject': 'Drugi składnik jest zablokowany',
  'authn_second_factor_lock.happened':
    'Po podaniu poprawnego hasła było zbyt wiele błędnych kodów. Kody z Twojej aplikacji uwierzytelniającej nie są już przyjmowane; odblokuje je kod zapasowy albo klucz dostępu.',
  'authn_second_factor_fail_repeated.subject': 'Błędne kody na Twoim koncie',
  'authn_second_factor_fail_repeated.happened':
    'Ktoś kilka razy podał błędny kod: po poprawnym haśle, w jednej z Twoich sesji albo z linkiem z naszej wiadomości.',
  'sessions_revoked_by_operator.subject': 'Wszędzie nastąpiło wylogowanie',
  'sessions_revoked_by_operator.happened': 'Wszystkie Twoje sesje zostały zakończone.',
  'user_disabled.subject': 'Konto zostało wyłączone',
  'user_disabled.happened': 'Twoje konto zostało wyłączone: nikt nie może się na nie zalogować.',
  'user_enabled.subject': 'Konto zostało ponownie włączone',
  'user_enabled.happened': 'Twoje konto zostało ponownie włączone.',
  'user_unlocked.subject': 'Konto zostało odblokowane',
  'user_unlocked.happened': 'To, co zablokowały błędne hasła i kody, zostało odblokowane.',
  'user_deleted.subject': 'Konto zostało usunięte',
  'user_deleted.happened': 'Twoje konto zostało usunięte ze wszystkim, co do niego należało.',
};

export const mails: Texts<typeof english> = { ...common, ...notices };
