/**
 * StagePanel gives the stage an element and its frames. Beside the picture stands its readable twin, a
 * table of the same numbers: for a screen reader always, for the eye on request.
 */
import { useEffect, useRef } from 'react';
import { type Session, useSession, useSessionActions } from '../../store/index.ts';
import { announce } from '../../ui/index.ts';
import { StageTable } from './StageTable.tsx';
import { showStage } from './showStage.ts';
import './StagePanel.css';

export interface StagePanelProps {
  /** "A": which of several systems it is. */
  readonly letter?: string;
}

export function StagePanel({ letter }: StagePanelProps) {
  const session = useSessionActions();
  const { stageView } = useSession(({ stageView }) => ({ stageView }));
  const host = useStage(session);
  return (
    <section
      className="stage-panel"
      aria-label={letter === undefined ? 'The system' : `The system of ${letter}`}
      data-view={stageView}
    >
      <div ref={host} className="stage-panel-host" hidden={stageView === 'table'} />
      <div className="stage-panel-table">
        <StageTable isShown={stageView === 'table'} letter={letter} />
      </div>
    </section>
  );
}

/** What has changed is plain to see for everybody else. */
function say(sentence: string): void {
  if (sentence !== '') announce(sentence, { visible: false });
}

function useStage(session: Session) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(
    () => (host.current === null ? undefined : showStage(host.current, session, say)),
    [session],
  );
  return host;
}
