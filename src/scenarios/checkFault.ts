/** checkFault finds faults that cannot be done: to nobody, to the wrong thing, beyond a knob's range. */
import { type Knob, knobsOf } from '../engine/index.ts';
import { aOf, type Kind, type Nodes, named } from './naming.ts';
import type {
  FaultDocument,
  NodeDocument,
  QueueDocument,
  WireDocument,
} from './ScenarioDocument.ts';
import { oneOf, type Problem, problemAt, quote, show } from './sentences.ts';

/** The kinds that each act can be done to. */
const actTargets: Readonly<Record<FaultDocument['do'], readonly Kind[]>> = {
  spike: ['producer'],
  slow: ['consumer', 'service'],
  crashConsumer: ['consumer'],
  restartConsumer: ['consumer'],
  addConsumer: ['consumer'],
  removeConsumer: ['consumer'],
  crashService: ['service'],
  restartService: ['service'],
  crashProducer: ['producer'],
  restartProducer: ['producer'],
  stopBroker: ['broker'],
  startBroker: ['broker'],
  fillDisk: ['broker'],
  freeDisk: ['broker'],
  crashReplica: ['log', 'queue'],
  restartReplica: ['log', 'queue'],
  poisonNext: ['queue', 'log'],
  dropNextAck: ['consumer'],
  redrive: ['queue'],
  stopRedrive: ['queue'],
  setKnob: ['producer', 'service', 'broker', 'exchange', 'queue', 'consumer', 'log', 'group'],
  append: ['log'],
  fetch: ['group'],
  listen: ['group'],
  readOwn: ['group'],
  answer: ['group'],
  claim: ['group'],
  claimIdle: ['group'],
  trim: ['log'],
  deleteRecord: ['log'],
  purge: ['log'],
  createGroup: ['group'],
  deleteGroup: ['group'],
  deleteMember: ['group'],
  setPosition: ['group'],
  saveSnapshot: ['log'],
  cutWire: [],
  healWire: [],
  losePacket: [],
  delayPacket: [],
  doublePacket: [],
  publish: ['producer'],
  subscribe: ['consumer'],
  cancel: ['consumer'],
  get: ['consumer'],
  settle: ['consumer'],
  recover: ['consumer'],
  closeChannel: ['consumer'],
  declareQueue: ['queue'],
  deleteQueue: ['queue'],
  purgeQueue: ['queue'],
};

export function checkFault(
  fault: FaultDocument,
  i: number,
  wires: readonly WireDocument[],
  nodes: Nodes,
): Problem | undefined {
  const path = ['faults', i];
  if (!('target' in fault)) {
    return wires.some((wire) => wire.from === fault.from && wire.to === fault.to)
      ? undefined
      : problemAt(path, `must name a wire, got ${quote(`${fault.from} → ${fault.to}`)}`);
  }
  const problem = named([...path, 'target'], fault.target, actTargets[fault.do], nodes);
  const node = nodes.get(fault.target);
  if (problem || node === undefined) return problem;
  const isAboutRate = fault.do === 'spike' || (fault.do === 'setKnob' && fault.knob === 'ratePerS');
  if (isAboutRate && node.kind === 'producer' && !('from' in node.arrivals)) {
    const says = `must name a producer whose orders come at gaps, got ${quote(node.id)}, whose times are listed`;
    return problemAt([...path, 'target'], says);
  }
  if (fault.do === 'setKnob') return checkKnob(path, fault, node);
  if (fault.do === 'redrive') return checkRedrive(path, fault, node, nodes);
  return checkHand(path, fault, node, wires, nodes);
}

/** What can only be done by hand needs somebody whose hand it is, and something to do it to. */
function checkHand(
  path: readonly PropertyKey[],
  fault: FaultDocument,
  node: NodeDocument,
  wires: readonly WireDocument[],
  nodes: Nodes,
): Problem | undefined {
  switch (fault.do) {
    case 'crashReplica':
    case 'restartReplica':
      return checkReplica(path, fault, node);
    case 'publish': {
      const ends = wires.filter((wire) => wire.from === node.id).map((wire) => wire.to);
      const isService = nodes.get(fault.to)?.kind === 'service';
      return ends.includes(fault.to) && !isService
        ? undefined
        : problemAt(
            [...path, 'to'],
            `must name the exchange or queue that a wire of ${node.id} leads to, got ${quote(fault.to)}`,
          );
    }
    case 'crashProducer':
    case 'restartProducer':
    case 'crashService': {
      if (node.kind === 'producer' && !isPublishing(node, wires, nodes))
        return problemAt(
          [...path, 'target'],
          `must name a producer that publishes, got ${quote(node.id)}, which calls a service`,
        );
      const hasPoint = fault.do !== 'restartProducer' && fault.point !== 'now';
      const commits = 'publishing' in node && node.publishing.committing !== null;
      return hasPoint && !commits
        ? problemAt([...path, 'point'], `must be "now": ${node.id} commits nothing`)
        : undefined;
    }
    case 'subscribe':
    case 'cancel':
    case 'get':
    case 'settle':
    case 'recover':
    case 'closeChannel':
      return node.kind === 'consumer' && node.byHand === null
        ? problemAt(
            [...path, 'target'],
            `must name a consumer by hand, got ${quote(node.id)}, which works by itself`,
          )
        : undefined;
    case 'declareQueue':
      if (fault.as === null) return undefined;
      if (fault.as.id !== node.id || node.kind !== 'queue' || fault.as.broker !== node.broker)
        return problemAt(
          [...path, 'as', 'id'],
          `must be the queue that is declared (${node.id}), on its own broker, got ${quote(fault.as.id)}`,
        );
      return JSON.stringify(fault.as.replication) === JSON.stringify(node.replication)
        ? undefined
        : problemAt(
            [...path, 'as', 'replication'],
            `must be that of ${node.id}: a queue keeps its replicas`,
          );
    default:
      return undefined;
  }
}

/** A redrive goes from a queue of dead letters to another queue of its broker. */
function checkRedrive(
  path: readonly PropertyKey[],
  fault: FaultDocument & { do: 'redrive' },
  node: NodeDocument,
  nodes: Nodes,
): Problem | undefined {
  if (node.kind !== 'queue') return undefined;
  if (!mayGetDeadLetters(node, nodes)) {
    return problemAt(
      [...path, 'target'],
      `must name a queue that dead letters go to, got ${quote(node.id)}`,
    );
  }
  if (fault.to === null) return undefined;
  const problem = named([...path, 'to'], fault.to, ['queue'], nodes);
  const to = nodes.get(fault.to);
  if (problem || (to?.kind === 'queue' && to.broker === node.broker && to.id !== node.id))
    return problem;
  return problemAt(
    [...path, 'to'],
    `must name another queue of the same broker (${node.broker}), got ${quote(fault.to)}`,
  );
}

/** By name; or by an exchange, whose keys may lead anywhere on the broker. */
function mayGetDeadLetters(node: QueueDocument, nodes: Nodes): boolean {
  return [...nodes.values()].some(
    (other) =>
      other.kind === 'queue' &&
      (other.deadLetterTo === node.id ||
        (other.broker === node.broker && (other.policy?.deadLetter ?? null) !== null)),
  );
}

/** A replica that fails must be there. */
function checkReplica(
  path: readonly PropertyKey[],
  fault: FaultDocument & { do: 'crashReplica' | 'restartReplica' },
  node: NodeDocument,
): Problem | undefined {
  const replication = 'replication' in node ? node.replication : null;
  if (replication === null)
    return problemAt(
      [...path, 'target'],
      `must name a log or a queue with replicas, got ${quote(node.id)}, which has none`,
    );
  if (node.kind === 'queue' && fault.do === 'crashReplica' && fault.how === 'loseDisk')
    return problemAt(
      [...path, 'how'],
      `must be "kill" where ${node.id} is a queue, got "loseDisk"`,
    );
  return fault.replica === null || fault.replica <= replication.replicas
    ? undefined
    : problemAt(
        [...path, 'replica'],
        `must be a whole number from 1 to ${replication.replicas}, or null, got ${fault.replica}`,
      );
}

/** Whether a node has a wire along which it publishes. */
export function isPublishing(
  node: NodeDocument,
  wires: readonly WireDocument[],
  nodes: Nodes,
): boolean {
  return publishingWires(node, wires, nodes) > 0;
}

/** How many wires lead from a node to what takes messages. */
export function publishingWires(
  node: NodeDocument,
  wires: readonly WireDocument[],
  nodes: Nodes,
): number {
  const takers: readonly (Kind | undefined)[] = ['exchange', 'queue', 'log'];
  return wires.filter(({ from, to }) => from === node.id && takers.includes(nodes.get(to)?.kind))
    .length;
}

function checkKnob(
  path: readonly PropertyKey[],
  fault: FaultDocument & { do: 'setKnob' },
  node: NodeDocument,
): Problem | undefined {
  const mine = knobsOf(node);
  const knob = mine.find((one) => one.name === fault.knob);
  if (knob === undefined) {
    const known = mine.map((one) => one.name);
    const allowed = known.length > 0 ? oneOf(known) : `nothing: ${aOf([node.kind])} has no knobs`;
    return problemAt([...path, 'knob'], `must be ${allowed}, got ${quote(fault.knob)}`);
  }
  return isPosition(knob, fault.value)
    ? undefined
    : problemAt([...path, 'value'], `must be ${positionsOf(knob)}, got ${show(fault.value)}`);
}

function isPosition({ min, max, choices, unlimited }: Knob, value: number | null): boolean {
  if (value === null) return unlimited === true;
  return value >= min && value <= max && (choices === undefined || Number.isInteger(value));
}

function positionsOf({ min, max, choices, unlimited }: Knob): string {
  const range = `${choices ? 'a whole number' : 'a number'} from ${min} to ${max}`;
  return unlimited ? `${range}, or null` : range;
}
