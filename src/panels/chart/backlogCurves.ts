/** backlogCurves are what waits, over time: in a queue, before a group, or for an answer. */
import type { Curve, TimeChartData } from '../../charts/index.ts';
import type { World } from '../../engine/index.ts';
import { ORDERS, type Samples } from '../../playback/index.ts';
import type { Session } from '../../store/index.ts';

/** What a chart draws, besides its axis and its flags. */
export type Curves = Pick<TimeChartData, 'areas' | 'lines' | 'ghosts' | 'unit' | 'heat' | 'strips'>;

export function depthOver({ timeline }: Session, queue: number): Curves {
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
export function lagOver({ timeline }: Session, group: number): Curves {
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

export function ordersOver({ timeline }: Session): Curves {
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

export function curveOf({ timesUs, length }: Samples, values: Float64Array): Curve {
  return { timesUs, values, length };
}

export function ghostsOf(
  ghost: { readonly label: string; readonly samples: Samples } | undefined,
  curve: (samples: Samples) => Curve,
): TimeChartData['ghosts'] {
  return ghost === undefined
    ? []
    : [{ id: 'ghost', label: ghost.label, curve: curve(ghost.samples) }];
}
