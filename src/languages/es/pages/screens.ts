import type { screens as english } from '../../en/pages/screens.js';
import type { Texts } from '../../messages.js';

export const screens: Texts<typeof english> = {
  'log-in': 'Iniciar sesión',
  'log-in.intro': 'Te damos la bienvenida de nuevo a {app}.',
  'log-in.intro.continuation': 'Para continuar en {host}.',
  'log-in.new-here': '¿No tienes cuenta? <link>Crear una cuenta</link>',
  'log-in.stay': 'Mantener la sesión iniciada',
  'log-in.forgot': '¿Has olvidado la contraseña?',
  'log-in.or': 'o',
  'log-in.by-passkey': 'Iniciar sesión con una llave de acceso',
  'log-in.back': 'Volver a iniciar sesión',
  'log-in.session-over': 'Se ha cerrado tu sesión. Iníciala de nuevo para continuar.',
  'log-in.too-many-wrong':
    'Cinco códigos seguidos eran incorrectos, así que se ha cancelado este inicio de sesión. Vuelve a empezar y espera un código nuevo.',
  'log-in.account-deleted': 'Tu cuenta se ha eliminado.',
  'other-user':
    'Mientras tanto, otra persona ha iniciado sesión aquí. Esta es la cuenta de {email}; no se ha cambiado nada en ella.',

  'second-factor': 'Introduce tu código',
  'second-factor.intro.totp':
    'Abre tu aplicación de autenticación y escribe los 6 dígitos que muestra para esta cuenta.',
  'second-factor.intro.backup-code': 'Escribe uno de los códigos de respaldo que guardaste.',
  'second-factor.passkey': 'Usa tu llave de acceso',
  'second-factor.intro.passkey':
    'Tu contraseña era correcta. El segundo paso es la llave de acceso de esta cuenta.',
  'second-factor.other-account': 'Usar otra cuenta',
  'second-factor.trust': 'Confiar en este navegador',
  'second-factor.trust.hint':
    'No pedir aquí el segundo paso durante {days, plural, one {# día} other {# días}}. No lo actives en un ordenador compartido.',
  'second-factor.backup-code-used':
    'Código de respaldo usado. {count, plural, one {Te queda #} other {Te quedan #}}.',

  'sign-up': 'Crear una cuenta',
  'sign-up.submit': 'Crear cuenta',
  'sign-up.intro': 'Solo hacen falta un correo electrónico y una buena contraseña.',
  'sign-up.intro.invite': 'Aquí las cuentas son por invitación. Abre el enlace de su correo.',
  'sign-up.done': 'Tu cuenta está lista.',
  'sign-up.have-account': '¿Ya tienes cuenta? <link>Iniciar sesión</link>',
  'sign-up.invited': 'Tienes una invitación',
  'sign-up.invited.intro': 'Indica la dirección a la que se envió la invitación y una buena contraseña.',
  'sign-up.invitation': 'Código de la invitación',
  'sign-up.invitation.hint': 'O copia el código largo que está debajo del enlace y pégalo aquí.',
  'sign-up.closed': 'Aquí nadie puede registrarse',
  'sign-up.closed.intro': 'Las cuentas las crea el administrador de este sitio. Pídele una.',
  'sign-up.mailed': 'Revisa tu correo',
  'sign-up.mailed.intro':
    'Hemos enviado un mensaje a <strong>{email}</strong>. Abre el enlace que contiene y después inicia sesión.',
  'sign-up.mailed.done': '¿Hecho? <link>Iniciar sesión</link>',

  'reset.ask': 'Restablecer la contraseña',
  'reset.ask.intro':
    'Indica tu correo electrónico y te enviaremos un enlace para elegir una contraseña nueva.',
  'reset.ask.submit': 'Enviar el enlace',
  'reset.mailed': 'Revisa tu correo',
  'reset.mailed.intro':
    'Si hay una cuenta para <strong>{email}</strong>, va en camino un enlace para elegir una contraseña nueva. Funciona durante 10 minutos.',
  'reset.dead-link': 'Este enlace ya no funciona',
  'reset.another-link': 'Enviarme otro enlace',
  'reset.choose': 'Elige una contraseña nueva',
  'reset.choose.intro': 'Se cerrará tu sesión en todos los navegadores.',
  'reset.choose.submit': 'Cambiar la contraseña',
  'reset.second-factor':
    'Tu cuenta tiene activada la autenticación de dos factores: da también un código o usa una llave de acceso.',
  'reset.done': 'Tu contraseña ha cambiado',
  'reset.done.intro': 'Se ha cerrado tu sesión en todas partes. Inicia sesión con tu contraseña nueva.',

  verify: 'Confirma tu correo electrónico',
  'verify.intro': 'Un clic, y sabremos que esta dirección es tuya.',
  'verify.submit': 'Confirmar mi dirección',
  'verify.done': 'Dirección confirmada',
  'verify.done.intro': 'Gracias. Tu correo electrónico está confirmado.',

  release: 'Libera tu dirección',
  'release.intro':
    'Alguien creó una cuenta con tu correo electrónico y nunca confirmó que fuera suyo. Esto elimina esa cuenta para siempre, con todo lo que contiene. Hazlo solo si no la creaste tú.',
  'release.submit': 'Eliminar esa cuenta',
  'release.done': 'Tu dirección está libre',
  'release.done.intro': 'La cuenta que la tenía se ha eliminado. Ahora puedes registrarte tú.',

  trouble: 'Algo ha fallado en esta página',
  'trouble.intro':
    'Es un fallo nuestro. Lo que hiciste antes está hecho; vuelve a cargar la página para ver cómo está todo.',
  'trouble.reload': 'Volver a cargar',
  unreachable: 'El servidor no responde',
  'unreachable.intro': '{reason} No se ha perdido nada.',
  'unreachable.retry': 'Intentar de nuevo',
};
