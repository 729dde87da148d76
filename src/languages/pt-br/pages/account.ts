import type { account as english } from '../../en/pages/account.js';
import type { Texts } from '../../messages.js';

export const account: Texts<typeof english> = {
  'account.title': 'Segurança',
  'account.intro': 'O que mantém sua conta sendo sua.',
  'account.held-up': 'Configure a autenticação de dois fatores',
  'account.held-up.intro':
    'Sua conta precisa de um segundo fator, além da senha. Até tê-lo, nada mais está aberto para você.',
  'account.log-out': 'Sair',
  'account.sections': 'Seções',

  'unverified.notice':
    '<strong>Confirme seu endereço de e-mail.</strong> É por ele que você volta quando esquece a senha.',
  'unverified.send': 'Enviar o link',
  'unverified.sent': 'Um link está a caminho de {email}.',
  'continuation.proof': '<strong>{host} quer saber se é você.</strong> Depois, você continua lá.',
  'continuation.confirm': 'Confirmar e continuar',
  'continuation.ready':
    '<strong>A autenticação de dois fatores está ativada.</strong> É tudo o que {host} pede.',
  'continuation.go-on': 'Continuar em {host}',
  'continuation.two-factor':
    '<strong>{host} pede a autenticação de dois fatores.</strong> Ative-a abaixo e depois continue lá.',

  'details.title': 'Dados de acesso',
  'details.confirmed': 'Confirmado',
  'details.change-email': 'Alterar<hidden> endereço de e-mail</hidden>',
  'details.change-password': 'Alterar<hidden> senha</hidden>',
  'details.password': 'Só você a conhece: o servidor guarda um hash.',
  'details.password.off': 'Não serve para entrar: sua conta aceita apenas chaves de acesso.',
  'change-email.title': 'Alterar endereço de e-mail',
  'change-email.intro':
    'Enviamos um link para o novo endereço. A mudança vale quando você o abrir; os dois endereços são avisados.',
  'change-email.submit': 'Enviar o link',
  'change-email.done': 'Abra o link que enviamos para {email}. Até lá, nada muda.',
  'change-password.title': 'Alterar senha',
  'change-password.intro': 'Todos os outros navegadores são desconectados.',
  'change-password.submit': 'Alterar senha',
  'change-password.wrong': 'A senha atual está errada.',
  'change-password.done': 'Sua senha foi alterada.',

  'sessions.title': 'Onde você está conectado',
  'sessions.intro': 'Algo que você não reconhece? Desconecte-o e depois altere sua senha.',
  'sessions.current': 'Este navegador',
  'sessions.detail': '{ip} · desde {since}',
  'sessions.detail.other': '{ip} · desde {since} · ativo {active}',
  'sessions.log-out': 'Desconectar<hidden> {browser}</hidden>',
  'sessions.logged-out': '{browser} foi desconectado.',
  'sessions.log-out-others': 'Desconectar todos os outros',
  'sessions.others-logged-out': 'Todos os outros navegadores foram desconectados.',

  'trusted.title': 'Navegadores confiáveis',
  'trusted.intro': 'Neles, nenhum código é pedido quando você entra.',
  'trusted.none': 'Nenhum navegador é confiável.',
  'trusted.detail': '{ip} · usado {used} · até {until}',
  'trusted.revoke': 'Deixar de confiar<hidden> em {browser}</hidden>',
  'trusted.revoked': 'A partir de agora, será pedido um código em {browser}.',

  'activity.title': 'Atividade recente',
  'activity.operator': 'o administrador deste site',
  'activity.more': 'Mostrar mais',

  'deletion.title': 'Excluir conta',
  'deletion.intro': 'Sua conta e tudo o que há nela, para sempre.',
  'deletion.start': 'Excluir conta',
  'deletion.question': 'Excluir sua conta?',
  'deletion.warning':
    'A conta de <strong>{email}</strong> e tudo o que há nela somem na hora. Ninguém pode trazê-los de volta.',
  'deletion.submit': 'Excluir para sempre',

  'step-up.title': 'Confirme que é você',
  'step-up.intro': 'Para isso não basta estar conectado. A confirmação vale por 5 minutos.',
  'step-up.submit': 'Confirmar',
  'password.wrong': 'A senha está errada.',
};
