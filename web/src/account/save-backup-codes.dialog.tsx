import { Dialog } from '../ui/dialog';
import { useAnnounceChange } from './account-changes';
import { BackupCodes } from './backup-codes';

interface Props {
  codes: string[];
  onClose: () => void;
}

/** The last step of whatever makes backup codes: they are shown this once. */
export function SaveBackupCodesDialog({ codes, onClose }: Props) {
  const announceChange = useAnnounceChange();

  function finish() {
    onClose();
    // Now, and not before: it draws anew what this dialog is part of.
    announceChange();
  }

  return (
    <Dialog title="Save your backup codes" onClose={finish} isLocked>
      <BackupCodes codes={codes} onSaved={finish} />
    </Dialog>
  );
}
