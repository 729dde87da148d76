import type { account as english } from '../../en/pages/account.js';
import type { Texts } from '../../messages.js';

export const account: Texts<typeof english> = {
  'account.title': 'Sécurité',
  'account.intro': 'Ce qui fait que votre compte reste le vôtre.',
  'account.held-up': 'Configurez l’authentification à deux facteurs',
  'account.held-up.intro':
    'Votre compte a besoin d’un second facteur, en plus du mot de passe. D’ici là, rien d’autre ne vous est ouvert.',
  'account.log-out': 'Se déconnecter',
  'account.sections': 'Rubriques',

  'unverified.notice':
    '<strong>Confirmez votre adresse e-mail.</strong> C’est par elle que vous revenez si vous oubliez votre mot de passe.',
  'unverified.send': 'Envoyer le lien',
  'unverified.sent': 'Un lien est en route vers {email}.',
  'continuation.proof':
    '<strong>{host} veut savoir que c’est bien vous.</strong> Ensuite, vous continuez là-bas.',
  'continuation.confirm': 'Confirmer et continuer',
  'continuation.ready':
    '<strong>L’authentification à deux facteurs est activée.</strong> C’est tout ce que demande {host}.',
  'continuation.go-on': 'Continuer sur {host}',
  'continuation.two-factor':
    '<strong>{host} demande l’authentification à deux facteurs.</strong> Activez-la ci-dessous, puis continuez là-bas.',

  'details.title': 'Identifiants',
  'details.confirmed': 'Confirmée',
  'details.change-email': 'Modifier<hidden> l’adresse e-mail</hidden>',
  'details.change-password': 'Modifier<hidden> le mot de passe</hidden>',
  'details.password': 'Vous seul le connaissez : le serveur n’en garde qu’une empreinte.',
  'details.password.off': 'Ne permet pas de se connecter : votre compte n’accepte que les clés d’accès.',
  'change-email.title': 'Changer d’adresse e-mail',
  'change-email.intro':
    'Nous envoyons un lien à la nouvelle adresse. Le changement prend effet quand vous l’ouvrez ; les deux adresses sont prévenues.',
  'change-email.submit': 'Envoyer le lien',
  'change-email.done': 'Ouvrez le lien que nous avons envoyé à {email}. D’ici là, rien ne change.',
  'change-password.title': 'Changer le mot de passe',
  'change-password.intro': 'Tous les autres navigateurs sont déconnectés.',
  'change-password.submit': 'Changer le mot de passe',
  'change-password.wrong': 'Le mot de passe actuel est incorrect.',
  'change-password.done': 'Votre mot de passe est modifié.',

  'sessions.title': 'Où vous êtes connecté',
  'sessions.intro': 'Quelque chose d’inconnu ? Déconnectez-le, puis changez votre mot de passe.',
  'sessions.current': 'Ce navigateur',
  'sessions.detail': '{ip} · depuis : {since}',
  'sessions.detail.other': '{ip} · depuis : {since} · actif {active}',
  'sessions.log-out': 'Déconnecter<hidden> {browser}</hidden>',
  'sessions.logged-out': '{browser} est déconnecté.',
  'sessions.log-out-others': 'Déconnecter tous les autres',
  'sessions.others-logged-out': 'Tous les autres navigateurs sont déconnectés.',

  'trusted.title': 'Navigateurs de confiance',
  'trusted.intro': 'Aucun code n’y est demandé à la connexion.',
  'trusted.none': 'Aucun navigateur de confiance.',
  'trusted.detail': '{ip} · utilisé {used} · jusqu’au {until}',
  'trusted.revoke': 'Ne plus faire confiance<hidden> à {browser}</hidden>',
  'trusted.revoked': 'Un code sera désormais demandé sur {browser}.',

  'activity.title': 'Activité récente',
  'activity.operator': 'l’administrateur de ce site',
  'activity.more': 'Afficher plus',

  'deletion.title': 'Supprimer le compte',
  'deletion.intro': 'Votre compte et tout ce qu’il contient, définitivement.',
  'deletion.start': 'Supprimer le compte',
  'deletion.question': 'Supprimer votre compte ?',
  'deletion.warning':
    'Le compte de <strong>{email}</strong> et tout ce qu’il contient disparaissent aussitôt. Personne ne peut les faire revenir.',
  'deletion.submit': 'Supprimer définitivement',

  'step-up.title': 'Confirmez que c’est bien vous',
  'step-up.intro': 'Pour cela, il ne suffit pas d’être connecté. La confirmation vaut 5 minutes.',
  'step-up.submit': 'Confirmer',
  'password.wrong': 'Le mot de passe est incorrect.',
};
