/**
 * SweepDialog asks one knob against one outcome, over forty seeds: many runs where the Lab shows one. What was
 * done to the run on screen is done in all of them. A dot opens its run.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { createSweepChart, type SweepChart, type SweepColumn } from '../../charts/index.ts';
import type { Intervention, Scenario } from '../../engine/index.ts';
import {
  type Outcome,
  outcomesOf,
  type SweptKnob,
  sweptKnobs,
  useAtPlayhead,
  useSession,
  useSessionActions,
} from '../../store/index.ts';
import { type CloudRun, estimateOf } from '../../sweeps/index.ts';
import { Button, DataTable, Dialog } from '../../ui/index.ts';
import './SweepDialog.css';
import { type Cloud, useCloud } from './useCloud.ts';

const SEEDS = 40;

export function SweepDialog() {
  const session = useSessionActions();
  const isOpen = useSession(({ dialog }) => dialog === 'sweep');
  return (
    <Dialog
      open={isOpen}
      title="Many runs of this system"
      onClose={() => session.set({ dialog: null })}
    >
      <SweepSheet />
    </Dialog>
  );
}

function SweepSheet() {
  const session = useSessionActions();
  const { scenario, seed } = session.timeline;
  const acts = useAtPlayhead(({ acts }) => acts.map(({ act }) => act));
  // The knobs as they were when the sheet was opened: a sweep does not change under one's hands.
  const knobs = useMemo(() => sweptKnobs(session.timeline.world), [session]);
  const outcomes = useMemo(() => outcomesOf(scenario), [scenario]);
  const [knobId, setKnobId] = useState(() => firstKnob(knobs));
  const [measure, setMeasure] = useState(outcomes[0]?.measure ?? '');
  const { cloud, start, cancel, clear } = useCloud();
  const knob = knobs.find(({ id }) => id === knobId);
  const outcome = outcomes.find((candidate) => candidate.measure === measure);
  if (knob === undefined || outcome === undefined)
    return <p>Nothing of this system can be turned.</p>;

  const actsOf = (column: number): Intervention[] => [
    ...(knob.values[column]?.acts ?? []),
    ...acts,
  ];
  const columns = columnsOf(knob, outcome, cloud.runs, seed);
  const open = (column: number, run: number): void => {
    const { system, presets } = session;
    session.set({ dialog: null });
    session.open({ scenario: system, presets, seed: seed + run, acts: actsOf(column) });
  };
  const run = (): void => {
    const systems = knob.values.map((_, column) => withActs(scenario, actsOf(column)));
    void start(systems, seedsFrom(seed));
  };

  return (
    <div className="sweep">
      <p className="sweep-question">
        How does{' '}
        <select
          aria-label="Knob"
          value={knobId}
          onChange={(event) => {
            cancel();
            clear();
            setKnobId(event.target.value);
          }}
        >
          {knobs.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>{' '}
        change{' '}
        <select
          aria-label="Outcome"
          value={measure}
          onChange={(event) => setMeasure(event.target.value)}
        >
          {outcomes.map(({ measure: name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        ?
      </p>
      <div className="sweep-tools">
        {cloud.state === 'running' ? (
          <Button onClick={cancel}>Cancel</Button>
        ) : (
          <Button variant="primary" onClick={run}>
            Run {knob.values.length} × {SEEDS}
          </Button>
        )}
        {cloud.total > 0 && (
          <progress
            max={cloud.total}
            value={cloud.runs.length}
            aria-label={`${cloud.runs.length} of ${cloud.total} runs`}
          />
        )}
        <span role="status" aria-live={cloud.state === 'running' ? 'off' : 'polite'}>
          {statusOf(cloud, columns, seed, acts.length)}
        </span>
      </div>
      <Picture columns={columns} knob={knob} outcome={outcome} firstSeed={seed} open={open} />
      <Figures columns={columns} knob={knob} outcome={outcome} open={open} />
    </div>
  );
}

interface PictureProps {
  readonly columns: readonly SweepColumn[];
  readonly knob: SweptKnob;
  readonly outcome: Outcome;
  readonly firstSeed: number;
  readonly open: (column: number, run: number) => void;
}

function Picture({ columns, knob, outcome, firstSeed, open }: PictureProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<SweepChart | null>(null);
  const opener = useRef(open);
  opener.current = open;
  useEffect(() => {
    if (host.current === null) return;
    const made = createSweepChart(host.current, {
      open: (column, run) => opener.current(column, run),
    });
    chart.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    chart.current?.draw({ columns, knob: knob.title, unit: outcome.unit, firstSeed });
  });
  return <div ref={host} className="sweep-picture" />;
}

/** The same numbers as a table, from which the extreme runs can be opened without a pointer. */
function Figures({ columns, knob, outcome, open }: Omit<PictureProps, 'firstSeed'>) {
  if (columns.every(({ mean }) => mean === null)) return null;
  const number = (value: number | null): string =>
    value === null ? '' : Number(value.toPrecision(4)).toLocaleString('en');
  return (
    <DataTable
      caption={`${outcome.title}, in ${outcome.unit}`}
      columns={[
        { id: 'value', label: knob.title },
        { id: 'mean', label: 'mean', numeric: true },
        { id: 'interval', label: '95 % interval', numeric: true },
        { id: 'lowest', label: 'lowest run', numeric: true },
        { id: 'highest', label: 'highest run', numeric: true },
      ]}
      rows={columns.map(({ label, mean, low, high, runs }, column) => {
        const [lowest, highest] = extremesOf(runs);
        const opener = (run: number) =>
          run < 0 ? (
            ''
          ) : (
            <Button variant="quiet" onClick={() => open(column, run)}>
              {number(runs[run] ?? null)}
            </Button>
          );
        return {
          id: label,
          cells: {
            value: label,
            mean: number(mean),
            interval: low === null ? '' : `${number(low)} to ${number(high)}`,
            lowest: opener(lowest),
            highest: opener(highest),
          },
        };
      })}
    />
  );
}

function firstKnob(knobs: readonly SweptKnob[]): string {
  return (knobs.find(({ id }) => id.endsWith('.count')) ?? knobs[0])?.id ?? '';
}

function seedsFrom(seed: number): number[] {
  return Array.from({ length: SEEDS }, (_, i) => seed + i);
}

/** The acts of a person as part of the script: to the engine they are the same. */
function withActs(scenario: Scenario, acts: readonly Intervention[]): Scenario {
  const faults = [...scenario.faults, ...acts].sort((a, b) => a.atUs - b.atUs);
  return { ...scenario, faults };
}

function columnsOf(
  knob: SweptKnob,
  { measure, scale }: Outcome,
  runs: readonly CloudRun[],
  firstSeed: number,
): SweepColumn[] {
  return knob.values.map(({ label }, point) => {
    const values: (number | null)[] = Array.from({ length: SEEDS }, () => null);
    for (const run of runs) {
      if (run.point === point) values[run.seed - firstSeed] = (run.measures[measure] ?? 0) / scale;
    }
    const known = values.filter((value) => value !== null);
    const estimate = known.length === 0 ? null : estimateOf(known);
    return {
      label,
      runs: values,
      mean: estimate?.mean ?? null,
      low: estimate?.low ?? null,
      high: estimate?.high ?? null,
    };
  });
}

/** The positions of the lowest and the highest run; -1 where there are none. */
function extremesOf(runs: readonly (number | null)[]): [number, number] {
  let lowest = -1;
  let highest = -1;
  runs.forEach((value, i) => {
    if (value === null) return;
    if (lowest < 0 || value < (runs[lowest] ?? 0)) lowest = i;
    if (highest < 0 || value > (runs[highest] ?? 0)) highest = i;
  });
  return [lowest, highest];
}

function statusOf(
  { state, runs, total, problem }: Cloud,
  columns: readonly SweepColumn[],
  seed: number,
  acts: number,
): string {
  const withWhat = acts === 0 ? '' : `, each with your ${acts === 1 ? 'act' : `${acts} acts`}`;
  switch (state) {
    case 'idle':
      return `Seeds ${seed} to ${seed + SEEDS - 1}, the same for each value${withWhat}.`;
    case 'running':
      return `${runs.length} of ${total} runs.`;
    case 'done':
      return columns.every(({ low, high }) => low === high)
        ? `${total} runs. Every seed gives the same: nothing here is left to chance.`
        : `${total} runs. Press a dot to open its run.`;
    case 'cancelled':
      return `Cancelled after ${runs.length} of ${total} runs.`;
    case 'failed':
      return `A run failed: ${problem}.`;
  }
}
