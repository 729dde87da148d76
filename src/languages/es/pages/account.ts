import type { account as english } from '../../en/pages/account.js';
import type { Texts } from '../../messages.js';

export const account: Texts<typeof english> = {
  'account.title': 'Seguridad',
  'account.intro': 'Lo que hace que tu cuenta siga siendo tuya.',
  'account.held-up': 'Configura la autenticación de dos factores',
  'account.held-up.intro':
    'Tu cuenta necesita un segundo factor además de la contraseña. Hasta que lo tenga, no puedes abrir nada más.',
  'account.log-out': 'Cerrar sesión',
  'account.sections': 'Secciones',

  'unverified.notice':
    '<strong>Confirma tu correo electrónico.</strong> Es tu forma de volver a entrar si olvidas la contraseña.',
  'unverified.send': 'Enviar el enlace',
  'unverified.sent': 'Va en camino un enlace a {email}.',
  'continuation.proof': '<strong>{host} quiere saber que eres tú.</strong> Después continúas allí.',
  'continuation.confirm': 'Confirmar y continuar',
  'continuation.ready':
    '<strong>La autenticación de dos factores está activada.</strong> Es todo lo que pide {host}.',
  'continuation.go-on': 'Continuar en {host}',
  'continuation.two-factor':
    '<strong>{host} pide la autenticación de dos factores.</strong> Actívala más abajo y después continúa allí.',

  'details.title': 'Datos de acceso',
  'details.confirmed': 'Confirmado',
  'details.change-email': 'Cambiar<hidden> el correo electrónico</hidden>',
  'details.change-password': 'Cambiar<hidden> la contraseña</hidden>',
  'details.password': 'Solo la conoces tú: el servidor guarda un hash.',
  'details.password.off': 'No sirve para iniciar sesión: tu cuenta solo acepta llaves de acceso.',
  'change-email.title': 'Cambiar el correo electrónico',
  'change-email.intro':
    'Enviamos un enlace a la nueva dirección. El cambio se hace cuando lo abres; avisamos a las dos direcciones.',
  'change-email.submit': 'Enviar el enlace',
  'change-email.done': 'Abre el enlace que hemos enviado a {email}. Hasta entonces no cambia nada.',
  'change-password.title': 'Cambiar la contraseña',
  'change-password.intro': 'Se cerrará la sesión en todos los demás navegadores.',
  'change-password.submit': 'Cambiar la contraseña',
  'change-password.wrong': 'La contraseña actual es incorrecta.',
  'change-password.done': 'Tu contraseña ha cambiado.',

  'sessions.title': 'Dónde tienes la sesión iniciada',
  'sessions.intro': '¿Hay algo que no reconoces? Cierra su sesión y después cambia la contraseña.',
  'sessions.current': 'Este navegador',
  'sessions.detail': '{ip} · desde {since}',
  'sessions.detail.other': '{ip} · desde {since} · última actividad: {active}',
  'sessions.log-out': 'Cerrar sesión<hidden> en {browser}</hidden>',
  'sessions.logged-out': 'Se ha cerrado la sesión en {browser}.',
  'sessions.log-out-others': 'Cerrar todas las demás sesiones',
  'sessions.others-logged-out': 'Se han cerrado todas las demás sesiones.',

  'trusted.title': 'Navegadores de confianza',
  'trusted.intro': 'En ellos no se te pide un código al iniciar sesión.',
  'trusted.none': 'No hay ningún navegador de confianza.',
  'trusted.detail': '{ip} · usado {used} · hasta el {until}',
  'trusted.revoke': 'Dejar de confiar<hidden> en {browser}</hidden>',
  'trusted.revoked': 'A partir de ahora se pedirá un código en {browser}.',

  'activity.title': 'Actividad reciente',
  'activity.operator': 'el administrador de este sitio',
  'activity.more': 'Mostrar más',

  'deletion.title': 'Eliminar la cuenta',
  'deletion.intro': 'Tu cuenta y todo lo que contiene, para siempre.',
  'deletion.start': 'Eliminar la cuenta',
  'deletion.question': '¿Eliminar tu cuenta?',
  'deletion.warning':
    'La cuenta de <strong>{email}</strong> y todo lo que contiene desaparecen al instante. Nadie puede recuperarlos.',
  'deletion.submit': 'Eliminar para siempre',

  'step-up.title': 'Confirma que eres tú',
  'step-up.intro': 'Para esto no basta con tener la sesión iniciada. La confirmación vale 5 minutos.',
  'step-up.submit': 'Confirmar',
  'password.wrong': 'La contraseña es incorrecta.',
};
