/** HistoryButtons take back the last change and make it again. */
import { Redo2, Undo2 } from 'lucide-react';
import { type SessionState, useSession, useSessionActions } from '../../store/index.ts';
import { IconButton } from '../../ui/index.ts';

const selectNeeds = ({ canUndo, canRedo }: SessionState) => ({ canUndo, canRedo });

export function HistoryButtons() {
  const session = useSessionActions();
  const { canUndo, canRedo } = useSession(selectNeeds);
  return (
    <>
      <IconButton
        variant="quiet"
        icon={<Undo2 />}
        label="Undo the last change"
        disabled={!canUndo}
        onClick={() => session.undo()}
      />
      <IconButton
        variant="quiet"
        icon={<Redo2 />}
        label="Redo the change"
        disabled={!canRedo}
        onClick={() => session.redo()}
      />
    </>
  );
}
