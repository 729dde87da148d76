import Negotiator from 'negotiator';
import { DEFAULT_LANGUAGE, type Language, languageCodes, languageFor, primary } from './languages.js';

/**
 * Ours that suits an `Accept-Language` best (RFC 9110 section 12.5.4).
 *
 * @returns nothing where it names no language: programs send none, or `*`.
 */
export function acceptedLanguage(header = ''): Language | undefined {
  const negotiator = new Negotiator({ headers: { 'accept-language': header } });
  if (negotiator.languages().every((tag) => tag === '*')) {
    return undefined;
  }
  const [best = DEFAULT_LANGUAGE] = negotiator.languages(languageCodes.map(primary));
  return languageFor(best);
}
