import type { screens as english } from '../../en/pages/screens.js';
import type { Texts } from '../../messages.js';

export const screens: Texts<typeof english> = {
  'log-in': 'Entrar',
  'log-in.intro': 'Que bom ter você de volta em {app}.',
  'log-in.intro.continuation': 'Para continuar em {host}.',
  'log-in.new-here': 'Novo por aqui? <link>Criar uma conta</link>',
  'log-in.stay': 'Continuar conectado',
  'log-in.forgot': 'Esqueceu a senha?',
  'log-in.or': 'ou',
  'log-in.by-passkey': 'Entrar com uma chave de acesso',
  'log-in.back': 'Voltar para entrar',
  'log-in.session-over': 'Sua sessão foi encerrada. Entre de novo para continuar.',
  'log-in.too-many-wrong':
    'Cinco códigos seguidos estavam errados, por isso esta entrada foi encerrada. Entre de novo e aguarde um novo código.',
  'log-in.account-deleted': 'Sua conta foi excluída.',
  'other-user': 'Enquanto isso, outra pessoa entrou aqui. Esta é a conta de {email}; nada foi feito nela.',

  'second-factor': 'Digite seu código',
  'second-factor.intro.totp':
    'Abra seu app autenticador e digite os 6 dígitos que ele mostra para esta conta.',
  'second-factor.intro.backup-code': 'Digite um dos códigos de backup que você guardou.',
  'second-factor.passkey': 'Use sua chave de acesso',
  'second-factor.intro.passkey': 'Sua senha estava certa. A segunda etapa é a chave de acesso desta conta.',
  'second-factor.other-account': 'Usar outra conta',
  'second-factor.trust': 'Confiar neste navegador',
  'second-factor.trust.hint':
    'Não pedir a segunda etapa aqui por {days, plural, one {# dia} other {# dias}}. Não use em um computador compartilhado.',
  'second-factor.backup-code-used':
    'Código de backup usado. {count, plural, one {Resta #} other {Restam #}}.',

  'sign-up': 'Criar uma conta',
  'sign-up.submit': 'Criar conta',
  'sign-up.intro': 'Bastam um endereço de e-mail e uma boa senha.',
  'sign-up.intro.invite': 'Aqui as contas são por convite. Abra o link no e-mail do convite.',
  'sign-up.done': 'Sua conta está pronta.',
  'sign-up.have-account': 'Já tem uma conta? <link>Entrar</link>',
  'sign-up.invited': 'Você recebeu um convite',
  'sign-up.invited.intro': 'Informe o endereço para o qual o convite foi enviado e uma boa senha.',
  'sign-up.invitation': 'Código do convite',
  'sign-up.invitation.hint': 'Ou copie o código longo abaixo do link e cole-o aqui.',
  'sign-up.closed': 'Ninguém pode se cadastrar aqui',
  'sign-up.closed.intro': 'As contas são criadas pelo administrador deste site. Peça uma a ele.',
  'sign-up.mailed': 'Confira seu e-mail',
  'sign-up.mailed.intro':
    'Enviamos uma mensagem para <strong>{email}</strong>. Abra o link que está nela e depois entre.',
  'sign-up.mailed.done': 'Pronto? <link>Entrar</link>',

  'reset.ask': 'Redefinir sua senha',
  'reset.ask.intro': 'Informe seu endereço de e-mail, e enviaremos um link para escolher uma nova senha.',
  'reset.ask.submit': 'Enviar o link',
  'reset.mailed': 'Confira seu e-mail',
  'reset.mailed.intro':
    'Se houver uma conta para <strong>{email}</strong>, um link para escolher uma nova senha está a caminho. Ele vale por 10 minutos.',
  'reset.dead-link': 'Este link não funciona mais',
  'reset.another-link': 'Enviar outro link',
  'reset.choose': 'Escolha uma nova senha',
  'reset.choose.intro': 'Sua sessão será encerrada em todos os navegadores.',
  'reset.choose.submit': 'Alterar senha',
  'reset.second-factor':
    'Sua conta tem a autenticação de dois fatores ativada: informe também um código ou use uma chave de acesso.',
  'reset.done': 'Sua senha foi alterada',
  'reset.done.intro': 'Todas as suas sessões foram encerradas. Entre com sua nova senha.',

  verify: 'Confirme seu endereço de e-mail',
  'verify.intro': 'Um clique, e saberemos que este endereço é seu.',
  'verify.submit': 'Confirmar meu endereço',
  'verify.done': 'Endereço confirmado',
  'verify.done.intro': 'Obrigado. Seu endereço de e-mail está confirmado.',

  release: 'Libere seu endereço',
  'release.intro':
    'Alguém criou uma conta com seu endereço de e-mail e nunca confirmou que ele lhe pertence. Isto exclui essa conta para sempre, com tudo o que há nela. Faça isso somente se você mesmo não a criou.',
  'release.submit': 'Excluir essa conta',
  'release.done': 'Seu endereço está livre',
  'release.done.intro': 'A conta que o usava foi excluída. Agora você mesmo pode se cadastrar.',

  trouble: 'Algo deu errado nesta página',
  'trouble.intro':
    'A falha é nossa. O que você fez antes está feito; carregue a página de novo para ver como tudo está.',
  'trouble.reload': 'Carregar de novo',
  unreachable: 'O servidor não responde',
  'unreachable.intro': '{reason} Nada foi perdido.',
  'unreachable.retry': 'Tentar de novo',
};
