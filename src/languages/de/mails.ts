import type { mails as english } from '../en/mails.js';
import type { Texts } from '../messages.js';

/** The words: pages/common.ts. */
const common = {
  'sentence-gap': ' ',
  'link-label': '{text}:',
  'fact-line': '{name}: {value}',
  'code-label': 'Falls die Seite nach dem Code dieses Links fragt:',
  ignore: 'Wenn Sie das nicht angefordert haben, ignorieren Sie diese E-Mail: Es ändert sich nichts.',
  'ignore-unknown': 'Wenn Sie nicht wissen, worum es geht, ignorieren Sie diese E-Mail.',
  'get-help': 'Hilfe erhalten',
  'set-new-password': 'Neues Passwort festlegen',
  quoted: '„{name}“',

  'verify-email.subject': 'Bestätigen Sie Ihre E-Mail-Adresse',
  'verify-email.intro':
    'Diese Adresse wurde für ein Konto bei {site} angegeben. Bitte bestätigen Sie, dass sie Ihnen gehört. Der Link gilt 24 Stunden.',
  'verify-email.link': 'Diese Adresse bestätigen',
  'registration.intro':
    'Jemand hat sich mit dieser Adresse bei {site} registriert. Wenn Sie das waren, bestätigen Sie sie: Damit wird Ihr Konto angelegt. Der Link gilt 24 Stunden.',
  'registration.ignore':
    'Wenn Sie es nicht waren, ignorieren Sie diese E-Mail; dann entsteht kein Konto. Wer sich registriert hat, hat auch das Passwort dafür gewählt.',
  'change-email.subject': 'Bestätigen Sie Ihre neue E-Mail-Adresse',
  'change-email.intro':
    'Ein Konto bei {site} soll künftig diese Adresse haben. Bitte bestätigen Sie, dass sie Ihnen gehört. Der Link gilt 24 Stunden.',
  'change-email.link': 'Diese Adresse verwenden',
  'reset-password.subject': 'Legen Sie ein neues Passwort fest',
  'reset-password.intro':
    'Jemand hat für Ihr Konto bei {site} ein neues Passwort angefordert. Der Link gilt 10 Minuten und nur einmal.',
  'reset-password.second-factor':
    'Sie werden nach einem Code Ihrer Authenticator-App oder nach einem Backup-Code gefragt.',
  'release-address.intro':
    'Es wurde nie bestätigt, dass diese Adresse zu dem Konto gehört. Wenn Sie es nicht angelegt haben, hat jemand anderes Ihre Adresse benutzt. Geben Sie sie dann frei: Das Konto wird mit allem, was dazugehört, gelöscht, und Sie können sich selbst registrieren.',
  'release-address.link': 'Diese Adresse freigeben',
  'already-registered.subject': 'Sie haben schon ein Konto',
  'already-registered.intro':
    'Jemand wollte sich mit dieser Adresse bei {site} registrieren, wo sie schon ein Konto hat. Wenn Sie das waren, melden Sie sich an oder legen Sie ein neues Passwort fest.',
  'already-registered.link': 'Anmelden',
  'address-taken.subject': 'Diese Adresse hat schon ein Konto',
  'address-taken.intro':
    'Jemand wollte diese Adresse für ein anderes Konto bei {site} verwenden. Sie hat dort ein eigenes Konto, darum ist nichts geschehen.',
  'invitation.subject': 'Sie sind eingeladen',
  'invitation.intro':
    'Sie sind eingeladen, bei {site} mit dieser Adresse ein Konto anzulegen. Der Link gilt 7 Tage und nur einmal.',
  'invitation.link': 'Konto anlegen',
  'first-password.subject': 'Ihr Konto ist bereit',
  'first-password.intro':
    'Der Betreiber von {site} hat für diese Adresse ein Konto angelegt. Wählen Sie ein Passwort und melden Sie sich damit an. Der Link gilt 7 Tage und nur einmal.',
  'first-password.link': 'Passwort wählen',
  'first-password.ended': 'Wenn er abgelaufen ist, fordern Sie einen neuen an:',
};

const notices = {
  'fact.site': 'Website',
  'fact.when': 'Zeitpunkt',
  'fact.by': 'Durch',
  'fact.address': 'Adresse',
  'fact.browser': 'Browser',
  'fact.operator': 'den Betreiber dieser Website',
  'browser.on': '{browser} unter {system}',
  'browser.unknown': 'ein unbekannter Browser',
  'notice.was-you': 'Wenn Sie das waren, ist nichts zu tun.',
  'notice.was-not-you': 'Wenn nicht: {advice}',
  'notice.unexpected': 'Wenn Sie das nicht erwartet haben: {advice}',
  'folded.subject': '{subject}: {count, plural, one {noch einmal} other {noch # Mal}}',
  'folded.intro':
    'Das ist seit {since} {count, plural, one {noch einmal} other {noch # Mal}} geschehen, und wir haben Ihnen nicht jedes Mal geschrieben. In Ihrem Konto bei {site} steht alles.',
  'folded.link': 'Ansehen, was geschehen ist',
  'folded.advice': 'Wenn Sie es nicht waren: {advice}',

  'advice.reset-password': 'Legen Sie sofort ein neues Passwort fest: Das beendet alle Sitzungen.',
  'advice.check-two-factor':
    'Prüfen Sie dann, ob die Zwei-Faktor-Authentifizierung eingeschaltet ist, und zwar mit Ihrer eigenen Authenticator-App.',
  'advice.they-have-password': 'Jemand kennt Ihr Passwort.',
  'advice.they-may-have-password': 'Jemand kennt vielleicht Ihr Passwort.',
  'advice.they-read-mails': 'Jemand kann Ihre E-Mails lesen. Ändern Sie zuerst das Passwort Ihres Postfachs.',
  'advice.they-have-codes': 'Jemand hat Ihre Backup-Codes und vielleicht auch Ihr Passwort.',
  'advice.ask-operator': 'Fragen Sie den Betreiber dieser Website.',
  'advice.operator-removes-app':
    'Bitten Sie dann den Betreiber dieser Website, die Authenticator-App zu entfernen.',
  'advice.stops-change': 'Das verhindert auch die Änderung.',
  'advice.remove-passkey': 'Entfernen Sie ihn in Ihrem Konto.',
  'advice.remove-app': 'Entfernen Sie sie in Ihrem Konto.',
  'advice.replace-passkey': 'Entfernen Sie diesen Passkey in Ihrem Konto und legen Sie einen neuen an.',
  'advice.new-codes': 'Und lassen Sie sich neue Backup-Codes geben.',
  'advice.backup-code-opens': 'Mit einem Backup-Code schaltet das die Anmeldung mit Passwort wieder ein.',

  'authn_login_new_browser.subject': 'Neue Anmeldung bei Ihrem Konto',
  'authn_login_new_browser.happened':
    'Jemand hat sich mit einem Browser angemeldet, der bei Ihrem Konto noch nie benutzt wurde.',
  'authn_password_change.subject': 'Ihr Passwort wurde geändert',
  'authn_password_change.happened': 'Ihr Passwort wurde geändert, und alle anderen Sitzungen wurden beendet.',
  'authn_password_reset.subject': 'Ihr Passwort wurde zurückgesetzt',
  'authn_password_reset.happened':
    'Über einen Link aus unserer E-Mail wurde ein neues Passwort festgelegt, und alle Sitzungen wurden beendet.{count, plural, =0 {} other { Mit Ihren Passkeys kann man sich weiterhin anmelden: {names}.}}',
  'email_change_requested.subject': 'Ihre E-Mail-Adresse soll sich ändern',
  'email_change_requested.happened':
    'Jemand, der angemeldet ist, hat für Ihr Konto eine andere Adresse angefordert. Sie ändert sich, sobald der Link in der E-Mail an die neue Adresse geöffnet wird.',
  'email_changed.subject': 'Ihre E-Mail-Adresse wurde geändert',
  'email_changed.happened':
    'Die Adresse Ihres Kontos wurde geändert. Von jetzt an gilt die neue für die Anmeldung, und sie bekommt die E-Mails.',
  'two_factor_enabled.subject': 'Die Zwei-Faktor-Authentifizierung ist eingeschaltet',
  'two_factor_enabled.happened':
    'Die Zwei-Faktor-Authentifizierung wurde eingeschaltet, und alle anderen Sitzungen wurden beendet.',
  'two_factor_replaced.subject': 'Ihre Authenticator-App wurde ersetzt',
  'two_factor_replaced.happened':
    'Die Zwei-Faktor-Authentifizierung wurde auf eine andere Authenticator-App umgestellt, mit neuen Backup-Codes. Die alten gelten nicht mehr.',
  'authenticator_added.subject': 'Eine Authenticator-App wurde hinzugefügt',
  'authenticator_added.happened':
    'Zu Ihrem Konto wurde eine Authenticator-App hinzugefügt: {names}. Ihre Codes gelten wie die der anderen. Alle anderen Sitzungen wurden beendet.',
  'authenticator_removed.subject': 'Eine Authenticator-App wurde entfernt',
  'authenticator_removed.happened':
    'Aus Ihrem Konto wurde eine Authenticator-App entfernt: {names}. Ihre Codes gelten nicht mehr. Alle anderen Sitzungen wurden beendet.',
  'two_factor_disabled.subject': 'Die Zwei-Faktor-Authentifizierung ist ausgeschaltet',
  'two_factor_disabled.happened':
    'Die Zwei-Faktor-Authentifizierung wurde ausgeschaltet: Das Passwort allein öffnet jetzt Ihr Konto.',
  'two_factor_reset_by_operator.subject': 'Die Zwei-Faktor-Authentifizierung ist ausgeschaltet',
  'two_factor_reset_by_operator.happened':
    'Die Zwei-Faktor-Authentifizierung wurde ausgeschaltet, und alle Sitzungen wurden beendet.{count, plural, =0 {} other { Ihre Passkeys wurden entfernt: {names}.}}',
  'backup_code_used.subject': 'Ein Backup-Code wurde benutzt',
  'backup_code_used.happened':
    'Einer Ihrer Backup-Codes wurde benutzt. {remaining, plural, one {Es bleibt # übrig} other {Es bleiben # übrig}}; lassen Sie sich neue geben, bevor sie ausgehen.',
  'backup_codes_regenerated.subject': 'Neue Backup-Codes wurden erstellt',
  'backup_codes_regenerated.happened':
    'Für Ihr Konto wurden neue Backup-Codes erstellt. Die alten gelten nicht mehr.',
  'passkey_added.subject': 'Ein Passkey wurde hinzugefügt',
  'passkey_added.happened':
    'Zu Ihrem Konto wurde ein Passkey hinzugefügt: {names}. Damit kann man sich ohne Passwort anmelden.',
  'passkey_removed.subject': 'Ein Passkey wurde entfernt',
  'passkey_removed.happened':
    'Aus Ihrem Konto wurde ein Passkey entfernt: {names}. Alle anderen Sitzungen wurden beendet.',
  'passkey_counter_regressed.subject': 'Ein Passkey wurde vielleicht kopiert',
  'passkey_counter_regressed.happened':
    'Einer Ihrer Passkeys wurde benutzt und abgelehnt: Er zählt, wie oft er benutzt wird, und sein Zähler ist zurückgegangen. Vielleicht gibt es eine Kopie davon.',
  'password_log_in_disabled.subject': 'Ihr Passwort gilt nicht mehr für die Anmeldung',
  'password_log_in_disabled.happened':
    'Ihr Konto wurde auf „nur Passkeys“ gestellt: Mit Passwort oder Code kann sich niemand mehr anmelden. Alle anderen Sitzungen wurden beendet.',
  'password_log_in_enabled.subject': 'Ihr Passwort gilt wieder für die Anmeldung',
  'password_log_in_enabled.happened': 'Für Ihr Konto wurde die Anmeldung mit Passwort wieder eingeschaltet.',
  'authn_second_factor_lock.subject': 'Ihr zweiter Faktor ist gesperrt',
  'authn_second_factor_lock.happened':
    'Nach Ihrem richtigen Passwort kamen zu viele falsche Codes. Codes Ihrer Authenticator-App werden nicht mehr angenommen; ein Backup-Code oder ein Passkey entsperrt sie.',
  'authn_second_factor_fail_repeated.subject': 'Falsche Codes bei Ihrem Konto',
  'authn_second_factor_fail_repeated.happened':
    'Jemand hat mehrmals falsche Codes angegeben: nach Ihrem richtigen Passwort, in einer Ihrer Sitzungen oder mit einem Link aus unserer E-Mail.',
  'sessions_revoked_by_operator.subject': 'Sie wurden überall abgemeldet',
  'sessions_revoked_by_operator.happened': 'Alle Ihre Sitzungen wurden beendet.',
  'user_disabled.subject': 'Ihr Konto wurde deaktiviert',
  'user_disabled.happened': 'Ihr Konto wurde deaktiviert: Niemand kann sich dort anmelden.',
  'user_enabled.subject': 'Ihr Konto wurde wieder aktiviert',
  'user_enabled.happened': 'Ihr Konto wurde wieder aktiviert.',
  'user_unlocked.subject': 'Ihr Konto wurde entsperrt',
  'user_unlocked.happened': 'Was durch falsche Passwörter und Codes gesperrt war, wurde entsperrt.',
  'user_deleted.subject': 'Ihr Konto wurde gelöscht',
  'user_deleted.happened': 'Ihr Konto wurde mit allem, was dazugehörte, gelöscht.',
};

export const mails: Texts<typeof english> = { ...common, ...notices };
