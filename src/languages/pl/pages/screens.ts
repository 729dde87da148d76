import type { screens as english } from '../../en/pages/screens.js';
import type { Texts } from '../../messages.js';

export const screens: Texts<typeof english> = {
  'log-in': 'Zaloguj się',
  'log-in.intro': 'Witamy ponownie w {app}.',
  'log-in.intro.continuation': 'Aby przejść dalej do {host}.',
  'log-in.new-here': 'Pierwszy raz tutaj? <link>Załóż konto</link>',
  'log-in.stay': 'Nie wylogowuj mnie',
  'log-in.forgot': 'Nie pamiętasz hasła?',
  'log-in.or': 'lub',
  'log-in.by-passkey': 'Zaloguj się kluczem dostępu',
  'log-in.back': 'Wróć do logowania',
  'log-in.session-over': 'Nastąpiło wylogowanie. Zaloguj się ponownie, aby kontynuować.',
  'log-in.too-many-wrong':
    'Pięć kodów z rzędu było błędnych, więc to logowanie przerwano. Zaloguj się ponownie i poczekaj na nowy kod.',
  'log-in.account-deleted': 'Konto zostało usunięte.',
  'other-user': 'W międzyczasie zalogował się tu ktoś inny. To jest konto {email}; nic na nim nie zmieniono.',

  'second-factor': 'Wpisz kod',
  'second-factor.intro.totp':
    'Otwórz aplikację uwierzytelniającą i wpisz 6 cyfr, które pokazuje dla tego konta.',
  'second-factor.intro.backup-code': 'Wpisz jeden z zachowanych kodów zapasowych.',
  'second-factor.passkey': 'Użyj klucza dostępu',
  'second-factor.intro.passkey': 'Hasło było poprawne. Drugi krok to klucz dostępu tego konta.',
  'second-factor.other-account': 'Użyj innego konta',
  'second-factor.trust': 'Ufaj tej przeglądarce',
  'second-factor.trust.hint':
    'Nie pytaj tu o drugi krok przez {days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}. Nie na komputerze, z którego korzystają inni.',
  'second-factor.backup-code-used':
    'Użyto kodu zapasowego. {count, plural, one {Pozostał #} few {Pozostały #} many {Pozostało #} other {Pozostało #}}.',

  'sign-up': 'Załóż konto',
  'sign-up.submit': 'Załóż konto',
  'sign-up.intro': 'Wystarczą adres e-mail i dobre hasło.',
  'sign-up.intro.invite': 'Konta są tu na zaproszenie. Otwórz link z wiadomości.',
  'sign-up.done': 'Konto jest gotowe.',
  'sign-up.have-account': 'Masz konto? <link>Zaloguj się</link>',
  'sign-up.invited': 'Masz zaproszenie',
  'sign-up.invited.intro': 'Podaj adres, na który wysłano zaproszenie, i dobre hasło.',
  'sign-up.invitation': 'Kod z zaproszenia',
  'sign-up.invitation.hint': 'Albo skopiuj długi kod pod linkiem i wklej go tutaj.',
  'sign-up.closed': 'Nikt nie może się tu zarejestrować',
  'sign-up.closed.intro': 'Konta zakłada administrator tej witryny. Poproś go o konto.',
  'sign-up.mailed': 'Sprawdź pocztę',
  'sign-up.mailed.intro':
    'Wysłaliśmy wiadomość na adres <strong>{email}</strong>. Otwórz zawarty w niej link, a potem zaloguj się.',
  'sign-up.mailed.done': 'Gotowe? <link>Zaloguj się</link>',

  'reset.ask': 'Zresetuj hasło',
  'reset.ask.intro': 'Podaj swój adres e-mail, a wyślemy link do wyboru nowego hasła.',
  'reset.ask.submit': 'Wyślij link',
  'reset.mailed': 'Sprawdź pocztę',
  'reset.mailed.intro':
    'Jeśli istnieje konto dla <strong>{email}</strong>, link do wyboru nowego hasła jest już w drodze. Działa przez 10 minut.',
  'reset.dead-link': 'Ten link już nie działa',
  'reset.another-link': 'Wyślij mi kolejny link',
  'reset.choose': 'Wybierz nowe hasło',
  'reset.choose.intro': 'Nastąpi wylogowanie we wszystkich przeglądarkach.',
  'reset.choose.submit': 'Zmień hasło',
  'reset.second-factor':
    'Konto ma włączone uwierzytelnianie dwuskładnikowe: podaj też kod albo użyj klucza dostępu.',
  'reset.done': 'Hasło zostało zmienione',
  'reset.done.intro': 'Wszędzie nastąpiło wylogowanie. Zaloguj się nowym hasłem.',

  verify: 'Potwierdź swój adres e-mail',
  'verify.intro': 'Jedno kliknięcie i wiemy, że ten adres należy do Ciebie.',
  'verify.submit': 'Potwierdź mój adres',
  'verify.done': 'Adres potwierdzony',
  'verify.done.intro': 'Dziękujemy. Adres e-mail jest potwierdzony.',

  release: 'Zwolnij swój adres',
  'release.intro':
    'Ktoś założył konto z Twoim adresem e-mail i nigdy nie potwierdził, że adres należy do niego. To trwale usunie tamto konto ze wszystkim, co do niego należy. Zrób to tylko wtedy, gdy to konto nie jest Twoje.',
  'release.submit': 'Usuń tamto konto',
  'release.done': 'Adres jest wolny',
  'release.done.intro':
    'Konto, do którego należał, zostało usunięte. Teraz można zarejestrować się samodzielnie.',

  trouble: 'Na tej stronie coś poszło nie tak',
  'trouble.intro':
    'To nasz błąd. Wszystko, co zrobiono wcześniej, jest zapisane; wczytaj stronę ponownie, aby zobaczyć stan.',
  'trouble.reload': 'Wczytaj ponownie',
  unreachable: 'Serwer nie odpowiada',
  'unreachable.intro': '{reason} Nic nie przepadło.',
  'unreachable.retry': 'Spróbuj ponownie',
};
