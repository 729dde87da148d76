import type { ApiError } from '../api/api-error';
import { useLanguage } from '../language/language.context';
import { useSession } from '../session/session.context';
import { ActionButton } from '../ui/action-button';
import { errorText } from '../ui/error-text';
import { CardScreen } from '../ui/screen';

export function UnreachableScreen({ error }: { error: ApiError }) {
  const { messages, text } = useLanguage();
  const { reload } = useSession();
  const reason = errorText(error, messages);
  return (
    <CardScreen title={text('unreachable')} intro={text('unreachable.intro', { reason })}>
      <ActionButton className="button-primary" onAction={reload}>
        {text('unreachable.retry')}
      </ActionButton>
    </CardScreen>
  );
}
