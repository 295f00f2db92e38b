/** Dialogs are those that can be opened from anywhere. Each is fetched when it is first wanted, and stays. */
import { useRef } from 'react';
import { type SessionState, useSession } from '../store/index.ts';
import {
  CompareDialog,
  DiagramsDialog,
  KeysDialog,
  RunDialog,
  SweepDialog,
  SystemsDialog,
} from './laterPanels.ts';

export function Dialogs() {
  const { dialog } = useSession(({ dialog }) => ({ dialog }));
  const wanted = useRef(new Set<SessionState['dialog']>());
  wanted.current.add(dialog);
  return (
    <>
      {wanted.current.has('systems') && <SystemsDialog />}
      {wanted.current.has('compare') && <CompareDialog />}
      {wanted.current.has('run') && <RunDialog />}
      {wanted.current.has('sweep') && <SweepDialog />}
      {wanted.current.has('keys') && <KeysDialog />}
      {wanted.current.has('diagrams') && <DiagramsDialog />}
    </>
  );
}
