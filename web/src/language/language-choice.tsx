import { type Language, languageCodes, languages } from '../../../src/languages/languages.js';
import { useNotify } from '../ui/notices';
import { useLanguage } from './language.context';

/** Each language by its own name: who cannot read the others finds it. */
export function LanguageChoice() {
  const { messages, text, choose } = useLanguage();
  const notify = useNotify();
  return (
    <select
      className="language-choice"
      aria-label={text('language')}
      autoComplete="off"
      value={messages.language}
      onChange={({ target }) => {
        choose(target.value as Language).catch(() => notify(text('error.OFFLINE')));
      }}
    >
      {languageCodes.map((code) => (
        <option key={code} value={code} lang={code}>
          {languages[code]}
        </option>
      ))}
    </select>
  );
}
