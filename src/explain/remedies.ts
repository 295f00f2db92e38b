/**
 * remedies put a missing mechanism into a system: the same nodes and wires, with the one setting that
 * makes the difference. What comes out is a system like any other, to be run beside the one it is made
 * from. Nodes are named by their ids.
 */
import {
  type ConsumerSpec,
  type GroupSpec,
  type LogReplication,
  type LogSpec,
  type NodeSpec,
  type ProducerSpec,
  type Publishing,
  plainPolicy,
  type QueueSpec,
  type Scenario,
  type ServiceSpec,
} from '../engine/index.ts';

export type SystemChange = (scenario: Scenario) => Scenario;

/** Doubling pauses: longer together than any outage of a few minutes. */
const PAUSES_US = [1, 2, 4, 8, 16, 32, 60].map((seconds) => seconds * 1e6);
/** So much longer a lease gets: also what came late before is in time. */
const LONGER = 20;
const FLUSH_US = 4_000;
const CONFIRM_TIMEOUT_US = 1e6;
const RESTART_US = 100_000;

/** The disk has a message before its producer is told that it is safe. */
export function onDiskBeforeConfirm(queue: string, publishers: readonly string[]): SystemChange {
  const store = onQueue(queue, (node) => ({
    durable: true,
    flush: node.flush.kind === 'never' ? { kind: 'eachPublish', us: FLUSH_US } : node.flush,
    confirmAfter: 'flushed',
  }));
  const publish = onPublishing(publishers, (publishing) => ({
    ...asking(publishing),
    persistent: true,
  }));
  return (scenario) => publish(store(scenario));
}

export function persistent(publishers: readonly string[]): SystemChange {
  return onPublishing(publishers, () => ({ persistent: true }));
}

/** Producers ask for confirms, and send again until they have them. */
export function confirmed(publishers: readonly string[]): SystemChange {
  return onPublishing(publishers, asking);
}

/** A producer that does not give up. */
export function patient(publisher: string): SystemChange {
  return onPublishing([publisher], asking);
}

function asking({ timeoutUs, backoffUs }: Publishing): Partial<Publishing> {
  return {
    confirm: true,
    timeoutUs: Number.isFinite(timeoutUs) ? timeoutUs : CONFIRM_TIMEOUT_US,
    backoffUs: backoffUs.length > 0 ? backoffUs : PAUSES_US,
    maxAttempts: Number.POSITIVE_INFINITY,
  };
}

/** What failed waits before it is tried again. */
export function pausing(groups: readonly string[]): SystemChange {
  return (scenario) =>
    groups.reduce(
      (changed, group) =>
        onNode<ConsumerSpec>(group, 'consumer', () => ({
          onFailure: 'backoff',
          backoffUs: PAUSES_US,
        }))(changed),
      scenario,
    );
}

export function leasedLonger(queue: string): SystemChange {
  return onQueue(queue, ({ lease }) =>
    lease.kind === 'timer' ? { lease: { kind: 'timer', us: lease.us * LONGER } } : {},
  );
}

/** Room without end, in messages and in bytes. */
export function roomier(queue: string): SystemChange {
  const maxLength = Number.POSITIVE_INFINITY;
  return onQueue(queue, ({ policy }) =>
    policy === undefined
      ? { maxLength }
      : { maxLength, policy: { ...policy, maxBytes: Number.POSITIVE_INFINITY } },
  );
}

/** Nothing expires: neither the queue, nor what is in it, nor what its publishers give a time to live. */
export function remembered(queue: string, publishers: readonly string[] = []): SystemChange {
  const forEver = Number.POSITIVE_INFINITY;
  const store = onQueue(queue, ({ policy }) =>
    policy === undefined ? {} : { policy: { ...policy, ttlUs: forEver, expiresUs: forEver } },
  );
  const publish = onPublishing(publishers, ({ letter }) =>
    letter === undefined ? {} : { letter: { ...letter, expirationUs: forEver } },
  );
  return (scenario) => publish(store(scenario));
}

/** A queue that knows a resend, because it has the id of what was sent before. */
export function deduplicating(queue: string, publishers: readonly string[]): SystemChange {
  const store = onQueue(queue, ({ policy = plainPolicy }) => ({
    policy: { ...policy, idWindowUs: Number.POSITIVE_INFINITY },
  }));
  const publish = onPublishing(publishers, () => ({ resendId: undefined }));
  return (scenario) => publish(store(scenario));
}

/** What a queue gives up is kept in a queue of its own, which nobody takes from. */
export function withDeadLetterQueue(queue: string): SystemChange {
  return (scenario) => {
    const node = scenario.nodes.find(({ id }) => id === queue);
    if (node?.kind !== 'queue') return scenario;
    const { policy, ...rest } = node;
    const letters: QueueSpec = {
      ...rest,
      id: freeId(scenario, 'dead-letters'),
      title: 'Dead letters',
      deadLetterTo: null,
      maxLength: Number.POSITIVE_INFINITY,
      maxDeliveries: Number.POSITIVE_INFINITY,
    };
    const route = onQueue(queue, () =>
      policy === undefined
        ? { deadLetterTo: letters.id }
        : { deadLetterTo: letters.id, policy: { ...policy, deadLetter: null } },
    );
    const changed = route(scenario);
    return { ...changed, nodes: [...changed.nodes, letters] };
  };
}

/** A group that hands out a record as often as it takes. */
export function kept(group: string): SystemChange {
  return onNode<GroupSpec>(group, 'group', () => ({ maxDeliveries: Number.POSITIVE_INFINITY }));
}

/** A log that removes and refuses nothing for want of room. */
export function retained(log: string): SystemChange {
  const all = Number.POSITIVE_INFINITY;
  return onNode<LogSpec>(log, 'log', () => ({ maxRecords: all, maxPerKey: all, maxAgeUs: all }));
}

/** A log that writes each change before it answers. */
export function keptInLog(log: string): SystemChange {
  return onNode<LogSpec>(log, 'log', () => ({ storage: { kind: 'written' } }));
}

/** All replicas in sync have a record before its producer is told, and it sends until it is. */
export function confirmedInSync(log: string, publishers: readonly string[]): SystemChange {
  const wait = onReplicas(log, { confirmAfter: 'inSync' });
  const publish = confirmed(publishers);
  return (scenario) => publish(wait(scenario));
}

/** Only a replica in sync may lead. */
export function electedInSync(log: string): SystemChange {
  return onReplicas(log, { uncleanElection: false });
}

/** Replicas that come back by themselves, before they have missed much. */
export function restartedSoon(log: string): SystemChange {
  return onReplicas(log, { restartUs: RESTART_US });
}

function onReplicas(id: string, set: Partial<LogReplication>): SystemChange {
  return onNode<LogSpec>(id, 'log', ({ replication }) =>
    replication === undefined ? {} : { replication: { ...replication, ...set } },
  );
}

function onQueue(id: string, set: (node: QueueSpec) => Partial<QueueSpec>): SystemChange {
  return onNode<QueueSpec>(id, 'queue', set);
}

function onPublishing(
  ids: readonly string[],
  set: (publishing: Publishing) => Partial<Publishing>,
): SystemChange {
  const changed = (node: ProducerSpec | ServiceSpec): NodeSpec => ({
    ...node,
    publishing: { ...node.publishing, ...set(node.publishing) },
  });
  return (scenario) => ({
    ...scenario,
    nodes: scenario.nodes.map((node) =>
      ids.includes(node.id) && 'publishing' in node ? changed(node) : node,
    ),
  });
}

function onNode<Spec extends NodeSpec>(
  id: string,
  kind: Spec['kind'],
  set: (node: Spec) => Partial<Spec>,
): SystemChange {
  const isMeant = (node: NodeSpec): node is Spec => node.id === id && node.kind === kind;
  return (scenario) => ({
    ...scenario,
    nodes: scenario.nodes.map((node) => (isMeant(node) ? { ...node, ...set(node) } : node)),
  });
}

function freeId({ nodes }: Scenario, wanted: string): string {
  const isTaken = (id: string): boolean => nodes.some((node) => node.id === id);
  let id = wanted;
  for (let i = 2; isTaken(id); i++) id = `${wanted}-${i}`;
  return id;
}
