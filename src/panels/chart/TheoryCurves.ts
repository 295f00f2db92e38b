/**
 * TheoryCurves are what is expected, drawn dotted behind what is measured: the backlog as water, or the
 * level of the long run. Where theory has nothing to say there is nothing.
 */
import type { Curve, TimeGhost } from '../../charts/index.ts';
import { type Fluid, fluidOf, type Prediction, predictionOf } from '../../explain/index.ts';
import type { Timeline } from '../../playback/index.ts';
import type { ChartKind } from '../../store/index.ts';

/** Steps of a slope: a chart draws what holds until the next sample. */
const STEPS = 600;

export class TheoryCurves {
  private key = '';
  private made: readonly TimeGhost[] = [];

  read(timeline: Timeline, subject: number, chart: ChartKind): readonly TimeGhost[] {
    const { world, endUs } = timeline;
    if (world.plan.nodes[subject]?.kind !== 'queue') return [];
    // It depends on what is done to the system, and on nothing of the run.
    const key = `${subject} ${chart} ${endUs} ${world.plan.scenario.name} ${JSON.stringify(world.acts)}`;
    if (key === this.key) return this.made;
    this.key = key;
    this.made = ghosts(timeline, subject, chart);
    return this.made;
  }
}

function ghosts({ world, endUs }: Timeline, queue: number, chart: ChartKind): TimeGhost[] {
  const prediction = predictionOf(world, queue);
  if (prediction !== null) return levels(prediction, chart, endUs);
  const fluid = chart === 'depth' || chart === 'age' ? fluidOf(world, queue, endUs) : null;
  if (fluid === null || chart !== 'depth') return [];
  return [{ id: 'water', label: 'as water', curve: slopes(fluid, endUs) }];
}

/** Where the long run has its level. */
function levels(
  { model, state, sojournP95S }: Prediction,
  chart: ChartKind,
  endUs: number,
): TimeGhost[] {
  const level = (id: string, words: string, value: number): TimeGhost[] =>
    Number.isFinite(value)
      ? [{ id, label: `${model}: ${words}`, curve: constant(value, endUs) }]
      : [];
  switch (chart) {
    case 'depth':
      return level('long-run', 'on average', state.meanInSystem);
    case 'utilisation':
      return level('long-run', 'expected', state.utilisation * 100);
    case 'latency':
      return [
        ...level('long-run', 'mean', state.meanSojournS),
        ...(sojournP95S === null ? [] : level('long-run-95', '95 of 100', sojournP95S)),
      ];
    default:
      return [];
  }
}

function constant(value: number, endUs: number): Curve {
  return { timesUs: Float64Array.of(0, endUs), values: Float64Array.of(value, value), length: 2 };
}

function slopes({ timesUs, waiting }: Fluid, endUs: number): Curve {
  const times = Float64Array.from({ length: STEPS + 1 }, (_, i) => (i * endUs) / STEPS);
  let next = 0;
  const values = times.map((us) => {
    while (next < timesUs.length - 1 && (timesUs[next] ?? 0) <= us) next++;
    const [toUs = 0, to = 0] = [timesUs[next], waiting[next]];
    const [fromUs = 0, from = 0] = [timesUs[next - 1], waiting[next - 1]];
    return toUs <= fromUs || us >= toUs
      ? to
      : from + ((to - from) * (us - fromUs)) / (toUs - fromUs);
  });
  return { timesUs: times, values, length: times.length };
}
