/** PlaceKnobs is every knob of a node, as a list of sentences. Turning one is an act on the axis. */
import { findKnob, type Knob, knobsOf } from '../../engine/index.ts';
import { useAtPlayhead, useSessionActions } from '../../store/index.ts';
import { ChoiceKnob, NumberKnob, ToggleKnob } from '../../ui/index.ts';

interface KnobNow {
  readonly name: string;
  readonly value: number;
  readonly isUnlimited: boolean;
}

/** What a knob counts in on screen: work is set in milliseconds, not in microseconds. */
const PER_SCREEN_UNIT: Readonly<Record<string, number>> = { workUs: 1_000, keyTtlUs: 1_000 };
const ROOM_WHEN_LIMITED: Readonly<Record<string, number>> = {
  maxDeliveries: 3,
  maxLength: 500,
  keyTtlUs: 10_000_000,
};

export function PlaceKnobs({ node }: { node: number }) {
  const session = useSessionActions();
  const { id, kind, all } = useAtPlayhead(({ world }) => {
    const spec = world.plan.nodes[node];
    const found = spec === undefined ? [] : knobsOf(spec);
    return {
      id: spec?.id ?? '',
      kind: spec?.kind,
      all: found.map((knob): KnobNow => {
        const value = knob.read(world, node);
        const isUnlimited = value === Number.POSITIVE_INFINITY;
        return { name: knob.name, value: isUnlimited ? 0 : value, isUnlimited };
      }),
    };
  });
  const turn = (knob: string, value: number): void =>
    session.act({ kind: 'setKnob', target: id, knob, value });
  return (
    <ul className="inspector-knobs" aria-label="Settings">
      {all.map((now) => {
        const knob = kind === undefined ? undefined : findKnob(kind, now.name);
        return knob === undefined ? null : (
          <li key={now.name}>
            {knob.title} <KnobControl knob={knob} now={now} turn={turn} />
          </li>
        );
      })}
    </ul>
  );
}

interface KnobControlProps {
  readonly knob: Knob;
  readonly now: KnobNow;
  readonly turn: (knob: string, value: number) => void;
}

function KnobControl({ knob, now, turn }: KnobControlProps) {
  if (knob.choices !== undefined) {
    return (
      <ChoiceKnob
        label={knob.title}
        choices={knob.choices.map((label, i) => ({ value: String(i), label }))}
        value={String(now.value)}
        onChange={(value) => turn(knob.name, Number(value))}
      />
    );
  }
  const scale = PER_SCREEN_UNIT[knob.name] ?? 1;
  const limited = (
    <NumberKnob
      label={knob.title}
      unit={scale === 1 ? knob.unit : 'milliseconds'}
      value={now.value / scale}
      min={Math.max(knob.min / scale, 0.1)}
      max={knob.max / scale}
      step={scale === 1 && knob.name !== 'ratePerS' ? 1 : 0.1}
      onChange={(value) => turn(knob.name, Math.max(knob.min, Math.round(value * scale * 10) / 10))}
    />
  );
  if (knob.unlimited !== true)
    return (
      <>
        {limited} {scale === 1 ? knob.unit : 'ms'}
      </>
    );
  return (
    <>
      {!now.isUnlimited && (
        <>
          {limited} {scale === 1 ? knob.unit : 'ms'}{' '}
        </>
      )}
      <ToggleKnob
        label={`${knob.title}: a limit`}
        value={!now.isUnlimited}
        words={['(lift the limit)', 'no limit']}
        onChange={(isLimited) =>
          turn(
            knob.name,
            isLimited ? (ROOM_WHEN_LIMITED[knob.name] ?? knob.min) : Number.POSITIVE_INFINITY,
          )
        }
      />
    </>
  );
}
