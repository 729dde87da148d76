import { useSession } from '../session/session.context';
import { CardScreen } from '../ui/screen';

export function UnreachableScreen() {
  const { reload } = useSession();
  return (
    <CardScreen
      title="The server does not answer"
      intro="It is busy, or your connection is down. Nothing is lost."
    >
      <button type="button" className="button button-primary" onClick={() => void reload()}>
        Try again
      </button>
    </CardScreen>
  );
}
