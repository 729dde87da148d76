import type { documents as english } from '../en/documents.js';
import type { Texts } from '../messages.js';

export const documents: Texts<typeof english> = {
  'not-found.title': 'Page introuvable',
  'not-found.intro': 'Il n’y a rien à cette adresse. Elle a peut-être été copiée en partie seulement.',
  'not-found.link': 'Page d’accueil',
  'no-script': 'Ces pages ont besoin de JavaScript.',
  unloaded: 'Cette page ne s’est pas chargée entièrement. Rechargez-la.',
};
