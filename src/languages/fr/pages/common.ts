import type { common as english } from '../../en/pages/common.js';
import type { Texts } from '../../messages.js';

/**
 * The words of all files of this language: vous · account compte · log in/out se connecter/déconnecter · sign up s’inscrire, créer
 * un compte · password mot de passe · two-factor authentication authentification à deux facteurs · authenticator app application
 * d’authentification · passkey clé d’accès · backup code code de secours · session session · operator administrateur · trusted
 * browser navigateur de confiance.
 */
export const common: Texts<typeof english> = {
  language: 'Langue',
  loading: 'Chargement…',
  close: 'Fermer',
  continue: 'Continuer',
  'not-now': 'Pas maintenant',
  'support.link': 'Obtenir de l’aide',
  'support.lost-all': 'Vous avez perdu votre téléphone ou votre clé d’accès, et aussi vos codes de secours ?',
  'copy.button': 'Copier<hidden> : {what}</hidden>',
  'copy.done': 'Copié : {what}.',
  'copy.refused': 'Votre navigateur ne permet pas la copie. Sélectionnez le texte et copiez-le.',
  'wait.announced': 'Attendez que le bouton fonctionne de nouveau.',
  'wait.left': 'Vous pourrez réessayer dans {time}.',
  'wait.over': 'Vous pouvez réessayer maintenant.',
  'just-now': 'à l’instant',
  'browser.on': '{browser} sur {system}',
  'browser.unknown': 'Navigateur inconnu',

  'field.email': 'Adresse e-mail',
  'field.new-email': 'Nouvelle adresse e-mail',
  'field.name': 'Nom',
  'field.password': 'Mot de passe',
  'field.current-password': 'Mot de passe actuel',
  'field.new-password': 'Nouveau mot de passe',
  'show.password': 'Afficher le mot de passe',
  'show.current-password': 'Afficher le mot de passe actuel',
  'show.new-password': 'Afficher le nouveau mot de passe',
  show: 'Afficher',
  hide: 'Masquer',
  'password.length':
    'Au moins {count, plural, one {# caractère} other {# caractères}}. Plusieurs mots au hasard font un bon mot de passe.',
  'password.easy': 'Trop facile à deviner. Plusieurs mots au hasard font un bon mot de passe.',
  'password.hard': 'Difficile à deviner. C’est bien.',
  'mailed-code': 'Code de l’e-mail',
  'mailed-code.hint':
    'Il manque la fin de votre lien. Copiez dans l’e-mail le long code qui se trouve dessous, et collez-le ici.',

  'code.totp': 'Code de votre application d’authentification',
  'code.digits': 'Saisissez les 6 chiffres affichés par l’application',
  'code.sends-itself': 'Le sixième chiffre l’envoie.',
  'code.backup': 'Code de secours',
  'code.passkey': 'Votre navigateur va ensuite demander votre clé d’accès.',
  'use.passkey': 'Utiliser une clé d’accès',
  'use.totp': 'Utiliser un code de l’application',
  'use.backup-code': 'Utiliser un code de secours',
  'use.password': 'Utiliser votre mot de passe',
};
