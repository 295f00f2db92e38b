/**
 * scenarioOf builds what the engine takes from a checked document, field by field.
 *
 * Nothing of the document itself goes in: every object is new, so that no key a file may have smuggled
 * in can travel further.
 */
import type {
  Act,
  ArrivalProcess,
  CallBreaker,
  CallRetry,
  Committing,
  Duration,
  Letter,
  NodeSpec,
  OnOff,
  OrderKeys,
  Publishing,
  QueuePolicy,
  QueueSpec,
  Scenario,
  WireSpec,
} from '../engine/index.ts';
import { usOf } from './durationText.ts';
import { groupOf, isLogFault, logActOf, logOf } from './logNodes.ts';
import { queueReplicationOf } from './replicaNodes.ts';
import type {
  ArrivalsDocument,
  CommittingDocument,
  FaultDocument,
  FullDocument,
  KeysDocument,
  LetterDocument,
  NodeDocument,
  QueueDocument,
  WireDocument,
  WorkDocument,
} from './ScenarioDocument.ts';

export function scenarioOf(document: FullDocument): Scenario {
  return {
    name: document.name,
    title: document.title,
    about: document.about,
    seed: document.seed,
    durationUs: usOf(document.duration),
    nodes: document.nodes.map(nodeOf),
    wires: document.wires.map(wireOf),
    faults: document.faults.map((fault) => ({ atUs: usOf(fault.at), ...actOf(fault) })),
  };
}

function nodeOf(node: NodeDocument): NodeSpec {
  const named = { id: node.id, title: node.title ?? node.id };
  switch (node.kind) {
    case 'producer':
      return {
        kind: 'producer',
        ...named,
        arrivals: arrivalsOf(node.arrivals),
        publishing: publishingOf(node.publishing),
        poison: [...node.poison],
        ...(node.keys === null ? {} : { keys: keysOf(node.keys) }),
        ...(node.restart === null ? {} : { restartUs: usOf(node.restart) }),
      };
    case 'service':
      return {
        kind: 'service',
        ...named,
        threads: node.threads,
        waitingRoom: node.waitingRoom,
        ...workOf(node.work),
        publishing: publishingOf(node.publishing),
      };
    case 'broker':
      return {
        kind: 'broker',
        ...named,
        recoveryUs: usOf(node.recovery),
        restartUs: usOrNever(node.restart),
        heartbeatUs: usOf(node.heartbeat),
        ...(node.alarms === null
          ? {}
          : {
              alarms: {
                memory: node.alarms.memory ?? Number.POSITIVE_INFINITY,
                disk: node.alarms.disk ?? Number.POSITIVE_INFINITY,
              },
            }),
      };
    case 'exchange':
      return {
        kind: 'exchange',
        ...named,
        broker: node.broker,
        ...(node.routing === null ? {} : { routing: { ...node.routing } }),
      };
    case 'queue':
      return queueOf(node);
    case 'log':
      return logOf(node);
    case 'group':
      return groupOf(node);
    case 'consumer':
      return {
        kind: 'consumer',
        ...named,
        count: node.count,
        ...workOf(node.work),
        ...(node.workBy === 'order' ? { workBy: node.workBy } : {}),
        ...(node.holdsThread ? { holdsThread: true } : {}),
        ...(node.extendLeaseEvery === null
          ? {}
          : { extendLeaseEveryUs: usOf(node.extendLeaseEvery) }),
        concurrency: node.concurrency,
        prefetchLimit: node.prefetchLimit,
        ...(node.receive === null
          ? {}
          : { receive: { waitUs: usOf(node.receive.wait), pauseUs: usOf(node.receive.pause) } }),
        ack: node.ack,
        onFailure: node.onFailure,
        backoffUs: node.backoff.map(usOf),
        idempotencyKey: node.idempotencyKey,
        ...(node.keyStore === null
          ? {}
          : { keyStore: { kept: node.keyStore.kept, ttlUs: usOrNever(node.keyStore.ttl) } }),
        restartUs: usOrNever(node.restart),
        ...(node.mishaps === undefined ? {} : { mishaps: { ...node.mishaps } }),
        effect: {
          title: node.effect.title,
          amount: node.effect.amount,
          unit: node.effect.unit,
        },
        ...(node.priority === 0 ? {} : { priority: node.priority }),
        ...(node.byHand === null ? {} : { byHand: node.byHand }),
      };
  }
}

function queueOf(node: QueueDocument): QueueSpec {
  return {
    kind: 'queue',
    id: node.id,
    title: node.title ?? node.id,
    broker: node.broker,
    durable: node.durable,
    flush: flushOf(node.flush),
    confirmAfter: node.confirmAfter,
    lease:
      node.lease.kind === 'timer'
        ? {
            kind: 'timer',
            us: usOf(node.lease.time),
            ...(node.lease.atMost === null ? {} : { maxUs: usOf(node.lease.atMost) }),
          }
        : { kind: 'connection' },
    onReturn: node.onReturn,
    maxDeliveries: node.maxDeliveries ?? Number.POSITIVE_INFINITY,
    deadLetterTo: node.deadLetterTo,
    maxLength: node.maxLength ?? Number.POSITIVE_INFINITY,
    overflow: node.overflow,
    ...(node.policy === null ? {} : { policy: policyOf(node.policy) }),
    ...(node.replication === null ? {} : { replication: queueReplicationOf(node.replication) }),
  };
}

function policyOf({
  ttl,
  expires,
  prefetchCap,
  maxBytes,
  idWindow,
  longestWait,
  ...policy
}: NonNullable<QueueDocument['policy']>): QueuePolicy {
  return {
    ...policy,
    counts: { ...policy.counts },
    deadLetter: policy.deadLetter === null ? null : { ...policy.deadLetter },
    prefetchCap: prefetchCap ?? Number.POSITIVE_INFINITY,
    maxBytes: maxBytes ?? Number.POSITIVE_INFINITY,
    idWindowUs: usOf(idWindow),
    longestWaitUs: usOrNever(longestWait),
    ttlUs: usOrNever(ttl),
    expiresUs: usOrNever(expires),
  };
}

function letterOf(letter: LetterDocument): Letter {
  return {
    key: letter.key,
    mandatory: letter.mandatory,
    expirationUs: usOrNever(letter.expiration),
    priority: letter.priority,
    bytes: letter.bytes,
  };
}

function keysOf(keys: KeysDocument): OrderKeys {
  return keys.kind === 'listed'
    ? { kind: 'listed', list: [...keys.list] }
    : {
        kind: 'drawn',
        weights: keys.weights.map(({ key, weight }) => ({ key, weight })),
      };
}

function arrivalsOf(arrivals: ArrivalsDocument): ArrivalProcess {
  if (arrivals.kind === 'scheduled' || arrivals.kind === 'burst') {
    const atUs =
      arrivals.kind === 'scheduled'
        ? arrivals.at.map(usOf)
        : Array.from({ length: arrivals.count }, () => usOf(arrivals.at));
    return { gap: null, atUs, fromUs: 0, count: Number.POSITIVE_INFINITY, onOff: null };
  }
  return {
    gap:
      'perS' in arrivals
        ? { kind: arrivals.kind, meanUs: gapUs(arrivals.perS) }
        : durationOf(arrivals),
    atUs: [],
    fromUs: usOf(arrivals.from),
    count: arrivals.count ?? Number.POSITIVE_INFINITY,
    onOff: onOffOf(arrivals),
  };
}

/**
 * The mean gap between two arrivals at a rate, in microseconds and parts of them: the engine rounds
 * arrival times, not gaps. Of a rate twelve digits count, so that the rate can be told from the gap.
 */
export function gapUs(perS: number): number {
  return 1_000_000 / Number(perS.toPrecision(12));
}

function workOf(work: WorkDocument): { work: Duration; onOff: OnOff | null } {
  return typeof work === 'string'
    ? { work: { kind: 'constant', meanUs: usOf(work) }, onOff: null }
    : { work: durationOf(work), onOff: onOffOf(work) };
}

function durationOf(work: DurationDocument): Duration {
  switch (work.kind) {
    case 'uniform':
      return { kind: 'uniform', lowUs: usOf(work.low), highUs: usOf(work.high) };
    case 'listed':
      return { kind: 'listed', listUs: work.list.map(usOf) };
    default:
      return { kind: work.kind, meanUs: usOf(work.mean) };
  }
}

type DurationDocument =
  | { kind: 'constant' | 'exponential'; mean: string }
  | { kind: 'uniform'; low: string; high: string }
  | { kind: 'listed'; list: string[] };

function onOffOf({ on, off }: { on?: string | undefined; off?: string | undefined }): OnOff | null {
  return on === undefined || off === undefined ? null : { onUs: usOf(on), offUs: usOf(off) };
}

function publishingOf(publishing: PublishingDocument): Publishing {
  return {
    confirm: publishing.confirm,
    persistent: publishing.persistent,
    timeoutUs: usOrNever(publishing.timeout),
    backoffUs: publishing.backoff.map(usOf),
    maxAttempts: publishing.maxAttempts ?? Number.POSITIVE_INFINITY,
    ...(publishing.letter === null ? {} : { letter: letterOf(publishing.letter) }),
    ...(publishing.resendId === 'new' ? { resendId: publishing.resendId } : {}),
    ...(publishing.committing === null ? {} : { committing: committingOf(publishing.committing) }),
  };
}

function committingOf(committing: CommittingDocument): Committing {
  return committing.kind === 'outbox'
    ? { kind: 'outbox', everyUs: usOf(committing.every) }
    : { kind: committing.kind, gapUs: usOf(committing.gap) };
}

type PublishingDocument = (NodeDocument & { kind: 'producer' })['publishing'];

function flushOf(flush: QueueDocument['flush']) {
  switch (flush.kind) {
    case 'never':
      return { kind: 'never' } as const;
    case 'eachPublish':
      return { kind: 'eachPublish', us: usOf(flush.time) } as const;
    case 'interval':
      return { kind: 'interval', us: usOf(flush.every) } as const;
  }
}

function wireOf(wire: WireDocument): WireSpec {
  return {
    from: wire.from,
    to: wire.to,
    latencyUs: usOf(wire.latency),
    loss: wire.loss,
    timeoutUs: usOrNever(wire.timeout),
    ...(wire.retry === null ? {} : { retry: retryOf(wire.retry) }),
    ...(wire.breaker === null ? {} : { breaker: breakerOf(wire.breaker) }),
    ...(wire.keys.length === 1 && wire.keys[0] === '' ? {} : { keys: [...wire.keys] }),
  };
}

function retryOf({ attempts, backoff }: NonNullable<WireDocument['retry']>): CallRetry {
  return { attempts, backoffUs: backoff.map(usOf) };
}

function breakerOf({ failures, within, open }: NonNullable<WireDocument['breaker']>): CallBreaker {
  return { failures, withinUs: usOf(within), openUs: usOf(open) };
}

function actOf(fault: FaultDocument): Act {
  if (isLogFault(fault)) return logActOf(fault);
  switch (fault.do) {
    case 'spike':
    case 'slow':
      return {
        kind: fault.do,
        target: fault.target,
        factor: fault.factor,
        lengthUs: usOf(fault.length),
      };
    case 'crashConsumer':
      return { kind: fault.do, target: fault.target, member: fault.member, point: fault.point };
    case 'restartConsumer':
    case 'removeConsumer':
      return { kind: fault.do, target: fault.target, member: fault.member };
    case 'crashService':
      return fault.point === 'now'
        ? { kind: fault.do, target: fault.target }
        : { kind: fault.do, target: fault.target, point: fault.point };
    case 'crashProducer':
      return { kind: fault.do, target: fault.target, point: fault.point };
    case 'stopBroker':
      return { kind: fault.do, target: fault.target, how: fault.how };
    case 'crashReplica':
      return { kind: fault.do, target: fault.target, replica: fault.replica, how: fault.how };
    case 'restartReplica':
      return { kind: fault.do, target: fault.target, replica: fault.replica };
    case 'delayPacket':
      return { kind: fault.do, from: fault.from, to: fault.to, byUs: usOf(fault.by) };
    case 'cutWire':
    case 'healWire':
    case 'losePacket':
    case 'doublePacket':
      return { kind: fault.do, from: fault.from, to: fault.to };
    case 'setKnob':
      return {
        kind: fault.do,
        target: fault.target,
        knob: fault.knob,
        value: fault.value ?? Number.POSITIVE_INFINITY,
      };
    case 'redrive':
      return {
        kind: fault.do,
        target: fault.target,
        to: fault.to,
        perS: fault.perS ?? Number.POSITIVE_INFINITY,
      };
    case 'publish':
      return {
        kind: fault.do,
        target: fault.target,
        to: fault.to,
        persistent: fault.persistent,
        confirm: fault.confirm,
        ...letterOf(fault),
      };
    case 'subscribe':
      return {
        kind: fault.do,
        target: fault.target,
        prefetchLimit: fault.prefetchLimit ?? Number.POSITIVE_INFINITY,
        ack: fault.ack,
        priority: fault.priority,
        exclusive: fault.exclusive,
      };
    case 'get':
      return { kind: fault.do, target: fault.target, ack: fault.ack };
    case 'settle':
      return {
        kind: fault.do,
        target: fault.target,
        message: fault.message,
        verdict: fault.verdict,
        requeue: fault.requeue,
        multiple: fault.multiple,
      };
    case 'closeChannel':
      return { kind: fault.do, target: fault.target, how: fault.how };
    case 'declareQueue':
      return {
        kind: fault.do,
        target: fault.target,
        as: fault.as === null ? null : queueOf(fault.as),
        isPassive: fault.isPassive,
      };
    default:
      return { kind: fault.do, target: fault.target };
  }
}

function usOrNever(text: string | null): number {
  return text === null ? Number.POSITIVE_INFINITY : usOf(text);
}
