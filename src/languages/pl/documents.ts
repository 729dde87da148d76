import type { documents as english } from '../en/documents.js';
import type { Texts } from '../messages.js';

export const documents: Texts<typeof english> = {
  'not-found.title': 'Nie znaleziono strony',
  'not-found.intro': 'Pod tym adresem nic nie ma. Być może skopiowano go tylko częściowo.',
  'not-found.link': 'Strona główna',
  'no-script': 'Te strony wymagają JavaScriptu.',
  unloaded: 'Strona nie wczytała się w całości. Wczytaj ją ponownie.',
};
