import { useText } from '../language/language.context';
import { settings } from '../settings';

/** Nothing where the operator offers no help. */
export function SupportLink() {
  const text = useText();
  return settings.supportUrl && <a href={settings.supportUrl}>{text('support.link')}</a>;
}

/** At the field for a code, which has no way on for who lost all that makes one. */
export function LostAll() {
  const text = useText();
  return (
    settings.supportUrl && (
      <p className="hint">
        {text('support.lost-all')} <SupportLink />
      </p>
    )
  );
}
