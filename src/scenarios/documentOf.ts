/**
 * documentOf writes a scenario as its file: the way back from scenarioOf.
 *
 * The document is canonical. Equal scenarios give equal documents: keys in the order of the format,
 * each duration in its one spelling, and nothing that the reader would fill in by itself.
 */

import * as z from 'zod/mini';
import type {
  ArrivalProcess,
  CallBreaker,
  CallRetry,
  Committing,
  Duration,
  Flush,
  Intervention,
  KeyStore,
  Letter,
  NodeSpec,
  OnOff,
  OrderKeys,
  Publishing,
  QueuePolicy,
  QueueSpec,
  Receive,
  Scenario,
  WireSpec,
} from '../engine/index.ts';
import { isLogAct, plainPolicy } from '../engine/index.ts';
import { writeDuration } from './durationText.ts';
import { groupDocument, logDocument, logFaultDocument } from './logNodes.ts';
import { queueReplicas } from './replicaDocument.ts';
import { queueReplicationDocument } from './replicaNodes.ts';
import {
  type ArrivalsDocument,
  arrivalsStandard,
  type CommittingDocument,
  type ConsumerDocument,
  committingStandard,
  type FaultDocument,
  type FullDocument,
  faultStandard,
  handStandards,
  type KeyStoreDocument,
  type KeysDocument,
  type LetterDocument,
  type NodeDocument,
  nodeSchema,
  type QueueDocument,
  type ScenarioDocument,
  type WireDocument,
  type WorkDocument,
  wireSchema,
} from './ScenarioDocument.ts';

export function documentOf(scenario: Scenario): ScenarioDocument {
  const document: FullDocument = {
    schemaVersion: 1,
    name: scenario.name,
    title: scenario.title,
    about: scenario.about,
    seed: scenario.seed,
    duration: writeDuration(scenario.durationUs),
    nodes: scenario.nodes.map((node) => lean(nodeDocument(node), nodeStandards[node.kind])),
    wires: scenario.wires.map((wire) => lean(wireDocument(wire), wireStandard)),
    faults: scenario.faults.map((fault) => lean(faultDocument(fault), faultStandardOf(fault))),
  };
  return document;
}

/** What the reader fills in by itself where a node or a wire says no more than it must. */
const nodeStandards = {
  producer: standard(nodeSchema, {
    kind: 'producer',
    id: 'it',
    arrivals: { kind: 'burst', count: 1 },
  }),
  service: standard(nodeSchema, { kind: 'service', id: 'it', work: '1s' }),
  broker: standard(nodeSchema, { kind: 'broker', id: 'it' }),
  exchange: standard(nodeSchema, { kind: 'exchange', id: 'it', broker: 'it' }),
  queue: standard(nodeSchema, { kind: 'queue', id: 'it', broker: 'it' }),
  consumer: standard(nodeSchema, { kind: 'consumer', id: 'it', work: '1s' }),
  log: standard(nodeSchema, { kind: 'log', id: 'it', broker: 'it' }),
  group: standard(nodeSchema, { kind: 'group', id: 'it', broker: 'it', log: 'it' }),
};
/** What the reader fills in for an act. */
function faultStandardOf({ kind }: Intervention): object {
  const standards = new Map<string, object>(Object.entries(handStandards));
  return standards.get(kind) ?? faultStandard;
}

/** What the reader fills in for a policy that says nothing. */
const policyStandard = policyDocument(plainPolicy);

/** What the reader fills in for a lease of the timer kind. */
const leaseStandard = { atMost: null };
/** What the reader fills in for replicas of a queue of which it knows how many there are. */
const replicasStandard = standard(queueReplicas, { replicas: 1 });
/** What the reader fills in for a consumer that asks for its messages. */
const receiveStandard = { wait: '0s', pause: '0s' };

const wireStandard = standard(wireSchema, { from: 'it', to: 'it' });

function standard(schema: z.core.$ZodType<object>, said: object): object {
  const filled = Object.entries(z.parse(schema, said));
  return Object.fromEntries(filled.filter(([key]) => !Object.hasOwn(said, key)));
}

/** The object without the keys at which it says what is standard. */
function lean<Full extends object>(full: Full, standard: object): Full {
  const others = new Map<string, unknown>(Object.entries(standard));
  const kept = Object.entries(full).flatMap(([key, value]) => {
    const usual = others.get(key);
    if (value === undefined || JSON.stringify(value) === JSON.stringify(usual)) return [];
    // What has a kind is said as a whole: another kind has other parts.
    return [[key, isGroup(value) && isGroup(usual) ? lean(value, usual) : value]];
  });
  return Object.fromEntries(kept) as Full;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('kind' in value);
}

function nodeDocument(node: NodeSpec): NodeDocument {
  const named = { id: node.id, title: node.title === node.id ? undefined : node.title };
  switch (node.kind) {
    case 'producer':
      return {
        kind: 'producer',
        ...named,
        arrivals: lean(arrivalsDocument(node.arrivals), arrivalsStandard),
        publishing: publishingDocument(node.publishing),
        poison: [...node.poison],
        keys: node.keys ? keysDocument(node.keys) : null,
        restart: durationOrNull(node.restartUs ?? Number.POSITIVE_INFINITY),
      };
    case 'service':
      return {
        kind: 'service',
        ...named,
        threads: node.threads,
        waitingRoom: node.waitingRoom,
        work: workDocument(node.work, node.onOff),
        publishing: publishingDocument(node.publishing),
      };
    case 'broker':
      return {
        kind: 'broker',
        ...named,
        recovery: writeDuration(node.recoveryUs),
        restart: durationOrNull(node.restartUs),
        heartbeat: writeDuration(node.heartbeatUs),
        alarms: node.alarms
          ? { memory: numberOrNull(node.alarms.memory), disk: numberOrNull(node.alarms.disk) }
          : null,
      };
    case 'exchange':
      return {
        kind: 'exchange',
        ...named,
        broker: node.broker,
        routing: node.routing ? { ...node.routing } : null,
      };
    case 'queue':
      return queueDocument(node);
    case 'log':
      return logDocument(node);
    case 'group':
      return groupDocument(node);
    case 'consumer':
      return {
        kind: 'consumer',
        ...named,
        count: node.count,
        work: workDocument(node.work, node.onOff),
        workBy: node.workBy ?? 'consumer',
        holdsThread: node.holdsThread ?? false,
        extendLeaseEvery: durationOrNull(node.extendLeaseEveryUs ?? Number.POSITIVE_INFINITY),
        concurrency: node.concurrency,
        prefetchLimit: node.prefetchLimit,
        receive: node.receive ? receiveDocument(node.receive) : null,
        ack: node.ack,
        onFailure: node.onFailure,
        backoff: node.backoffUs.map(writeDuration),
        idempotencyKey: node.idempotencyKey,
        keyStore: node.keyStore ? keyStoreDocument(node.keyStore) : null,
        restart: durationOrNull(node.restartUs),
        ...(node.mishaps === undefined ? {} : { mishaps: { ...node.mishaps } }),
        effect: { title: node.effect.title, amount: node.effect.amount, unit: node.effect.unit },
        priority: node.priority ?? 0,
        byHand: node.byHand ?? null,
      };
  }
}

function receiveDocument({ waitUs, pauseUs }: Receive): ConsumerDocument['receive'] {
  return lean({ wait: writeDuration(waitUs), pause: writeDuration(pauseUs) }, receiveStandard);
}

function queueDocument(node: QueueSpec): QueueDocument {
  return {
    kind: 'queue',
    id: node.id,
    title: node.title === node.id ? undefined : node.title,
    broker: node.broker,
    durable: node.durable,
    flush: flushDocument(node.flush),
    confirmAfter: node.confirmAfter,
    lease:
      node.lease.kind === 'timer'
        ? lean(
            {
              kind: 'timer',
              time: writeDuration(node.lease.us),
              atMost: durationOrNull(node.lease.maxUs ?? Number.POSITIVE_INFINITY),
            },
            leaseStandard,
          )
        : { kind: 'connection' },
    onReturn: node.onReturn,
    maxDeliveries: numberOrNull(node.maxDeliveries),
    deadLetterTo: node.deadLetterTo,
    maxLength: numberOrNull(node.maxLength),
    overflow: node.overflow,
    policy: node.policy ? lean(policyDocument(node.policy), policyStandard) : null,
    replication: node.replication
      ? lean(queueReplicationDocument(node.replication), replicasStandard)
      : null,
  };
}

function policyDocument({
  ttlUs,
  expiresUs,
  idWindowUs,
  longestWaitUs,
  ...policy
}: QueuePolicy): NonNullable<QueueDocument['policy']> {
  return {
    ...policy,
    counts: { ...policy.counts },
    deadLetter: policy.deadLetter && { ...policy.deadLetter },
    prefetchCap: numberOrNull(policy.prefetchCap),
    maxBytes: numberOrNull(policy.maxBytes),
    idWindow: writeDuration(idWindowUs),
    longestWait: durationOrNull(longestWaitUs),
    ttl: durationOrNull(ttlUs),
    expires: durationOrNull(expiresUs),
  };
}

function letterDocument({ expirationUs, key, mandatory, priority, bytes }: Letter): LetterDocument {
  return { key, mandatory, expiration: durationOrNull(expirationUs), priority, bytes };
}

function keysDocument(keys: OrderKeys): KeysDocument {
  return keys.kind === 'listed'
    ? { kind: 'listed', list: [...keys.list] }
    : { kind: 'drawn', weights: keys.weights.map(({ key, weight }) => ({ key, weight })) };
}

function keyStoreDocument({ kept, ttlUs }: KeyStore): KeyStoreDocument {
  return lean({ kept, ttl: durationOrNull(ttlUs) }, { ttl: null });
}

function arrivalsDocument({ gap, atUs, ...arrivals }: ArrivalProcess): ArrivalsDocument {
  if (gap === null) {
    const [firstUs = 0] = atUs;
    return atUs.length > 1 && atUs.every((us) => us === firstUs)
      ? { kind: 'burst', count: atUs.length, at: writeDuration(firstUs) }
      : { kind: 'scheduled', at: atUs.map(writeDuration) };
  }
  const window = {
    from: writeDuration(arrivals.fromUs),
    count: numberOrNull(arrivals.count),
    ...onOffDocument(arrivals.onOff),
  };
  return gap.kind === 'constant' || gap.kind === 'exponential'
    ? { kind: gap.kind, perS: perSOf(gap.meanUs), ...window }
    : { ...spreadDocument(gap), ...window };
}

/** The rate of this gap. */
function perSOf(meanUs: number): number {
  return Number((1_000_000 / meanUs).toPrecision(12));
}

function workDocument(work: Duration, onOff: OnOff | null): WorkDocument {
  if (work.kind === 'uniform' || work.kind === 'listed') {
    return { ...spreadDocument(work), ...onOffDocument(onOff) };
  }
  const mean = writeDuration(work.meanUs);
  return work.kind === 'constant' && onOff === null
    ? mean
    : { kind: work.kind, mean, ...onOffDocument(onOff) };
}

function spreadDocument(duration: Duration & { kind: 'uniform' | 'listed' }) {
  return duration.kind === 'uniform'
    ? {
        kind: duration.kind,
        low: writeDuration(duration.lowUs),
        high: writeDuration(duration.highUs),
      }
    : { kind: duration.kind, list: duration.listUs.map(writeDuration) };
}

function onOffDocument(onOff: OnOff | null) {
  return onOff === null ? {} : { on: writeDuration(onOff.onUs), off: writeDuration(onOff.offUs) };
}

function publishingDocument(publishing: Publishing) {
  return {
    confirm: publishing.confirm,
    persistent: publishing.persistent,
    timeout: durationOrNull(publishing.timeoutUs),
    backoff: publishing.backoffUs.map(writeDuration),
    maxAttempts: numberOrNull(publishing.maxAttempts),
    letter: publishing.letter ? letterDocument(publishing.letter) : null,
    resendId: publishing.resendId ?? ('same' as const),
    committing: publishing.committing ? committingDocument(publishing.committing) : null,
  };
}

function committingDocument(committing: Committing): CommittingDocument {
  return committing.kind === 'outbox'
    ? { kind: 'outbox', every: writeDuration(committing.everyUs) }
    : lean({ kind: committing.kind, gap: writeDuration(committing.gapUs) }, committingStandard);
}

function flushDocument(flush: Flush) {
  switch (flush.kind) {
    case 'never':
      return { kind: 'never' } as const;
    case 'eachPublish':
      return { kind: 'eachPublish', time: writeDuration(flush.us) } as const;
    case 'interval':
      return { kind: 'interval', every: writeDuration(flush.us) } as const;
  }
}

function wireDocument(wire: WireSpec): WireDocument {
  return {
    from: wire.from,
    to: wire.to,
    latency: writeDuration(wire.latencyUs),
    loss: wire.loss,
    timeout: durationOrNull(wire.timeoutUs),
    retry: wire.retry ? retryDocument(wire.retry) : null,
    breaker: wire.breaker ? breakerDocument(wire.breaker) : null,
    keys: [...(wire.keys ?? [''])],
  };
}

function retryDocument({ attempts, backoffUs }: CallRetry): WireDocument['retry'] {
  return { attempts, backoff: backoffUs.map(writeDuration) };
}

function breakerDocument({ failures, withinUs, openUs }: CallBreaker): WireDocument['breaker'] {
  return { failures, within: writeDuration(withinUs), open: writeDuration(openUs) };
}

function faultDocument(fault: Intervention): FaultDocument {
  const at = writeDuration(fault.atUs);
  if (isLogAct(fault)) return logFaultDocument(fault.atUs, fault);
  switch (fault.kind) {
    case 'spike':
    case 'slow':
      return {
        at,
        do: fault.kind,
        target: fault.target,
        factor: fault.factor,
        length: writeDuration(fault.lengthUs),
      };
    case 'crashConsumer':
      return { at, do: fault.kind, target: fault.target, member: fault.member, point: fault.point };
    case 'restartConsumer':
    case 'removeConsumer':
      return { at, do: fault.kind, target: fault.target, member: fault.member };
    case 'crashService':
    case 'crashProducer':
      return { at, do: fault.kind, target: fault.target, point: fault.point ?? 'now' };
    case 'stopBroker':
      return { at, do: fault.kind, target: fault.target, how: fault.how };
    case 'crashReplica':
      return { at, do: fault.kind, target: fault.target, replica: fault.replica, how: fault.how };
    case 'restartReplica':
      return { at, do: fault.kind, target: fault.target, replica: fault.replica };
    case 'delayPacket':
      return { at, do: fault.kind, from: fault.from, to: fault.to, by: writeDuration(fault.byUs) };
    case 'cutWire':
    case 'healWire':
    case 'losePacket':
    case 'doublePacket':
      return { at, do: fault.kind, from: fault.from, to: fault.to };
    case 'setKnob':
      return {
        at,
        do: fault.kind,
        target: fault.target,
        knob: fault.knob,
        value: numberOrNull(fault.value),
      };
    case 'redrive':
      return {
        at,
        do: fault.kind,
        target: fault.target,
        to: fault.to,
        perS: numberOrNull(fault.perS),
      };
    case 'publish':
      return {
        at,
        do: fault.kind,
        target: fault.target,
        to: fault.to,
        persistent: fault.persistent,
        confirm: fault.confirm,
        ...letterDocument(fault),
      };
    case 'subscribe':
      return {
        at,
        do: fault.kind,
        target: fault.target,
        prefetchLimit: numberOrNull(fault.prefetchLimit),
        ack: fault.ack,
        priority: fault.priority,
        exclusive: fault.exclusive,
      };
    case 'get':
      return { at, do: fault.kind, target: fault.target, ack: fault.ack };
    case 'settle':
      return {
        at,
        do: fault.kind,
        target: fault.target,
        message: fault.message,
        verdict: fault.verdict,
        requeue: fault.requeue,
        multiple: fault.multiple,
      };
    case 'closeChannel':
      return { at, do: fault.kind, target: fault.target, how: fault.how };
    case 'declareQueue':
      return {
        at,
        do: fault.kind,
        target: fault.target,
        as: fault.as && lean(queueDocument(fault.as), nodeStandards.queue),
        isPassive: fault.isPassive,
      };
    default:
      return { at, do: fault.kind, target: fault.target };
  }
}

function durationOrNull(us: number): string | null {
  return us === Number.POSITIVE_INFINITY ? null : writeDuration(us);
}

function numberOrNull(value: number): number | null {
  return value === Number.POSITIVE_INFINITY ? null : value;
}
