import type { factors as english } from '../../en/pages/factors.js';
import type { Texts } from '../../messages.js';

export const factors: Texts<typeof english> = {
  'two-factor.title': 'Autenticação de dois fatores',
  'two-factor.on': 'Ativada',
  'two-factor.off': 'Desativada',
  'two-factor.intro':
    'Com um app autenticador no seu celular, uma senha roubada não basta para entrar na sua conta: depois dela, é pedido um código que só o seu celular conhece.',
  'two-factor.intro.passkey':
    '<strong>Sua senha sozinha ainda permite entrar.</strong> Ative isto e, depois da senha, será pedida uma chave de acesso ou um código de um app autenticador.',
  'two-factor.due':
    '<strong>Sua conta precisa de um segundo fator até {time}.</strong> Ative a autenticação de dois fatores abaixo. Depois disso, nada mais estará aberto para você até que ela esteja ativada.',
  'two-factor.turn-on': 'Ativar',
  'two-factor.turn-on-by-passkey': 'Ativar com uma chave de acesso',
  'two-factor.turn-on-by-app': 'Ativar com um app',
  'two-factor.app': 'App autenticador',
  'two-factor.turned-on': 'Ativada',
  'two-factor.in-use-since': 'Em uso desde {date}',
  'two-factor.passkeys': 'Chaves de acesso',
  'two-factor.backup-codes': 'Códigos de backup',
  'two-factor.codes-left': '{count, plural, one {Resta #} other {Restam #}}',
  'two-factor.few-codes': 'Gere novos antes que acabem.',
  'two-factor.new-phone': 'Novo celular',
  'two-factor.set-up-app': 'Configurar um app autenticador',
  'two-factor.add-app': 'Adicionar outro app',
  'two-factor.new-codes': 'Novos códigos de backup',
  'two-factor.turn-off': 'Desativar',

  'set-up.title.turn-on': 'Ativar a autenticação de dois fatores',
  'set-up.title.new-phone': 'Configurar seu novo celular',
  'set-up.title.add-app': 'Configurar um app autenticador',
  'set-up.title.another-app': 'Configurar outro app autenticador',
  'set-up.scan.turn-on': 'Escaneie isto com um app autenticador, como o Google Authenticator.',
  'set-up.scan.new-phone':
    'Escaneie isto com um app autenticador, como o Google Authenticator. Seu celular antigo funciona até você terminar aqui.',
  'set-up.scan.add-app':
    'Escaneie isto com um app autenticador, como o Google Authenticator. Se você já tem um configurado, ele funciona até você terminar aqui. Você também recebe novos códigos de backup.',
  'set-up.scan.another-app':
    'Escaneie isto com um app autenticador, como o Google Authenticator. Os que você tem continuam funcionando, e seus códigos de backup também.',
  'set-up.submit.turn-on': 'Ativar',
  'set-up.submit.new-phone': 'Usar este celular',
  'set-up.submit.add-app': 'Usar este celular',
  'set-up.submit.another-app': 'Adicionar este app',
  'set-up.on-this-phone': 'Neste celular? <link>Abrir o app</link>',
  'set-up.type-key': 'Ou digite esta chave no app:',
  'set-up.key': 'Chave',
  'set-up.qr-code': 'QR code com a chave',
  'set-up.new-qr-code': 'Novo QR code',
  'set-up.default-name': 'Novo celular',
  'set-up.added': 'Seu app autenticador foi adicionado.',
  'turn-on-by-passkey.intro':
    'A partir daí, sua senha não basta: depois dela, é pedida uma chave de acesso. Você recebe 10 códigos de backup para o dia em que não tiver nenhuma chave de acesso à mão. Todos os outros navegadores são desconectados.',
  'turn-off.title': 'Desativar a autenticação de dois fatores',
  'turn-off.intro':
    'Depois disso, sua senha sozinha abre sua conta. Seus códigos de backup deixam de funcionar, e todos os outros navegadores são desconectados.',
  'turn-off.intro.passkeys':
    'Depois disso, sua senha sozinha abre sua conta. Seus códigos de backup deixam de funcionar, e todos os outros navegadores são desconectados. Suas chaves de acesso continuam permitindo entrar.',
  'turn-off.submit': 'Desativar',
  'turn-off.done': 'A autenticação de dois fatores está desativada.',

  'codes.title': 'Códigos de backup',
  'codes.heading': '{app}: códigos de backup de {email}. Cada um vale uma vez.',
  'codes.intro':
    'Se você perder o celular ou a chave de acesso, cada um destes códigos os substitui uma vez. Eles não serão mostrados de novo: guarde-os onde você guarda papéis importantes ou em um gerenciador de senhas.',
  'codes.download': 'Baixar',
  'codes.print': 'Imprimir',
  'codes.saved': 'Eu os guardei',
  'codes.done': 'Pronto',
  'codes.save': 'Guarde seus códigos de backup',
  'codes.unsaved':
    '<strong>Você guardou seus códigos de backup?</strong> Eles foram mostrados uma única vez. Sem eles, celular perdido é conta perdida.',
  'codes.get-new': 'Gerar novos',
  'codes.new': 'Novos códigos de backup',
  'codes.new.intro':
    'Você recebe 10 novos códigos. Os antigos deixam de funcionar, e todos os outros navegadores são desconectados.',
  'codes.new.submit': 'Gerar novos códigos',

  'factor.detail': 'desde {since} · uso: {used}',
  'factor.detail.unused': 'desde {since} · nunca usado',
  'factor.rename': 'Renomear<hidden> {name}</hidden>',
  'factor.remove': 'Remover<hidden> {name}</hidden>',
  'rename.submit': 'Renomear',
  'remove.submit': 'Remover',
  'rename-app.title': 'Renomear o app autenticador',
  'rename-app.intro': 'O nome diz qual deles é. O próprio app pode mostrar outro.',
  'rename-app.done': 'Seu app autenticador tem um novo nome.',
  'remove-app.title': 'Remover este app autenticador?',
  'remove-app.intro':
    'Os códigos de <strong>{name}</strong> deixam de valer, e todos os outros navegadores são desconectados. Exclua também a entrada no app.',
  'remove-app.done': 'O app autenticador foi removido.',
  'rename-passkey.title': 'Renomear a chave de acesso',
  'rename-passkey.intro': 'O nome diz qual delas é. Seu dispositivo pode mostrar outro.',
  'rename-passkey.done': 'Sua chave de acesso tem um novo nome.',
  'remove-passkey.title': 'Remover esta chave de acesso?',
  'remove-passkey.intro':
    '<strong>{name}</strong> deixa de servir para entrar, e todos os outros navegadores são desconectados. Se seu dispositivo continuar a oferecê-la, exclua-a lá também.',
  'remove-passkey.done': 'A chave de acesso foi removida.',

  'passkeys.title': 'Chaves de acesso',
  'passkeys.intro':
    'Entre com sua impressão digital, seu rosto ou o PIN do seu dispositivo. Nenhuma página consegue enganar você para obter uma chave de acesso, como consegue com uma senha ou um código.',
  'passkeys.none': 'Você não tem nenhuma chave de acesso.',
  'passkeys.synced': 'Sincronizada',
  'passkeys.one-device': 'Só em um dispositivo',
  'passkeys.unavailable': 'Este navegador não pode usar chaves de acesso aqui.',
  'passkeys.add': 'Adicionar uma chave de acesso',
  'passkeys.added': 'Sua chave de acesso foi adicionada.',
  'passkeys.confirm-first': 'Confirme primeiro seu endereço de e-mail; depois você poderá adicionar uma.',
  'passkeys-only.name': 'Só chaves de acesso',
  'passkeys-only.detail':
    'Nada mais permitirá entrar: nem senha, nem código. São necessárias a autenticação de dois fatores e duas chaves de acesso, ou uma sincronizada.',
  'passkeys-only.detail.on': 'Nada mais permite entrar: nem senha, nem código.',
  'passkeys-only.turn-on': 'Usar só chaves de acesso',
  'passkeys-only.turn-off': 'Permitir a senha de novo',
  'passkeys-only.turn-on.title': 'Usar só chaves de acesso?',
  'passkeys-only.turn-on.effect':
    'A partir daí, sua senha e os códigos de um app autenticador são recusados em todo lugar, como se estivessem errados. Assim, ninguém entra com o que adivinhou, roubou ou obteve enganando você. Todos os outros navegadores são desconectados.',
  'passkeys-only.turn-on.way-back':
    'Se você perder suas chaves de acesso, há um caminho de volta: redefina sua senha por e-mail e informe um dos seus códigos de backup. Tenha-os à mão.',
  'passkeys-only.turned-on': 'A partir de agora, só suas chaves de acesso permitem entrar.',
  'passkeys-only.turn-off.title': 'Permitir a senha de novo?',
  'passkeys-only.turn-off.intro':
    'Sua senha volta a permitir entrar, com uma chave de acesso ou um código como segunda etapa.',
  'passkeys-only.turn-off.submit': 'Permitir a senha',
  'passkeys-only.turned-off': 'Sua senha voltou a permitir entrar.',
};
