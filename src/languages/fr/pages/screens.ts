import type { screens as english } from '../../en/pages/screens.js';
import type { Texts } from '../../messages.js';

export const screens: Texts<typeof english> = {
  'log-in': 'Se connecter',
  'log-in.intro': 'Heureux de vous revoir sur {app}.',
  'log-in.intro.continuation': 'Pour continuer sur {host}.',
  'log-in.new-here': 'Pas encore de compte ? <link>Créer un compte</link>',
  'log-in.stay': 'Rester connecté',
  'log-in.forgot': 'Mot de passe oublié ?',
  'log-in.or': 'ou',
  'log-in.by-passkey': 'Se connecter avec une clé d’accès',
  'log-in.back': 'Retour à la connexion',
  'log-in.session-over': 'Votre session est terminée. Reconnectez-vous pour continuer.',
  'log-in.too-many-wrong':
    'Cinq codes de suite étaient incorrects, cette connexion a donc été abandonnée. Reconnectez-vous et attendez un nouveau code.',
  'log-in.account-deleted': 'Votre compte est supprimé.',
  'other-user':
    'Entre-temps, quelqu’un d’autre s’est connecté ici. Ceci est le compte de {email} ; rien n’y a été fait.',

  'second-factor': 'Saisissez votre code',
  'second-factor.intro.totp':
    'Ouvrez votre application d’authentification et saisissez les 6 chiffres qu’elle affiche pour ce compte.',
  'second-factor.intro.backup-code': 'Saisissez un des codes de secours que vous avez conservés.',
  'second-factor.passkey': 'Utilisez votre clé d’accès',
  'second-factor.intro.passkey':
    'Votre mot de passe était le bon. La seconde étape est la clé d’accès de ce compte.',
  'second-factor.other-account': 'Utiliser un autre compte',
  'second-factor.trust': 'Faire confiance à ce navigateur',
  'second-factor.trust.hint':
    'Ne pas demander de seconde étape ici pendant {days, plural, one {# jour} other {# jours}}. À éviter sur un ordinateur partagé.',
  'second-factor.backup-code-used':
    'Code de secours utilisé. {count, plural, one {Il vous en reste #} other {Il vous en reste #}}.',

  'sign-up': 'Créer un compte',
  'sign-up.submit': 'Créer le compte',
  'sign-up.intro': 'Une adresse e-mail et un bon mot de passe suffisent.',
  'sign-up.intro.invite': 'Ici, les comptes se créent sur invitation. Ouvrez le lien de son e-mail.',
  'sign-up.done': 'Votre compte est prêt.',
  'sign-up.have-account': 'Vous avez un compte ? <link>Se connecter</link>',
  'sign-up.invited': 'Vous avez une invitation',
  'sign-up.invited.intro':
    'Indiquez l’adresse à laquelle l’invitation a été envoyée, et un bon mot de passe.',
  'sign-up.invitation': 'Code de l’invitation',
  'sign-up.invitation.hint': 'Ou copiez le long code qui se trouve sous le lien, et collez-le ici.',
  'sign-up.closed': 'Personne ne peut s’inscrire ici',
  'sign-up.closed.intro': 'Les comptes sont créés par l’administrateur de ce site. Demandez-lui-en un.',
  'sign-up.mailed': 'Consultez votre messagerie',
  'sign-up.mailed.intro':
    'Nous avons envoyé un message à <strong>{email}</strong>. Ouvrez le lien qu’il contient, puis connectez-vous.',
  'sign-up.mailed.done': 'C’est fait ? <link>Se connecter</link>',

  'reset.ask': 'Réinitialiser votre mot de passe',
  'reset.ask.intro':
    'Indiquez votre adresse e-mail, et nous vous enverrons un lien pour choisir un nouveau mot de passe.',
  'reset.ask.submit': 'Envoyer le lien',
  'reset.mailed': 'Consultez votre messagerie',
  'reset.mailed.intro':
    'S’il existe un compte pour <strong>{email}</strong>, un lien pour choisir un nouveau mot de passe est en route. Il est valable 10 minutes.',
  'reset.dead-link': 'Ce lien ne fonctionne plus',
  'reset.another-link': 'M’envoyer un autre lien',
  'reset.choose': 'Choisissez un nouveau mot de passe',
  'reset.choose.intro': 'Vous serez déconnecté de tous les navigateurs.',
  'reset.choose.submit': 'Changer le mot de passe',
  'reset.second-factor':
    'L’authentification à deux facteurs est activée sur votre compte : donnez aussi un code, ou utilisez une clé d’accès.',
  'reset.done': 'Votre mot de passe est modifié',
  'reset.done.intro': 'Toutes vos sessions ont été fermées. Connectez-vous avec votre nouveau mot de passe.',

  verify: 'Confirmez votre adresse e-mail',
  'verify.intro': 'Un clic, et nous savons que cette adresse est à vous.',
  'verify.submit': 'Confirmer mon adresse',
  'verify.done': 'Adresse confirmée',
  'verify.done.intro': 'Merci. Votre adresse e-mail est confirmée.',

  release: 'Libérez votre adresse',
  'release.intro':
    'Quelqu’un a créé un compte avec votre adresse e-mail, sans jamais confirmer qu’elle lui appartient. Ceci supprime définitivement ce compte, avec tout ce qu’il contient. Ne le faites que si vous ne l’avez pas créé vous-même.',
  'release.submit': 'Supprimer ce compte',
  'release.done': 'Votre adresse est libre',
  'release.done.intro':
    'Le compte auquel elle appartenait est supprimé. Vous pouvez maintenant vous inscrire vous-même.',

  trouble: 'Un problème est survenu sur cette page',
  'trouble.intro':
    'C’est une erreur de notre part. Ce que vous avez fait auparavant est fait ; rechargez la page pour voir où vous en êtes.',
  'trouble.reload': 'Recharger',
  unreachable: 'Le serveur ne répond pas',
  'unreachable.intro': '{reason} Rien n’est perdu.',
  'unreachable.retry': 'Réessayer',
};
