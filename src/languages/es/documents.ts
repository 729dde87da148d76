import type { documents as english } from '../en/documents.js';
import type { Texts } from '../messages.js';

export const documents: Texts<typeof english> = {
  'not-found.title': 'Página no encontrada',
  'not-found.intro': 'En esta dirección no hay nada. Quizá se copió solo una parte.',
  'not-found.link': 'Página de inicio',
  'no-script': 'Estas páginas necesitan JavaScript.',
  unloaded: 'Esta página no se cargó por completo. Vuelve a cargarla.',
};
