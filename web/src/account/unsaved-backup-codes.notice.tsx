import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import { useText } from '../language/language.context';
import { Text } from '../language/text';
import { ActionButton } from '../ui/action-button';
import { useAnnounceChange } from './account-changes';

export const markBackupCodesSaved = () => answerOf(api.POST('/2fa/backup-codes/saved'));

/** For who left the page, or lost it, while the codes were shown: they are in force, and perhaps nowhere. */
export function UnsavedBackupCodesNotice({ onNewCodes }: { onNewCodes: () => void }) {
  const text = useText();
  const announceChange = useAnnounceChange();

  async function confirm() {
    await markBackupCodesSaved();
    announceChange();
  }

  return (
    <div className="alert alert-row">
      <p>
        <Text id="codes.unsaved" />
      </p>
      <div className="actions">
        <ActionButton onAction={confirm}>{text('codes.saved')}</ActionButton>
        <button type="button" className="button button-primary" onClick={onNewCodes}>
          {text('codes.get-new')}
        </button>
      </div>
    </div>
  );
}
