import type { errors as english } from '../../en/pages/errors.js';
import type { Texts } from '../../messages.js';

export const errors: Texts<typeof english> = {
  'error.VALIDATION_FAILED': 'Coś w tym formularzu się nie zgadza.',
  'error.NOT_AUTHENTICATED': 'Nastąpiło wylogowanie. Zaloguj się ponownie.',
  'error.WRONG_CREDENTIALS': 'Adres e-mail lub hasło jest błędne. Sprawdź jedno i drugie i spróbuj ponownie.',
  'error.SECOND_FACTOR_REQUIRED': 'Konto ma włączone uwierzytelnianie dwuskładnikowe. Podaj też kod.',
  'error.WRONG_TWO_FACTOR_CODE':
    'Ten kod jest błędny albo został już użyty. Każdy kod działa raz: poczekaj na następny i spróbuj ponownie.',
  'error.WRONG_PASSKEY':
    'Ten klucz dostępu nie został przyjęty. Użyj klucza tego konta i spróbuj ponownie: po dłuższym braku odpowiedzi strona musi zapytać od nowa.',
  'error.UNKNOWN_PASSKEY':
    'Ten klucz dostępu niczego już tu nie otwiera: został usunięty ze swojego konta. Użyj innego albo zaloguj się hasłem.',
  'error.REAUTHENTICATION_REQUIRED': 'Nic nie zmieniono, bo nie potwierdzono, że to Ty.',
  'error.INVALID_TOKEN': 'Ten link jest zużyty, za stary albo niepełny. Poproś o nowy.',
  'error.CROSS_ORIGIN_REQUEST':
    'Ta strona nie może komunikować się z serwerem. Otwórz ją pod jej własnym adresem i spróbuj ponownie.',
  'error.UNTRUSTED_PROXY': 'To jest tylko dla odwrotnego serwera proxy.',
  'error.UNKNOWN_HOST': 'Tego adresu nie ma wśród chronionych tutaj.',
  'error.GROUP_REQUIRED': 'To konto nie może tego otworzyć. Poproś administratora o dostęp.',
  'error.EMAIL_NOT_VERIFIED':
    'Najpierw otwórz link z wysłanej wiadomości. Jeśli jej nie ma, zresetuj hasło: to też potwierdza adres.',
  'error.REGISTRATION_CLOSED':
    'Nikt nie może się tu zarejestrować. Poproś administratora tej witryny o konto.',
  'error.INVITATION_REQUIRED':
    'Zarejestruj się przez link z zaproszenia albo poproś o nie administratora tej witryny.',
  'error.TWO_FACTOR_LOCKED':
    'Było zbyt wiele błędnych kodów. Użyj jednego z kodów zapasowych albo poproś administratora o odblokowanie konta.',
  'error.TWO_FACTOR_ENROLMENT_REQUIRED':
    'Konto potrzebuje drugiego składnika. Najpierw włącz uwierzytelnianie dwuskładnikowe; potem wszystko znów będzie dostępne.',
  'error.TWO_FACTOR_REQUIRED_BY_POLICY':
    'Konto musi mieć uwierzytelnianie dwuskładnikowe, więc pozostaje ono włączone. Drugi składnik można zastąpić innym.',
  'error.NOT_FOUND': 'Tego już nie ma.',
  'error.EMAIL_TAKEN': 'Istnieje konto z tym adresem e-mail. Zaloguj się albo zresetuj jego hasło.',
  'error.SECOND_FACTOR_ALREADY_PROVED': 'Logowanie już się powiodło. Wczytaj stronę ponownie.',
  'error.OTHER_USER': 'W międzyczasie zalogował się tu ktoś inny. Nic nie zrobiono.',
  'error.TWO_FACTOR_NOT_ENABLED': 'Uwierzytelnianie dwuskładnikowe jest już wyłączone.',
  'error.NO_PENDING_TWO_FACTOR_SECRET':
    'Ten kod QR ma ponad 10 minut albo wypróbowano z nim zbyt wiele kodów. Pobierz nowy i zeskanuj go.',
  'error.PASSKEY_EXISTS': 'To urządzenie ma już klucz dostępu tego konta. Dodaj klucz na innym urządzeniu.',
  'error.TOO_MANY_AUTHENTICATORS':
    'Są już 3 aplikacje uwierzytelniające, więcej być nie może. Najpierw usuń jedną.',
  'error.TOO_MANY_PASSKEYS': 'Jest już 20 kluczy dostępu, więcej być nie może. Najpierw usuń niepotrzebny.',
  'error.LAST_SECOND_FACTOR':
    'Ten klucz dostępu to jedyny drugi składnik. Najpierw dodaj inny klucz dostępu lub aplikację uwierzytelniającą albo wyłącz uwierzytelnianie dwuskładnikowe.',
  'error.NOT_ENOUGH_PASSKEYS':
    'Aby używać tylko kluczy dostępu, potrzebne są uwierzytelnianie dwuskładnikowe, niewykorzystany kod zapasowy oraz dwa klucze dostępu albo jeden zsynchronizowany.',
  'error.PASSKEYS_UNAVAILABLE': 'W tej witrynie nie ma kluczy dostępu, bo jej adres jest liczbą. Użyj hasła.',
  'error.PAYLOAD_TOO_LARGE': 'To jest za długie.',
  'error.UNSUPPORTED_MEDIA_TYPE': 'Ta strona jest nieaktualna. Wczytaj ją ponownie i spróbuj jeszcze raz.',
  'error.TOO_MANY_ATTEMPTS': 'Zbyt wiele prób.',
  'error.INTERNAL_ERROR': 'Coś poszło nie tak po naszej stronie. Spróbuj później.',
  'error.SERVICE_UNAVAILABLE': 'Serwer jest zajęty albo niedostępny. Spróbuj za chwilę.',
  'error.OFFLINE': 'Nie można połączyć się z serwerem. Sprawdź połączenie i spróbuj ponownie.',
  'error.TIMEOUT': 'Serwer zbyt długo nie odpowiadał. Sprawdź połączenie i spróbuj ponownie.',
  'error.NO_COOKIES':
    'Przeglądarka nie zachowuje plików cookie tej witryny, więc nie można pozostać zalogowanym. Zezwól na nie i zaloguj się ponownie.',
  'error.NO_HTTPS':
    'Tę stronę otwarto bez https, więc przeglądarka nie utrzymuje sesji. Otwórz ją pod jej adresem https.',
  'error.PASSKEY_CANCELLED':
    'Nie użyto klucza dostępu: prośbę anulowano albo trwała zbyt długo. Spróbuj ponownie.',
  'error.PASSKEY_FAILED':
    'Przeglądarka nie może tu użyć klucza dostępu. Użyj innej przeglądarki albo innego sposobu.',
  'error.backup-code':
    'Ten kod zapasowy jest błędny albo został już użyty. Każdy działa raz: porównaj go z listą albo użyj następnego.',
  'error.clock.past':
    'Ten kod był poprawny {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}} temu. Jeśli to najnowszy kod, zegar telefonu się spóźnia albo nasz się spieszy: pozwól telefonowi ustawić czas automatycznie albo powiedz o tym administratorowi.',
  'error.clock.coming':
    'Ten kod będzie poprawny za {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}: zegar telefonu się spieszy albo nasz się spóźnia. Pozwól telefonowi ustawić czas automatycznie albo powiedz o tym administratorowi.',

  'rule.malformed': 'Nie o to tu chodzi.',
  'rule.unknown-property': 'Ta strona jest nieaktualna. Wczytaj ją ponownie i spróbuj jeszcze raz.',
  'rule.too-many-answers': 'Podaj tylko jedną odpowiedź.',
  'rule.not-a-string': 'Wypełnij to pole.',
  'rule.not-a-boolean': 'Odpowiedz tak lub nie.',
  'rule.not-an-integer': 'Podaj liczbę całkowitą.',
  'rule.empty': 'Wypełnij to pole.',
  'rule.too-short':
    'Użyj co najmniej {count, plural, one {# znaku} few {# znaków} many {# znaków} other {# znaku}}. Dobre hasło to kilka przypadkowych słów.',
  'rule.too-long': 'To jest za długie.',
  'rule.too-small': 'To jest za małe.',
  'rule.too-large': 'To jest za duże.',
  'rule.not-an-email-address': 'To nie jest adres e-mail. Sprawdź go i spróbuj ponownie.',
  'rule.not-six-digits': 'Kod ma 6 cyfr.',
  'rule.not-a-credential':
    'Przeglądarka nie może tu użyć klucza dostępu. Użyj innej przeglądarki albo innego sposobu.',
  'rule.not-a-name': 'Nazwa ma od 1 do 64 znaków.',
  'rule.not-unicode': 'Jest w tym niepoprawny znak. Wpisz to ponownie.',
  'rule.too-common':
    'Zbyt popularne albo zbyt łatwe do odgadnięcia. Dobre hasło to kilka przypadkowych słów.',
  'rule.contains-email':
    'Zbyt łatwe do odgadnięcia dla kogoś, kto zna Twój adres e-mail. Dobre hasło to kilka przypadkowych słów.',
  'rule.contains-service-name':
    'Zbyt łatwe do odgadnięcia dla kogoś, kto zna tę witrynę. Dobre hasło to kilka przypadkowych słów.',
  'rule.breached': 'Znane z wycieku danych. Dobre hasło to kilka przypadkowych słów.',
  'rule.unchanged': 'To samo co poprzednio. Podaj coś innego.',
  'rule.other-address': 'Zaproszenie wysłano na inny adres. Użyj tamtego.',
};
