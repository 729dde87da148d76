import type { mails as english } from '../en/mails.js';
import type { Texts } from '../messages.js';

/** The words: pages/common.ts. */
const common = {
  'sentence-gap': ' ',
  'link-label': '{text}:',
  'fact-line': '{name}: {value}',
  'code-label': 'Se a página pedir o código deste link:',
  ignore: 'Se você não pediu isto, ignore este e-mail: nada muda.',
  'ignore-unknown': 'Se você não sabe do que se trata, ignore este e-mail.',
  'get-help': 'Obter ajuda',
  'set-new-password': 'Definir uma nova senha',
  quoted: '“{name}”',

  'verify-email.subject': 'Confirme seu endereço de e-mail',
  'verify-email.intro':
    'Este endereço foi informado para uma conta em {site}. Confirme que ele é seu. O link vale por 24 horas.',
  'verify-email.link': 'Confirmar este endereço',
  'registration.intro':
    'Alguém se cadastrou com este endereço em {site}. Se foi você, confirme-o: isso cria sua conta. O link vale por 24 horas.',
  'registration.ignore':
    'Se não foi você, ignore este e-mail e nenhuma conta será criada. Quem se cadastrou escolheu a senha dela.',
  'change-email.subject': 'Confirme seu novo endereço de e-mail',
  'change-email.intro':
    'Uma conta em {site} passará a ter este endereço. Confirme que ele é seu. O link vale por 24 horas.',
  'change-email.link': 'Usar este endereço',
  'reset-password.subject': 'Defina uma nova senha',
  'reset-password.intro':
    'Alguém pediu uma nova senha para sua conta em {site}. O link vale por 10 minutos, uma única vez.',
  'reset-password.second-factor': 'Será pedido um código do seu app autenticador ou um código de backup.',
  'release-address.intro':
    'Nunca foi confirmado que este endereço pertence à conta. Se você não a criou, outra pessoa usou seu endereço. Nesse caso, libere-o: essa conta é excluída com tudo o que há nela, e você mesmo pode se cadastrar.',
  'release-address.link': 'Liberar este endereço',
  'already-registered.subject': 'Você já tem uma conta',
  'already-registered.intro':
    'Alguém tentou se cadastrar com este endereço em {site}, onde ele já tem uma conta. Se foi você, entre ou defina uma nova senha.',
  'already-registered.link': 'Entrar',
  'address-taken.subject': 'Este endereço já tem uma conta',
  'address-taken.intro':
    'Alguém quis usar este endereço para outra conta em {site}. Ele já tem uma conta própria, por isso nada foi feito.',
  'invitation.subject': 'Você recebeu um convite',
  'invitation.intro':
    'Você recebeu um convite para criar uma conta em {site} com este endereço. O link vale por 7 dias, uma única vez.',
  'invitation.link': 'Criar sua conta',
  'first-password.subject': 'Sua conta está pronta',
  'first-password.intro':
    'O administrador de {site} criou uma conta para este endereço. Escolha uma senha e entre com ela. O link vale por 7 dias, uma única vez.',
  'first-password.link': 'Escolher uma senha',
  'first-password.ended': 'Se ele expirou, peça outro:',
};

const notices = {
  'fact.site': 'Site',
  'fact.when': 'Quando',
  'fact.by': 'Por',
  'fact.address': 'Endereço',
  'fact.browser': 'Navegador',
  'fact.operator': 'o administrador deste site',
  'browser.on': '{browser} no {system}',
  'browser.unknown': 'um navegador desconhecido',
  'notice.was-you': 'Se foi você, não é preciso fazer nada.',
  'notice.was-not-you': 'Se não foi: {advice}',
  'notice.unexpected': 'Se você não esperava isso: {advice}',
  'folded.subject': '{subject}: {count, plural, one {mais uma vez} other {mais # vezes}}',
  'folded.intro':
    'Isso aconteceu {count, plural, one {mais uma vez} other {mais # vezes}} desde {since}, e não enviamos um e-mail a cada vez. Sua conta em {site} mostra tudo.',
  'folded.link': 'Ver o que aconteceu',
  'folded.advice': 'Se não foi você: {advice}',

  'advice.reset-password': 'Defina uma nova senha agora mesmo: isso encerra todas as sessões.',
  'advice.check-two-factor':
    'Depois, verifique se a autenticação de dois fatores está ativada com o seu próprio app autenticador.',
  'advice.they-have-password': 'Alguém sabe sua senha.',
  'advice.they-may-have-password': 'Alguém talvez saiba sua senha.',
  'advice.they-read-mails':
    'Alguém consegue ler seus e-mails. Mude primeiro a senha da sua caixa de correio.',
  'advice.they-have-codes': 'Alguém tem seus códigos de backup, e talvez sua senha.',
  'advice.ask-operator': 'Fale com o administrador deste site.',
  'advice.operator-removes-app': 'Depois, peça ao administrador deste site que remova o app autenticador.',
  'advice.stops-change': 'Isso também impede a mudança.',
  'advice.remove-app': 'Remova-o na sua conta.',
  'advice.remove-passkey': 'Remova-a na sua conta.',
  'advice.replace-passkey': 'Remova essa chave de acesso na sua conta e crie uma nova.',
  'advice.new-codes': 'E gere novos códigos de backup.',
  'advice.backup-code-opens': 'Com um código de backup, isso reativa a entrada com senha.',

  'authn_login_new_browser.subject': 'Novo acesso à sua conta',
  'authn_login_new_browser.happened':
    'Alguém entrou a partir de um navegador que nunca tinha sido usado com sua conta.',
  'authn_password_change.subject': 'Sua senha foi alterada',
  'authn_password_change.happened': 'Sua senha foi alterada, e todas as outras sessões foram encerradas.',
  'authn_password_reset.subject': 'Sua senha foi redefinida',
  'authn_password_reset.happened':
    'Uma nova senha foi definida com um link que enviamos, e todas as sessões foram encerradas.{count, plural, =0 {} other { Suas chaves de acesso continuam permitindo entrar: {names}.}}',
  'email_change_requested.subject': 'Seu endereço de e-mail vai mudar',
  'email_change_requested.happened':
    'Alguém que está na sua conta pediu outro endereço para ela. Ele muda quando o link do e-mail enviado ao novo endereço for aberto.',
  'email_changed.subject': 'Seu endereço de e-mail foi alterado',
  'email_changed.happened':
    'O endereço da sua conta foi alterado. A partir de agora, é o novo que serve para entrar e que recebe os e-mails.',
  'two_factor_enabled.subject': 'A autenticação de dois fatores está ativada',
  'two_factor_enabled.happened':
    'A autenticação de dois fatores foi ativada, e todas as outras sessões foram encerradas.',
  'two_factor_replaced.subject': 'Seu app autenticador foi substituído',
  'two_factor_replaced.happened':
    'A autenticação de dois fatores passou para outro app autenticador, com novos códigos de backup. Os antigos não valem mais.',
  'authenticator_added.subject': 'Um app autenticador foi adicionado',
  'authenticator_added.happened':
    'Um app autenticador foi adicionado à sua conta: {names}. Os códigos dele valem como os dos outros. Todas as outras sessões foram encerradas.',
  'authenticator_removed.subject': 'Um app autenticador foi removido',
  'authenticator_removed.happened':
    'Um app autenticador foi removido da sua conta: {names}. Os códigos dele não valem mais. Todas as outras sessões foram encerradas.',
  'two_factor_disabled.subject': 'A autenticação de dois fatores está desativada',
  'two_factor_disabled.happened':
    'A autenticação de dois fatores foi desativada: agora só a senha já abre sua conta.',
  'two_factor_reset_by_operator.subject': 'A autenticação de dois fatores está desativada',
  'two_factor_reset_by_operator.happened':
    'A autenticação de dois fatores foi desativada, e todas as sessões foram encerradas.{count, plural, =0 {} other { Suas chaves de acesso foram removidas: {names}.}}',
  'backup_code_used.subject': 'Um código de backup foi usado',
  'backup_code_used.happened':
    'Um dos seus códigos de backup foi usado. {remaining, plural, one {Resta #} other {Restam #}}; gere novos antes que acabem.',
  'backup_codes_regenerated.subject': 'Novos códigos de backup foram gerados',
  'backup_codes_regenerated.happened':
    'Novos códigos de backup foram gerados para sua conta. Os antigos não valem mais.',
  'passkey_added.subject': 'Uma chave de acesso foi adicionada',
  'passkey_added.happened':
    'Uma chave de acesso foi adicionada à sua conta: {names}. Ela permite entrar sem senha.',
  'passkey_removed.subject': 'Uma chave de acesso foi removida',
  'passkey_removed.happened':
    'Uma chave de acesso foi removida da sua conta: {names}. Todas as outras sessões foram encerradas.',
  'passkey_counter_regressed.subject': 'Uma chave de acesso pode ter sido copiada',
  'passkey_counter_regressed.happened':
    'Uma das suas chaves de acesso foi usada e recusada: ela conta seus usos, e a contagem voltou atrás. Talvez exista uma cópia dela.',
  'password_log_in_disabled.subject': 'Sua senha não serve mais para entrar',
  'password_log_in_disabled.happened':
    'Sua conta passou a aceitar apenas chaves de acesso: nenhuma senha e nenhum código permite mais entrar nela. Todas as outras sessões foram encerradas.',
  'password_log_in_enabled.subject': 'Sua senha voltou a servir para entrar',
  'password_log_in_enabled.happened': 'A entrada com senha foi reativada na sua conta.',
  'authn_second_factor_lock.subject': 'Seu segundo fator está bloqueado',
  'authn_second_factor_lock.happened':
    'Houve códigos errados demais depois da sua senha certa. Os códigos do seu app autenticador não são mais aceitos; um código de backup ou uma chave de acesso os desbloqueia.',
  'authn_second_factor_fail_repeated.subject': 'Códigos errados na sua conta',
  'authn_second_factor_fail_repeated.happened':
    'Alguém informou códigos errados várias vezes: depois da sua senha certa, em uma sessão sua ou com um link que enviamos.',
  'sessions_revoked_by_operator.subject': 'Sua conta foi desconectada em todos os lugares',
  'sessions_revoked_by_operator.happened': 'Todas as suas sessões foram encerradas.',
  'user_disabled.subject': 'Sua conta foi desativada',
  'user_disabled.happened': 'Sua conta foi desativada: ninguém pode entrar nela.',
  'user_enabled.subject': 'Sua conta foi reativada',
  'user_enabled.happened': 'Sua conta foi reativada.',
  'user_unlocked.subject': 'Sua conta foi desbloqueada',
  'user_unlocked.happened': 'O que senhas e códigos errados tinham bloqueado foi desbloqueado.',
  'user_deleted.subject': 'Sua conta foi excluída',
  'user_deleted.happened': 'Sua conta foi excluída, com tudo o que havia nela.',
};

export const mails: Texts<typeof english> = { ...common, ...notices };
