/**
 * QueueKind says which broker's queue this one behaves like, lets a person choose another, and explains
 * the chosen one in that broker's words: its terms, what it does and where that is written, what it
 * leaves out.
 */
import { useState } from 'react';
import {
  type Preset,
  type PresetChoice,
  type QueuePreset,
  queuePreset,
  queuePresets,
  withPresets,
} from '../../scenarios/index.ts';
import { useSession, useSessionActions } from '../../store/index.ts';
import { Button, ChoiceKnob } from '../../ui/index.ts';
import { PresetLens } from './PresetLens.tsx';
import './QueueKind.css';

const OWN = 'own';

export function QueueKind({ queue }: { queue: string }) {
  const session = useSessionActions();
  const { presets } = useSession(({ presets }) => ({ presets }));
  /** Chosen, and not possible as it is. */
  const [wanted, setWanted] = useState<PresetChoice | null>(null);
  const chosen = presets.find((one) => one.queue === queue) ?? null;
  const shown = wanted ?? chosen;
  const kind = shown === null ? undefined : queuePreset(shown.preset);

  const choose = (choice: PresetChoice | null): void => {
    const others = presets.filter((one) => one.queue !== queue);
    const next = choice === null ? others : [...others, choice];
    const made = withPresets(session.system, next);
    if (made.ok) session.setPresets(next, made.scenario);
    setWanted(made.ok ? null : choice);
  };
  const chooseKind = (name: string): void => {
    const preset = queuePreset(name)?.preset;
    // The newest version, unless told otherwise.
    const version = preset?.versions.at(-1);
    choose(
      preset === undefined || version === undefined
        ? null
        : { queue, preset: preset.name, version, isMended: false },
    );
  };

  return (
    <div className="queue-kind">
      <p className="queue-kind-choice">
        behaves like{' '}
        <ChoiceKnob
          label="Behaves like"
          choices={kinds}
          value={shown?.preset ?? OWN}
          onChange={chooseKind}
        />
        {shown !== null && kind !== undefined && kind.preset.versions.length > 1 && (
          <>
            {' '}
            in version{' '}
            <ChoiceKnob
              label="Version"
              choices={kind.preset.versions.map((version) => ({ value: version, label: version }))}
              value={shown.version}
              onChange={(version) => choose({ ...shown, version })}
            />
          </>
        )}
      </p>
      {wanted !== null && kind !== undefined && (
        <Conflicts
          queue={queue}
          kind={kind}
          onMend={() => choose({ ...wanted, isMended: true })}
          onLeave={() => setWanted(null)}
        />
      )}
      {wanted === null && chosen !== null && kind !== undefined && (
        <PresetLens preset={kind.preset} version={chosen.version} />
      )}
    </div>
  );
}

const kinds = [
  { value: OWN, label: 'a plain queue', note: 'As the scenario says, and nothing more.' },
  ...queuePresets.map(({ preset }) => ({
    value: preset.name,
    label: preset.title,
    note: noteOf(preset),
  })),
];

function noteOf({ asOf, versions }: Preset): string {
  return versions.length > 1 ? `Versions ${versions.join(', ')}; read ${asOf}.` : `Read ${asOf}.`;
}

interface ConflictsProps {
  readonly queue: string;
  readonly kind: QueuePreset;
  readonly onMend: () => void;
  readonly onLeave: () => void;
}

/** A combination that the broker does not have is explained, and changed only if somebody says so. */
function Conflicts({ queue, kind, onMend, onLeave }: ConflictsProps) {
  const session = useSessionActions();
  const spec = session.system.nodes.find(({ id }) => id === queue);
  if (spec?.kind !== 'queue') return null;
  const conflicts = kind.conflictsOf(spec);
  const remedy = conflicts.map((conflict) => conflict.remedy).join(' and ');
  return (
    <div className="queue-kind-conflict" role="alert">
      <p>{conflicts.map(({ says }) => says).join(' ')} So nothing has been changed yet.</p>
      <div className="inspector-acts">
        <Button onClick={onMend}>{`${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}`}</Button>
        <Button variant="quiet" onClick={onLeave}>
          Leave it as it was
        </Button>
      </div>
    </div>
  );
}
