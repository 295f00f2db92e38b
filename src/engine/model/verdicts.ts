/**
 * verdicts says for each queue what is promised, what holds, and the first message that shows otherwise.
 *
 * A promise is kept, broken, or not made. One that is not made and has not been needed yet says so too:
 * "not promised" is the honest word for what has merely not gone wrong.
 */
import type { PromiseName } from './Guarantees.ts';
import { FlushKind, KeyMode } from './tables.ts';
import type { World } from './World.ts';

export type VerdictName =
  | 'noLossAfterConfirm'
  | 'noDuplicateDelivery'
  | 'noDuplicateEffect'
  | 'orderWithinQueue'
  | 'boundedDeliveries';

export interface Verdict {
  readonly name: VerdictName;
  readonly queue: string;
  readonly verdict: 'kept' | 'broken' | 'notPromised';
  /** What the promise rests on, or what is missing for it. */
  readonly because: string;
  /** The first message that shows that it does not hold. */
  readonly counterExample: { readonly message: number; readonly fact: number } | null;
}

export function verdictsOf(world: World, queue: number): Verdict[] {
  const { queues, groups, plan } = world;
  const members = plan.nodes.flatMap((_, node) => (plan.queueOf[node] === queue ? [node] : []));
  const acksEarly = members.some((group) => groups.ackBeforeWork[group] === 1);
  const hasKey =
    members.length > 0 && members.every((group) => groups.idempotencyKey[group] !== KeyMode.none);
  const isOnDisk = queues.durable[queue] === 1 && queues.flushKind[queue] !== FlushKind.never;
  const confirmsLate = queues.confirmWhenFlushed[queue] === 1;
  const limit = queues.maxDeliveries[queue];
  const hasLimit = limit !== Number.POSITIVE_INFINITY;
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
      verdict: isBroken ? 'broken' : isPromised ? 'kept' : 'notPromised',
      because,
      counterExample,
    };
  };

  return [
    verdict(
      'noLossAfterConfirm',
      'lossAfterConfirm',
      isOnDisk && confirmsLate && !acksEarly,
      !isOnDisk
        ? 'the queue is only in memory'
        : !confirmsLate
          ? 'it confirms before the message is on disk'
          : acksEarly
            ? 'the ack comes before the work'
            : 'on disk before the confirm, acked after the work',
    ),
    verdict(
      'noDuplicateDelivery',
      'duplicateDelivery',
      acksEarly,
      acksEarly ? 'acked before the work: at most once' : 'no ack means redelivery: at least once',
    ),
    verdict(
      'noDuplicateEffect',
      'duplicateEffect',
      hasKey || acksEarly,
      hasKey
        ? 'the consumer keeps an idempotency key'
        : acksEarly
          ? 'at most one delivery'
          : 'there is no idempotency key',
    ),
    verdict('orderWithinQueue', 'order', false, 'a redelivery or a resend can break it'),
    verdict(
      'boundedDeliveries',
      'tooManyDeliveries',
      hasLimit,
      hasLimit ? `at most ${limit} deliveries of one message` : 'there is no delivery limit',
    ),
  ];
}
