import type { factors as english } from '../../en/pages/factors.js';
import type { Texts } from '../../messages.js';

export const factors: Texts<typeof english> = {
  'two-factor.title': 'Authentification à deux facteurs',
  'two-factor.on': 'Activée',
  'two-factor.off': 'Désactivée',
  'two-factor.intro':
    'Avec une application d’authentification sur votre téléphone, un mot de passe volé ne suffit pas pour entrer dans votre compte : il faut ensuite un code que seul votre téléphone connaît.',
  'two-factor.intro.passkey':
    '<strong>Votre mot de passe seul suffit encore pour se connecter.</strong> Activez ceci, et après le mot de passe une clé d’accès sera demandée, ou un code d’une application d’authentification.',
  'two-factor.due':
    '<strong>Votre compte a besoin d’un second facteur avant l’échéance : {time}.</strong> Activez l’authentification à deux facteurs ci-dessous. Passé ce délai, rien d’autre ne vous est ouvert tant qu’elle n’est pas activée.',
  'two-factor.turn-on': 'Activer',
  'two-factor.turn-on-by-passkey': 'Activer avec une clé d’accès',
  'two-factor.turn-on-by-app': 'Activer avec une application',
  'two-factor.app': 'Application d’authentification',
  'two-factor.turned-on': 'Activée',
  'two-factor.in-use-since': 'Utilisée depuis le {date}',
  'two-factor.passkeys': 'Clés d’accès',
  'two-factor.backup-codes': 'Codes de secours',
  'two-factor.codes-left': '{count, plural, one {# restant} other {# restants}}',
  'two-factor.few-codes': 'Générez-en de nouveaux avant de ne plus en avoir.',
  'two-factor.new-phone': 'Nouveau téléphone',
  'two-factor.set-up-app': 'Configurer une application d’authentification',
  'two-factor.add-app': 'Ajouter une autre application',
  'two-factor.new-codes': 'Nouveaux codes de secours',
  'two-factor.turn-off': 'Désactiver',

  'set-up.title.turn-on': 'Activer l’authentification à deux facteurs',
  'set-up.title.new-phone': 'Configurer votre nouveau téléphone',
  'set-up.title.add-app': 'Configurer une application d’authentification',
  'set-up.title.another-app': 'Configurer une autre application d’authentification',
  'set-up.scan.turn-on': 'Scannez ceci avec une application d’authentification, comme Google Authenticator.',
  'set-up.scan.new-phone':
    'Scannez ceci avec une application d’authentification, comme Google Authenticator. Votre ancien téléphone fonctionne jusqu’à ce que vous ayez terminé ici.',
  'set-up.scan.add-app':
    'Scannez ceci avec une application d’authentification, comme Google Authenticator. Si vous en avez déjà configuré une, elle fonctionne jusqu’à ce que vous ayez terminé ici. Vous recevez aussi de nouveaux codes de secours.',
  'set-up.scan.another-app':
    'Scannez ceci avec une application d’authentification, comme Google Authenticator. Celles que vous avez continuent de fonctionner, et vos codes de secours aussi.',
  'set-up.submit.turn-on': 'Activer',
  'set-up.submit.new-phone': 'Utiliser ce téléphone',
  'set-up.submit.add-app': 'Utiliser ce téléphone',
  'set-up.submit.another-app': 'Ajouter cette application',
  'set-up.on-this-phone': 'Sur ce téléphone ? <link>Ouvrir l’application</link>',
  'set-up.type-key': 'Ou saisissez cette clé dans l’application :',
  'set-up.key': 'Clé',
  'set-up.qr-code': 'Code QR contenant la clé',
  'set-up.new-qr-code': 'Nouveau code QR',
  'set-up.default-name': 'Nouveau téléphone',
  'set-up.added': 'Votre application d’authentification est ajoutée.',
  'turn-on-by-passkey.intro':
    'Dès lors, votre mot de passe ne suffit plus : une clé d’accès est demandée ensuite. Vous recevez 10 codes de secours pour le jour où vous n’aurez pas de clé d’accès sous la main. Tous les autres navigateurs sont déconnectés.',
  'turn-off.title': 'Désactiver l’authentification à deux facteurs',
  'turn-off.intro':
    'Ensuite, votre mot de passe seul ouvre votre compte. Vos codes de secours ne fonctionnent plus, et tous les autres navigateurs sont déconnectés.',
  'turn-off.intro.passkeys':
    'Ensuite, votre mot de passe seul ouvre votre compte. Vos codes de secours ne fonctionnent plus, et tous les autres navigateurs sont déconnectés. Vos clés d’accès permettent toujours de vous connecter.',
  'turn-off.submit': 'Désactiver',
  'turn-off.done': 'L’authentification à deux facteurs est désactivée.',

  'codes.title': 'Codes de secours',
  'codes.heading': '{app} : codes de secours de {email}. Chacun sert une fois.',
  'codes.intro':
    'Si vous perdez votre téléphone ou votre clé d’accès, chacun de ces codes les remplace une fois. Ils ne seront plus affichés : gardez-les avec vos papiers importants, ou dans un gestionnaire de mots de passe.',
  'codes.download': 'Télécharger',
  'codes.print': 'Imprimer',
  'codes.saved': 'Je les ai conservés',
  'codes.done': 'Terminé',
  'codes.save': 'Conservez vos codes de secours',
  'codes.unsaved':
    '<strong>Avez-vous conservé vos codes de secours ?</strong> Ils n’ont été affichés qu’une fois. Sans eux, un téléphone perdu, c’est un compte perdu.',
  'codes.get-new': 'En générer de nouveaux',
  'codes.new': 'Nouveaux codes de secours',
  'codes.new.intro':
    'Vous recevez 10 nouveaux codes. Les anciens ne fonctionnent plus, et tous les autres navigateurs sont déconnectés.',
  'codes.new.submit': 'Générer de nouveaux codes',

  'factor.detail': 'depuis le {since} · utilisé {used}',
  'factor.detail.unused': 'depuis le {since} · jamais utilisé',
  'factor.rename': 'Renommer<hidden> {name}</hidden>',
  'factor.remove': 'Supprimer<hidden> {name}</hidden>',
  'rename.submit': 'Renommer',
  'remove.submit': 'Supprimer',
  'rename-app.title': 'Renommer l’application d’authentification',
  'rename-app.intro': 'Le nom vous dit laquelle c’est. L’application elle-même peut en afficher un autre.',
  'rename-app.done': 'Votre application d’authentification a un nouveau nom.',
  'remove-app.title': 'Supprimer cette application d’authentification ?',
  'remove-app.intro':
    'Les codes de <strong>{name}</strong> ne valent plus rien, et tous les autres navigateurs sont déconnectés. Supprimez aussi l’entrée dans l’application.',
  'remove-app.done': 'L’application d’authentification est supprimée.',
  'rename-passkey.title': 'Renommer la clé d’accès',
  'rename-passkey.intro': 'Le nom vous dit laquelle c’est. Votre appareil peut en afficher un autre.',
  'rename-passkey.done': 'Votre clé d’accès a un nouveau nom.',
  'remove-passkey.title': 'Supprimer cette clé d’accès ?',
  'remove-passkey.intro':
    '<strong>{name}</strong> ne permet plus de se connecter, et tous les autres navigateurs sont déconnectés. Si votre appareil continue de la proposer, supprimez-la aussi là-bas.',
  'remove-passkey.done': 'La clé d’accès est supprimée.',

  'passkeys.title': 'Clés d’accès',
  'passkeys.intro':
    'Connectez-vous avec votre empreinte, votre visage ou le code PIN de votre appareil. Aucune page ne peut vous soutirer une clé d’accès, contrairement à un mot de passe ou à un code.',
  'passkeys.none': 'Vous n’avez pas de clé d’accès.',
  'passkeys.synced': 'Synchronisée',
  'passkeys.one-device': 'Sur un seul appareil',
  'passkeys.unavailable': 'Ce navigateur ne peut pas utiliser de clés d’accès ici.',
  'passkeys.add': 'Ajouter une clé d’accès',
  'passkeys.added': 'Votre clé d’accès est ajoutée.',
  'passkeys.confirm-first': 'Confirmez d’abord votre adresse e-mail, vous pourrez ensuite en ajouter une.',
  'passkeys-only.name': 'Clés d’accès uniquement',
  'passkeys-only.detail':
    'Plus rien d’autre ne permet alors de se connecter : ni mot de passe, ni code. Il faut l’authentification à deux facteurs, et deux clés d’accès ou une qui est synchronisée.',
  'passkeys-only.detail.on': 'Rien d’autre ne permet de se connecter : ni mot de passe, ni code.',
  'passkeys-only.turn-on': 'N’utiliser que des clés d’accès',
  'passkeys-only.turn-off': 'Autoriser de nouveau le mot de passe',
  'passkeys-only.turn-on.title': 'N’utiliser que des clés d’accès ?',
  'passkeys-only.turn-on.effect':
    'Dès lors, votre mot de passe et les codes d’une application d’authentification sont refusés partout, comme s’ils étaient incorrects. Ainsi, personne n’entre avec ce qu’il a deviné, volé ou obtenu de vous par ruse. Tous les autres navigateurs sont déconnectés.',
  'passkeys-only.turn-on.way-back':
    'Si vous perdez vos clés d’accès, il reste un chemin : réinitialisez votre mot de passe par e-mail, et donnez un de vos codes de secours. Gardez-les sous la main.',
  'passkeys-only.turned-on': 'Désormais, seules vos clés d’accès permettent de vous connecter.',
  'passkeys-only.turn-off.title': 'Autoriser de nouveau le mot de passe ?',
  'passkeys-only.turn-off.intro':
    'Votre mot de passe permet de nouveau de vous connecter, avec une clé d’accès ou un code comme seconde étape.',
  'passkeys-only.turn-off.submit': 'Autoriser le mot de passe',
  'passkeys-only.turned-off': 'Votre mot de passe permet de nouveau de vous connecter.',
};
