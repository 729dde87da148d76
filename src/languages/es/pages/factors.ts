import type { factors as english } from '../../en/pages/factors.js';
import type { Texts } from '../../messages.js';

export const factors: Texts<typeof english> = {
  'two-factor.title': 'Autenticación de dos factores',
  'two-factor.on': 'Activada',
  'two-factor.off': 'Desactivada',
  'two-factor.intro':
    'Con una aplicación de autenticación en tu teléfono, una contraseña robada no basta para entrar en tu cuenta: después se pide un código que solo conoce tu teléfono.',
  'two-factor.intro.passkey':
    '<strong>Tu contraseña sola todavía sirve para entrar.</strong> Activa esto y, después de la contraseña, se pedirá una llave de acceso o un código de una aplicación de autenticación.',
  'two-factor.due':
    '<strong>Tu cuenta necesita un segundo factor antes de: {time}.</strong> Activa más abajo la autenticación de dos factores. Pasado ese momento, no podrás abrir nada más hasta que esté activada.',
  'two-factor.turn-on': 'Activar',
  'two-factor.turn-on-by-passkey': 'Activar con una llave de acceso',
  'two-factor.turn-on-by-app': 'Activar con una aplicación',
  'two-factor.app': 'Aplicación de autenticación',
  'two-factor.turned-on': 'Activada',
  'two-factor.in-use-since': 'En uso desde el {date}',
  'two-factor.passkeys': 'Llaves de acceso',
  'two-factor.backup-codes': 'Códigos de respaldo',
  'two-factor.codes-left': '{count, plural, one {Queda #} other {Quedan #}}',
  'two-factor.few-codes': 'Genera otros antes de que se acaben.',
  'two-factor.new-phone': 'Teléfono nuevo',
  'two-factor.set-up-app': 'Configurar una aplicación de autenticación',
  'two-factor.add-app': 'Añadir otra aplicación',
  'two-factor.new-codes': 'Códigos de respaldo nuevos',
  'two-factor.turn-off': 'Desactivar',

  'set-up.title.turn-on': 'Activar la autenticación de dos factores',
  'set-up.title.new-phone': 'Configurar tu teléfono nuevo',
  'set-up.title.add-app': 'Configurar una aplicación de autenticación',
  'set-up.title.another-app': 'Configurar otra aplicación de autenticación',
  'set-up.scan.turn-on': 'Escanea esto con una aplicación de autenticación, como Google Authenticator.',
  'set-up.scan.new-phone':
    'Escanea esto con una aplicación de autenticación, como Google Authenticator. Tu teléfono anterior funciona hasta que termines aquí.',
  'set-up.scan.add-app':
    'Escanea esto con una aplicación de autenticación, como Google Authenticator. Si ya tienes una configurada, funciona hasta que termines aquí. También recibes códigos de respaldo nuevos.',
  'set-up.scan.another-app':
    'Escanea esto con una aplicación de autenticación, como Google Authenticator. Las que tienes siguen funcionando, y tus códigos de respaldo también.',
  'set-up.submit.turn-on': 'Activar',
  'set-up.submit.new-phone': 'Usar este teléfono',
  'set-up.submit.add-app': 'Usar este teléfono',
  'set-up.submit.another-app': 'Añadir esta aplicación',
  'set-up.on-this-phone': '¿En este teléfono? <link>Abrir la aplicación</link>',
  'set-up.type-key': 'O escribe esta clave en la aplicación:',
  'set-up.key': 'Clave',
  'set-up.qr-code': 'Código QR con la clave',
  'set-up.new-qr-code': 'Nuevo código QR',
  'set-up.default-name': 'Teléfono nuevo',
  'set-up.added': 'Se ha añadido tu aplicación de autenticación.',
  'turn-on-by-passkey.intro':
    'A partir de entonces no basta con la contraseña: después se pide una llave de acceso. Recibes 10 códigos de respaldo para el día en que no tengas ninguna llave de acceso a mano. Se cerrará la sesión en todos los demás navegadores.',
  'turn-off.title': 'Desactivar la autenticación de dos factores',
  'turn-off.intro':
    'Después, tu contraseña sola abre tu cuenta. Tus códigos de respaldo dejan de funcionar y se cierra la sesión en todos los demás navegadores.',
  'turn-off.intro.passkeys':
    'Después, tu contraseña sola abre tu cuenta. Tus códigos de respaldo dejan de funcionar y se cierra la sesión en todos los demás navegadores. Tus llaves de acceso siguen sirviendo para iniciar sesión.',
  'turn-off.submit': 'Desactivar',
  'turn-off.done': 'La autenticación de dos factores está desactivada.',

  'codes.title': 'Códigos de respaldo',
  'codes.heading': '{app}: códigos de respaldo de {email}. Cada uno sirve una vez.',
  'codes.intro':
    'Si pierdes el teléfono o la llave de acceso, cada uno de estos códigos los sustituye una vez. No se vuelven a mostrar: guárdalos donde guardas los papeles importantes o en un gestor de contraseñas.',
  'codes.download': 'Descargar',
  'codes.print': 'Imprimir',
  'codes.saved': 'Los he guardado',
  'codes.done': 'Listo',
  'codes.save': 'Guarda tus códigos de respaldo',
  'codes.unsaved':
    '<strong>¿Has guardado tus códigos de respaldo?</strong> Se mostraron una sola vez. Sin ellos, perder el teléfono es perder la cuenta.',
  'codes.get-new': 'Generar otros',
  'codes.new': 'Códigos de respaldo nuevos',
  'codes.new.intro':
    'Recibes 10 códigos nuevos. Los anteriores dejan de funcionar y se cierra la sesión en todos los demás navegadores.',
  'codes.new.submit': 'Generar códigos nuevos',

  'factor.detail': 'desde el {since} · usado {used}',
  'factor.detail.unused': 'desde el {since} · sin usar',
  'factor.rename': 'Cambiar nombre<hidden> de {name}</hidden>',
  'factor.remove': 'Eliminar<hidden> {name}</hidden>',
  'rename.submit': 'Cambiar nombre',
  'remove.submit': 'Eliminar',
  'rename-app.title': 'Cambiar el nombre de la aplicación de autenticación',
  'rename-app.intro': 'El nombre te dice cuál es. La propia aplicación puede mostrar otro.',
  'rename-app.done': 'Tu aplicación de autenticación tiene un nombre nuevo.',
  'remove-app.title': '¿Eliminar esta aplicación de autenticación?',
  'remove-app.intro':
    'Los códigos de <strong>{name}</strong> dejan de valer y se cierra la sesión en todos los demás navegadores. Elimina también la entrada en la aplicación.',
  'remove-app.done': 'Se ha eliminado la aplicación de autenticación.',
  'rename-passkey.title': 'Cambiar el nombre de la llave de acceso',
  'rename-passkey.intro': 'El nombre te dice cuál es. Tu dispositivo puede mostrar otro.',
  'rename-passkey.done': 'Tu llave de acceso tiene un nombre nuevo.',
  'remove-passkey.title': '¿Eliminar esta llave de acceso?',
  'remove-passkey.intro':
    '<strong>{name}</strong> deja de servir para iniciar sesión y se cierra la sesión en todos los demás navegadores. Si tu dispositivo sigue ofreciéndola, elimínala también allí.',
  'remove-passkey.done': 'Se ha eliminado la llave de acceso.',

  'passkeys.title': 'Llaves de acceso',
  'passkeys.intro':
    'Inicia sesión con tu huella, tu cara o el PIN de tu dispositivo. Ninguna página puede sacarte con engaños una llave de acceso, como sí una contraseña o un código.',
  'passkeys.none': 'No tienes ninguna llave de acceso.',
  'passkeys.synced': 'Sincronizada',
  'passkeys.one-device': 'Solo en un dispositivo',
  'passkeys.unavailable': 'Este navegador no puede usar llaves de acceso aquí.',
  'passkeys.add': 'Añadir una llave de acceso',
  'passkeys.added': 'Se ha añadido tu llave de acceso.',
  'passkeys.confirm-first': 'Confirma primero tu correo electrónico; después podrás añadir una.',
  'passkeys-only.name': 'Solo llaves de acceso',
  'passkeys-only.detail':
    'Entonces nada más sirve para entrar: ni contraseña ni código. Hacen falta la autenticación de dos factores y dos llaves de acceso, o una sincronizada.',
  'passkeys-only.detail.on': 'Nada más sirve para entrar: ni contraseña ni código.',
  'passkeys-only.turn-on': 'Usar solo llaves de acceso',
  'passkeys-only.turn-off': 'Volver a permitir la contraseña',
  'passkeys-only.turn-on.title': '¿Usar solo llaves de acceso?',
  'passkeys-only.turn-on.effect':
    'A partir de entonces, tu contraseña y los códigos de una aplicación de autenticación se rechazan en todas partes, como si fueran incorrectos. Así nadie entra con lo que haya adivinado, robado o conseguido con engaños. Se cerrará la sesión en todos los demás navegadores.',
  'passkeys-only.turn-on.way-back':
    'Si pierdes tus llaves de acceso, hay un camino de vuelta: restablece la contraseña por correo y da uno de tus códigos de respaldo. Tenlos a mano.',
  'passkeys-only.turned-on': 'A partir de ahora solo tus llaves de acceso sirven para iniciar sesión.',
  'passkeys-only.turn-off.title': '¿Volver a permitir la contraseña?',
  'passkeys-only.turn-off.intro':
    'Tu contraseña vuelve a servir para iniciar sesión, con una llave de acceso o un código como segundo paso.',
  'passkeys-only.turn-off.submit': 'Permitir la contraseña',
  'passkeys-only.turned-off': 'Tu contraseña vuelve a servir para iniciar sesión.',
};
