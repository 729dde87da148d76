import type { screens as english } from '../../en/pages/screens.js';
import type { Texts } from '../../messages.js';

export const screens: Texts<typeof english> = {
  'log-in': 'Anmelden',
  'log-in.intro': 'Willkommen zurück bei {app}.',
  'log-in.intro.continuation': 'Damit geht es weiter zu {host}.',
  'log-in.new-here': 'Neu hier? <link>Konto anlegen</link>',
  'log-in.stay': 'Angemeldet bleiben',
  'log-in.forgot': 'Passwort vergessen?',
  'log-in.or': 'oder',
  'log-in.by-passkey': 'Mit einem Passkey anmelden',
  'log-in.back': 'Zurück zur Anmeldung',
  'log-in.session-over': 'Sie wurden abgemeldet. Melden Sie sich wieder an, um weiterzumachen.',
  'log-in.too-many-wrong':
    'Fünf Codes nacheinander waren falsch, darum wurde diese Anmeldung abgebrochen. Melden Sie sich noch einmal an und warten Sie auf einen neuen Code.',
  'log-in.account-deleted': 'Ihr Konto ist gelöscht.',
  'other-user':
    'Inzwischen hat sich hier jemand anderes angemeldet. Dies ist das Konto von {email}; daran wurde nichts geändert.',

  'second-factor': 'Code eingeben',
  'second-factor.intro.totp':
    'Öffnen Sie Ihre Authenticator-App und geben Sie die 6 Ziffern ein, die sie für dieses Konto zeigt.',
  'second-factor.intro.backup-code': 'Geben Sie einen der Backup-Codes ein, die Sie aufbewahrt haben.',
  'second-factor.passkey': 'Passkey verwenden',
  'second-factor.intro.passkey':
    'Ihr Passwort war richtig. Der zweite Schritt ist der Passkey dieses Kontos.',
  'second-factor.other-account': 'Ein anderes Konto verwenden',
  'second-factor.trust': 'Diesem Browser vertrauen',
  'second-factor.trust.hint':
    'Hier {days, plural, one {# Tag} other {# Tage}} lang keinen zweiten Schritt verlangen. Nicht auf einem Computer, den andere mitbenutzen.',
  'second-factor.backup-code-used':
    'Backup-Code verbraucht. {count, plural, one {Sie haben noch #} other {Sie haben noch #}}.',

  'sign-up': 'Konto anlegen',
  'sign-up.submit': 'Konto anlegen',
  'sign-up.intro': 'Dazu genügen eine E-Mail-Adresse und ein gutes Passwort.',
  'sign-up.intro.invite': 'Ein Konto gibt es hier auf Einladung. Öffnen Sie den Link in der E-Mail.',
  'sign-up.done': 'Ihr Konto ist bereit.',
  'sign-up.have-account': 'Haben Sie ein Konto? <link>Anmelden</link>',
  'sign-up.invited': 'Sie sind eingeladen',
  'sign-up.invited.intro': 'Geben Sie die Adresse an, an die die Einladung ging, und ein gutes Passwort.',
  'sign-up.invitation': 'Code aus der Einladung',
  'sign-up.invitation.hint': 'Oder kopieren Sie den langen Code unter dem Link und fügen Sie ihn hier ein.',
  'sign-up.closed': 'Hier kann sich niemand registrieren',
  'sign-up.closed.intro': 'Konten legt der Betreiber dieser Website an. Bitten Sie ihn um eines.',
  'sign-up.mailed': 'Sehen Sie in Ihr Postfach',
  'sign-up.mailed.intro':
    'Wir haben eine E-Mail an <strong>{email}</strong> geschickt. Öffnen Sie den Link darin und melden Sie sich dann an.',
  'sign-up.mailed.done': 'Erledigt? <link>Anmelden</link>',

  'reset.ask': 'Passwort zurücksetzen',
  'reset.ask.intro':
    'Geben Sie Ihre E-Mail-Adresse an; wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort wählen.',
  'reset.ask.submit': 'Link senden',
  'reset.mailed': 'Sehen Sie in Ihr Postfach',
  'reset.mailed.intro':
    'Wenn es ein Konto für <strong>{email}</strong> gibt, ist ein Link unterwegs, mit dem Sie ein neues Passwort wählen. Er gilt 10 Minuten.',
  'reset.dead-link': 'Dieser Link gilt nicht mehr',
  'reset.another-link': 'Einen neuen Link senden',
  'reset.choose': 'Neues Passwort wählen',
  'reset.choose.intro': 'Sie werden in allen Browsern abgemeldet.',
  'reset.choose.submit': 'Passwort ändern',
  'reset.second-factor':
    'Ihr Konto hat die Zwei-Faktor-Authentifizierung eingeschaltet: Geben Sie auch einen Code ein oder verwenden Sie einen Passkey.',
  'reset.done': 'Ihr Passwort ist geändert',
  'reset.done.intro': 'Sie wurden überall abgemeldet. Melden Sie sich mit Ihrem neuen Passwort an.',

  verify: 'E-Mail-Adresse bestätigen',
  'verify.intro': 'Ein Klick, und wir wissen, dass diese Adresse Ihnen gehört.',
  'verify.submit': 'Meine Adresse bestätigen',
  'verify.done': 'Adresse bestätigt',
  'verify.done.intro': 'Vielen Dank. Ihre E-Mail-Adresse ist bestätigt.',

  release: 'Adresse freigeben',
  'release.intro':
    'Jemand hat mit Ihrer E-Mail-Adresse ein Konto angelegt und nie bestätigt, dass sie ihm gehört. Damit löschen Sie dieses Konto endgültig, mit allem, was dazugehört. Tun Sie das nur, wenn Sie es nicht selbst angelegt haben.',
  'release.submit': 'Dieses Konto löschen',
  'release.done': 'Ihre Adresse ist frei',
  'release.done.intro':
    'Das Konto, zu dem sie gehörte, ist gelöscht. Jetzt können Sie sich selbst registrieren.',

  trouble: 'Auf dieser Seite ist etwas schiefgegangen',
  'trouble.intro':
    'Das ist unser Fehler. Was Sie vorher getan haben, gilt; laden Sie die Seite neu, um den Stand zu sehen.',
  'trouble.reload': 'Neu laden',
  unreachable: 'Der Server antwortet nicht',
  'unreachable.intro': '{reason} Es ist nichts verloren.',
  'unreachable.retry': 'Noch einmal versuchen',
};
