/**
 * Plan is a scenario with its names resolved to numbers: what the model looks up and never changes.
 *
 * Nodes and wires keep the order of the scenario; their positions are the numbers used everywhere.
 */
import { assert, fail } from '../kernel/index.ts';
import { type Binding, bindingsOf } from './bindings.ts';
import type {
  ConsumerSpec,
  ExchangeSpec,
  NodeKind,
  NodeSpec,
  ProducerSpec,
  Publishing,
  Scenario,
  ServiceSpec,
} from './Scenario.ts';

export const NO_NODE = -1;

export interface Plan {
  readonly scenario: Scenario;
  readonly nodes: readonly NodeSpec[];
  // The same nodes by kind, at their own numbers: reading a setting of a node whose kind is known
  // should not cost a look at what all kinds of nodes have in common.
  readonly producers: Specs<ProducerSpec>;
  readonly producerNodes: readonly number[];
  readonly services: Specs<ServiceSpec>;
  readonly consumers: Specs<ConsumerSpec>;
  readonly exchanges: Specs<ExchangeSpec>;
  readonly publishing: Specs<Publishing>;
  readonly kinds: readonly NodeKind[];
  /** Each node's outgoing wires, in the scenario's order. */
  readonly wiresFrom: readonly (readonly number[])[];
  readonly wireFrom: Int32Array;
  readonly wireTo: Int32Array;
  /** The queues that a message published to this node goes to. */
  readonly routes: readonly (readonly number[])[];
  /** The broker of an exchange or a queue; its own number for a broker; else NO_NODE. */
  readonly brokerOf: Int32Array;
  /** The queues of a broker. */
  readonly queuesOf: readonly (readonly number[])[];
  /** The dead-letter queue of a queue, or NO_NODE. */
  readonly deadLetterTo: Int32Array;
  /** Of a consumer node: the queue (or group of a log) it takes from, and the wire between them. */
  readonly queueOf: Int32Array;
  readonly subscriptionOf: Int32Array;
  /** Of a consumer node: the services its work needs. */
  readonly needs: readonly (readonly number[])[];
  /** Queues that producers and services publish to: the ledger counts these. Others hold dead letters. */
  readonly isPrimary: Uint8Array;
  /** Orders of a producer that nobody can process. */
  readonly poison: readonly ReadonlySet<number>[];
  readonly nodeOf: ReadonlyMap<string, number>;
  /** Of an exchange: its bindings, and the exchange for what it cannot route, or NO_NODE. */
  readonly bindings: readonly (readonly Binding[])[];
  readonly alternateOf: Int32Array;
  /** Of a consumer by hand: all groups that share its channel; else none. */
  readonly channelOf: readonly (readonly number[])[];
  /** Whether consumers hold threads of the services that their work needs. */
  readonly sharesThreads: boolean;
  /** Whether consumers ask for more time while they work. */
  readonly extendsLeases: boolean;
  /** Whether consumers ask for their messages. */
  readonly receives: boolean;
  /** Whether it matters here what is written on a message. */
  readonly writesLetters: boolean;
}

type Specs<Spec> = readonly (Spec | undefined)[];

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
    node.kind === 'queue' ? [i] : node.kind === 'exchange' ? [...reachable(i)] : [],
  );

  /** The queues that an exchange can reach at all, whatever the key. */
  function reachable(exchange: number, seen = new Set<number>()): Set<number> {
    if (seen.has(exchange)) return new Set();
    seen.add(exchange);
    const spec = nodes[exchange];
    const isDefault = spec.kind === 'exchange' && spec.routing?.type === 'default';
    const queues = isDefault
      ? nodes.flatMap((node, i) =>
          node.kind === 'queue' && node.broker === spec.broker && !takesDeadLetters(nodes, node.id)
            ? [i]
            : [],
        )
      : targets(exchange, 'queue');
    const alternate =
      spec.kind === 'exchange' && spec.routing?.alternate != null
        ? [find(spec.routing.alternate)]
        : [];
    const further = [...targets(exchange, 'exchange'), ...alternate];
    return new Set([...queues, ...further.flatMap((next) => [...reachable(next, seen)])]);
  }

  const numbers = (of: (node: NodeSpec, i: number) => number): Int32Array =>
    Int32Array.from(nodes, of);
  const subscriptionOf = numbers((node, i) =>
    node.kind === 'consumer'
      ? wireTo.findIndex((to, w) => to === i && isSource(nodes[wireFrom[w]].kind))
      : -1,
  );
  const isPrimary = new Uint8Array(nodes.length);
  wireFrom.forEach((from, w) => {
    const kind = nodes[from].kind;
    if (kind === 'producer' || kind === 'service')
      for (const queue of routes[wireTo[w]]) isPrimary[queue] = 1;
  });

  const base = { scenario, nodes, wiresFrom, wireTo };
  const channel = (node: NodeSpec): string | undefined =>
    node.kind === 'consumer' ? node.byHand : undefined;
  return {
    scenario,
    nodes,
    nodeOf: byId,
    exchanges: nodes.map((node) => (node.kind === 'exchange' ? node : undefined)),
    bindings: bindingsOf(base),
    alternateOf: numbers((node) =>
      node.kind === 'exchange' && node.routing?.alternate != null
        ? find(node.routing.alternate)
        : NO_NODE,
    ),
    channelOf: nodes.map((node) => {
      const name = channel(node);
      return name === undefined
        ? []
        : nodes.flatMap((other, i) => (channel(other) === name ? [i] : []));
    }),
    sharesThreads: nodes.some((node) => node.kind === 'consumer' && node.holdsThread === true),
    extendsLeases: nodes.some(
      (node) => node.kind === 'consumer' && node.extendLeaseEveryUs !== undefined,
    ),
    receives: nodes.some((node) => node.kind === 'consumer' && node.receive !== undefined),
    writesLetters: nodes.some(
      (node) =>
        (node.kind === 'queue' && node.policy !== undefined) ||
        (node.kind === 'exchange' && node.routing !== undefined) ||
        (node.kind === 'producer' && node.keys !== undefined) ||
        ('publishing' in node && node.publishing.letter !== undefined),
    ),
    producers: nodes.map((node) => (node.kind === 'producer' ? node : undefined)),
    producerNodes: nodes.flatMap((node, i) => (node.kind === 'producer' ? [i] : [])),
    services: nodes.map((node) => (node.kind === 'service' ? node : undefined)),
    consumers: nodes.map((node) => (node.kind === 'consumer' ? node : undefined)),
    publishing: nodes.map((node) => ('publishing' in node ? node.publishing : undefined)),
    kinds: nodes.map((node) => node.kind),
    wiresFrom,
    wireFrom,
    wireTo,
    routes,
    brokerOf: numbers((node, i) =>
      'broker' in node ? find(node.broker) : node.kind === 'broker' ? i : NO_NODE,
    ),
    queuesOf: nodes.map(({ id }) =>
      nodes.flatMap((node, i) => (node.kind === 'queue' && node.broker === id ? [i] : [])),
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

function takesDeadLetters(nodes: readonly NodeSpec[], id: string): boolean {
  return nodes.some(
    (node) =>
      node.kind === 'queue' &&
      (node.deadLetterTo === id ||
        (node.policy?.deadLetter != null &&
          node.policy.deadLetter.exchange === null &&
          node.policy.deadLetter.key === id)),
  );
}

/** What consumers take messages from: a queue, or a group that reads a log. */
function isSource(kind: NodeKind): boolean {
  return kind === 'queue' || kind === 'group';
}

/** The node of an id, or NO_NODE. */
export function nodeOf(plan: Plan, id: string): number {
  return plan.nodes.findIndex((node) => node.id === id);
}

export function wireBetween(plan: Plan, from: string, to: string): number {
  return plan.scenario.wires.findIndex((wire) => wire.from === from && wire.to === to);
}

export function producerSpec(plan: Plan, node: number): ProducerSpec {
  return plan.producers[node] ?? isNot(plan, node, 'producer');
}

export function consumerSpec(plan: Plan, node: number): ConsumerSpec {
  return plan.consumers[node] ?? isNot(plan, node, 'consumer');
}

export function serviceSpec(plan: Plan, node: number): ServiceSpec {
  return plan.services[node] ?? isNot(plan, node, 'service');
}

/** How a producer or a service publishes. */
export function publishingOf(plan: Plan, node: number): Publishing {
  return plan.publishing[node] ?? isNot(plan, node, 'publisher');
}

export function specOf<Kind extends NodeKind>(
  plan: Plan,
  node: number,
  kind: Kind,
): Extract<NodeSpec, { kind: Kind }> {
  const spec = plan.nodes[node];
  if (spec.kind !== kind) isNot(plan, node, kind);
  return spec as Extract<NodeSpec, { kind: Kind }>;
}

function isNot(plan: Plan, node: number, kind: string): never {
  const { id, kind: its } = plan.nodes[node];
  fail(`${id} is a ${its}, not a ${kind}`);
}
