import type { documents as english } from '../en/documents.js';
import type { Texts } from '../messages.js';

export const documents: Texts<typeof english> = {
  'not-found.title': 'Seite nicht gefunden',
  'not-found.intro': 'Unter dieser Adresse gibt es nichts. Vielleicht wurde sie nicht vollständig kopiert.',
  'not-found.link': 'Zur Startseite',
  'no-script': 'Diese Seiten brauchen JavaScript.',
  unloaded: 'Diese Seite wurde nicht vollständig geladen. Laden Sie sie neu.',
};
