/** ControlsPanel is the hand on the machine: time on the left, faults in the middle, knobs on the right. */
import { quickActs, useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { Button } from '../../ui/index.ts';
import { KnobSentence } from './KnobSentence.tsx';
import { MoreActs } from './MoreActs.tsx';
import { TimeControls } from './TimeControls.tsx';
import './ControlsPanel.css';

export function ControlsPanel() {
  return (
    <section className="controls" aria-label="Controls">
      <TimeControls />
      <FaultButtons />
      <KnobSentence />
    </section>
  );
}

function FaultButtons() {
  const session = useSessionActions();
  const { queue, selection } = useSession(({ queue, selection }) => ({ queue, selection }));
  const acts = useAtPlayhead(({ world }) => quickActs(world, queue, selection));
  return (
    <fieldset className="controls-faults" aria-label="Faults">
      {acts
        .filter(({ id }) => id !== 'service' || acts.length < 4)
        .map(({ id, label, key, act }) => (
          <Button key={id} keyHint={key} onClick={() => session.act(act)}>
            {label}
          </Button>
        ))}
      <MoreActs />
    </fieldset>
  );
}
