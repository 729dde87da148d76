import type { account as english } from '../../en/pages/account.js';
import type { Texts } from '../../messages.js';

export const account: Texts<typeof english> = {
  'account.title': 'Sicherheit',
  'account.intro': 'Damit Ihr Konto Ihr Konto bleibt.',
  'account.held-up': 'Zwei-Faktor-Authentifizierung einrichten',
  'account.held-up.intro':
    'Ihr Konto braucht außer dem Passwort einen zweiten Faktor. Bis es einen hat, ist für Sie nichts anderes offen.',
  'account.log-out': 'Abmelden',
  'account.sections': 'Abschnitte',

  'unverified.notice':
    '<strong>Bestätigen Sie Ihre E-Mail-Adresse.</strong> Über sie kommen Sie wieder herein, wenn Sie Ihr Passwort vergessen.',
  'unverified.send': 'Link senden',
  'unverified.sent': 'Ein Link ist unterwegs an {email}.',
  'continuation.proof': '<strong>{host} möchte wissen, ob Sie es sind.</strong> Danach geht es dort weiter.',
  'continuation.confirm': 'Bestätigen und weiter',
  'continuation.ready':
    '<strong>Die Zwei-Faktor-Authentifizierung ist eingeschaltet.</strong> Mehr verlangt {host} nicht.',
  'continuation.go-on': 'Weiter zu {host}',
  'continuation.two-factor':
    '<strong>{host} verlangt die Zwei-Faktor-Authentifizierung.</strong> Schalten Sie sie unten ein, dann geht es dort weiter.',

  'details.title': 'Anmeldedaten',
  'details.confirmed': 'Bestätigt',
  'details.change-email': '<hidden>E-Mail-Adresse </hidden>Ändern',
  'details.change-password': '<hidden>Passwort </hidden>Ändern',
  'details.password': 'Nur Sie kennen es: Der Server speichert einen Hash.',
  'details.password.off': 'Damit kann man sich nicht anmelden: Ihr Konto nimmt nur Passkeys an.',
  'change-email.title': 'E-Mail-Adresse ändern',
  'change-email.intro':
    'Wir schicken einen Link an die neue Adresse. Die Änderung gilt, sobald Sie ihn öffnen; beide Adressen werden benachrichtigt.',
  'change-email.submit': 'Link senden',
  'change-email.done':
    'Öffnen Sie den Link, den wir an {email} geschickt haben. Bis dahin ändert sich nichts.',
  'change-password.title': 'Passwort ändern',
  'change-password.intro': 'Alle anderen Browser werden abgemeldet.',
  'change-password.submit': 'Passwort ändern',
  'change-password.wrong': 'Das bisherige Passwort ist falsch.',
  'change-password.done': 'Ihr Passwort ist geändert.',

  'sessions.title': 'Wo Sie angemeldet sind',
  'sessions.intro': 'Etwas dabei, das Sie nicht kennen? Melden Sie es ab und ändern Sie dann Ihr Passwort.',
  'sessions.current': 'Dieser Browser',
  'sessions.detail': '{ip} · seit {since}',
  'sessions.detail.other': '{ip} · seit {since} · aktiv {active}',
  'sessions.log-out': '<hidden>{browser} </hidden>Abmelden',
  'sessions.logged-out': '{browser} ist abgemeldet.',
  'sessions.log-out-others': 'Alle anderen abmelden',
  'sessions.others-logged-out': 'Alle anderen Browser sind abgemeldet.',

  'trusted.title': 'Vertraute Browser',
  'trusted.intro': 'Hier werden Sie bei der Anmeldung nicht nach einem Code gefragt.',
  'trusted.none': 'Keinem Browser wird vertraut.',
  'trusted.detail': '{ip} · benutzt {used} · bis {until}',
  'trusted.revoke': '<hidden>{browser} </hidden>Nicht mehr vertrauen',
  'trusted.revoked': '{browser} wird von jetzt an nach einem Code gefragt.',

  'activity.title': 'Letzte Aktivitäten',
  'activity.operator': 'der Betreiber dieser Website',
  'activity.more': 'Mehr anzeigen',

  'deletion.title': 'Konto löschen',
  'deletion.intro': 'Ihr Konto und alles, was dazugehört, endgültig.',
  'deletion.start': 'Konto löschen',
  'deletion.question': 'Ihr Konto löschen?',
  'deletion.warning':
    'Das Konto von <strong>{email}</strong> und alles, was dazugehört, ist sofort weg. Niemand kann es zurückholen.',
  'deletion.submit': 'Endgültig löschen',

  'step-up.title': 'Bestätigen Sie, dass Sie es sind',
  'step-up.intro': 'Dafür reicht es nicht, angemeldet zu sein. Die Bestätigung gilt 5 Minuten.',
  'step-up.submit': 'Bestätigen',
  'password.wrong': 'Das Passwort ist falsch.',
};
