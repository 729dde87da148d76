import type { common as english } from '../../en/pages/common.js';
import type { Texts } from '../../messages.js';

/**
 * The words of all files of this language: você · account conta · log in/out entrar/sair · sign up cadastrar-se, criar uma conta ·
 * password senha · two-factor authentication autenticação de dois fatores · authenticator app app autenticador · passkey chave de
 * acesso · backup code código de backup · session sessão · operator administrador · trusted browser navegador confiável.
 */
export const common: Texts<typeof english> = {
  language: 'Idioma',
  loading: 'Carregando…',
  close: 'Fechar',
  continue: 'Continuar',
  'not-now': 'Agora não',
  'support.link': 'Obter ajuda',
  'support.lost-all': 'Perdeu o celular ou a chave de acesso, e também os códigos de backup?',
  'copy.button': 'Copiar<hidden> {what}</hidden>',
  'copy.done': 'Copiado: {what}.',
  'copy.refused': 'Seu navegador não permite copiar. Selecione o texto e copie-o.',
  'wait.announced': 'Aguarde até o botão voltar a funcionar.',
  'wait.left': 'Você poderá tentar de novo em {time}.',
  'wait.over': 'Você já pode tentar de novo.',
  'just-now': 'agora mesmo',
  'browser.on': '{browser} no {system}',
  'browser.unknown': 'Navegador desconhecido',

  'field.email': 'Endereço de e-mail',
  'field.new-email': 'Novo endereço de e-mail',
  'field.name': 'Nome',
  'field.password': 'Senha',
  'field.current-password': 'Senha atual',
  'field.new-password': 'Nova senha',
  'show.password': 'Mostrar senha',
  'show.current-password': 'Mostrar senha atual',
  'show.new-password': 'Mostrar nova senha',
  show: 'Mostrar',
  hide: 'Ocultar',
  'password.length':
    'Pelo menos {count, plural, one {# caractere} other {# caracteres}}. Várias palavras aleatórias formam uma boa senha.',
  'password.easy': 'Fácil demais de adivinhar. Várias palavras aleatórias formam uma boa senha.',
  'password.hard': 'Difícil de adivinhar. Ótimo.',
  'mailed-code': 'Código do e-mail',
  'mailed-code.hint':
    'Seu link veio sem a última parte. Copie do e-mail o código longo que está abaixo dele e cole-o aqui.',

  'code.totp': 'Código do seu app autenticador',
  'code.digits': 'Digite os 6 dígitos que o app mostra',
  'code.sends-itself': 'O sexto dígito o envia.',
  'code.backup': 'Código de backup',
  'code.passkey': 'Em seguida, seu navegador vai pedir sua chave de acesso.',
  'use.passkey': 'Usar uma chave de acesso',
  'use.totp': 'Usar um código do app',
  'use.backup-code': 'Usar um código de backup',
  'use.password': 'Usar sua senha',
};
