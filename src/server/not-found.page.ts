import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountPages } from '../host/account-pages.js';
import { pagePolicy } from '../http/response-headers.js';
import { type DocumentTexts, inEachLanguage } from '../languages/document-texts.js';

const content = (
  header: string,
  texts: DocumentTexts,
) => `<div class="card-screen">${header}<main class="card">
<h1>${texts['not-found.title']}</h1>
<p class="intro">${texts['not-found.intro']}</p>
<a class="button button-primary" href="/">${texts['not-found.link']}</a>
</main></div>`;

/** Who types an address, or follows a link, reads a page; a program gets the error body as ever. */
export function answerNavigations(
  fastify: FastifyInstance,
  { document, header }: Pick<AccountPages, 'document' | 'header'>,
): void {
  const pageFor = inEachLanguage((texts, language) =>
    document
      .replace(/(<html lang=")[^"]*/, `$1${language}`)
      .replace(/<script\b[^>]*><\/script>|<noscript>.*<\/noscript>/g, '')
      .replace(/<title>.*<\/title>/, `<title>${texts['not-found.title']}</title>`)
      .replace(
        /(<div id="root">).*(<\/div>)/,
        (_, start: string, end: string) => start + content(header, texts) + end,
      ),
  );
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode !== 404 || !request.is404 || !isNavigation(request)) {
      done(null, payload);
      return;
    }
    reply
      .header('Content-Security-Policy', pagePolicy)
      .header('Vary', 'Accept-Language')
      .type('text/html; charset=utf-8');
    done(null, pageFor(request.headers['accept-language']));
  });
}

function isNavigation({ method, headers }: FastifyRequest): boolean {
  const isReading = method === 'GET' || method === 'HEAD';
  const mode = headers['sec-fetch-mode'] ?? 'navigate';
  return isReading && mode === 'navigate' && /\btext\/html\b/.test(headers.accept ?? '');
}
