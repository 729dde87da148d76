import type { documents as english } from '../en/documents.js';
import type { Texts } from '../messages.js';

export const documents: Texts<typeof english> = {
  'not-found.title': 'ページが見つかりません',
  'not-found.intro': 'このアドレスには何もありません。一部だけがコピーされた可能性があります。',
  'not-found.link': 'トップページ',
  'no-script': 'これらのページには JavaScript が必要です。',
  unloaded: 'ページを完全に読み込めませんでした。もう一度読み込んでください。',
};
