import type { mails as english } from '../en/mails.js';
import type { Texts } from '../messages.js';

/** The words: pages/common.ts. */
const common = {
  'sentence-gap': ' ',
  'link-label': '{text}:',
  'fact-line': '{name}: {value}',
  'code-label': 'Si la página pide el código de este enlace:',
  ignore: 'Si no has pedido esto, ignora este correo: no cambia nada.',
  'ignore-unknown': 'Si no sabes de qué se trata, ignora este correo.',
  'get-help': 'Obtener ayuda',
  'set-new-password': 'Elegir una contraseña nueva',
  quoted: '«{name}»',

  'verify-email.subject': 'Confirma tu correo electrónico',
  'verify-email.intro':
    'Se ha indicado esta dirección para una cuenta en {site}. Confirma que es tuya. El enlace funciona durante 24 horas.',
  'verify-email.link': 'Confirmar esta dirección',
  'registration.intro':
    'Alguien se ha registrado con esta dirección en {site}. Si has sido tú, confírmala: así se crea tu cuenta. El enlace funciona durante 24 horas.',
  'registration.ignore':
    'Si no has sido tú, ignora este correo y no habrá ninguna cuenta. Quien se registró eligió la contraseña.',
  'change-email.subject': 'Confirma tu nuevo correo electrónico',
  'change-email.intro':
    'Una cuenta en {site} va a tener esta dirección a partir de ahora. Confirma que es tuya. El enlace funciona durante 24 horas.',
  'change-email.link': 'Usar esta dirección',
  'reset-password.subject': 'Elige una contraseña nueva',
  'reset-password.intro':
    'Alguien ha pedido una contraseña nueva para tu cuenta en {site}. El enlace funciona durante 10 minutos y una sola vez.',
  'reset-password.second-factor':
    'Se te pedirá un código de tu aplicación de autenticación o un código de respaldo.',
  'release-address.intro':
    'Nunca se confirmó que esta dirección pertenezca a la cuenta. Si no la creaste tú, otra persona ha usado tu dirección. En ese caso, libérala: esa cuenta se elimina con todo lo que contiene, y podrás registrarte tú.',
  'release-address.link': 'Liberar esta dirección',
  'already-registered.subject': 'Ya tienes una cuenta',
  'already-registered.intro':
    'Alguien ha intentado registrarse con esta dirección en {site}, donde ya tiene una cuenta. Si has sido tú, inicia sesión o elige una contraseña nueva.',
  'already-registered.link': 'Iniciar sesión',
  'address-taken.subject': 'Esta dirección ya tiene una cuenta',
  'address-taken.intro':
    'Alguien ha querido usar esta dirección para otra cuenta en {site}. Ya tiene una cuenta propia, así que no se ha hecho.',
  'invitation.subject': 'Tienes una invitación',
  'invitation.intro':
    'Tienes una invitación para crear una cuenta en {site} con esta dirección. El enlace funciona durante 7 días y una sola vez.',
  'invitation.link': 'Crear tu cuenta',
  'first-password.subject': 'Tu cuenta está lista',
  'first-password.intro':
    'El administrador de {site} ha creado una cuenta para esta dirección. Elige una contraseña e inicia sesión con ella. El enlace funciona durante 7 días y una sola vez.',
  'first-password.link': 'Elegir una contraseña',
  'first-password.ended': 'Si ha caducado, pide otro:',
};

const notices = {
  'fact.site': 'Sitio',
  'fact.when': 'Fecha',
  'fact.by': 'Por',
  'fact.address': 'Dirección',
  'fact.browser': 'Navegador',
  'fact.operator': 'el administrador de este sitio',
  'browser.on': '{browser} en {system}',
  'browser.unknown': 'un navegador desconocido',
  'notice.was-you': 'Si has sido tú, no tienes que hacer nada.',
  'notice.was-not-you': 'Si no: {advice}',
  'notice.unexpected': 'Si no lo esperabas: {advice}',
  'folded.subject': '{subject}: {count, plural, one {una vez más} other {# veces más}}',
  'folded.intro':
    'Ha ocurrido {count, plural, one {una vez más} other {# veces más}} desde el {since}, y no te hemos escrito cada vez. En tu cuenta en {site} está todo.',
  'folded.link': 'Ver qué ha pasado',
  'folded.advice': 'Si no has sido tú: {advice}',

  'advice.reset-password': 'Elige enseguida una contraseña nueva: eso cierra todas las sesiones.',
  'advice.check-two-factor':
    'Después, comprueba que la autenticación de dos factores está activada con tu propia aplicación de autenticación.',
  'advice.they-have-password': 'Alguien conoce tu contraseña.',
  'advice.they-may-have-password': 'Puede que alguien conozca tu contraseña.',
  'advice.they-read-mails': 'Alguien puede leer tus correos. Cambia primero la contraseña de tu buzón.',
  'advice.they-have-codes': 'Alguien tiene tus códigos de respaldo y quizá tu contraseña.',
  'advice.ask-operator': 'Pregunta al administrador de este sitio.',
  'advice.operator-removes-app':
    'Después, pide al administrador de este sitio que elimine la aplicación de autenticación.',
  'advice.stops-change': 'Eso también detiene el cambio.',
  'advice.remove-app': 'Elimínala en tu cuenta.',
  'advice.remove-passkey': 'Elimínala en tu cuenta.',
  'advice.replace-passkey': 'Elimina esa llave de acceso en tu cuenta y crea una nueva.',
  'advice.new-codes': 'Y genera códigos de respaldo nuevos.',
  'advice.backup-code-opens':
    'Con un código de respaldo, eso vuelve a activar el inicio de sesión con contraseña.',

  'authn_login_new_browser.subject': 'Nuevo inicio de sesión en tu cuenta',
  'authn_login_new_browser.happened':
    'Alguien ha iniciado sesión desde un navegador que nunca se había usado con tu cuenta.',
  'authn_password_change.subject': 'Tu contraseña ha cambiado',
  'authn_password_change.happened': 'Se ha cambiado tu contraseña y se han cerrado todas las demás sesiones.',
  'authn_password_reset.subject': 'Tu contraseña se ha restablecido',
  'authn_password_reset.happened':
    'Se ha elegido una contraseña nueva con un enlace que habíamos enviado, y se han cerrado todas las sesiones.{count, plural, =0 {} other { Tus llaves de acceso siguen sirviendo para iniciar sesión: {names}.}}',
  'email_change_requested.subject': 'Tu correo electrónico va a cambiar',
  'email_change_requested.happened':
    'Alguien con la sesión iniciada ha pedido otra dirección para tu cuenta. Cambiará cuando se abra el enlace del correo enviado a la nueva dirección.',
  'email_changed.subject': 'Tu correo electrónico ha cambiado',
  'email_changed.happened':
    'Se ha cambiado la dirección de tu cuenta. A partir de ahora, la nueva sirve para iniciar sesión y recibe los correos.',
  'two_factor_enabled.subject': 'La autenticación de dos factores está activada',
  'two_factor_enabled.happened':
    'Se ha activado la autenticación de dos factores y se han cerrado todas las demás sesiones.',
  'two_factor_replaced.subject': 'Se ha sustituido tu aplicación de autenticación',
  'two_factor_replaced.happened':
    'La autenticación de dos factores se ha pasado a otra aplicación de autenticación, con códigos de respaldo nuevos. Los anteriores ya no valen.',
  'authenticator_added.subject': 'Se ha añadido una aplicación de autenticación',
  'authenticator_added.happened':
    'Se ha añadido una aplicación de autenticación a tu cuenta: {names}. Sus códigos valen igual que los de las demás. Se han cerrado todas las demás sesiones.',
  'authenticator_removed.subject': 'Se ha eliminado una aplicación de autenticación',
  'authenticator_removed.happened':
    'Se ha eliminado una aplicación de autenticación de tu cuenta: {names}. Sus códigos ya no valen. Se han cerrado todas las demás sesiones.',
  'two_factor_disabled.subject': 'La autenticación de dos factores está desactivada',
  'two_factor_disabled.happened':
    'Se ha desactivado la autenticación de dos factores: ahora la contraseña sola abre tu cuenta.',
  'two_factor_reset_by_operator.subject': 'La autenticación de dos factores está desactivada',
  'two_factor_reset_by_operator.happened':
    'Se ha desactivado la autenticación de dos factores y se han cerrado todas las sesiones.{count, plural, =0 {} other { Se han eliminado tus llaves de acceso: {names}.}}',
  'backup_code_used.subject': 'Se ha usado un código de respaldo',
  'backup_code_used.happened':
    'Se ha usado uno de tus códigos de respaldo. {remaining, plural, one {Queda #} other {Quedan #}}; genera otros antes de que se acaben.',
  'backup_codes_regenerated.subject': 'Se han generado códigos de respaldo nuevos',
  'backup_codes_regenerated.happened':
    'Se han generado códigos de respaldo nuevos para tu cuenta. Los anteriores ya no valen.',
  'passkey_added.subject': 'Se ha añadido una llave de acceso',
  'passkey_added.happened':
    'Se ha añadido una llave de acceso a tu cuenta: {names}. Sirve para iniciar sesión sin contraseña.',
  'passkey_removed.subject': 'Se ha eliminado una llave de acceso',
  'passkey_removed.happened':
    'Se ha eliminado una llave de acceso de tu cuenta: {names}. Se han cerrado todas las demás sesiones.',
  'passkey_counter_regressed.subject': 'Puede que se haya copiado una llave de acceso',
  'passkey_counter_regressed.happened':
    'Se ha usado una de tus llaves de acceso y se ha rechazado: cuenta sus usos, y su contador ha retrocedido. Puede que exista una copia.',
  'password_log_in_disabled.subject': 'Tu contraseña ya no sirve para iniciar sesión',
  'password_log_in_disabled.happened':
    'Tu cuenta ahora solo admite llaves de acceso: ninguna contraseña ni ningún código sirve ya para iniciar sesión. Se han cerrado todas las demás sesiones.',
  'password_log_in_enabled.subject': 'Tu contraseña vuelve a servir para iniciar sesión',
  'password_log_in_enabled.happened':
    'Se ha vuelto a activar el inicio de sesión con contraseña en tu cuenta.',
  'authn_second_factor_lock.subject': 'Tu segundo factor está bloqueado',
  'authn_second_factor_lock.happened':
    'Hubo demasiados códigos incorrectos después de tu contraseña correcta. Ya no se aceptan códigos de tu aplicación de autenticación; un código de respaldo o una llave de acceso los desbloquea.',
  'authn_second_factor_fail_repeated.subject': 'Códigos incorrectos en tu cuenta',
  'authn_second_factor_fail_repeated.happened':
    'Alguien ha dado varias veces códigos incorrectos: después de tu contraseña correcta, en una de tus sesiones o con un enlace que habíamos enviado.',
  'sessions_revoked_by_operator.subject': 'Se han cerrado todas tus sesiones',
  'sessions_revoked_by_operator.happened': 'Se han cerrado todas tus sesiones.',
  'user_disabled.subject': 'Tu cuenta se ha desactivado',
  'user_disabled.happened': 'Tu cuenta se ha desactivado: nadie puede iniciar sesión en ella.',
  'user_enabled.subject': 'Tu cuenta se ha reactivado',
  'user_enabled.happened': 'Tu cuenta se ha reactivado.',
  'user_unlocked.subject': 'Tu cuenta se ha desbloqueado',
  'user_unlocked.happened':
    'Se ha desbloqueado lo que las contraseñas y los códigos incorrectos habían bloqueado.',
  'user_deleted.subject': 'Tu cuenta se ha eliminado',
  'user_deleted.happened': 'Tu cuenta se ha eliminado, con todo lo que contenía.',
};

export const mails: Texts<typeof english> = { ...common, ...notices };
