import { useText } from '../language/language.context';
import { Dialog } from '../ui/dialog';
import { useAnnounceChange } from './account-changes';
import { BackupCodes } from './backup-codes';
import { markBackupCodesSaved } from './unsaved-backup-codes.notice';

interface Props {
  codes: string[];
  onClose: () => void;
}

/** The last step of whatever makes backup codes: they are shown this once. */
export function SaveBackupCodesDialog({ codes, onClose }: Props) {
  const text = useText();
  const announceChange = useAnnounceChange();

  async function finish() {
    // Where it does not get there, a notice asks once more.
    await markBackupCodesSaved().catch(() => {});
    onClose();
    // Now, and not before: it draws anew what this dialog is part of.
    announceChange();
  }

  return (
    <Dialog title={text('codes.save')} onClose={() => void finish()} isLocked>
      <BackupCodes codes={codes} onSaved={() => void finish()} />
    </Dialog>
  );
}
