import type { factors as english } from '../../en/pages/factors.js';
import type { Texts } from '../../messages.js';

export const factors: Texts<typeof english> = {
  'two-factor.title': 'Zwei-Faktor-Authentifizierung',
  'two-factor.on': 'Ein',
  'two-factor.off': 'Aus',
  'two-factor.intro':
    'Mit einer Authenticator-App auf Ihrem Telefon reicht ein gestohlenes Passwort nicht, um in Ihr Konto zu kommen: Danach wird ein Code verlangt, den nur Ihr Telefon kennt.',
  'two-factor.intro.passkey':
    '<strong>Noch genügt Ihr Passwort allein für die Anmeldung.</strong> Schalten Sie das hier ein, und nach dem Passwort wird ein Passkey verlangt oder ein Code aus einer Authenticator-App.',
  'two-factor.due':
    '<strong>Ihr Konto braucht bis {time} einen zweiten Faktor.</strong> Schalten Sie unten die Zwei-Faktor-Authentifizierung ein. Danach ist für Sie nichts anderes offen, bis sie eingeschaltet ist.',
  'two-factor.turn-on': 'Einschalten',
  'two-factor.turn-on-by-passkey': 'Mit einem Passkey einschalten',
  'two-factor.turn-on-by-app': 'Mit einer App einschalten',
  'two-factor.app': 'Authenticator-App',
  'two-factor.turned-on': 'Eingeschaltet',
  'two-factor.in-use-since': 'In Gebrauch seit {date}',
  'two-factor.passkeys': 'Passkeys',
  'two-factor.backup-codes': 'Backup-Codes',
  'two-factor.codes-left': 'noch {count, plural, one {#} other {#}}',
  'two-factor.few-codes': 'Lassen Sie sich neue geben, bevor sie ausgehen.',
  'two-factor.new-phone': 'Neues Telefon',
  'two-factor.set-up-app': 'Authenticator-App einrichten',
  'two-factor.add-app': 'Weitere App hinzufügen',
  'two-factor.new-codes': 'Neue Backup-Codes',
  'two-factor.turn-off': 'Ausschalten',

  'set-up.title.turn-on': 'Zwei-Faktor-Authentifizierung einschalten',
  'set-up.title.new-phone': 'Neues Telefon einrichten',
  'set-up.title.add-app': 'Authenticator-App einrichten',
  'set-up.title.another-app': 'Weitere Authenticator-App einrichten',
  'set-up.scan.turn-on': 'Scannen Sie das mit einer Authenticator-App, zum Beispiel Google Authenticator.',
  'set-up.scan.new-phone':
    'Scannen Sie das mit einer Authenticator-App, zum Beispiel Google Authenticator. Ihr altes Telefon funktioniert, bis Sie hier fertig sind.',
  'set-up.scan.add-app':
    'Scannen Sie das mit einer Authenticator-App, zum Beispiel Google Authenticator. Wenn Sie schon eine eingerichtet haben, funktioniert sie, bis Sie hier fertig sind. Sie bekommen auch neue Backup-Codes.',
  'set-up.scan.another-app':
    'Scannen Sie das mit einer Authenticator-App, zum Beispiel Google Authenticator. Ihre bisherigen funktionieren weiter, und Ihre Backup-Codes auch.',
  'set-up.submit.turn-on': 'Einschalten',
  'set-up.submit.new-phone': 'Dieses Telefon verwenden',
  'set-up.submit.add-app': 'Dieses Telefon verwenden',
  'set-up.submit.another-app': 'Diese App hinzufügen',
  'set-up.on-this-phone': 'Auf diesem Telefon? <link>App öffnen</link>',
  'set-up.type-key': 'Oder geben Sie diesen Schlüssel in die App ein:',
  'set-up.key': 'Schlüssel',
  'set-up.qr-code': 'QR-Code mit dem Schlüssel',
  'set-up.new-qr-code': 'Neuer QR-Code',
  'set-up.default-name': 'Neues Telefon',
  'set-up.added': 'Ihre Authenticator-App ist hinzugefügt.',
  'turn-on-by-passkey.intro':
    'Von da an genügt Ihr Passwort nicht mehr: Danach wird ein Passkey verlangt. Sie bekommen 10 Backup-Codes für den Tag, an dem Sie keinen Passkey zur Hand haben. Alle anderen Browser werden abgemeldet.',
  'turn-off.title': 'Zwei-Faktor-Authentifizierung ausschalten',
  'turn-off.intro':
    'Danach öffnet Ihr Passwort allein Ihr Konto. Ihre Backup-Codes gelten nicht mehr, und alle anderen Browser werden abgemeldet.',
  'turn-off.intro.passkeys':
    'Danach öffnet Ihr Passwort allein Ihr Konto. Ihre Backup-Codes gelten nicht mehr, und alle anderen Browser werden abgemeldet. Mit Ihren Passkeys können Sie sich weiterhin anmelden.',
  'turn-off.submit': 'Ausschalten',
  'turn-off.done': 'Die Zwei-Faktor-Authentifizierung ist ausgeschaltet.',

  'codes.title': 'Backup-Codes',
  'codes.heading': '{app}: Backup-Codes von {email}. Jeder gilt einmal.',
  'codes.intro':
    'Wenn Sie Ihr Telefon oder Ihren Passkey verlieren, ersetzt jeder dieser Codes sie einmal. Sie werden nicht noch einmal angezeigt: Bewahren Sie sie bei Ihren wichtigen Unterlagen auf oder in einem Passwort-Manager.',
  'codes.download': 'Herunterladen',
  'codes.print': 'Drucken',
  'codes.saved': 'Ich habe sie gesichert',
  'codes.done': 'Fertig',
  'codes.save': 'Sichern Sie Ihre Backup-Codes',
  'codes.unsaved':
    '<strong>Haben Sie Ihre Backup-Codes gesichert?</strong> Sie wurden nur einmal angezeigt. Ohne sie ist mit dem Telefon auch das Konto verloren.',
  'codes.get-new': 'Neue erstellen',
  'codes.new': 'Neue Backup-Codes',
  'codes.new.intro':
    'Sie bekommen 10 neue Codes. Die alten gelten nicht mehr, und alle anderen Browser werden abgemeldet.',
  'codes.new.submit': 'Neue Codes erstellen',

  'factor.detail': 'seit {since} · benutzt {used}',
  'factor.detail.unused': 'seit {since} · nie benutzt',
  'factor.rename': '<hidden>{name} </hidden>Umbenennen',
  'factor.remove': '<hidden>{name} </hidden>Entfernen',
  'rename.submit': 'Umbenennen',
  'remove.submit': 'Entfernen',
  'rename-app.title': 'Authenticator-App umbenennen',
  'rename-app.intro': 'Am Namen erkennen Sie, welche es ist. Die App selbst zeigt vielleicht einen anderen.',
  'rename-app.done': 'Ihre Authenticator-App hat einen neuen Namen.',
  'remove-app.title': 'Diese Authenticator-App entfernen?',
  'remove-app.intro':
    'Die Codes von <strong>{name}</strong> gelten dann nicht mehr, und alle anderen Browser werden abgemeldet. Löschen Sie den Eintrag auch in der App.',
  'remove-app.done': 'Die Authenticator-App ist entfernt.',
  'rename-passkey.title': 'Passkey umbenennen',
  'rename-passkey.intro': 'Am Namen erkennen Sie, welcher es ist. Ihr Gerät zeigt vielleicht einen anderen.',
  'rename-passkey.done': 'Ihr Passkey hat einen neuen Namen.',
  'remove-passkey.title': 'Diesen Passkey entfernen?',
  'remove-passkey.intro':
    'Mit <strong>{name}</strong> kann man sich dann nicht mehr anmelden, und alle anderen Browser werden abgemeldet. Wenn Ihr Gerät ihn weiter anbietet, löschen Sie ihn auch dort.',
  'remove-passkey.done': 'Der Passkey ist entfernt.',

  'passkeys.title': 'Passkeys',
  'passkeys.intro':
    'Melden Sie sich mit Ihrem Fingerabdruck, Ihrem Gesicht oder der PIN Ihres Geräts an. Einen Passkey kann Ihnen keine Seite ablisten, anders als ein Passwort oder einen Code.',
  'passkeys.none': 'Sie haben keinen Passkey.',
  'passkeys.synced': 'Synchronisiert',
  'passkeys.one-device': 'Nur auf einem Gerät',
  'passkeys.unavailable': 'Dieser Browser kann hier keine Passkeys verwenden.',
  'passkeys.add': 'Passkey hinzufügen',
  'passkeys.added': 'Ihr Passkey ist hinzugefügt.',
  'passkeys.confirm-first': 'Bestätigen Sie erst Ihre E-Mail-Adresse, dann können Sie einen hinzufügen.',
  'passkeys-only.name': 'Nur Passkeys',
  'passkeys-only.detail':
    'Dann meldet Sie nichts anderes an: kein Passwort, kein Code. Nötig sind die Zwei-Faktor-Authentifizierung und zwei Passkeys oder ein synchronisierter.',
  'passkeys-only.detail.on': 'Nichts anderes meldet Sie an: kein Passwort, kein Code.',
  'passkeys-only.turn-on': 'Nur Passkeys verwenden',
  'passkeys-only.turn-off': 'Passwort wieder zulassen',
  'passkeys-only.turn-on.title': 'Nur Passkeys verwenden?',
  'passkeys-only.turn-on.effect':
    'Von da an werden Ihr Passwort und die Codes einer Authenticator-App überall abgelehnt, als wären sie falsch. So kommt niemand mit etwas herein, das erraten, gestohlen oder Ihnen abgelistet wurde. Alle anderen Browser werden abgemeldet.',
  'passkeys-only.turn-on.way-back':
    'Wenn Sie Ihre Passkeys verlieren, gibt es einen Weg zurück: Setzen Sie Ihr Passwort per E-Mail zurück und geben Sie einen Ihrer Backup-Codes an. Halten Sie diese bereit.',
  'passkeys-only.turned-on': 'Von jetzt an melden nur Ihre Passkeys Sie an.',
  'passkeys-only.turn-off.title': 'Passwort wieder zulassen?',
  'passkeys-only.turn-off.intro':
    'Sie können sich dann wieder mit Ihrem Passwort anmelden, mit einem Passkey oder einem Code als zweitem Schritt.',
  'passkeys-only.turn-off.submit': 'Passwort zulassen',
  'passkeys-only.turned-off': 'Sie können sich wieder mit Ihrem Passwort anmelden.',
};
