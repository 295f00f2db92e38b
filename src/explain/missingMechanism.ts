/**
 * missingMechanism says what would have prevented a loss, a duplicate, a refusal or a dead letter; and,
 * where a knob of the running system does it, which way to turn it.
 *
 * It judges by the settings as they were when the fact happened.
 */
import { Fact, NO_FACT, NO_NODE, Rule, type TraceEntry } from '../engine/index.ts';
import { isAboutOrder } from './aboutOrder.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { latestIn } from './latestIn.ts';
import { nodeAt, queueAt } from './names.ts';
import { rankOf } from './narrate.ts';
import { messagePart, type Piece, partsOf, type Sentence, say } from './Sentence.ts';
import { settingAt } from './settingAt.ts';
import { holderOf } from './whoWas.ts';

export type MechanismName =
  | 'diskBeforeConfirm'
  | 'persistentMessages'
  | 'publisherConfirm'
  | 'ackAfterWork'
  | 'deadLetterQueue'
  | 'idempotencyKey'
  | 'longerMemory'
  | 'sharedKeys'
  | 'moreRoom'
  | 'moreDeliveries'
  | 'backoff'
  | 'longerLease'
  | 'moreAttempts'
  | 'queue'
  | 'outbox'
  | 'repair';

export interface Mechanism {
  readonly name: MechanismName;
  /** "m7 would have survived with an ack after the work." */
  readonly sentence: Sentence;
  /** The knob that would have done it, or null where no knob does. */
  readonly turn: KnobTurn | null;
}

/** KnobTurn is what an act of kind `setKnob` needs. */
export interface KnobTurn {
  /** The id of the node. */
  readonly node: string;
  readonly knob: string;
  readonly value: number;
}

/** What would have prevented this fact; null for one that needs no prevention. */
export function missingMechanism(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  fact: number,
): Mechanism | null {
  const c = chronicleOf(world, trace);
  const entry = trace.entry(fact);
  const missing = find(c, entry);
  if (missing === null) return null;
  const it = isAboutOrder(entry.kind) ? `order ${entry.message}` : messagePart(entry.message);
  const { atUs, kind } = entry;
  const parts = partsOf(missing.says ?? say`${it} ${fates[kind] ?? ''} ${missing.with}`);
  return {
    name: missing.name,
    sentence: { fact, atUs, lastUs: atUs, rank: rankOf(kind), parts },
    turn: missing.turn ?? null,
  };
}

interface Missing {
  readonly name: MechanismName;
  readonly with: string;
  readonly turn?: KnobTurn | null;
  /** The whole sentence, where "would have ... with" does not say it. */
  readonly says?: Piece;
}

const fates: Readonly<Record<number, string>> = {
  [Fact.lost]: 'would have survived with',
  [Fact.dropped]: 'would have survived with',
  [Fact.deadLettered]: 'would have stayed in its queue with',
  [Fact.effectRepeated]: 'would have had its effect once with',
  [Fact.storedAgain]: 'would have had its effect once with',
  [Fact.refused]: 'would have been taken with',
  [Fact.gaveUp]: 'would have been taken with',
  [Fact.callRefused]: 'would have waited its turn with',
  [Fact.callTimedOut]: 'would have gone on with',
  [Fact.orderFailed]: 'would have gone on with',
};

function find(c: Chronicle, entry: TraceEntry): Missing | null {
  switch (entry.kind) {
    case Fact.lost:
      return forLoss(c, entry);
    case Fact.dropped:
      if (entry.rule === Rule.maxLengthDropHead) return moreRoom(c, entry.place);
      return entry.rule === Rule.nackDiscard
        ? { name: 'backoff', with: 'a return after a pause, or a dead-letter queue' }
        : { name: 'deadLetterQueue', with: 'a dead-letter queue' };
    case Fact.deadLettered:
      return forDeadLetter(c, entry);
    case Fact.effectRepeated:
    case Fact.storedAgain:
      return idempotencyKey(c, entry);
    case Fact.refused:
      return entry.rule === Rule.maxLengthReject ? moreRoom(c, entry.place) : publisherConfirm;
    case Fact.gaveUp:
      return { name: 'moreAttempts', with: 'more attempts, further apart' };
    case Fact.callRefused:
    case Fact.callTimedOut:
    case Fact.orderFailed:
      return { name: 'queue', with: 'a queue in place of the call' };
    default:
      return null;
  }
}

const publisherConfirm: Missing = {
  name: 'publisherConfirm',
  with: 'a publisher confirm and a resend',
};

function forLoss(c: Chronicle, entry: TraceEntry): Missing {
  switch (entry.rule) {
    case Rule.ackBeforeWork: {
      const group = nodeAt(c.world, holderOf(c, entry));
      return {
        name: 'ackAfterWork',
        with: 'an ack after the work',
        turn: turn(c, group, 'ack', 0),
      };
    }
    case Rule.transient:
      return { name: 'persistentMessages', with: 'a message marked persistent' };
    case Rule.maxLengthReject:
      return { ...moreRoom(c, entry.place), with: 'more room, or with a publisher confirm' };
    case Rule.noConfirmAsked:
      return publisherConfirm;
    case Rule.processDied:
      return { name: 'outbox', with: 'an outbox on the disk of its producer' };
    default: {
      // On disk before the confirm: until then the producer has it too, if it asked for a confirm.
      const missing = { name: 'diskBeforeConfirm', with: 'disk before the confirm' } as const;
      return durableWouldDo(c, entry)
        ? { ...missing, turn: turn(c, entry.place, 'durable', 1) }
        : missing;
    }
  }
}

const storing: ReadonlySet<number> = new Set([Fact.stored, Fact.storedAgain]);
const publishing: ReadonlySet<number> = new Set([Fact.published]);

/** Whether this message would have been on disk in time, had its queue been durable. */
function durableWouldDo(c: Chronicle, entry: TraceEntry): boolean {
  const { messages, trace, world } = c;
  const queue = world.plan.nodes[entry.place];
  const stored = latestIn(c, entry.place, entry.message, storing, entry.index);
  const published = messages.latestOf(entry.message, publishing, entry.index);
  if (queue?.kind !== 'queue' || stored === NO_FACT || published === NO_FACT) return false;
  const publisher = world.plan.nodes[trace.place(published)];
  const isPersistent =
    publisher !== undefined && 'publishing' in publisher && publisher.publishing.persistent;
  if (!isPersistent || settingAt(c, entry.place, 'durable', entry.index) === 1) return false;
  const storedAtUs = trace.atUs(stored);
  switch (queue.flush.kind) {
    case 'never':
      return false;
    case 'eachPublish':
      // It waits for the flush under way, and then for its own.
      return entry.atUs > storedAtUs + 2 * queue.flush.us;
    case 'interval':
      return entry.atUs > (Math.floor(storedAtUs / queue.flush.us) + 1) * queue.flush.us;
  }
}

function forDeadLetter(c: Chronicle, entry: TraceEntry): Missing {
  const { trace, world } = c;
  if (entry.rule === Rule.maxLengthDropHead) return moreRoom(c, entry.place);
  if (entry.rule === Rule.nackDiscard)
    return { name: 'backoff', with: 'a return after a pause, not a rejection' };
  const cause = entry.cause === NO_FACT ? null : trace.entry(entry.cause);
  if (cause?.kind === Fact.leaseEnded)
    return { name: 'longerLease', with: 'a lease longer than the work' };
  if (cause?.kind === Fact.attemptFailed && cause.rule === Rule.poison) {
    const it = messagePart(entry.message);
    return {
      name: 'repair',
      with: '',
      says: say`nobody can process ${it}: as a dead letter it is kept and holds up no other`,
    };
  }
  const unlimited = turn(c, entry.place, 'maxDeliveries', Number.POSITIVE_INFINITY);
  if (cause?.kind !== Fact.attemptFailed)
    return { name: 'moreDeliveries', with: 'more deliveries', turn: unlimited };
  const holder = world.plan.nodes[nodeAt(world, holderOf(c, entry))];
  return holder?.kind === 'consumer' && holder.onFailure === 'backoff'
    ? { name: 'moreDeliveries', with: 'more deliveries, or longer pauses', turn: unlimited }
    : { name: 'backoff', with: 'a pause before each new delivery', turn: unlimited };
}

function idempotencyKey(c: Chronicle, entry: TraceEntry): Missing {
  const { plan } = c.world;
  if (entry.kind === Fact.effectRepeated) {
    const keeper = nodeAt(c.world, entry.place);
    switch (entry.rule) {
      case Rule.keyTimeToLive:
        return {
          name: 'longerMemory',
          with: 'keys that outlive the longest redelivery',
          turn: turn(c, keeper, 'keyTtlUs', Number.POSITIVE_INFINITY),
        };
      case Rule.keysInMemory:
      case Rule.keyElsewhere:
        return {
          name: 'sharedKeys',
          with: 'keys in one store for all, outside of the process',
          turn: turn(c, keeper, 'keysKept', 0),
        };
      case Rule.keyNotYet:
        return {
          name: 'idempotencyKey',
          with: 'a key recorded in one step with it',
          turn: turn(c, keeper, 'idempotencyKey', 1),
        };
    }
  }
  const queue = queueAt(c.world, entry.place);
  const isAtConsumer = entry.place >= plan.nodes.length;
  const group = isAtConsumer ? nodeAt(c.world, entry.place) : plan.queueOf.indexOf(queue);
  const isOff = group !== NO_NODE && settingAt(c, group, 'idempotencyKey', entry.index) === 0;
  return isOff
    ? {
        name: 'idempotencyKey',
        with: 'an idempotency key',
        turn: turn(c, group, 'idempotencyKey', 1),
      }
    : { name: 'idempotencyKey', with: 'an idempotency key from the start' };
}

function moreRoom(c: Chronicle, queue: number): Missing {
  const unlimited = turn(c, queue, 'maxLength', Number.POSITIVE_INFINITY);
  return { name: 'moreRoom', with: 'more room in its queue', turn: unlimited };
}

function turn({ world }: Chronicle, node: number, knob: string, value: number): KnobTurn | null {
  const id = world.plan.nodes[node]?.id;
  return id === undefined ? null : { node: id, knob, value };
}
