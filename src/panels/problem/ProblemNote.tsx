/** ProblemNote says what went wrong, in a sentence that stays until it is read. */
import { X } from 'lucide-react';
import { useSession, useSessionActions } from '../../store/index.ts';
import { IconButton } from '../../ui/index.ts';
import './ProblemNote.css';

export function ProblemNote() {
  const session = useSessionActions();
  const { problem } = useSession(({ problem }) => ({ problem }));
  return (
    <div role="alert" className="problem">
      {problem !== null && (
        <p>
          {problem}{' '}
          <IconButton
            variant="quiet"
            icon={<X />}
            label="Close this note"
            onClick={() => session.set({ problem: null })}
          />
        </p>
      )}
    </div>
  );
}
