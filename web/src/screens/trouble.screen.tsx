import { useText } from '../language/language.context';
import { CardScreen } from '../ui/screen';

export function TroubleScreen() {
  const text = useText();
  return (
    <CardScreen title={text('trouble')} intro={text('trouble.intro')}>
      <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
        {text('trouble.reload')}
      </button>
    </CardScreen>
  );
}
