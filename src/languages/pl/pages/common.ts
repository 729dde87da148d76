import type { common as english } from '../../en/pages/common.js';
import type { Texts } from '../../messages.js';

/**
 * The words of all files of this language: neutral, without the gender of who reads · account konto · log in/out
 * zalogować/wylogować się · sign up zarejestrować się, założyć konto · password hasło · two-factor authentication
 * uwierzytelnianie dwuskładnikowe · authenticator app aplikacja uwierzytelniająca · passkey klucz dostępu · backup code kod
 * zapasowy · session sesja · operator administrator · trusted browser zaufana przeglądarka.
 */
export const common: Texts<typeof english> = {
  language: 'Język',
  loading: 'Wczytywanie…',
  close: 'Zamknij',
  continue: 'Dalej',
  'not-now': 'Nie teraz',
  'support.link': 'Uzyskaj pomoc',
  'support.lost-all': 'Brak telefonu albo klucza dostępu, a także kodów zapasowych?',
  'copy.button': 'Kopiuj<hidden>: {what}</hidden>',
  'copy.done': 'Skopiowano: {what}.',
  'copy.refused': 'Przeglądarka nie pozwala kopiować. Zaznacz tekst i skopiuj go.',
  'wait.announced': 'Poczekaj, aż przycisk znów zadziała.',
  'wait.left': 'Można spróbować ponownie za {time}.',
  'wait.over': 'Można już spróbować ponownie.',
  'just-now': 'przed chwilą',
  'browser.on': '{browser} w systemie {system}',
  'browser.unknown': 'Nieznana przeglądarka',

  'field.email': 'Adres e-mail',
  'field.new-email': 'Nowy adres e-mail',
  'field.name': 'Nazwa',
  'field.password': 'Hasło',
  'field.current-password': 'Obecne hasło',
  'field.new-password': 'Nowe hasło',
  'show.password': 'Pokaż hasło',
  'show.current-password': 'Pokaż obecne hasło',
  'show.new-password': 'Pokaż nowe hasło',
  show: 'Pokaż',
  hide: 'Ukryj',
  'password.length':
    'Co najmniej {count, plural, one {# znak} few {# znaki} many {# znaków} other {# znaku}}. Dobre hasło to kilka przypadkowych słów.',
  'password.easy': 'Zbyt łatwe do odgadnięcia. Dobre hasło to kilka przypadkowych słów.',
  'password.hard': 'Trudne do odgadnięcia. Dobrze.',
  'mailed-code': 'Kod z wiadomości',
  'mailed-code.hint':
    'W linku brakuje ostatniej części. Skopiuj z wiadomości długi kod pod linkiem i wklej go tutaj.',

  'code.totp': 'Kod z aplikacji uwierzytelniającej',
  'code.digits': 'Wpisz 6 cyfr, które pokazuje aplikacja',
  'code.sends-itself': 'Szósta cyfra wysyła kod.',
  'code.backup': 'Kod zapasowy',
  'code.passkey': 'Za chwilę przeglądarka zapyta o klucz dostępu.',
  'use.passkey': 'Użyj klucza dostępu',
  'use.totp': 'Użyj kodu z aplikacji',
  'use.backup-code': 'Użyj kodu zapasowego',
  'use.password': 'Użyj hasła',
};
