/**
 * Plan is a scenario with its names resolved to numbers: what the model looks up and never changes.
 *
 * Nodes and wires keep the order of the scenario; their positions are the numbers used everywhere.
 */
import { assert } from '../kernel/index.ts';
import type {
  ConsumerSpec,
  NodeKind,
  NodeSpec,
  QueueSpec,
  Scenario,
  ServiceSpec,
} from './Scenario.ts';

export const NO_NODE = -1;

export interface Plan {
  readonly scenario: Scenario;
  readonly nodes: readonly NodeSpec[];
  /** Each node's outgoing wires, in the scenario's order. */
  readonly wiresFrom: readonly (readonly number[])[];
  readonly wireFrom: Int32Array;
  readonly wireTo: Int32Array;
  /** The queues that a message published to this node goes to. */
  readonly routes: readonly (readonly number[])[];
  /** The broker of an exchange or a queue; its own number for a broker; else NO_NODE. */
  readonly brokerOf: Int32Array;
  /** The dead-letter queue of a queue, or NO_NODE. */
  readonly deadLetterTo: Int32Array;
  /** Of a consumer node: the queue it takes from, and the wire between them. */
  readonly queueOf: Int32Array;
  readonly subscriptionOf: Int32Array;
  /** Of a consumer node: the services its work needs. */
  readonly needs: readonly (readonly number[])[];
  /** Queues that producers and services publish to: the ledger counts these. Others hold dead letters. */
  readonly isPrimary: Uint8Array;
  /** Orders of a producer that nobody can process. */
  readonly poison: readonly ReadonlySet<number>[];
}

export function planOf(scenario: Scenario): Plan {
  const { nodes, wires } = scenario;
  const byId = new Map(nodes.map((node, i) => [node.id, i]));
  const find = (id: string): number => {
    const node = byId.get(id);
    assert(node !== undefined, `no node is called ${id}`);
    return node;
  };

  const wireFrom = Int32Array.from(wires, (wire) => find(wire.from));
  const wireTo = Int32Array.from(wires, (wire) => find(wire.to));
  const wiresFrom = nodes.map((_, node) =>
    wires.flatMap((_, w) => (wireFrom[w] === node ? [w] : [])),
  );
  const targets = (node: number, kind: NodeKind): number[] =>
    wiresFrom[node].map((w) => wireTo[w]).filter((to) => nodes[to].kind === kind);
  const routes = nodes.map((node, i) =>
    node.kind === 'queue' ? [i] : node.kind === 'exchange' ? targets(i, 'queue') : [],
  );

  const numbers = (of: (node: NodeSpec, i: number) => number): Int32Array =>
    Int32Array.from(nodes, of);
  const subscriptionOf = numbers((node, i) =>
    node.kind === 'consumer'
      ? wireTo.findIndex((to, w) => to === i && nodes[wireFrom[w]].kind === 'queue')
      : -1,
  );
  const isPrimary = new Uint8Array(nodes.length);
  wireFrom.forEach((from, w) => {
    const kind = nodes[from].kind;
    if (kind === 'producer' || kind === 'service')
      for (const queue of routes[wireTo[w]]) isPrimary[queue] = 1;
  });

  return {
    scenario,
    nodes,
    wiresFrom,
    wireFrom,
    wireTo,
    routes,
    brokerOf: numbers((node, i) =>
      'broker' in node ? find(node.broker) : node.kind === 'broker' ? i : NO_NODE,
    ),
    deadLetterTo: numbers((node) =>
      node.kind === 'queue' && node.deadLetterTo ? find(node.deadLetterTo) : NO_NODE,
    ),
    queueOf: numbers((_, i) => (subscriptionOf[i] < 0 ? NO_NODE : wireFrom[subscriptionOf[i]])),
    subscriptionOf,
    needs: nodes.map((node, i) => (node.kind === 'consumer' ? targets(i, 'service') : [])),
    isPrimary,
    poison: nodes.map((node) => new Set(node.kind === 'producer' ? node.poison : [])),
  };
}

/** The node of an id, or NO_NODE. */
export function nodeOf(plan: Plan, id: string): number {
  return plan.nodes.findIndex((node) => node.id === id);
}

export function wireBetween(plan: Plan, from: string, to: string): number {
  return plan.scenario.wires.findIndex((wire) => wire.from === from && wire.to === to);
}

export function queueSpec(plan: Plan, node: number): QueueSpec {
  return specOf(plan, node, 'queue');
}

export function consumerSpec(plan: Plan, node: number): ConsumerSpec {
  return specOf(plan, node, 'consumer');
}

export function serviceSpec(plan: Plan, node: number): ServiceSpec {
  return specOf(plan, node, 'service');
}

export function specOf<Kind extends NodeKind>(
  plan: Plan,
  node: number,
  kind: Kind,
): Extract<NodeSpec, { kind: Kind }> {
  const spec = plan.nodes[node];
  assert(spec.kind === kind, `${spec.id} is a ${spec.kind}, not a ${kind}`);
  return spec as Extract<NodeSpec, { kind: Kind }>;
}
