/**
 * checkTopology finds what a schema cannot: names that lead nowhere, wires between things that cannot
 * be wired, and loops that would go round for ever in no time.
 */
import { checkFault, publishingWires } from './checkFault.ts';
import { checkTaking } from './checkTaking.ts';
import { usOf } from './durationText.ts';
import { findLoop } from './findLoop.ts';
import { aOf, first, type Kind, type Nodes, named } from './naming.ts';
import {
  type FullDocument,
  limits,
  type NodeDocument,
  type WireDocument,
} from './ScenarioDocument.ts';
import { type Problem, problemAt, quote } from './sentences.ts';

/** What a wire may join, and what it is then called. Everything else is a mistake. */
const wireMeanings: Readonly<Record<Kind, Partial<Record<Kind, string>>>> = {
  producer: { service: 'call', exchange: 'publish', queue: 'publish', log: 'publish' },
  service: { service: 'call', exchange: 'publish', queue: 'publish', log: 'publish' },
  exchange: { queue: 'binding', exchange: 'binding' },
  queue: { consumer: 'subscription' },
  consumer: { service: 'need' },
  broker: {},
  log: {},
  group: { consumer: 'subscription' },
};

/** The first thing wrong with the document, or undefined. Later checks rely on the earlier ones. */
export function checkTopology(document: FullDocument): Problem | undefined {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const checks = [
    () => checkIds(document),
    () => checkConsumers(document),
    () => first(document.nodes, checkTimes),
    () => first(document.nodes, (node, i) => checkNames(node, i, nodes)),
    () => first(document.wires, (wire, i) => checkWire(wire, i, document.wires, nodes)),
    () => first(document.nodes, (node, i) => checkWiresOf(node, i, document.wires, nodes)),
    () => checkLoops(document, nodes),
    () => first(document.faults, (fault, i) => checkFault(fault, i, document.wires, nodes)),
  ];
  return first(checks, (check) => check());
}

function checkIds({ nodes }: FullDocument): Problem | undefined {
  const seen = new Map<string, number>();
  return first(nodes, ({ id }, i) => {
    const earlier = seen.get(id);
    seen.set(id, i);
    return earlier === undefined
      ? undefined
      : problemAt(['nodes', i, 'id'], `must be unique, got ${quote(id)} again (nodes[${earlier}])`);
  });
}

/** Consumers of all groups together: each is a place of its own in the record of a run. */
function checkConsumers({ nodes, faults }: FullDocument): Problem | undefined {
  const there = nodes.reduce((sum, node) => sum + (node.kind === 'consumer' ? node.count : 0), 0);
  const added = faults.filter((fault) => fault.do === 'addConsumer').length;
  return there + added > limits.consumers
    ? problemAt(
        ['nodes'],
        `must have at most ${limits.consumers} consumers together, with those that faults add, got ${there + added}`,
      )
    : undefined;
}

/** Durations that must fit each other. */
function checkTimes(node: NodeDocument, i: number): Problem | undefined {
  const key = node.kind === 'producer' ? 'arrivals' : 'work';
  const times = node.kind === 'producer' ? node.arrivals : 'work' in node ? node.work : undefined;
  if (times === undefined || typeof times === 'string') return undefined;
  const path = ['nodes', i, key];

  if (times.kind === 'uniform' && usOf(times.low) > usOf(times.high)) {
    return problemAt(
      [...path, 'high'],
      `must be at least low (${times.low}), got ${quote(times.high)}`,
    );
  }
  if (times.kind === 'scheduled') {
    const early = times.at.findIndex((at, n) => usOf(at) < usOf(times.at[n - 1] ?? '0s'));
    return early < 0
      ? undefined
      : problemAt(
          [...path, 'at', early],
          `must not be before the time ahead of it, got ${quote(times.at[early] ?? '')}`,
        );
  }
  if (times.kind === 'burst' || (times.on === undefined) === (times.off === undefined))
    return undefined;
  const [there, missing] = times.on === undefined ? ['off', 'on'] : ['on', 'off'];
  return problemAt([...path, missing], `is missing; it must be a duration beside ${there}`);
}

/** The ids that a node itself mentions. */
function checkNames(node: NodeDocument, i: number, nodes: Nodes): Problem | undefined {
  if (node.kind === 'log')
    return (
      named(['nodes', i, 'broker'], node.broker, ['broker'], nodes) ?? checkLogReplication(node, i)
    );
  if (node.kind === 'group') return checkGroup(node, i, nodes);
  if (node.kind !== 'queue' && node.kind !== 'exchange') return undefined;
  const broker = named(['nodes', i, 'broker'], node.broker, ['broker'], nodes);
  if (broker) return broker;
  const replication = node.kind === 'queue' ? checkQueueReplication(node, i) : undefined;
  if (replication) return replication;
  const exchange =
    node.kind === 'exchange'
      ? exchangeOf(['nodes', i, 'routing', 'alternate'], node.routing?.alternate, node, nodes)
      : exchangeOf(
          ['nodes', i, 'policy', 'deadLetter', 'exchange'],
          node.policy?.deadLetter?.exchange,
          node,
          nodes,
        );
  if (exchange || node.kind === 'exchange' || node.deadLetterTo === null) return exchange;

  const path = ['nodes', i, 'deadLetterTo'];
  const problem = named(path, node.deadLetterTo, ['queue'], nodes);
  if (problem) return problem;
  const target = nodes.get(node.deadLetterTo);
  return target?.kind === 'queue' && target.broker !== node.broker
    ? problemAt(
        path,
        `must name a queue of the same broker (${node.broker}), got ${quote(target.id)} of ${target.broker}`,
      )
    : undefined;
}

/** An exchange that a node mentions: one of its own broker. */
function exchangeOf(
  path: readonly PropertyKey[],
  id: string | null | undefined,
  node: { readonly broker: string },
  nodes: Nodes,
): Problem | undefined {
  if (id === null || id === undefined) return undefined;
  const problem = named(path, id, ['exchange'], nodes);
  const target = nodes.get(id);
  if (problem || target?.kind !== 'exchange' || target.broker === node.broker) return problem;
  return problemAt(
    path,
    `must name an exchange of the same broker (${node.broker}), got ${quote(id)} of ${target.broker}`,
  );
}

/** A majority keeps what each of its disks has, and is asked before anybody is told. */
function checkQueueReplication(
  { replication, durable, flush, confirmAfter }: NodeDocument & { kind: 'queue' },
  i: number,
): Problem | undefined {
  if (replication === null) return undefined;
  const wrong = !durable
    ? 'durable is true, got false'
    : flush.kind !== 'eachPublish'
      ? `flush is "eachPublish", got "${flush.kind}"`
      : confirmAfter !== 'flushed'
        ? `confirmAfter is "flushed", got "${confirmAfter}"`
        : null;
  return wrong === null
    ? undefined
    : problemAt(['nodes', i, 'replication'], `must be null unless ${wrong}`);
}

/** Replicas keep what is written at once, and no more of them are asked for than there are. */
function checkLogReplication(
  { replication, storage }: NodeDocument & { kind: 'log' },
  i: number,
): Problem | undefined {
  if (replication === null) return undefined;
  const path = ['nodes', i, 'replication'];
  if (storage.kind !== 'written')
    return problemAt(path, `must be null unless storage is "written", got "${storage.kind}"`);
  const { minInSync, replicas } = replication;
  return minInSync <= replicas
    ? undefined
    : problemAt([...path, 'minInSync'], `must be at most replicas (${replicas}), got ${minInSync}`);
}

/** A group reads a log of its own broker. */
function checkGroup(
  node: NodeDocument & { kind: 'group' },
  i: number,
  nodes: Nodes,
): Problem | undefined {
  const problem =
    named(['nodes', i, 'broker'], node.broker, ['broker'], nodes) ??
    named(['nodes', i, 'log'], node.log, ['log'], nodes);
  const log = nodes.get(node.log);
  if (problem || log?.kind !== 'log' || log.broker === node.broker) return problem;
  return problemAt(
    ['nodes', i, 'log'],
    `must name a log of the same broker (${node.broker}), got ${quote(log.id)} of ${log.broker}`,
  );
}

function checkWire(
  wire: WireDocument,
  i: number,
  wires: readonly WireDocument[],
  nodes: Nodes,
): Problem | undefined {
  const path = ['wires', i];
  const dangling =
    named([...path, 'from'], wire.from, [], nodes) ?? named([...path, 'to'], wire.to, [], nodes);
  const [from, to] = [nodes.get(wire.from), nodes.get(wire.to)];
  if (dangling || !from || !to) return dangling;

  const route = `${wire.from} → ${wire.to}`;
  const meaning = wireMeanings[from.kind][to.kind];
  if (meaning === undefined) {
    const allowed = Object.keys(wireMeanings[from.kind]);
    const rule = allowed.length > 0 ? `leads to ${aOf(allowed)}` : 'has no wires';
    return problemAt(
      path,
      `cannot join ${route}: ${aOf([from.kind])} ${rule}, and ${to.id} is ${aOf([to.kind])}`,
    );
  }
  const twin = wires.findIndex((other) => other.from === wire.from && other.to === wire.to);
  if (twin !== i)
    return problemAt(path, `must be the only one ${route}, got wires[${twin}] as well`);
  const isWithin = from.kind === 'exchange' && (to.kind === 'queue' || to.kind === 'exchange');
  if (!isWithin && wire.keys.join() !== '') {
    return problemAt([...path, 'keys'], `must be left out: ${route} is no binding`);
  }
  if (isWithin && from.broker !== to.broker) {
    return problemAt(path, `cannot join ${route}: ${from.broker} and ${to.broker} are two brokers`);
  }
  if (wire.timeout !== null && meaning !== 'call')
    return problemAt(
      [...path, 'timeout'],
      `must be left out: ${route} is no call, and nobody waits for an answer`,
    );
  return checkGuards(wire, path, meaning === 'call');
}

/** Only calls are tried again and have a breaker; and a breaker hears of each call how it ended. */
function checkGuards(
  { from, to, timeout, retry, breaker }: WireDocument,
  path: readonly PropertyKey[],
  isCall: boolean,
): Problem | undefined {
  if (!isCall && retry !== null)
    return problemAt([...path, 'retry'], `must be left out: ${from} → ${to} is no call`);
  if (!isCall && breaker !== null)
    return problemAt([...path, 'breaker'], `must be left out: ${from} → ${to} is no call`);
  return breaker !== null && timeout === null
    ? problemAt([...path, 'timeout'], `must be a duration where there is a breaker, got null`)
    : undefined;
}

/** How many wires a node needs. */
function checkWiresOf(
  node: NodeDocument,
  i: number,
  wires: readonly WireDocument[],
  nodes: Nodes,
): Problem | undefined {
  const out = wires.filter((wire) => wire.from === node.id).length;
  const path = ['nodes', i];
  const committing = checkCommitting(node, path, wires, nodes);
  if (committing && out > 0) return committing;
  switch (node.kind) {
    case 'producer':
      return out === 1
        ? undefined
        : problemAt(
            path,
            `(${node.id}) must have exactly one wire, to a service, an exchange, a queue or a log, got ${out}`,
          );
    case 'exchange':
      return out > 0 || node.routing?.type === 'default'
        ? undefined
        : problemAt(path, `(${node.id}) must have a wire to at least one queue, got 0`);
    case 'consumer': {
      if (node.byHand !== null && node.count !== 1)
        return problemAt([...path, 'count'], `must be 1 for a consumer by hand, got ${node.count}`);
      const subscriptions = wires.filter(
        (wire) => wire.to === node.id && isSource(nodes.get(wire.from)?.kind),
      ).length;
      if (subscriptions !== 1) {
        return problemAt(
          path,
          `(${node.id}) must have exactly one wire from a queue or a group, got ${subscriptions}`,
        );
      }
      const isMember = wires.some(
        (wire) => wire.to === node.id && nodes.get(wire.from)?.kind === 'group',
      );
      if (isMember && node.mishaps !== undefined)
        return problemAt([...path, 'mishaps'], 'must not be given to members of a group of a log');
      if (isMember && node.byHand !== null)
        return problemAt([...path, 'byHand'], 'must not be given to members of a group of a log');
      const taking = checkTaking(node, path, wires, nodes);
      if (taking) return taking;
      const needs = wires.some(
        (wire) => wire.from === node.id && nodes.get(wire.to)?.kind === 'service',
      );
      const takesFrom = wires.find(
        (wire) => wire.to === node.id && isSource(nodes.get(wire.from)?.kind),
      );
      if (node.holdsThread && (!needs || nodes.get(takesFrom?.from ?? '')?.kind !== 'queue')) {
        return problemAt(
          [...path, 'holdsThread'],
          'must be false without a wire from a queue and one to a service',
        );
      }
      const { fails = 0, diesBeforeWork = 0, diesAfterEffect = 0 } = node.mishaps ?? {};
      const chances = fails + diesBeforeWork + diesAfterEffect;
      return chances <= 1
        ? undefined
        : problemAt([...path, 'mishaps'], `must add up to at most 1, got ${chances}`);
    }
    default:
      return undefined;
  }
}

/** What is committed goes with one message; and who only calls has no process that could crash. */
function checkCommitting(
  node: NodeDocument,
  path: readonly PropertyKey[],
  wires: readonly WireDocument[],
  nodes: Nodes,
): Problem | undefined {
  if (!('publishing' in node)) return undefined;
  const publishes = publishingWires(node, wires, nodes);
  if (node.publishing.committing !== null && publishes !== 1)
    return problemAt(
      [...path, 'publishing', 'committing'],
      `must be null without exactly one wire to an exchange, a queue or a log, got ${publishes}`,
    );
  return node.kind === 'producer' && node.restart !== null && publishes === 0
    ? problemAt([...path, 'restart'], 'must be null for a producer that calls a service')
    : undefined;
}

/** What consumers take from. */
function isSource(kind: Kind | undefined): boolean {
  return kind === 'queue' || kind === 'group';
}

/** A service that calls itself waits for ever; a dead letter of a dead letter never rests. */
function checkLoops({ nodes: list, wires }: FullDocument, nodes: Nodes): Problem | undefined {
  const calls = findLoop(
    list.filter((node) => node.kind === 'service').map((node) => node.id),
    (id) =>
      wires
        .filter((wire) => wire.from === id && nodes.get(wire.to)?.kind === 'service')
        .map((wire) => wire.to),
  );
  if (calls)
    return problemAt(['wires'], `must not let a service call itself: ${calls.join(' → ')}`);

  const deadLetters = findLoop(
    list.map((node) => node.id),
    (id) => {
      const node = nodes.get(id);
      return node?.kind === 'queue' && node.deadLetterTo !== null ? [node.deadLetterTo] : [];
    },
  );
  return deadLetters
    ? problemAt(['nodes'], `must not send dead letters in a circle: ${deadLetters.join(' → ')}`)
    : undefined;
}
