/** FlagEditor edits a fault where numbers are easier than dragging: its time, its size; or removes it. */
import { Trash2 } from 'lucide-react';
import type { Intervention } from '../../engine/index.ts';
import { actLabel, useAtPlayhead, useSessionActions } from '../../store/index.ts';
import { Button, NumberKnob } from '../../ui/index.ts';
import { CloseButton } from './CloseButton.tsx';

export function FlagEditor({ id }: { id: string }) {
  const session = useSessionActions();
  const found = useAtPlayhead((timeline) => {
    const placed = timeline.acts.find((candidate) => candidate.id === id);
    const script = id.startsWith('script-')
      ? timeline.scenario.faults[Number(id.slice(7))]
      : undefined;
    const act = placed?.act ?? script ?? null;
    return {
      act,
      label: act === null ? '' : actLabel(timeline.scenario, act),
      endUs: timeline.endUs,
    };
  });
  const { act, label, endUs } = found;
  if (act === null) return null;
  const isScript = id.startsWith('script-');
  const edit = (next: Intervention): void => session.editAct(id, next);
  return (
    <>
      <header className="inspector-head">
        <h2>{label}</h2>
        <CloseButton />
      </header>
      {isScript ? (
        <>
          <p>
            At {(act.atUs / 1e6).toFixed(2)} s. It belongs to the script of this system and stays
            where it is; a run may do without it.
          </p>
          <Button
            icon={<Trash2 />}
            onClick={() => session.leaveOut(Number(id.slice('script-'.length)))}
          >
            Leave it out
          </Button>
        </>
      ) : (
        <>
          <p className="inspector-sentence">
            at{' '}
            <NumberKnob
              label="Time"
              unit="seconds"
              value={act.atUs / 1e6}
              min={0}
              max={endUs / 1e6}
              step={0.1}
              format={(value) => value.toFixed(2)}
              onChange={(seconds) => edit({ ...act, atUs: Math.round(seconds * 1e6) })}
            />{' '}
            s
            {'lengthUs' in act && (
              <>
                {' '}
                · ×
                <NumberKnob
                  label="Factor"
                  value={act.factor}
                  min={0.1}
                  max={100}
                  step={0.1}
                  onChange={(factor) => edit({ ...act, factor })}
                />{' '}
                for{' '}
                <NumberKnob
                  label="Length"
                  unit="seconds"
                  value={act.lengthUs / 1e6}
                  min={0.1}
                  max={600}
                  step={0.1}
                  onChange={(seconds) => edit({ ...act, lengthUs: Math.round(seconds * 1e6) })}
                />{' '}
                s
              </>
            )}
            {act.kind === 'redrive' && Number.isFinite(act.perS) && (
              <>
                {' '}
                ·{' '}
                <NumberKnob
                  label="Pace"
                  unit="messages a second"
                  value={act.perS}
                  min={0.1}
                  max={500}
                  step={1}
                  onChange={(perS) => edit({ ...act, perS })}
                />{' '}
                a second
              </>
            )}
          </p>
          <Button icon={<Trash2 />} onClick={() => session.removeAct(id)}>
            Take it away
          </Button>
        </>
      )}
    </>
  );
}
