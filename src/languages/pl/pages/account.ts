import type { account as english } from '../../en/pages/account.js';
import type { Texts } from '../../messages.js';

export const account: Texts<typeof english> = {
  'account.title': 'Bezpieczeństwo',
  'account.intro': 'To, dzięki czemu konto pozostaje Twoje.',
  'account.held-up': 'Skonfiguruj uwierzytelnianie dwuskładnikowe',
  'account.held-up.intro':
    'Konto potrzebuje drugiego składnika oprócz hasła. Dopóki go nie ma, nic innego nie jest dostępne.',
  'account.log-out': 'Wyloguj się',
  'account.sections': 'Sekcje',

  'unverified.notice': '<strong>Potwierdź swój adres e-mail.</strong> To droga powrotu, gdy zapomnisz hasła.',
  'unverified.send': 'Wyślij link',
  'unverified.sent': 'Link jest w drodze na adres {email}.',
  'continuation.proof': '<strong>{host} chce wiedzieć, że to Ty.</strong> Potem można przejść dalej.',
  'continuation.confirm': 'Potwierdź i przejdź dalej',
  'continuation.ready':
    '<strong>Uwierzytelnianie dwuskładnikowe jest włączone.</strong> {host} nie wymaga niczego więcej.',
  'continuation.go-on': 'Przejdź do {host}',
  'continuation.two-factor':
    '<strong>{host} wymaga uwierzytelniania dwuskładnikowego.</strong> Włącz je poniżej, a potem przejdź dalej.',

  'details.title': 'Dane logowania',
  'details.confirmed': 'Potwierdzony',
  'details.change-email': 'Zmień<hidden> adres e-mail</hidden>',
  'details.change-password': 'Zmień<hidden> hasło</hidden>',
  'details.password': 'Znasz je tylko Ty: serwer przechowuje skrót.',
  'details.password.off': 'Nie służy do logowania: konto przyjmuje tylko klucze dostępu.',
  'change-email.title': 'Zmień adres e-mail',
  'change-email.intro':
    'Wyślemy link na nowy adres. Zmiana nastąpi po jego otwarciu; powiadomimy oba adresy.',
  'change-email.submit': 'Wyślij link',
  'change-email.done': 'Otwórz link wysłany na adres {email}. Do tego czasu nic się nie zmieni.',
  'change-password.title': 'Zmień hasło',
  'change-password.intro': 'Wszystkie pozostałe przeglądarki zostaną wylogowane.',
  'change-password.submit': 'Zmień hasło',
  'change-password.wrong': 'Obecne hasło jest błędne.',
  'change-password.done': 'Hasło zostało zmienione.',

  'sessions.title': 'Aktywne sesje',
  'sessions.intro': 'Coś nieznajomego? Wyloguj to, a potem zmień hasło.',
  'sessions.current': 'Ta przeglądarka',
  'sessions.detail': '{ip} · od {since}',
  'sessions.detail.other': '{ip} · od {since} · aktywność: {active}',
  'sessions.log-out': 'Wyloguj<hidden>: {browser}</hidden>',
  'sessions.logged-out': 'Wylogowano: {browser}.',
  'sessions.log-out-others': 'Wyloguj wszystkie pozostałe',
  'sessions.others-logged-out': 'Wszystkie pozostałe przeglądarki zostały wylogowane.',

  'trusted.title': 'Zaufane przeglądarki',
  'trusted.intro': 'Przy logowaniu nie są pytane o kod.',
  'trusted.none': 'Żadna przeglądarka nie jest zaufana.',
  'trusted.detail': '{ip} · użyto: {used} · do {until}',
  'trusted.revoke': 'Przestań ufać<hidden>: {browser}</hidden>',
  'trusted.revoked': 'Od teraz potrzebny jest kod: {browser}.',

  'activity.title': 'Ostatnia aktywność',
  'activity.operator': 'administrator tej witryny',
  'activity.more': 'Pokaż więcej',

  'deletion.title': 'Usuń konto',
  'deletion.intro': 'Konto i wszystko, co do niego należy, na zawsze.',
  'deletion.start': 'Usuń konto',
  'deletion.question': 'Usunąć konto?',
  'deletion.warning':
    'Konto <strong>{email}</strong> i wszystko, co do niego należy, zniknie od razu. Nikt nie będzie mógł go przywrócić.',
  'deletion.submit': 'Usuń na zawsze',

  'step-up.title': 'Potwierdź, że to Ty',
  'step-up.intro': 'Do tego nie wystarczy samo zalogowanie. Potwierdzenie jest ważne przez 5 minut.',
  'step-up.submit': 'Potwierdź',
  'password.wrong': 'Hasło jest błędne.',
};
