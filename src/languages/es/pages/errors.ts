import type { errors as english } from '../../en/pages/errors.js';
import type { Texts } from '../../messages.js';

export const errors: Texts<typeof english> = {
  'error.VALIDATION_FAILED': 'Hay algo incorrecto en este formulario.',
  'error.NOT_AUTHENTICATED': 'Tu sesión está cerrada. Iníciala de nuevo.',
  'error.WRONG_CREDENTIALS':
    'El correo electrónico o la contraseña son incorrectos. Revisa ambos e inténtalo de nuevo.',
  'error.SECOND_FACTOR_REQUIRED':
    'Tu cuenta tiene activada la autenticación de dos factores. Da también un código.',
  'error.WRONG_TWO_FACTOR_CODE':
    'Este código es incorrecto o ya se ha usado. Cada código sirve una vez: espera el siguiente e inténtalo de nuevo.',
  'error.WRONG_PASSKEY':
    'No se ha aceptado esta llave de acceso. Usa una de esta cuenta e inténtalo de nuevo: si no hay respuesta durante un rato, la página tiene que volver a preguntar.',
  'error.UNKNOWN_PASSKEY':
    'Esta llave de acceso ya no abre nada aquí: se eliminó de su cuenta. Usa otra o inicia sesión con tu contraseña.',
  'error.REAUTHENTICATION_REQUIRED': 'No se ha cambiado nada, porque no has confirmado que eres tú.',
  'error.INVALID_TOKEN': 'Este enlace ya se usó, es demasiado antiguo o está incompleto. Pide otro.',
  'error.CROSS_ORIGIN_REQUEST':
    'Esta página no puede hablar con el servidor. Ábrela en su propia dirección e inténtalo de nuevo.',
  'error.UNTRUSTED_PROXY': 'Esto es solo para el proxy inverso.',
  'error.UNKNOWN_HOST': 'Esta dirección no está entre las que se protegen aquí.',
  'error.GROUP_REQUIRED': 'Tu cuenta no puede abrir esto. Pide acceso al administrador.',
  'error.EMAIL_NOT_VERIFIED':
    'Abre primero el enlace del correo que te hemos enviado. Si lo has perdido, restablece la contraseña: eso también confirma la dirección.',
  'error.REGISTRATION_CLOSED':
    'Aquí nadie puede registrarse. Pide una cuenta al administrador de este sitio.',
  'error.INVITATION_REQUIRED':
    'Regístrate con el enlace de tu invitación o pide una al administrador de este sitio.',
  'error.TWO_FACTOR_LOCKED':
    'Hubo demasiados códigos incorrectos. Usa uno de tus códigos de respaldo o pide al administrador que desbloquee tu cuenta.',
  'error.TWO_FACTOR_ENROLMENT_REQUIRED':
    'Tu cuenta necesita un segundo factor. Activa primero la autenticación de dos factores; después todo vuelve a estar abierto.',
  'error.TWO_FACTOR_REQUIRED_BY_POLICY':
    'Tu cuenta debe tener la autenticación de dos factores, así que sigue activada. Puedes sustituir tu segundo factor por otro.',
  'error.NOT_FOUND': 'Ya no está.',
  'error.EMAIL_TAKEN':
    'Ya hay una cuenta con este correo electrónico. Inicia sesión o restablece su contraseña.',
  'error.SECOND_FACTOR_ALREADY_PROVED': 'Ya has iniciado sesión. Vuelve a cargar la página.',
  'error.OTHER_USER': 'Mientras tanto, otra persona ha iniciado sesión aquí. No se ha hecho nada.',
  'error.TWO_FACTOR_NOT_ENABLED': 'La autenticación de dos factores ya está desactivada.',
  'error.NO_PENDING_TWO_FACTOR_SECRET':
    'Este código QR tiene más de 10 minutos o se han probado demasiados códigos con él. Pide uno nuevo y escanéalo.',
  'error.PASSKEY_EXISTS':
    'Este dispositivo ya tiene una llave de acceso de tu cuenta. Añade una en otro dispositivo.',
  'error.TOO_MANY_AUTHENTICATORS':
    'Tienes 3 aplicaciones de autenticación, que es el máximo. Elimina una primero.',
  'error.TOO_MANY_PASSKEYS':
    'Tienes 20 llaves de acceso, que es el máximo. Elimina primero una que no necesites.',
  'error.LAST_SECOND_FACTOR':
    'Esta llave de acceso es tu único segundo factor. Añade primero otra llave de acceso o una aplicación de autenticación, o desactiva la autenticación de dos factores.',
  'error.NOT_ENOUGH_PASSKEYS':
    'Para usar solo llaves de acceso hacen falta la autenticación de dos factores, un código de respaldo sin usar y dos llaves de acceso, o una sincronizada.',
  'error.PASSKEYS_UNAVAILABLE':
    'En este sitio no hay llaves de acceso, porque su dirección es un número. Usa una contraseña.',
  'error.PAYLOAD_TOO_LARGE': 'Es demasiado largo.',
  'error.UNSUPPORTED_MEDIA_TYPE': 'Esta página está desactualizada. Vuelve a cargarla e inténtalo de nuevo.',
  'error.TOO_MANY_ATTEMPTS': 'Demasiados intentos.',
  'error.INTERNAL_ERROR': 'Algo ha fallado por nuestra parte. Inténtalo más tarde.',
  'error.SERVICE_UNAVAILABLE':
    'El servidor está ocupado o no está disponible. Inténtalo dentro de un momento.',
  'error.OFFLINE': 'No se puede llegar al servidor. Revisa tu conexión e inténtalo de nuevo.',
  'error.TIMEOUT': 'El servidor ha tardado demasiado en responder. Revisa tu conexión e inténtalo de nuevo.',
  'error.NO_COOKIES':
    'Tu navegador no guarda las cookies de este sitio, así que no puedes mantener la sesión. Permítelas e inicia sesión de nuevo.',
  'error.NO_HTTPS':
    'Esta página se abrió sin https, así que tu navegador no mantiene la sesión. Ábrela en su dirección https.',
  'error.PASSKEY_CANCELLED':
    'No se ha usado ninguna llave de acceso: la petición se canceló o tardó demasiado. Inténtalo de nuevo.',
  'error.PASSKEY_FAILED':
    'Tu navegador no puede usar una llave de acceso aquí. Usa otro navegador u otro método.',
  'error.backup-code':
    'Este código de respaldo es incorrecto o ya se ha usado. Cada uno sirve una vez: compáralo con tu lista o prueba el siguiente.',
  'error.clock.past':
    'Este código era correcto hace {seconds, plural, one {# segundo} other {# segundos}}. Si es el más reciente, el reloj de tu teléfono va atrasado o el nuestro adelantado: deja que tu teléfono ajuste la hora por sí mismo o avisa al administrador.',
  'error.clock.coming':
    'Este código será correcto dentro de {seconds, plural, one {# segundo} other {# segundos}}: el reloj de tu teléfono va adelantado o el nuestro atrasado. Deja que tu teléfono ajuste la hora por sí mismo o avisa al administrador.',

  'rule.malformed': 'Esto no es lo que se pide aquí.',
  'rule.unknown-property': 'Esta página está desactualizada. Vuelve a cargarla e inténtalo de nuevo.',
  'rule.too-many-answers': 'Da una sola respuesta.',
  'rule.not-a-string': 'Rellena este campo.',
  'rule.not-a-boolean': 'Di sí o no.',
  'rule.not-an-integer': 'Indica un número entero.',
  'rule.empty': 'Rellena este campo.',
  'rule.too-short':
    'Usa al menos {count, plural, one {# carácter} other {# caracteres}}. Varias palabras al azar son una buena contraseña.',
  'rule.too-long': 'Es demasiado largo.',
  'rule.too-small': 'Es demasiado pequeño.',
  'rule.too-large': 'Es demasiado grande.',
  'rule.not-an-email-address': 'No es un correo electrónico. Revísalo e inténtalo de nuevo.',
  'rule.not-six-digits': 'Un código tiene 6 dígitos.',
  'rule.not-a-credential':
    'Tu navegador no puede usar una llave de acceso aquí. Usa otro navegador u otro método.',
  'rule.not-a-name': 'Un nombre tiene de 1 a 64 caracteres.',
  'rule.not-unicode': 'Contiene un carácter que no es válido. Escríbelo de nuevo.',
  'rule.too-common': 'Demasiado común o fácil de adivinar. Varias palabras al azar son una buena contraseña.',
  'rule.contains-email':
    'Demasiado fácil de adivinar para quien conoce tu correo electrónico. Varias palabras al azar son una buena contraseña.',
  'rule.contains-service-name':
    'Demasiado fácil de adivinar para quien conoce este sitio. Varias palabras al azar son una buena contraseña.',
  'rule.breached': 'Conocida por una filtración de datos. Varias palabras al azar son una buena contraseña.',
  'rule.unchanged': 'Es lo mismo que antes. Indica otra cosa.',
  'rule.other-address': 'La invitación se envió a otra dirección. Usa esa.',
};
