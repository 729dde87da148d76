import type { common as english } from '../../en/pages/common.js';
import type { Texts } from '../../messages.js';

/**
 * The words of all files of this language: tú · account cuenta · log in/out iniciar/cerrar sesión · sign up registrarse, crear una
 * cuenta · password contraseña · two-factor authentication autenticación de dos factores · authenticator app aplicación de
 * autenticación · passkey llave de acceso · backup code código de respaldo · session sesión · operator administrador · trusted
 * browser navegador de confianza.
 */
export const common: Texts<typeof english> = {
  language: 'Idioma',
  loading: 'Cargando…',
  close: 'Cerrar',
  continue: 'Continuar',
  'not-now': 'Ahora no',
  'support.link': 'Obtener ayuda',
  'support.lost-all': '¿Has perdido el teléfono o la llave de acceso, y también los códigos de respaldo?',
  'copy.button': 'Copiar<hidden> {what}</hidden>',
  'copy.done': '{what}: copiado.',
  'copy.refused': 'Tu navegador no permite copiar. Selecciona el texto y cópialo.',
  'wait.announced': 'Espera hasta que el botón vuelva a funcionar.',
  'wait.left': 'Podrás intentarlo de nuevo en {time}.',
  'wait.over': 'Ya puedes intentarlo de nuevo.',
  'just-now': 'ahora mismo',
  'browser.on': '{browser} en {system}',
  'browser.unknown': 'Navegador desconocido',

  'field.email': 'Correo electrónico',
  'field.new-email': 'Nuevo correo electrónico',
  'field.name': 'Nombre',
  'field.password': 'Contraseña',
  'field.current-password': 'Contraseña actual',
  'field.new-password': 'Contraseña nueva',
  'show.password': 'Mostrar la contraseña',
  'show.current-password': 'Mostrar la contraseña actual',
  'show.new-password': 'Mostrar la contraseña nueva',
  show: 'Mostrar',
  hide: 'Ocultar',
  'password.length':
    'Al menos {count, plural, one {# carácter} other {# caracteres}}. Varias palabras al azar son una buena contraseña.',
  'password.easy': 'Demasiado fácil de adivinar. Varias palabras al azar son una buena contraseña.',
  'password.hard': 'Difícil de adivinar. Bien.',
  'mailed-code': 'Código del correo',
  'mailed-code.hint':
    'A tu enlace le falta la última parte. Copia del correo el código largo que está debajo y pégalo aquí.',

  'code.totp': 'Código de tu aplicación de autenticación',
  'code.digits': 'Escribe los 6 dígitos que muestra la aplicación',
  'code.sends-itself': 'Se envía con el sexto dígito.',
  'code.backup': 'Código de respaldo',
  'code.passkey': 'A continuación, tu navegador pedirá tu llave de acceso.',
  'use.passkey': 'Usar una llave de acceso',
  'use.totp': 'Usar un código de la aplicación',
  'use.backup-code': 'Usar un código de respaldo',
  'use.password': 'Usar tu contraseña',
};
