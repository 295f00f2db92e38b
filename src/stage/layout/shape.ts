/**
 * shape sorts the nodes of a system by the part they play in the picture: what a user waits for, what
 * is queued, and what is a tray.
 */
import { NO_NODE, type NodeKind, type Plan } from '../../engine/index.ts';
import { drawnAs } from './drawnAs.ts';

/** One queue and the groups that take from it. */
export interface Lane {
  readonly queue: number;
  readonly groups: readonly number[];
}

export interface Shape {
  /** Producers whose orders a service answers. */
  readonly askers: readonly number[];
  /** The services that answer them, by how many calls deep they are. */
  readonly layers: readonly (readonly number[])[];
  /** Producers that hand their orders to a broker. */
  readonly feeders: readonly number[];
  readonly exchanges: readonly number[];
  readonly lanes: readonly Lane[];
  /** Queues of dead letters that nobody takes from: they are drawn as trays. */
  readonly deadLetters: readonly number[];
  /** Services that only the work of consumers needs. */
  readonly needed: readonly number[];
}

export function shapeOf(plan: Plan): Shape {
  const all = plan.nodes.map((_, node) => node);
  const kind = (node: number): NodeKind | undefined => plan.nodes[node]?.kind;
  const producers = all.filter((node) => kind(node) === 'producer');
  const asks = (node: number): boolean =>
    targetsOf(plan, node).some((to) => kind(to) === 'service');
  const askers = producers.filter(asks);
  const depths = depthsFrom(plan, askers);
  const services = all.filter((node) => kind(node) === 'service');
  const layers: number[][] = [];
  for (const service of services) {
    const depth = depths.get(service);
    if (depth === undefined) continue;
    layers[depth - 1] = [...(layers[depth - 1] ?? []), service];
  }
  const lanes = lanesOf(plan);
  const shown = new Set(lanes.map(({ queue }) => queue));
  return {
    askers,
    layers: layers.filter((layer) => layer !== undefined),
    feeders: producers.filter((node) => !asks(node)),
    exchanges: all.filter((node) => drawnAs(plan, node) === 'exchange'),
    lanes,
    deadLetters: all.filter((node) => kind(node) === 'queue' && !shown.has(node)),
    needed: services.filter((service) => !depths.has(service)),
  };
}

export function targetsOf(plan: Plan, node: number): number[] {
  return (plan.wiresFrom[node] ?? []).map((wire) => plan.wireTo[wire] ?? NO_NODE);
}

/** How many calls away from a user each service is, the long way round. */
function depthsFrom(plan: Plan, askers: readonly number[]): Map<number, number> {
  const depths = new Map<number, number>();
  const visit = (node: number, depth: number): void => {
    for (const to of targetsOf(plan, node)) {
      if (plan.nodes[to]?.kind !== 'service' || (depths.get(to) ?? 0) > depth) continue;
      depths.set(to, depth + 1);
      visit(to, depth + 1);
    }
  };
  for (const asker of askers) visit(asker, 0);
  return depths;
}

function lanesOf(plan: Plan): Lane[] {
  const isTarget = new Set(plan.deadLetterTo);
  const lanes: Lane[] = [];
  plan.nodes.forEach((node, queue) => {
    if (drawnAs(plan, queue) !== 'queue') return;
    const groups = plan.nodes.flatMap((_, group) => (plan.queueOf[group] === queue ? [group] : []));
    const isLeft = node.kind === 'group' || groups.length > 0 || plan.wireTo.includes(queue);
    const isTray = !isLeft && isTarget.has(queue);
    if (!isTray) lanes.push({ queue, groups });
  });
  // Queues of one broker stand together; otherwise as in the scenario.
  return lanes.sort((a, b) => (plan.brokerOf[a.queue] ?? 0) - (plan.brokerOf[b.queue] ?? 0));
}
