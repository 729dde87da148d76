import type { common as english } from '../../en/pages/common.js';
import type { Texts } from '../../messages.js';

/**
 * The words of all files of this language: Sie · account Konto · log in/out anmelden/abmelden · sign up registrieren, Konto
 * anlegen · password Passwort · two-factor authentication Zwei-Faktor-Authentifizierung · authenticator app Authenticator-App ·
 * passkey Passkey · backup code Backup-Code · session Sitzung · operator Betreiber · trusted browser vertrauter Browser.
 */
export const common: Texts<typeof english> = {
  language: 'Sprache',
  loading: 'Wird geladen …',
  close: 'Schließen',
  continue: 'Weiter',
  'not-now': 'Jetzt nicht',
  'support.link': 'Hilfe erhalten',
  'support.lost-all': 'Telefon oder Passkey verloren, und die Backup-Codes auch?',
  'copy.button': '<hidden>{what} </hidden>Kopieren',
  'copy.done': '{what}: kopiert.',
  'copy.refused':
    'Ihr Browser erlaubt das Kopieren nicht. Markieren Sie den Text und kopieren Sie ihn selbst.',
  'wait.announced': 'Warten Sie, bis die Schaltfläche wieder benutzbar ist.',
  'wait.left': 'In {time} können Sie es wieder versuchen.',
  'wait.over': 'Sie können es jetzt wieder versuchen.',
  'just-now': 'gerade eben',
  'browser.on': '{browser} unter {system}',
  'browser.unknown': 'Unbekannter Browser',

  'field.email': 'E-Mail-Adresse',
  'field.new-email': 'Neue E-Mail-Adresse',
  'field.name': 'Name',
  'field.password': 'Passwort',
  'field.current-password': 'Bisheriges Passwort',
  'field.new-password': 'Neues Passwort',
  'show.password': 'Passwort anzeigen',
  'show.current-password': 'Bisheriges Passwort anzeigen',
  'show.new-password': 'Neues Passwort anzeigen',
  show: 'Anzeigen',
  hide: 'Verbergen',
  'password.length':
    'Mindestens {count, plural, one {# Zeichen} other {# Zeichen}}. Mehrere zufällige Wörter sind ein gutes Passwort.',
  'password.easy': 'Zu leicht zu erraten. Mehrere zufällige Wörter sind ein gutes Passwort.',
  'password.hard': 'Schwer zu erraten. Gut.',
  'mailed-code': 'Code aus der E-Mail',
  'mailed-code.hint':
    'Bei Ihrem Link fehlt der letzte Teil. Kopieren Sie den langen Code darunter aus der E-Mail und fügen Sie ihn hier ein.',

  'code.totp': 'Code aus Ihrer Authenticator-App',
  'code.digits': 'Geben Sie die 6 Ziffern ein, die die App zeigt',
  'code.sends-itself': 'Mit der sechsten Ziffer wird er gesendet.',
  'code.backup': 'Backup-Code',
  'code.passkey': 'Als Nächstes fragt Ihr Browser nach Ihrem Passkey.',
  'use.passkey': 'Passkey verwenden',
  'use.totp': 'Code aus der App verwenden',
  'use.backup-code': 'Backup-Code verwenden',
  'use.password': 'Passwort verwenden',
};
