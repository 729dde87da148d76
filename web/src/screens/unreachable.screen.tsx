import type { ApiError } from '../api/api-error';
import { textOf } from '../api/error-texts';
import { useSession } from '../session/session.context';
import { ActionButton } from '../ui/action-button';
import { CardScreen } from '../ui/screen';

export function UnreachableScreen({ error }: { error: ApiError }) {
  const { reload } = useSession();
  return (
    <CardScreen title="The server does not answer" intro={`${textOf(error)} Nothing is lost.`}>
      <ActionButton className="button-primary" onAction={reload}>
        Try again
      </ActionButton>
    </CardScreen>
  );
}
