import type { errors as english } from '../../en/pages/errors.js';
import type { Texts } from '../../messages.js';

export const errors: Texts<typeof english> = {
  'error.VALIDATION_FAILED': 'Algo neste formulário não está certo.',
  'error.NOT_AUTHENTICATED': 'Sua sessão foi encerrada. Entre de novo.',
  'error.WRONG_CREDENTIALS': 'O endereço de e-mail ou a senha está errado. Confira os dois e tente de novo.',
  'error.SECOND_FACTOR_REQUIRED':
    'Sua conta tem a autenticação de dois fatores ativada. Informe também um código.',
  'error.WRONG_TWO_FACTOR_CODE':
    'Este código está errado ou já foi usado. Cada código vale uma vez: aguarde o próximo e tente de novo.',
  'error.WRONG_PASSKEY':
    'Esta chave de acesso não foi aceita. Use uma desta conta e tente de novo: se ficar um tempo sem resposta, a página precisa perguntar outra vez.',
  'error.UNKNOWN_PASSKEY':
    'Esta chave de acesso não abre mais nada aqui: ela foi removida da conta. Use outra ou entre com sua senha.',
  'error.REAUTHENTICATION_REQUIRED': 'Nada foi alterado, porque você não confirmou que é você.',
  'error.INVALID_TOKEN': 'Este link já foi usado, é antigo demais ou está incompleto. Peça outro.',
  'error.CROSS_ORIGIN_REQUEST':
    'Esta página não pode falar com o servidor. Abra-a no próprio endereço dela e tente de novo.',
  'error.UNTRUSTED_PROXY': 'Isto é só para o proxy reverso.',
  'error.UNKNOWN_HOST': 'Este endereço não está entre os que são protegidos aqui.',
  'error.GROUP_REQUIRED': 'Sua conta não pode abrir isto. Peça acesso ao administrador.',
  'error.EMAIL_NOT_VERIFIED':
    'Abra primeiro o link do e-mail que enviamos. Se você o perdeu, redefina sua senha: isso também confirma o endereço.',
  'error.REGISTRATION_CLOSED': 'Ninguém pode se cadastrar aqui. Peça uma conta ao administrador deste site.',
  'error.INVITATION_REQUIRED': 'Cadastre-se pelo link do seu convite ou peça um ao administrador deste site.',
  'error.TWO_FACTOR_LOCKED':
    'Houve códigos errados demais. Use um dos seus códigos de backup ou peça ao administrador que desbloqueie sua conta.',
  'error.TWO_FACTOR_ENROLMENT_REQUIRED':
    'Sua conta precisa de um segundo fator. Ative primeiro a autenticação de dois fatores; depois, tudo volta a ficar aberto.',
  'error.TWO_FACTOR_REQUIRED_BY_POLICY':
    'Sua conta precisa ter a autenticação de dois fatores, por isso ela continua ativada. Você pode substituir seu segundo fator por outro.',
  'error.NOT_FOUND': 'Isto não existe mais.',
  'error.EMAIL_TAKEN': 'Já existe uma conta com este endereço de e-mail. Entre ou redefina a senha dela.',
  'error.SECOND_FACTOR_ALREADY_PROVED': 'Você já entrou. Carregue a página de novo.',
  'error.OTHER_USER': 'Enquanto isso, outra pessoa entrou aqui. Nada foi feito.',
  'error.TWO_FACTOR_NOT_ENABLED': 'A autenticação de dois fatores já está desativada.',
  'error.NO_PENDING_TWO_FACTOR_SECRET':
    'Este QR code tem mais de 10 minutos, ou códigos demais foram tentados com ele. Gere um novo e escaneie-o.',
  'error.PASSKEY_EXISTS':
    'Este dispositivo já tem uma chave de acesso da sua conta. Adicione uma em outro dispositivo.',
  'error.TOO_MANY_AUTHENTICATORS': 'Você tem 3 apps autenticadores, que é o máximo. Remova um primeiro.',
  'error.TOO_MANY_PASSKEYS':
    'Você tem 20 chaves de acesso, que é o máximo. Remova primeiro uma de que não precise.',
  'error.LAST_SECOND_FACTOR':
    'Esta chave de acesso é seu único segundo fator. Adicione primeiro outra chave de acesso ou um app autenticador, ou desative a autenticação de dois fatores.',
  'error.NOT_ENOUGH_PASSKEYS':
    'Para usar só chaves de acesso são necessárias a autenticação de dois fatores, um código de backup restante e duas chaves de acesso, ou uma sincronizada.',
  'error.PASSKEYS_UNAVAILABLE':
    'Não há chaves de acesso neste site, porque o endereço dele é um número. Use uma senha.',
  'error.PAYLOAD_TOO_LARGE': 'Isso é longo demais.',
  'error.UNSUPPORTED_MEDIA_TYPE': 'Esta página está desatualizada. Carregue-a de novo e tente outra vez.',
  'error.TOO_MANY_ATTEMPTS': 'Tentativas demais.',
  'error.INTERNAL_ERROR': 'Algo deu errado do nosso lado. Tente de novo mais tarde.',
  'error.SERVICE_UNAVAILABLE': 'O servidor está ocupado ou fora do ar. Tente de novo daqui a pouco.',
  'error.OFFLINE': 'Não é possível alcançar o servidor. Verifique sua conexão e tente de novo.',
  'error.TIMEOUT': 'O servidor demorou demais para responder. Verifique sua conexão e tente de novo.',
  'error.NO_COOKIES':
    'Seu navegador não guarda os cookies deste site, por isso você não pode continuar conectado. Permita-os e entre de novo.',
  'error.NO_HTTPS':
    'Esta página foi aberta sem https, por isso seu navegador não mantém você conectado. Abra-a no endereço https dela.',
  'error.PASSKEY_CANCELLED':
    'Nenhuma chave de acesso foi usada: o pedido foi cancelado ou demorou demais. Tente de novo.',
  'error.PASSKEY_FAILED':
    'Seu navegador não pode usar uma chave de acesso aqui. Use outro navegador ou outro meio.',
  'error.backup-code':
    'Este código de backup está errado ou já foi usado. Cada um vale uma vez: compare-o com sua lista ou tente o próximo.',
  'error.clock.past':
    'Este código estava certo há {seconds, plural, one {# segundo} other {# segundos}}. Se é o mais novo, o relógio do seu celular está atrasado ou o nosso está adiantado: deixe o celular acertar a hora sozinho ou avise o administrador.',
  'error.clock.coming':
    'Este código estará certo daqui a {seconds, plural, one {# segundo} other {# segundos}}: o relógio do seu celular está adiantado ou o nosso está atrasado. Deixe o celular acertar a hora sozinho ou avise o administrador.',

  'rule.malformed': 'Não é isso que se pede aqui.',
  'rule.unknown-property': 'Esta página está desatualizada. Carregue-a de novo e tente outra vez.',
  'rule.too-many-answers': 'Dê uma só resposta.',
  'rule.not-a-string': 'Preencha este campo.',
  'rule.not-a-boolean': 'Diga sim ou não.',
  'rule.not-an-integer': 'Informe um número inteiro.',
  'rule.empty': 'Preencha este campo.',
  'rule.too-short':
    'Use pelo menos {count, plural, one {# caractere} other {# caracteres}}. Várias palavras aleatórias formam uma boa senha.',
  'rule.too-long': 'Isso é longo demais.',
  'rule.too-small': 'Isso é pequeno demais.',
  'rule.too-large': 'Isso é grande demais.',
  'rule.not-an-email-address': 'Isso não é um endereço de e-mail. Confira e tente de novo.',
  'rule.not-six-digits': 'Um código tem 6 dígitos.',
  'rule.not-a-credential':
    'Seu navegador não pode usar uma chave de acesso aqui. Use outro navegador ou outro meio.',
  'rule.not-a-name': 'Um nome tem de 1 a 64 caracteres.',
  'rule.not-unicode': 'Há nele um caractere que não é válido. Digite de novo.',
  'rule.too-common':
    'Comum demais ou fácil demais de adivinhar. Várias palavras aleatórias formam uma boa senha.',
  'rule.contains-email':
    'Fácil demais de adivinhar para quem conhece seu endereço de e-mail. Várias palavras aleatórias formam uma boa senha.',
  'rule.contains-service-name':
    'Fácil demais de adivinhar para quem conhece este site. Várias palavras aleatórias formam uma boa senha.',
  'rule.breached': 'Conhecida por um vazamento de dados. Várias palavras aleatórias formam uma boa senha.',
  'rule.unchanged': 'É o mesmo de antes. Informe outro.',
  'rule.other-address': 'O convite foi enviado para outro endereço. Use aquele.',
};
