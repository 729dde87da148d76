import type { errors as english } from '../../en/pages/errors.js';
import type { Texts } from '../../messages.js';

export const errors: Texts<typeof english> = {
  'error.VALIDATION_FAILED': 'Quelque chose ne va pas dans ce formulaire.',
  'error.NOT_AUTHENTICATED': 'Vous n’êtes plus connecté. Reconnectez-vous.',
  'error.WRONG_CREDENTIALS':
    'L’adresse e-mail ou le mot de passe est incorrect. Vérifiez les deux et réessayez.',
  'error.SECOND_FACTOR_REQUIRED':
    'L’authentification à deux facteurs est activée sur votre compte. Donnez aussi un code.',
  'error.WRONG_TWO_FACTOR_CODE':
    'Ce code est incorrect, ou a déjà été utilisé. Chaque code sert une fois : attendez le suivant et réessayez.',
  'error.WRONG_PASSKEY':
    'Cette clé d’accès n’a pas été acceptée. Prenez-en une de ce compte et réessayez : sans réponse pendant un moment, la page doit redemander.',
  'error.UNKNOWN_PASSKEY':
    'Cette clé d’accès n’ouvre plus rien ici : elle a été supprimée de son compte. Utilisez-en une autre, ou connectez-vous avec votre mot de passe.',
  'error.REAUTHENTICATION_REQUIRED':
    'Rien n’a été modifié, car vous n’avez pas confirmé que c’est bien vous.',
  'error.INVALID_TOKEN': 'Ce lien a déjà servi, est trop ancien ou incomplet. Demandez-en un nouveau.',
  'error.CROSS_ORIGIN_REQUEST':
    'Cette page n’a pas le droit de parler au serveur. Ouvrez-la à sa propre adresse et réessayez.',
  'error.UNTRUSTED_PROXY': 'Ceci est réservé au proxy inverse.',
  'error.UNKNOWN_HOST': 'Cette adresse n’est pas parmi celles qui sont protégées ici.',
  'error.GROUP_REQUIRED': 'Votre compte ne peut pas ouvrir ceci. Demandez l’accès à l’administrateur.',
  'error.EMAIL_NOT_VERIFIED':
    'Ouvrez d’abord le lien de l’e-mail que nous vous avons envoyé. S’il est perdu, réinitialisez votre mot de passe : cela confirme aussi l’adresse.',
  'error.REGISTRATION_CLOSED':
    'Personne ne peut s’inscrire ici. Demandez un compte à l’administrateur de ce site.',
  'error.INVITATION_REQUIRED':
    'Inscrivez-vous par le lien de votre invitation, ou demandez-en une à l’administrateur de ce site.',
  'error.TWO_FACTOR_LOCKED':
    'Il y a eu trop de codes incorrects. Utilisez un de vos codes de secours, ou demandez à l’administrateur de débloquer votre compte.',
  'error.TWO_FACTOR_ENROLMENT_REQUIRED':
    'Votre compte a besoin d’un second facteur. Activez d’abord l’authentification à deux facteurs ; tout sera alors de nouveau ouvert.',
  'error.TWO_FACTOR_REQUIRED_BY_POLICY':
    'Votre compte doit avoir l’authentification à deux facteurs, elle reste donc activée. Vous pouvez remplacer votre second facteur par un autre.',
  'error.NOT_FOUND': 'Cela n’existe plus.',
  'error.EMAIL_TAKEN':
    'Il existe un compte avec cette adresse e-mail. Connectez-vous, ou réinitialisez son mot de passe.',
  'error.SECOND_FACTOR_ALREADY_PROVED': 'Vous êtes déjà connecté. Rechargez la page.',
  'error.OTHER_USER': 'Entre-temps, quelqu’un d’autre s’est connecté ici. Rien n’a été fait.',
  'error.TWO_FACTOR_NOT_ENABLED': 'L’authentification à deux facteurs est déjà désactivée.',
  'error.NO_PENDING_TWO_FACTOR_SECRET':
    'Ce code QR a plus de 10 minutes, ou trop de codes ont été essayés avec lui. Demandez-en un nouveau et scannez-le.',
  'error.PASSKEY_EXISTS':
    'Cet appareil a déjà une clé d’accès de votre compte. Ajoutez-en une sur un autre appareil.',
  'error.TOO_MANY_AUTHENTICATORS':
    'Vous avez 3 applications d’authentification, c’est le maximum. Supprimez-en d’abord une.',
  'error.TOO_MANY_PASSKEYS':
    'Vous avez 20 clés d’accès, c’est le maximum. Supprimez-en d’abord une dont vous n’avez pas besoin.',
  'error.LAST_SECOND_FACTOR':
    'Cette clé d’accès est votre seul second facteur. Ajoutez d’abord une autre clé d’accès ou une application d’authentification, ou désactivez l’authentification à deux facteurs.',
  'error.NOT_ENOUGH_PASSKEYS':
    'Pour n’utiliser que des clés d’accès, il faut l’authentification à deux facteurs, un code de secours restant, et deux clés d’accès ou une qui est synchronisée.',
  'error.PASSKEYS_UNAVAILABLE':
    'Il n’y a pas de clés d’accès sur ce site, car son adresse est un nombre. Utilisez un mot de passe.',
  'error.PAYLOAD_TOO_LARGE': 'C’est trop long.',
  'error.UNSUPPORTED_MEDIA_TYPE': 'Cette page n’est plus à jour. Rechargez-la et réessayez.',
  'error.TOO_MANY_ATTEMPTS': 'Trop de tentatives.',
  'error.INTERNAL_ERROR': 'Un problème est survenu de notre côté. Réessayez plus tard.',
  'error.SERVICE_UNAVAILABLE': 'Le serveur est occupé ou absent. Réessayez dans un instant.',
  'error.OFFLINE': 'Le serveur est injoignable. Vérifiez votre connexion et réessayez.',
  'error.TIMEOUT': 'Le serveur a mis trop de temps à répondre. Vérifiez votre connexion et réessayez.',
  'error.NO_COOKIES':
    'Votre navigateur ne garde pas les cookies de ce site, vous ne pouvez donc pas rester connecté. Autorisez-les et reconnectez-vous.',
  'error.NO_HTTPS':
    'Cette page a été ouverte sans https, votre navigateur ne garde donc pas votre session. Ouvrez-la à son adresse https.',
  'error.PASSKEY_CANCELLED':
    'Aucune clé d’accès n’a été utilisée : la demande a été annulée, ou a pris trop de temps. Réessayez.',
  'error.PASSKEY_FAILED':
    'Votre navigateur ne peut pas utiliser de clé d’accès ici. Prenez un autre navigateur, ou un autre moyen.',
  'error.backup-code':
    'Ce code de secours est incorrect, ou a déjà été utilisé. Chacun sert une fois : comparez-le à votre liste, ou essayez le suivant.',
  'error.clock.past':
    'Ce code était correct il y a {seconds, plural, one {# seconde} other {# secondes}}. Si c’est le plus récent, l’horloge de votre téléphone retarde ou la nôtre avance : laissez votre téléphone se mettre à l’heure tout seul, ou prévenez l’administrateur.',
  'error.clock.coming':
    'Ce code sera correct dans {seconds, plural, one {# seconde} other {# secondes}} : l’horloge de votre téléphone avance ou la nôtre retarde. Laissez votre téléphone se mettre à l’heure tout seul, ou prévenez l’administrateur.',

  'rule.malformed': 'Ce n’est pas ce qui est demandé ici.',
  'rule.unknown-property': 'Cette page n’est plus à jour. Rechargez-la et réessayez.',
  'rule.too-many-answers': 'Donnez une seule réponse.',
  'rule.not-a-string': 'Remplissez ce champ.',
  'rule.not-a-boolean': 'Dites oui ou non.',
  'rule.not-an-integer': 'Donnez un nombre entier.',
  'rule.empty': 'Remplissez ce champ.',
  'rule.too-short':
    'Utilisez au moins {count, plural, one {# caractère} other {# caractères}}. Plusieurs mots au hasard font un bon mot de passe.',
  'rule.too-long': 'C’est trop long.',
  'rule.too-small': 'C’est trop petit.',
  'rule.too-large': 'C’est trop grand.',
  'rule.not-an-email-address': 'Ce n’est pas une adresse e-mail. Vérifiez-la et réessayez.',
  'rule.not-six-digits': 'Un code a 6 chiffres.',
  'rule.not-a-credential':
    'Votre navigateur ne peut pas utiliser de clé d’accès ici. Prenez un autre navigateur, ou un autre moyen.',
  'rule.not-a-name': 'Un nom a de 1 à 64 caractères.',
  'rule.not-unicode': 'Il contient un caractère qui n’en est pas un. Saisissez-le de nouveau.',
  'rule.too-common':
    'Trop courant ou trop facile à deviner. Plusieurs mots au hasard font un bon mot de passe.',
  'rule.contains-email':
    'Trop facile à deviner pour qui connaît votre adresse e-mail. Plusieurs mots au hasard font un bon mot de passe.',
  'rule.contains-service-name':
    'Trop facile à deviner pour qui connaît ce site. Plusieurs mots au hasard font un bon mot de passe.',
  'rule.breached': 'Connu par une fuite de données. Plusieurs mots au hasard font un bon mot de passe.',
  'rule.unchanged': 'C’est la même chose qu’avant. Donnez autre chose.',
  'rule.other-address': 'L’invitation a été envoyée à une autre adresse. Utilisez celle-là.',
};
