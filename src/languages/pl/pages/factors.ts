import type { factors as english } from '../../en/pages/factors.js';
import type { Texts } from '../../messages.js';

export const factors: Texts<typeof english> = {
  'two-factor.title': 'Uwierzytelnianie dwuskładnikowe',
  'two-factor.on': 'Włączone',
  'two-factor.off': 'Wyłączone',
  'two-factor.intro':
    'Z aplikacją uwierzytelniającą na telefonie skradzione hasło nie wystarczy, aby dostać się na konto: po haśle potrzebny jest kod, który zna tylko Twój telefon.',
  'two-factor.intro.passkey':
    '<strong>Samo hasło nadal wystarcza do zalogowania.</strong> Po włączeniu, oprócz hasła, potrzebny będzie klucz dostępu albo kod z aplikacji uwierzytelniającej.',
  'two-factor.due':
    '<strong>Konto potrzebuje drugiego składnika do: {time}.</strong> Włącz poniżej uwierzytelnianie dwuskładnikowe. Po tym terminie nic innego nie będzie dostępne, dopóki nie zostanie włączone.',
  'two-factor.turn-on': 'Włącz',
  'two-factor.turn-on-by-passkey': 'Włącz za pomocą klucza dostępu',
  'two-factor.turn-on-by-app': 'Włącz za pomocą aplikacji',
  'two-factor.app': 'Aplikacja uwierzytelniająca',
  'two-factor.turned-on': 'Włączono',
  'two-factor.in-use-since': 'W użyciu od {date}',
  'two-factor.passkeys': 'Klucze dostępu',
  'two-factor.backup-codes': 'Kody zapasowe',
  'two-factor.codes-left':
    '{count, plural, one {Pozostał #} few {Pozostały #} many {Pozostało #} other {Pozostało #}}',
  'two-factor.few-codes': 'Wygeneruj nowe, zanim się skończą.',
  'two-factor.new-phone': 'Nowy telefon',
  'two-factor.set-up-app': 'Skonfiguruj aplikację uwierzytelniającą',
  'two-factor.add-app': 'Dodaj kolejną aplikację',
  'two-factor.new-codes': 'Nowe kody zapasowe',
  'two-factor.turn-off': 'Wyłącz',

  'set-up.title.turn-on': 'Włącz uwierzytelnianie dwuskładnikowe',
  'set-up.title.new-phone': 'Skonfiguruj nowy telefon',
  'set-up.title.add-app': 'Skonfiguruj aplikację uwierzytelniającą',
  'set-up.title.another-app': 'Skonfiguruj kolejną aplikację uwierzytelniającą',
  'set-up.scan.turn-on': 'Zeskanuj to aplikacją uwierzytelniającą, na przykład Google Authenticator.',
  'set-up.scan.new-phone':
    'Zeskanuj to aplikacją uwierzytelniającą, na przykład Google Authenticator. Stary telefon działa, dopóki nie skończysz tutaj.',
  'set-up.scan.add-app':
    'Zeskanuj to aplikacją uwierzytelniającą, na przykład Google Authenticator. Jeśli jakaś jest już skonfigurowana, działa, dopóki nie skończysz tutaj. Otrzymasz też nowe kody zapasowe.',
  'set-up.scan.another-app':
    'Zeskanuj to aplikacją uwierzytelniającą, na przykład Google Authenticator. Dotychczasowe aplikacje działają dalej, kody zapasowe także.',
  'set-up.submit.turn-on': 'Włącz',
  'set-up.submit.new-phone': 'Użyj tego telefonu',
  'set-up.submit.add-app': 'Użyj tego telefonu',
  'set-up.submit.another-app': 'Dodaj tę aplikację',
  'set-up.on-this-phone': 'Na tym telefonie? <link>Otwórz aplikację</link>',
  'set-up.type-key': 'Albo wpisz ten klucz w aplikacji:',
  'set-up.key': 'Klucz',
  'set-up.qr-code': 'Kod QR z kluczem',
  'set-up.new-qr-code': 'Nowy kod QR',
  'set-up.default-name': 'Nowy telefon',
  'set-up.added': 'Aplikacja uwierzytelniająca została dodana.',
  'turn-on-by-passkey.intro':
    'Od tej chwili samo hasło nie wystarczy: po nim potrzebny jest klucz dostępu. Otrzymasz 10 kodów zapasowych na dzień, w którym żadnego klucza dostępu nie będzie pod ręką. Wszystkie pozostałe przeglądarki zostaną wylogowane.',
  'turn-off.title': 'Wyłącz uwierzytelnianie dwuskładnikowe',
  'turn-off.intro':
    'Potem samo hasło otworzy konto. Kody zapasowe przestaną działać, a wszystkie pozostałe przeglądarki zostaną wylogowane.',
  'turn-off.intro.passkeys':
    'Potem samo hasło otworzy konto. Kody zapasowe przestaną działać, a wszystkie pozostałe przeglądarki zostaną wylogowane. Klucze dostępu nadal będą służyć do logowania.',
  'turn-off.submit': 'Wyłącz',
  'turn-off.done': 'Uwierzytelnianie dwuskładnikowe jest wyłączone.',

  'codes.title': 'Kody zapasowe',
  'codes.heading': '{app}: kody zapasowe konta {email}. Każdy działa raz.',
  'codes.intro':
    'W razie utraty telefonu lub klucza dostępu każdy z tych kodów zastąpi go jeden raz. Nie zostaną pokazane ponownie: przechowuj je tam, gdzie ważne dokumenty, albo w menedżerze haseł.',
  'codes.download': 'Pobierz',
  'codes.print': 'Drukuj',
  'codes.saved': 'Kody są zachowane',
  'codes.done': 'Gotowe',
  'codes.save': 'Zachowaj kody zapasowe',
  'codes.unsaved':
    '<strong>Czy kody zapasowe są zachowane?</strong> Pokazano je tylko raz. Bez nich utrata telefonu oznacza utratę konta.',
  'codes.get-new': 'Wygeneruj nowe',
  'codes.new': 'Nowe kody zapasowe',
  'codes.new.intro':
    'Otrzymasz 10 nowych kodów. Stare przestaną działać, a wszystkie pozostałe przeglądarki zostaną wylogowane.',
  'codes.new.submit': 'Wygeneruj nowe kody',

  'factor.detail': 'od {since} · użyto: {used}',
  'factor.detail.unused': 'od {since} · nieużywane',
  'factor.rename': 'Zmień nazwę<hidden>: {name}</hidden>',
  'factor.remove': 'Usuń<hidden>: {name}</hidden>',
  'rename.submit': 'Zmień nazwę',
  'remove.submit': 'Usuń',
  'rename-app.title': 'Zmień nazwę aplikacji uwierzytelniającej',
  'rename-app.intro': 'Po nazwie widać, która to aplikacja. Ona sama może pokazywać inną.',
  'rename-app.done': 'Aplikacja uwierzytelniająca ma nową nazwę.',
  'remove-app.title': 'Usunąć tę aplikację uwierzytelniającą?',
  'remove-app.intro':
    'Kody z aplikacji <strong>{name}</strong> przestaną działać, a wszystkie pozostałe przeglądarki zostaną wylogowane. Usuń wpis także w aplikacji.',
  'remove-app.done': 'Aplikacja uwierzytelniająca została usunięta.',
  'rename-passkey.title': 'Zmień nazwę klucza dostępu',
  'rename-passkey.intro': 'Po nazwie widać, który to klucz. Urządzenie może pokazywać inną.',
  'rename-passkey.done': 'Klucz dostępu ma nową nazwę.',
  'remove-passkey.title': 'Usunąć ten klucz dostępu?',
  'remove-passkey.intro':
    'Klucz <strong>{name}</strong> przestanie służyć do logowania, a wszystkie pozostałe przeglądarki zostaną wylogowane. Jeśli urządzenie nadal go proponuje, usuń go także tam.',
  'remove-passkey.done': 'Klucz dostępu został usunięty.',

  'passkeys.title': 'Klucze dostępu',
  'passkeys.intro':
    'Loguj się odciskiem palca, twarzą albo kodem PIN urządzenia. Żadna strona nie wyłudzi klucza dostępu, tak jak może wyłudzić hasło lub kod.',
  'passkeys.none': 'Nie masz klucza dostępu.',
  'passkeys.synced': 'Zsynchronizowany',
  'passkeys.one-device': 'Tylko na jednym urządzeniu',
  'passkeys.unavailable': 'Ta przeglądarka nie może tu używać kluczy dostępu.',
  'passkeys.add': 'Dodaj klucz dostępu',
  'passkeys.added': 'Klucz dostępu został dodany.',
  'passkeys.confirm-first': 'Najpierw potwierdź swój adres e-mail, potem można dodać klucz.',
  'passkeys-only.name': 'Tylko klucze dostępu',
  'passkeys-only.detail':
    'Wtedy nic innego nie pozwala się zalogować: ani hasło, ani kod. Potrzebne są uwierzytelnianie dwuskładnikowe oraz dwa klucze dostępu albo jeden zsynchronizowany.',
  'passkeys-only.detail.on': 'Nic innego nie pozwala się zalogować: ani hasło, ani kod.',
  'passkeys-only.turn-on': 'Używaj tylko kluczy dostępu',
  'passkeys-only.turn-off': 'Zezwól ponownie na hasło',
  'passkeys-only.turn-on.title': 'Używać tylko kluczy dostępu?',
  'passkeys-only.turn-on.effect':
    'Od tej chwili hasło i kody z aplikacji uwierzytelniającej będą wszędzie odrzucane, tak jakby były błędne. Nikt więc nie dostanie się na konto za pomocą czegoś odgadniętego, skradzionego lub wyłudzonego. Wszystkie pozostałe przeglądarki zostaną wylogowane.',
  'passkeys-only.turn-on.way-back':
    'W razie utraty kluczy dostępu jest jedna droga powrotu: zresetuj hasło przez e-mail i podaj jeden z kodów zapasowych. Miej je pod ręką.',
  'passkeys-only.turned-on': 'Od teraz logują tylko klucze dostępu.',
  'passkeys-only.turn-off.title': 'Zezwolić ponownie na hasło?',
  'passkeys-only.turn-off.intro':
    'Hasło znów będzie służyć do logowania, z kluczem dostępu albo kodem jako drugim krokiem.',
  'passkeys-only.turn-off.submit': 'Zezwól na hasło',
  'passkeys-only.turned-off': 'Hasło znów służy do logowania.',
};
