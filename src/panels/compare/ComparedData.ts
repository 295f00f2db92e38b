/**
 * ComparedData turns the runs of a comparison into one chart: a line for each, on one axis of time and one
 * of values. All lines have the colour of what they count, so that A, B and C differ in their strokes.
 */
import type { TimeChartData } from '../../charts/index.ts';
import { ORDERS, type Samples } from '../../playback/index.ts';
import { letterOf } from '../../scenarios/index.ts';
import { actLabel, isAsked, type Session, type WorldComparison } from '../../store/index.ts';
import { RateCurve } from '../chart/RateCurve.ts';
import { SumCurve } from './SumCurve.ts';

/** The strokes of A, B and C. */
const strokes = [undefined, '8 5', '2 4'] as const;

type Lines = TimeChartData['lines'];
type Flags = TimeChartData['flags'];

export class ComparedData {
  private readonly sums = strokes.map(() => new SumCurve());
  private readonly rates = strokes.map(() => new RateCurve());

  read(comparison: WorldComparison): TimeChartData {
    const { sessions, titles, playable, timelines } = comparison;
    const { chart } = comparison.inHand.store.getState();
    const subjects = subjectsOf(sessions);
    const lines = sessions.map((session, i): Lines[number] => {
      const subject = subjects[i] ?? ORDERS;
      const { samples } = session.timeline;
      const { ready, delayed, unacked, done } = samples.of(subject);
      return {
        id: letterOf(i),
        label: `${letterOf(i)}: ${titles[i]}`,
        dash: strokes[i],
        ...(chart === 'throughput'
          ? { curve: this.rateOf(i, samples, done), state: 'done' }
          : {
              curve: this.sumOf(
                i,
                samples,
                subject === ORDERS ? [ready] : [ready, delayed, unacked],
              ),
              state: 'ready',
            }),
      };
    });
    const { zoomed, hoveredUs } = comparison.inHand.store.getState();
    return {
      fromUs: zoomed?.fromUs ?? 0,
      toUs: zoomed?.toUs ?? playable.endUs,
      hoverUs: hoveredUs,
      playheadUs: playable.nowUs,
      horizonUs: Math.min(...timelines.map(({ horizonUs }) => horizonUs)),
      areas: [],
      lines,
      ghosts: [],
      unit: chart === 'throughput' ? 'done per s' : unitOf(sessions, subjects),
      flags: [...actFlags(sessions), ...foundFlags(comparison)],
    };
  }

  private sumOf(i: number, samples: Samples, columns: readonly Float64Array[]) {
    return (this.sums[i] as SumCurve).read(samples, columns);
  }

  private rateOf(i: number, samples: Samples, totals: Float64Array) {
    return (this.rates[i] as RateCurve).read(samples, totals);
  }
}

/**
 * What each line is about: the queue in focus; the orders that a service answers where a world has no
 * queue, and then in all worlds that have such orders.
 */
function subjectsOf(sessions: readonly Session[]): number[] {
  const queues = sessions.map(({ store }) => store.getState().queue);
  const isSome = queues.some((queue) => queue < 0);
  return sessions.map((session, i) => {
    const queue = queues[i] ?? ORDERS;
    return queue < 0 || (isSome && isAsked(session.timeline.world)) ? ORDERS : queue;
  });
}

function unitOf(sessions: readonly Session[], subjects: readonly number[]): string {
  const kinds = sessions.map(({ timeline: { world } }, i) => {
    const subject = subjects[i] ?? ORDERS;
    if (subject === ORDERS) return 'orders';
    return world.logs.isGroup(subject) ? 'records' : 'messages';
  });
  const [first = ''] = kinds;
  return kinds.every((kind) => kind === first) ? first : 'waiting';
}

/** What was done to all worlds has one flag; what was not done to all says where it was. */
function actFlags(sessions: readonly Session[]): Flags[number][] {
  const flags = sessions.flatMap(({ timeline, store }, world) => {
    const { flag } = store.getState();
    const { scenario, acts } = timeline;
    const script = scenario.faults.map((act, i) => ({ id: `script-${i}`, act }));
    return [...script, ...acts].map(({ id, act }) => ({
      world,
      act,
      text: JSON.stringify(act),
      flag: {
        id: flagId(world, id),
        atUs: act.atUs,
        untilUs: 'lengthUs' in act ? act.atUs + act.lengthUs : undefined,
        label: actLabel(scenario, act),
        origin: id.startsWith('script-') ? ('script' as const) : ('person' as const),
        selected: flag === id,
      },
    }));
  });
  const firsts = flags.filter(
    ({ text, world }, i) =>
      !flags.slice(0, i).some((other) => other.text === text && other.world !== world),
  );
  return firsts.map(({ flag, text }) => {
    const worlds = [...new Set(flags.flatMap((one) => (one.text === text ? [one.world] : [])))];
    const isSelected = flags.some((one) => one.text === text && one.flag.selected);
    const where = worlds.length === sessions.length ? '' : ` (${worlds.map(letterOf).join(', ')})`;
    return { ...flag, label: flag.label + where, selected: isSelected };
  });
}

function flagId(world: number, id: string): string {
  return `${world} ${id}`;
}

/** The world and the act that a flag stands for; null for what was found. */
export function actOfFlag(flag: string): { world: number; id: string } | null {
  const [world = '', id = ''] = flag.split(' ');
  return world === 'found' ? null : { world: Number(world), id };
}

function foundFlags(comparison: WorldComparison): Flags[number][] {
  const parting = comparison.parting();
  const fate = comparison.otherFate();
  const found = { untilUs: undefined, origin: 'found', selected: false } as const;
  return [
    ...(parting === null
      ? []
      : [{ ...found, id: 'found parting', atUs: parting.atUs, label: 'they part' }]),
    ...(fate === null || fate.atUs === parting?.atUs
      ? []
      : [{ ...found, id: 'found fate', atUs: fate.atUs, label: 'first other fate' }]),
  ];
}
