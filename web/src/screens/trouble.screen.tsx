import { CardScreen } from '../ui/screen';

export function TroubleScreen() {
  return (
    <CardScreen
      title="Something went wrong in this page"
      intro="It is a fault of ours. What you did before is done; load the page again to see how things are."
    >
      <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
        Load again
      </button>
    </CardScreen>
  );
}
