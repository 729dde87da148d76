import type { mails as english } from '../en/mails.js';
import type { Texts } from '../messages.js';

/** The words: pages/common.ts. */
const common = {
  'sentence-gap': ' ',
  'link-label': '{text} :',
  'fact-line': '{name} : {value}',
  'code-label': 'Si la page demande le code de ce lien :',
  ignore: 'Si vous n’avez rien demandé, ignorez cet e-mail : rien ne change.',
  'ignore-unknown': 'Si vous ne savez pas de quoi il s’agit, ignorez cet e-mail.',
  'get-help': 'Obtenir de l’aide',
  'set-new-password': 'Choisir un nouveau mot de passe',
  quoted: '« {name} »',

  'verify-email.subject': 'Confirmez votre adresse e-mail',
  'verify-email.intro':
    'Cette adresse a été indiquée pour un compte sur {site}. Veuillez confirmer qu’elle est à vous. Le lien est valable 24 heures.',
  'verify-email.link': 'Confirmer cette adresse',
  'registration.intro':
    'Quelqu’un s’est inscrit avec cette adresse sur {site}. Si c’était vous, confirmez-la : votre compte sera alors créé. Le lien est valable 24 heures.',
  'registration.ignore':
    'Si ce n’était pas vous, ignorez cet e-mail, et aucun compte ne sera créé. La personne qui s’est inscrite en a choisi le mot de passe.',
  'change-email.subject': 'Confirmez votre nouvelle adresse e-mail',
  'change-email.intro':
    'Un compte sur {site} doit désormais avoir cette adresse. Veuillez confirmer qu’elle est à vous. Le lien est valable 24 heures.',
  'change-email.link': 'Utiliser cette adresse',
  'reset-password.subject': 'Choisissez un nouveau mot de passe',
  'reset-password.intro':
    'Quelqu’un a demandé un nouveau mot de passe pour votre compte sur {site}. Le lien est valable 10 minutes, une seule fois.',
  'reset-password.second-factor':
    'Un code de votre application d’authentification ou un code de secours vous sera demandé.',
  'release-address.intro':
    'Il n’a jamais été confirmé que cette adresse appartient au compte. Si vous ne l’avez pas créé, quelqu’un d’autre a pris votre adresse. Dans ce cas, libérez-la : ce compte est supprimé avec tout ce qu’il contient, et vous pouvez vous inscrire vous-même.',
  'release-address.link': 'Libérer cette adresse',
  'already-registered.subject': 'Vous avez déjà un compte',
  'already-registered.intro':
    'Quelqu’un a essayé de s’inscrire avec cette adresse sur {site}, où elle a déjà un compte. Si c’était vous, connectez-vous ou choisissez un nouveau mot de passe.',
  'already-registered.link': 'Se connecter',
  'address-taken.subject': 'Cette adresse a déjà un compte',
  'address-taken.intro':
    'Quelqu’un a voulu utiliser cette adresse pour un autre compte sur {site}. Elle y a son propre compte, cela n’a donc pas été fait.',
  'invitation.subject': 'Vous avez une invitation',
  'invitation.intro':
    'Vous pouvez créer un compte sur {site} avec cette adresse, sur invitation. Le lien est valable 7 jours, une seule fois.',
  'invitation.link': 'Créer votre compte',
  'first-password.subject': 'Votre compte est prêt',
  'first-password.intro':
    'L’administrateur de {site} a créé un compte pour cette adresse. Choisissez un mot de passe et connectez-vous avec. Le lien est valable 7 jours, une seule fois.',
  'first-password.link': 'Choisir un mot de passe',
  'first-password.ended': 'S’il a expiré, demandez-en un autre :',
};

const notices = {
  'fact.site': 'Site',
  'fact.when': 'Date',
  'fact.by': 'Par',
  'fact.address': 'Adresse',
  'fact.browser': 'Navigateur',
  'fact.operator': 'l’administrateur de ce site',
  'browser.on': '{browser} sur {system}',
  'browser.unknown': 'un navigateur inconnu',
  'notice.was-you': 'Si c’était vous, il n’y a rien à faire.',
  'notice.was-not-you': 'Sinon : {advice}',
  'notice.unexpected': 'Si vous ne vous y attendiez pas : {advice}',
  'folded.subject': '{subject} : {count, plural, one {encore une fois} other {encore # fois}}',
  'folded.intro':
    'Cela s’est produit {count, plural, one {encore une fois} other {encore # fois}} depuis le {since}, et nous ne vous avons pas écrit à chaque fois. Votre compte sur {site} montre tout.',
  'folded.link': 'Voir ce qui s’est passé',
  'folded.advice': 'Si ce n’était pas vous : {advice}',

  'advice.reset-password':
    'Choisissez tout de suite un nouveau mot de passe : cela met fin à toutes les sessions.',
  'advice.check-two-factor':
    'Vérifiez ensuite que l’authentification à deux facteurs est activée, avec votre propre application d’authentification.',
  'advice.they-have-password': 'Quelqu’un connaît votre mot de passe.',
  'advice.they-may-have-password': 'Quelqu’un connaît peut-être votre mot de passe.',
  'advice.they-read-mails':
    'Quelqu’un peut lire vos e-mails. Changez d’abord le mot de passe de votre messagerie.',
  'advice.they-have-codes': 'Quelqu’un a vos codes de secours, et peut-être votre mot de passe.',
  'advice.ask-operator': 'Adressez-vous à l’administrateur de ce site.',
  'advice.operator-removes-app':
    'Demandez ensuite à l’administrateur de ce site de retirer l’application d’authentification.',
  'advice.stops-change': 'Cela arrête aussi le changement.',
  'advice.remove-app': 'Supprimez-la dans votre compte.',
  'advice.remove-passkey': 'Supprimez-la dans votre compte.',
  'advice.replace-passkey': 'Supprimez cette clé d’accès dans votre compte et créez-en une nouvelle.',
  'advice.new-codes': 'Et générez de nouveaux codes de secours.',
  'advice.backup-code-opens': 'Avec un code de secours, cela réactive la connexion par mot de passe.',

  'authn_login_new_browser.subject': 'Nouvelle connexion à votre compte',
  'authn_login_new_browser.happened':
    'Quelqu’un s’est connecté depuis un navigateur qui n’avait encore jamais servi avec votre compte.',
  'authn_password_change.subject': 'Votre mot de passe a été modifié',
  'authn_password_change.happened':
    'Votre mot de passe a été modifié, et toutes les autres sessions ont été fermées.',
  'authn_password_reset.subject': 'Votre mot de passe a été réinitialisé',
  'authn_password_reset.happened':
    'Un nouveau mot de passe a été choisi avec un lien que nous avions envoyé, et toutes les sessions ont été fermées.{count, plural, =0 {} other { Vos clés d’accès permettent toujours de se connecter : {names}.}}',
  'email_change_requested.subject': 'Votre adresse e-mail va changer',
  'email_change_requested.happened':
    'Une personne connectée a demandé une autre adresse pour votre compte. Elle changera quand le lien de l’e-mail envoyé à la nouvelle adresse sera ouvert.',
  'email_changed.subject': 'Votre adresse e-mail a été modifiée',
  'email_changed.happened':
    'L’adresse de votre compte a été modifiée. Désormais, c’est la nouvelle qui sert à se connecter et qui reçoit les e-mails.',
  'two_factor_enabled.subject': 'L’authentification à deux facteurs est activée',
  'two_factor_enabled.happened':
    'L’authentification à deux facteurs a été activée, et toutes les autres sessions ont été fermées.',
  'two_factor_replaced.subject': 'Votre application d’authentification a été remplacée',
  'two_factor_replaced.happened':
    'L’authentification à deux facteurs est passée à une autre application d’authentification, avec de nouveaux codes de secours. Les anciens ne valent plus rien.',
  'authenticator_added.subject': 'Une application d’authentification a été ajoutée',
  'authenticator_added.happened':
    'Une application d’authentification a été ajoutée à votre compte : {names}. Ses codes valent autant que ceux des autres. Toutes les autres sessions ont été fermées.',
  'authenticator_removed.subject': 'Une application d’authentification a été supprimée',
  'authenticator_removed.happened':
    'Une application d’authentification a été supprimée de votre compte : {names}. Ses codes ne valent plus rien. Toutes les autres sessions ont été fermées.',
  'two_factor_disabled.subject': 'L’authentification à deux facteurs est désactivée',
  'two_factor_disabled.happened':
    'L’authentification à deux facteurs a été désactivée : le mot de passe seul ouvre désormais votre compte.',
  'two_factor_reset_by_operator.subject': 'L’authentification à deux facteurs est désactivée',
  'two_factor_reset_by_operator.happened':
    'L’authentification à deux facteurs a été désactivée, et toutes les sessions ont été fermées.{count, plural, =0 {} other { Vos clés d’accès ont été supprimées : {names}.}}',
  'backup_code_used.subject': 'Un code de secours a été utilisé',
  'backup_code_used.happened':
    'Un de vos codes de secours a été utilisé. {remaining, plural, one {Il en reste #} other {Il en reste #}} ; générez-en de nouveaux avant de ne plus en avoir.',
  'backup_codes_regenerated.subject': 'De nouveaux codes de secours ont été générés',
  'backup_codes_regenerated.happened':
    'De nouveaux codes de secours ont été générés pour votre compte. Les anciens ne valent plus rien.',
  'passkey_added.subject': 'Une clé d’accès a été ajoutée',
  'passkey_added.happened':
    'Une clé d’accès a été ajoutée à votre compte : {names}. Elle permet de se connecter sans mot de passe.',
  'passkey_removed.subject': 'Une clé d’accès a été supprimée',
  'passkey_removed.happened':
    'Une clé d’accès a été supprimée de votre compte : {names}. Toutes les autres sessions ont été fermées.',
  'passkey_counter_regressed.subject': 'Une clé d’accès a peut-être été copiée',
  'passkey_counter_regressed.happened':
    'Une de vos clés d’accès a été utilisée, et refusée : elle compte ses utilisations, et son compteur a reculé. Il en existe peut-être une copie.',
  'password_log_in_disabled.subject': 'Votre mot de passe ne permet plus de se connecter',
  'password_log_in_disabled.happened':
    'Votre compte n’accepte plus que les clés d’accès : aucun mot de passe ni aucun code ne permet plus de s’y connecter. Toutes les autres sessions ont été fermées.',
  'password_log_in_enabled.subject': 'Votre mot de passe permet de nouveau de se connecter',
  'password_log_in_enabled.happened': 'La connexion par mot de passe a été réactivée pour votre compte.',
  'authn_second_factor_lock.subject': 'Votre second facteur est bloqué',
  'authn_second_factor_lock.happened':
    'Il y a eu trop de codes incorrects après votre mot de passe, qui était le bon. Les codes de votre application d’authentification ne sont plus acceptés ; un code de secours ou une clé d’accès les débloque.',
  'authn_second_factor_fail_repeated.subject': 'Codes incorrects sur votre compte',
  'authn_second_factor_fail_repeated.happened':
    'Quelqu’un a donné plusieurs fois des codes incorrects : après votre mot de passe, qui était le bon, dans une de vos sessions, ou avec un lien que nous avions envoyé.',
  'sessions_revoked_by_operator.subject': 'Vos sessions ont été fermées partout',
  'sessions_revoked_by_operator.happened': 'Toutes vos sessions ont été fermées.',
  'user_disabled.subject': 'Votre compte a été désactivé',
  'user_disabled.happened': 'Votre compte a été désactivé : personne ne peut s’y connecter.',
  'user_enabled.subject': 'Votre compte a été réactivé',
  'user_enabled.happened': 'Votre compte a été réactivé.',
  'user_unlocked.subject': 'Votre compte a été débloqué',
  'user_unlocked.happened': 'Ce que des mots de passe et des codes incorrects avaient bloqué est débloqué.',
  'user_deleted.subject': 'Votre compte a été supprimé',
  'user_deleted.happened': 'Votre compte a été supprimé, avec tout ce qu’il contenait.',
};

export const mails: Texts<typeof english> = { ...common, ...notices };
