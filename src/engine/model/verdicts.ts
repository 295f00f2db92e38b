/**
 * verdicts says for each queue what is promised, what holds, and the first message that shows otherwise.
 *
 * A promise is kept, broken, or not made. One that is not made and has not been needed yet says so too:
 * "not promised" is the honest word for what has merely not gone wrong.
 */
import { NO_FACT } from '../trace/index.ts';
import type { PromiseName } from './Guarantees.ts';
import { orderBrokenBy } from './order/reportOrder.ts';
import { NO_NODE } from './Plan.ts';
import type { Publishing } from './Scenario.ts';
import { FlushKind, KeyMode, OnFailure, Returning } from './tables.ts';
import type { World } from './World.ts';

export type VerdictName =
  | 'noLossAfterConfirm'
  | 'noDuplicateDelivery'
  | 'noDuplicateEffect'
  | 'orderWithinQueue'
  | 'orderWithinKey'
  | 'boundedDeliveries'
  | 'boundedBacklog'
  | 'stateAndMessage';

export interface Verdict {
  readonly name: VerdictName;
  readonly queue: string;
  readonly verdict: 'kept' | 'broken' | 'notPromised';
  /** Whether these settings promise it. What was never promised can still be seen not to hold. */
  readonly isPromised: boolean;
  /** What the promise rests on, or what is missing for it. */
  readonly because: string;
  /** The first message that shows that it does not hold; 0: it is about an order that never had one. */
  readonly counterExample: { readonly message: number; readonly fact: number } | null;
}

export function verdictsOf(world: World, queue: number): Verdict[] {
  const { queues, groups, plan } = world;
  const members = membersOf(world, queue);
  const acksEarly = members.some((group) => groups.ackBeforeWork[group] === 1);
  const missingKey = whyEffectsRepeat(world, members);
  const risk = riskOfLoss(world, queue);
  const limit = queues.maxDeliveries[queue];
  const hasLimit = limit !== Number.POSITIVE_INFINITY && countsEveryEnd(world, queue);
  const id = plan.nodes[queue].id;

  const verdict = (
    name: VerdictName,
    promise: PromiseName,
    isPromised: boolean,
    because: string,
  ): Verdict => {
    const fact = world.guarantees[promise][queue];
    const counterExample =
      fact < 0 ? null : { message: world.guarantees[`${promise}Message`][queue], fact };
    const isBroken = counterExample !== null && (isPromised || promise !== 'duplicateDelivery');
    return {
      name,
      queue: id,
      isPromised,
      verdict: isBroken ? 'broken' : isPromised ? 'kept' : 'notPromised',
      because,
      counterExample,
    };
  };

  return [
    verdict(
      'noLossAfterConfirm',
      'lossAfterConfirm',
      risk === null,
      risk ?? 'on disk before the confirm, acked after the work',
    ),
    verdict(
      'noDuplicateDelivery',
      'duplicateDelivery',
      false,
      acksEarly
        ? 'acked on receipt: only a lost ack brings it back'
        : 'no ack means redelivery: at least once',
    ),
    verdict(
      'noDuplicateEffect',
      'duplicateEffect',
      missingKey === null,
      missingKey ?? 'the consumer keeps an idempotency key',
    ),
    verdict('orderWithinQueue', 'order', false, 'a redelivery or a resend can break it'),
    ...(hasKeys(world, queue) ? [orderWithinKey(world, queue)] : []),
    verdict(
      'boundedDeliveries',
      'tooManyDeliveries',
      hasLimit,
      hasLimit
        ? `at most ${limit} ${limit === 1 ? 'delivery' : 'deliveries'} of one message`
        : 'there is no delivery limit',
    ),
    boundedBacklog(world, queue),
    ...stateAndMessage(world, queue),
  ];
}

/** What a publisher commits and what it publishes to this queue is the same; nothing where nobody commits. */
function stateAndMessage(world: World, queue: number): Verdict[] {
  const { commits, plan } = world;
  const committers = commits.committers.filter((node) =>
    plan.wiresFrom[node].some((wire) => plan.routes[plan.wireTo[wire]].includes(queue)),
  );
  if (committers.length === 0) return [];
  const isPromised = committers.every((node) => commits.hasOutbox(node));
  const broken = committers
    .map((node) => ({
      fact: commits.nodes.brokenBy[node],
      message: commits.nodes.brokenMessage[node],
    }))
    .filter(({ fact }) => fact !== NO_FACT)
    .sort((a, b) => a.fact - b.fact);
  return [
    {
      name: 'stateAndMessage',
      queue: plan.nodes[queue].id,
      isPromised,
      verdict: broken.length > 0 ? 'broken' : isPromised ? 'kept' : 'notPromised',
      because: isPromised
        ? 'the message is in the outbox, in one transaction with the state'
        : 'state and message are two writes',
      counterExample: broken[0] ?? null,
    },
  ];
}

/** What is ready stays below a limit. What comes back from consumers is let in above it. */
function boundedBacklog(world: World, queue: number): Verdict {
  const { policies, queues } = world;
  const length = queues.maxLength[queue];
  const bytes = queues.hasPolicy[queue] === 1 ? policies.maxBytes[queue] : Number.POSITIVE_INFINITY;
  const limits = [
    ...(length === Number.POSITIVE_INFINITY ? [] : [`${length} ready messages`]),
    ...(bytes === Number.POSITIVE_INFINITY ? [] : [`${bytes} bytes`]),
  ];
  const isPromised = limits.length > 0;
  return {
    name: 'boundedBacklog',
    queue: world.plan.nodes[queue].id,
    isPromised,
    verdict: isPromised ? 'kept' : 'notPromised',
    because: isPromised
      ? `at most ${limits.join(' and ')}, besides what comes back`
      : 'there is no limit to its length',
    counterExample: null,
  };
}

/** How an order can have its effect twice by one of these groups of consumers; null: it cannot. */
export function whyEffectsRepeat(world: World, members: readonly number[]): string | null {
  const { groups, keyStores } = world;
  const { inMemory, ttlUs } = keyStores.keepers;
  const some = (isMeant: (group: number) => boolean): boolean => members.some(isMeant);
  if (members.length === 0 || some((group) => groups.idempotencyKey[group] === KeyMode.none))
    return 'there is no idempotency key';
  if (some((group) => groups.idempotencyKey[group] === KeyMode.afterEffect))
    return 'the key is recorded after the effect';
  const stores = members.filter((group) => keyStores.hasStore[group] === 1);
  if (stores.some((group) => inMemory[group] === 1))
    return 'keys are only in the memory of a consumer';
  return stores.some((group) => ttlUs[group] !== Number.POSITIVE_INFINITY)
    ? 'keys are forgotten after a while'
    : null;
}

/** Messages of one key are delivered and finished in the order in which the queue took them in. */
function orderWithinKey(world: World, queue: number): Verdict {
  const counterExample = orderBrokenBy(world, queue);
  const missing = whyOutOfOrder(world, queue);
  const isPromised = missing === null;
  const because =
    world.queues.leaseUs[queue] === 0
      ? 'one message of a key at a time'
      : 'one message of a key at a time, while its lease outlasts the work';
  return {
    name: 'orderWithinKey',
    queue: world.plan.nodes[queue].id,
    isPromised,
    verdict: counterExample !== null ? 'broken' : isPromised ? 'kept' : 'notPromised',
    because: missing ?? because,
    counterExample,
  };
}

/** What is missing for order within a key; null: nothing is. */
function whyOutOfOrder(world: World, queue: number): string | null {
  const { groups, order, policies, queues } = world;
  const members = membersOf(world, queue);
  if (members.some((group) => groups.ackBeforeWork[group] === 1 || groups.ackOnSend[group] === 1))
    return 'what is acked before the work holds nobody up';
  if (queues.returnToTail[queue] === 1 || policies.onClose[queue] === Returning.tail)
    return 'what comes back stands behind what it was ahead of';
  if (order.nodes.perKeyInFlight[queue] === 1) return null;
  if (queues.hasPolicy[queue] === 0 || policies.singleActive[queue] === 0)
    return 'two messages of a key can be worked on at the same time';
  return members.every((group) => groups.prefetchLimit[group] === 1)
    ? null
    : 'the active consumer holds more than one message';
}

/** Whether a message with a key has come to this queue. */
function hasKeys({ order }: World, queue: number): boolean {
  const { lanes } = order;
  for (let lane = 0; lane < lanes.rows; lane++) if (lanes.queue[lane] === queue) return true;
  return false;
}

/** Whether each delivery that does not end in an ack counts towards the limit. */
function countsEveryEnd({ queues, policies }: World, queue: number): boolean {
  return (
    queues.hasPolicy[queue] === 0 ||
    (policies.countsNack[queue] === 1 &&
      policies.countsReject[queue] === 1 &&
      policies.countsClose[queue] === 1 &&
      policies.countsTimeout[queue] === 1)
  );
}

/** How a message that this queue has confirmed can still be lost; null: it cannot. */
function riskOfLoss(world: World, queue: number): string | null {
  const { queues, plan } = world;
  if (!isOnDisk(world, queue)) return 'the queue is only in memory';
  if (!queues.confirmWhenFlushed[queue]) return 'it confirms before the message is on disk';
  const keepsAll = world.policies.keepsTransient[queue] === 1;
  if (!keepsAll && publishersOf(world, queue).some((publishing) => !publishing.persistent)) {
    return 'a message that is not persistent is only in memory';
  }
  const risk = riskOnceStored(world, queue);
  const deadLetters = plan.deadLetterTo[queue];
  if (risk !== null || deadLetters === NO_NODE) return risk;
  if (!isOnDisk(world, deadLetters)) return 'its dead letters are only in memory';
  const riskOfDeadLetters = riskOnceStored(world, deadLetters);
  return riskOfDeadLetters === null ? null : `of its dead letters: ${riskOfDeadLetters}`;
}

/** How a message can be lost that is on this queue's disk. */
function riskOnceStored(world: World, queue: number): string | null {
  const { queues, groups, plan } = world;
  const members = membersOf(world, queue);
  if (members.some((group) => groups.ackBeforeWork[group])) return 'the ack comes before the work';
  if (members.some((group) => groups.ackOnSend[group])) return 'what is sent counts as acked';
  const byPolicy = queues.hasPolicy[queue] === 1 ? riskByPolicy(world, queue) : null;
  if (byPolicy !== null) return byPolicy;
  if (plan.deadLetterTo[queue] !== NO_NODE) return null;
  if (queues.maxLength[queue] !== Number.POSITIVE_INFINITY && queues.dropHead[queue]) {
    return 'a full queue drops its oldest message';
  }
  if (queues.maxDeliveries[queue] !== Number.POSITIVE_INFINITY) {
    return 'what reaches the delivery limit is dropped';
  }
  return members.some((group) => groups.onFailure[group] === OnFailure.discard)
    ? 'what fails is discarded'
    : null;
}

/** What the kind of queue itself may lose that it has on disk. */
function riskByPolicy(world: World, queue: number): string | null {
  const { policies, queues } = world;
  if (policies.expiresUs[queue] !== Number.POSITIVE_INFINITY) return 'an unused queue is deleted';
  const takesOut =
    policies.ttlUs[queue] !== Number.POSITIVE_INFINITY ||
    publishersOf(world, queue).some(mayExpire) ||
    policies.maxBytes[queue] !== Number.POSITIVE_INFINITY ||
    queues.maxLength[queue] !== Number.POSITIVE_INFINITY ||
    queues.maxDeliveries[queue] !== Number.POSITIVE_INFINITY;
  if (policies.hasDeadLetter[queue] === 1) return 'nobody confirms its dead letters';
  return takesOut ? 'what expires or is over a limit is dropped' : null;
}

/** What a publisher gives a time to live of its own expires wherever the queue has none. */
function mayExpire({ letter }: Publishing): boolean {
  return letter !== undefined && letter.expirationUs !== Number.POSITIVE_INFINITY;
}

function isOnDisk(world: World, queue: number): boolean {
  return world.queues.durable[queue] === 1 && world.queues.flushKind[queue] !== FlushKind.never;
}

function membersOf(world: World, queue: number): number[] {
  return world.plan.nodes.flatMap((_, node) => (world.plan.queueOf[node] === queue ? [node] : []));
}

/** How those publish whose messages can come to this queue, also by way of another as dead letters. */
function publishersOf(world: World, queue: number): Publishing[] {
  const { nodes, wiresFrom, wireTo, routes, deadLetterTo } = world.plan;
  const direct = nodes.flatMap((node, i) =>
    'publishing' in node && wiresFrom[i].some((wire) => routes[wireTo[wire]].includes(queue))
      ? [node.publishing]
      : [],
  );
  const sources = nodes.flatMap((_, i) => (deadLetterTo[i] === queue ? [i] : []));
  return [...direct, ...sources.flatMap((source) => publishersOf(world, source))];
}
