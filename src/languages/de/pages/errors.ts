import type { errors as english } from '../../en/pages/errors.js';
import type { Texts } from '../../messages.js';

export const errors: Texts<typeof english> = {
  'error.VALIDATION_FAILED': 'In diesem Formular stimmt etwas nicht.',
  'error.NOT_AUTHENTICATED': 'Sie sind abgemeldet. Melden Sie sich wieder an.',
  'error.WRONG_CREDENTIALS':
    'Die E-Mail-Adresse oder das Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal.',
  'error.SECOND_FACTOR_REQUIRED':
    'Ihr Konto hat die Zwei-Faktor-Authentifizierung eingeschaltet. Geben Sie auch einen Code ein.',
  'error.WRONG_TWO_FACTOR_CODE':
    'Dieser Code ist falsch oder wurde schon benutzt. Jeder Code gilt einmal: Warten Sie auf den nächsten und versuchen Sie es noch einmal.',
  'error.WRONG_PASSKEY':
    'Dieser Passkey wurde nicht angenommen. Nehmen Sie einen dieses Kontos und versuchen Sie es noch einmal: Wenn eine Weile keine Antwort kommt, muss die Seite neu fragen.',
  'error.UNKNOWN_PASSKEY':
    'Dieser Passkey öffnet hier nichts mehr: Er wurde aus seinem Konto entfernt. Verwenden Sie einen anderen oder melden Sie sich mit Ihrem Passwort an.',
  'error.REAUTHENTICATION_REQUIRED':
    'Es wurde nichts geändert, weil Sie nicht bestätigt haben, dass Sie es sind.',
  'error.INVALID_TOKEN': 'Dieser Link ist verbraucht, zu alt oder unvollständig. Fordern Sie einen neuen an.',
  'error.CROSS_ORIGIN_REQUEST':
    'Diese Seite darf nicht mit dem Server sprechen. Öffnen Sie sie unter ihrer eigenen Adresse und versuchen Sie es noch einmal.',
  'error.UNTRUSTED_PROXY': 'Das ist nur für den Reverse Proxy.',
  'error.UNKNOWN_HOST': 'Diese Adresse gehört nicht zu denen, die hier geschützt werden.',
  'error.GROUP_REQUIRED': 'Ihr Konto darf das nicht öffnen. Bitten Sie den Betreiber um Zugang.',
  'error.EMAIL_NOT_VERIFIED':
    'Öffnen Sie erst den Link in der E-Mail, die wir Ihnen geschickt haben. Wenn sie verloren ist, setzen Sie Ihr Passwort zurück: Das bestätigt auch die Adresse.',
  'error.REGISTRATION_CLOSED':
    'Hier kann sich niemand registrieren. Bitten Sie den Betreiber dieser Website um ein Konto.',
  'error.INVITATION_REQUIRED':
    'Registrieren Sie sich über den Link in Ihrer Einladung oder bitten Sie den Betreiber dieser Website um eine.',
  'error.TWO_FACTOR_LOCKED':
    'Es gab zu viele falsche Codes. Verwenden Sie einen Ihrer Backup-Codes oder bitten Sie den Betreiber, Ihr Konto zu entsperren.',
  'error.TWO_FACTOR_ENROLMENT_REQUIRED':
    'Ihr Konto braucht einen zweiten Faktor. Schalten Sie erst die Zwei-Faktor-Authentifizierung ein; dann ist alles wieder offen.',
  'error.TWO_FACTOR_REQUIRED_BY_POLICY':
    'Ihr Konto muss die Zwei-Faktor-Authentifizierung haben, sie bleibt also eingeschaltet. Sie können Ihren zweiten Faktor durch einen anderen ersetzen.',
  'error.NOT_FOUND': 'Das gibt es nicht mehr.',
  'error.EMAIL_TAKEN':
    'Für diese E-Mail-Adresse gibt es ein Konto. Melden Sie sich an oder setzen Sie das Passwort zurück.',
  'error.SECOND_FACTOR_ALREADY_PROVED': 'Sie sind schon angemeldet. Laden Sie die Seite neu.',
  'error.OTHER_USER': 'Inzwischen hat sich hier jemand anderes angemeldet. Es wurde nichts getan.',
  'error.TWO_FACTOR_NOT_ENABLED': 'Die Zwei-Faktor-Authentifizierung ist schon ausgeschaltet.',
  'error.NO_PENDING_TWO_FACTOR_SECRET':
    'Dieser QR-Code ist älter als 10 Minuten, oder es wurden zu viele Codes damit versucht. Holen Sie einen neuen und scannen Sie den.',
  'error.PASSKEY_EXISTS':
    'Dieses Gerät hat schon einen Passkey Ihres Kontos. Fügen Sie einen auf einem anderen Gerät hinzu.',
  'error.TOO_MANY_AUTHENTICATORS':
    'Sie haben 3 Authenticator-Apps, mehr gehen nicht. Entfernen Sie erst eine.',
  'error.TOO_MANY_PASSKEYS':
    'Sie haben 20 Passkeys, mehr gehen nicht. Entfernen Sie erst einen, den Sie nicht brauchen.',
  'error.LAST_SECOND_FACTOR':
    'Dieser Passkey ist Ihr einziger zweiter Faktor. Fügen Sie erst einen weiteren Passkey oder eine Authenticator-App hinzu, oder schalten Sie die Zwei-Faktor-Authentifizierung aus.',
  'error.NOT_ENOUGH_PASSKEYS':
    'Für „nur Passkeys“ braucht es die Zwei-Faktor-Authentifizierung, einen übrigen Backup-Code und zwei Passkeys oder einen synchronisierten.',
  'error.PASSKEYS_UNAVAILABLE':
    'Auf dieser Website gibt es keine Passkeys, weil ihre Adresse eine Zahl ist. Verwenden Sie ein Passwort.',
  'error.PAYLOAD_TOO_LARGE': 'Das ist zu lang.',
  'error.UNSUPPORTED_MEDIA_TYPE':
    'Diese Seite ist veraltet. Laden Sie sie neu und versuchen Sie es noch einmal.',
  'error.TOO_MANY_ATTEMPTS': 'Zu viele Versuche.',
  'error.INTERNAL_ERROR': 'Bei uns ist etwas schiefgegangen. Versuchen Sie es später noch einmal.',
  'error.SERVICE_UNAVAILABLE':
    'Der Server ist ausgelastet oder nicht da. Versuchen Sie es gleich noch einmal.',
  'error.OFFLINE':
    'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  'error.TIMEOUT':
    'Der Server hat zu lange nicht geantwortet. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  'error.NO_COOKIES':
    'Ihr Browser behält die Cookies dieser Website nicht, darum können Sie nicht angemeldet bleiben. Erlauben Sie sie und melden Sie sich noch einmal an.',
  'error.NO_HTTPS':
    'Diese Seite wurde ohne https geöffnet, darum hält Ihr Browser Sie nicht angemeldet. Öffnen Sie sie unter ihrer https-Adresse.',
  'error.PASSKEY_CANCELLED':
    'Es wurde kein Passkey verwendet: Die Anfrage wurde abgebrochen oder dauerte zu lange. Versuchen Sie es noch einmal.',
  'error.PASSKEY_FAILED':
    'Ihr Browser kann hier keinen Passkey verwenden. Nehmen Sie einen anderen Browser oder einen anderen Weg.',
  'error.backup-code':
    'Dieser Backup-Code ist falsch oder wurde schon benutzt. Jeder gilt einmal: Vergleichen Sie ihn mit Ihrer Liste oder nehmen Sie den nächsten.',
  'error.clock.past':
    'Dieser Code war vor {seconds, plural, one {# Sekunde} other {# Sekunden}} richtig. Wenn es der neueste ist, geht die Uhr Ihres Telefons nach oder unsere vor: Lassen Sie Ihr Telefon seine Zeit selbst stellen oder sagen Sie es dem Betreiber.',
  'error.clock.coming':
    'Dieser Code ist erst in {seconds, plural, one {# Sekunde} other {# Sekunden}} richtig: Die Uhr Ihres Telefons geht vor oder unsere nach. Lassen Sie Ihr Telefon seine Zeit selbst stellen oder sagen Sie es dem Betreiber.',

  'rule.malformed': 'Das ist nicht, was hier verlangt wird.',
  'rule.unknown-property': 'Diese Seite ist veraltet. Laden Sie sie neu und versuchen Sie es noch einmal.',
  'rule.too-many-answers': 'Geben Sie nur eine Antwort.',
  'rule.not-a-string': 'Füllen Sie das aus.',
  'rule.not-a-boolean': 'Sagen Sie Ja oder Nein.',
  'rule.not-an-integer': 'Geben Sie eine ganze Zahl an.',
  'rule.empty': 'Füllen Sie das aus.',
  'rule.too-short':
    'Verwenden Sie mindestens {count, plural, one {# Zeichen} other {# Zeichen}}. Mehrere zufällige Wörter sind ein gutes Passwort.',
  'rule.too-long': 'Das ist zu lang.',
  'rule.too-small': 'Das ist zu klein.',
  'rule.too-large': 'Das ist zu groß.',
  'rule.not-an-email-address':
    'Das ist keine E-Mail-Adresse. Prüfen Sie sie und versuchen Sie es noch einmal.',
  'rule.not-six-digits': 'Ein Code hat 6 Ziffern.',
  'rule.not-a-credential':
    'Ihr Browser kann hier keinen Passkey verwenden. Nehmen Sie einen anderen Browser oder einen anderen Weg.',
  'rule.not-a-name': 'Ein Name hat 1 bis 64 Zeichen.',
  'rule.not-unicode': 'Darin ist ein Zeichen, das keines ist. Tippen Sie es noch einmal.',
  'rule.too-common':
    'Zu verbreitet oder zu leicht zu erraten. Mehrere zufällige Wörter sind ein gutes Passwort.',
  'rule.contains-email':
    'Zu leicht zu erraten, wenn jemand Ihre E-Mail-Adresse kennt. Mehrere zufällige Wörter sind ein gutes Passwort.',
  'rule.contains-service-name':
    'Zu leicht zu erraten, wenn jemand diese Website kennt. Mehrere zufällige Wörter sind ein gutes Passwort.',
  'rule.breached': 'Aus einem Datenleck bekannt. Mehrere zufällige Wörter sind ein gutes Passwort.',
  'rule.unchanged': 'Das ist dasselbe wie vorher. Geben Sie etwas anderes an.',
  'rule.other-address': 'Die Einladung ging an eine andere Adresse. Verwenden Sie diese.',
};
