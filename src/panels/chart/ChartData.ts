/** ChartData turns the session's run into what the time chart draws. */
import type { Curve, TimeChartData } from '../../charts/index.ts';
import type { World } from '../../engine/index.ts';
import { ORDERS, type Samples } from '../../playback/index.ts';
import { actLabel, type Session } from '../../store/index.ts';
import { RateCurve } from './RateCurve.ts';

type Curves = Pick<TimeChartData, 'areas' | 'lines' | 'ghosts' | 'unit'>;

export class ChartData {
  private readonly rateIn = new RateCurve();
  private readonly rateOut = new RateCurve();
  private readonly ghostRate = new RateCurve();

  read(session: Session): TimeChartData {
    const { timeline } = session;
    const { queue, chart, hoveredUs } = session.store.getState();
    // Without a queue the chart is about the orders that somebody waits for.
    const subject = queue < 0 ? ORDERS : queue;
    return {
      fromUs: 0,
      toUs: timeline.endUs,
      playheadUs: timeline.nowUs,
      horizonUs: timeline.horizonUs,
      hoverUs: hoveredUs,
      flags: flagsOf(session),
      ...(chart === 'throughput'
        ? this.throughput(session, subject)
        : subject === ORDERS
          ? ordersOver(session)
          : timeline.world.logs.isGroup(subject)
            ? lagOver(session, subject)
            : depthOver(session, subject)),
    };
  }

  private throughput({ timeline }: Session, subject: number): Curves {
    const { samples, world } = timeline;
    const out = world.logs.isGroup(subject) ? 'effects' : 'done';
    const { offered, done } = samples.of(subject);
    return {
      areas: [],
      lines: [
        { id: 'in', label: 'in', curve: this.rateIn.read(samples, offered), dash: '4 3' },
        { id: 'out', label: out, curve: this.rateOut.read(samples, done), state: 'done' },
      ],
      ghosts: ghostsOf(timeline.ghosts[0], (ghost) =>
        this.ghostRate.read(ghost, ghost.of(subject).done),
      ),
      unit: 'per s',
    };
  }
}

function depthOver({ timeline }: Session, queue: number): Curves {
  const { samples } = timeline;
  const { ready, delayed, unacked } = samples.of(queue);
  const waits: TimeChartData['areas'] = backsOff(timeline.world, queue)
    ? [{ id: 'delayed', label: 'delayed', state: 'none', curve: curveOf(samples, delayed) }]
    : [];
  return {
    areas: [
      { id: 'unacked', label: 'unacked', state: 'unacked', curve: curveOf(samples, unacked) },
      { id: 'ready', label: 'ready', state: 'ready', curve: curveOf(samples, ready) },
      ...waits,
    ],
    lines: [],
    ghosts: ghostsOf(timeline.ghosts[0], (ghost) => curveOf(ghost, ghost.of(queue).ready)),
    unit: 'messages',
  };
}

/** How far a group is behind its log: what it has not read, on what it has read and not settled. */
function lagOver({ timeline }: Session, group: number): Curves {
  const { samples, world } = timeline;
  const { ready, unacked } = samples.of(group);
  const isOrdered = world.logs.plan.groups[group]?.reading === 'perPartition';
  const read = isOrdered ? 'read, not committed' : 'pending';
  return {
    areas: [
      { id: 'unacked', label: read, state: 'unacked', curve: curveOf(samples, unacked) },
      { id: 'ready', label: 'to read', state: 'ready', curve: curveOf(samples, ready) },
    ],
    lines: [],
    ghosts: ghostsOf(timeline.ghosts[0], (ghost) => curveOf(ghost, ghost.of(group).ready)),
    unit: 'records',
  };
}

/** Whether messages can wait out a backoff in this queue. */
function backsOff({ plan }: World, queue: number): boolean {
  return plan.nodes.some(
    (node, i) =>
      node.kind === 'consumer' && plan.queueOf[i] === queue && node.onFailure === 'backoff',
  );
}

function ordersOver({ timeline }: Session): Curves {
  const { samples } = timeline;
  const { ready: waiting, unacked: failed } = samples.of(ORDERS);
  return {
    areas: [],
    lines: [
      { id: 'waiting', label: 'waiting', curve: curveOf(samples, waiting) },
      { id: 'failed', label: 'failed so far', curve: curveOf(samples, failed), dash: '4 3' },
    ],
    ghosts: ghostsOf(timeline.ghosts[0], (ghost) => curveOf(ghost, ghost.of(ORDERS).unacked)),
    unit: 'orders',
  };
}

function curveOf({ timesUs, length }: Samples, values: Float64Array): Curve {
  return { timesUs, values, length };
}

function ghostsOf(
  ghost: { readonly label: string; readonly samples: Samples } | undefined,
  curve: (samples: Samples) => Curve,
): TimeChartData['ghosts'] {
  return ghost === undefined
    ? []
    : [{ id: 'ghost', label: ghost.label, curve: curve(ghost.samples) }];
}

function flagsOf({ timeline, store }: Session): TimeChartData['flags'] {
  const { flag } = store.getState();
  const { scenario, acts, leftOut } = timeline;
  const script = scenario.faults
    .map((act, i) => ({ id: `script-${i}`, act, origin: 'script' as const }))
    .filter((_, i) => !leftOut.includes(i));
  const person = acts.map(({ id, act }) => ({ id, act, origin: 'person' as const }));
  return [...script, ...person].map(({ id, act, origin }) => ({
    id,
    atUs: act.atUs,
    untilUs: 'lengthUs' in act ? act.atUs + act.lengthUs : undefined,
    label: actLabel(scenario, act),
    origin,
    selected: flag === id,
  }));
}
