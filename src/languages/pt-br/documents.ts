import type { documents as english } from '../en/documents.js';
import type { Texts } from '../messages.js';

export const documents: Texts<typeof english> = {
  'not-found.title': 'Página não encontrada',
  'not-found.intro': 'Não há nada neste endereço. Talvez ele tenha sido copiado só em parte.',
  'not-found.link': 'Página inicial',
  'no-script': 'Estas páginas precisam de JavaScript.',
  unloaded: 'Esta página não foi carregada por completo. Carregue-a de novo.',
};
