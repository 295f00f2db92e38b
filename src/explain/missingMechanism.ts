/**
 * missingMechanism says what would have prevented a loss, a duplicate, a refusal or a dead letter; and
 * how to try it: which knob of the running system to turn, or which system to run in its place.
 *
 * It judges by the settings as they were when the fact happened.
 */
import { Fact, NO_FACT, Rule, type TraceEntry } from '../engine/index.ts';
import { isAboutOrder } from './aboutOrder.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import {
  groupIds,
  isPoisoned,
  type KnobTurn,
  type MechanismName,
  type Missing,
  moreRoom,
  nodeIdAt,
  publisherIds,
  turn,
  unprocessable,
} from './Missing.ts';
import { missingForDrop, missingForLoss, publisherConfirm } from './missingForLoss.ts';
import { missingInLog } from './missingInLog.ts';
import { nodeAt, queueAt } from './names.ts';
import { rankOf } from './narrate.ts';
import {
  deduplicating,
  leasedLonger,
  patient,
  pausing,
  remembered,
  type SystemChange,
} from './remedies.ts';
import { messagePart, partsOf, type Sentence, say } from './Sentence.ts';
import { settingAt } from './settingAt.ts';
import { holderOf } from './whoWas.ts';

export interface Mechanism {
  readonly name: MechanismName;
  /** "m7 would have survived with an ack after the work." */
  readonly sentence: Sentence;
  /** "with an ack after the work"; empty where nothing is to be put in. */
  readonly title: string;
  /** The knob that would have done it, or null where no knob does. */
  readonly turn: KnobTurn | null;
  /** The same system with the mechanism in it, where that is a matter of settings; or null. */
  readonly change: SystemChange | null;
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
    title: missing.with === '' ? '' : `with ${missing.with}`,
    turn: missing.turn ?? null,
    change: missing.change ?? null,
  };
}

const fates: Readonly<Record<number, string>> = {
  [Fact.lost]: 'would have survived with',
  [Fact.dropped]: 'would have survived with',
  [Fact.unroutable]: 'would have been taken with',
  [Fact.deadLettered]: 'would have stayed in its queue with',
  [Fact.effectRepeated]: 'would have had its effect once with',
  [Fact.storedAgain]: 'would have been stored once with',
  [Fact.neverPublished]: 'would have been published with',
  [Fact.neverCommitted]: 'would have been committed too with',
  [Fact.refused]: 'would have been taken with',
  [Fact.gaveUp]: 'would have been taken with',
  [Fact.callRefused]: 'would have waited its turn with',
  [Fact.callTimedOut]: 'would have gone on with',
  [Fact.orderFailed]: 'would have gone on with',
  [Fact.appendRefused]: 'would have been taken with',
  [Fact.recordRemoved]: 'would have been read with',
  [Fact.recordParked]: 'would have been handed out again with',
  [Fact.recordLost]: 'would have survived with',
};

function find(c: Chronicle, entry: TraceEntry): Missing | null {
  switch (entry.kind) {
    case Fact.lost:
      return missingForLoss(c, entry);
    case Fact.dropped:
      return missingForDrop(c, entry);
    case Fact.unroutable:
      return { name: 'binding', with: 'a queue that is bound to its key' };
    case Fact.deadLettered:
      return forDeadLetter(c, entry);
    case Fact.effectRepeated:
      return idempotencyKey(c, entry);
    case Fact.storedAgain:
      return {
        name: 'rememberedIds',
        with: 'a queue that remembers the ids of messages',
        change: deduplicating(nodeIdAt(c, entry.place), publisherIds(c, entry)),
      };
    case Fact.refused:
      return entry.rule === Rule.maxLengthReject
        ? moreRoom(c, entry.place)
        : publisherConfirm(c, entry);
    case Fact.redelivered:
      return roundAndRound(c, entry);
    case Fact.gaveUp:
      return {
        name: 'moreAttempts',
        with: 'more attempts, further apart',
        change: patient(nodeIdAt(c, entry.place)),
      };
    case Fact.neverPublished:
    case Fact.neverCommitted:
      return { name: 'outbox', with: 'an outbox: state and message in one transaction' };
    case Fact.callRefused:
    case Fact.callTimedOut:
    case Fact.orderFailed:
      return { name: 'queue', with: 'a queue in place of the call' };
    default:
      return missingInLog(c, entry);
  }
}

function forDeadLetter(c: Chronicle, entry: TraceEntry): Missing {
  const { trace, world } = c;
  const { rule, place } = entry;
  if (rule === Rule.maxLengthDropHead || rule === Rule.maxLengthReject) return moreRoom(c, place);
  if (rule === Rule.timeToLive)
    return {
      name: 'longerLife',
      with: 'a longer time to live',
      change: remembered(nodeIdAt(c, place), publisherIds(c, entry)),
    };
  const cause = entry.cause === NO_FACT ? null : trace.entry(entry.cause);
  if (cause?.kind === Fact.attemptFailed && cause.rule === Rule.poison)
    return unprocessable(entry, 'as a dead letter it is kept and holds up no other');
  const change = pausing(groupIds(c, place));
  if (rule === Rule.nackDiscard)
    return { name: 'backoff', with: 'a return after a pause, not a rejection', change };
  if (cause?.kind === Fact.leaseEnded)
    return {
      name: 'longerLease',
      with: 'a lease longer than the work, or one that is extended',
      change: leasedLonger(nodeIdAt(c, place)),
    };
  const unlimited = turn(c, place, 'maxDeliveries', Number.POSITIVE_INFINITY);
  if (cause?.kind !== Fact.attemptFailed)
    return { name: 'moreDeliveries', with: 'more deliveries', turn: unlimited };
  const holder = world.plan.nodes[nodeAt(world, holderOf(c, entry))];
  return holder?.kind === 'consumer' && holder.onFailure === 'backoff'
    ? { name: 'moreDeliveries', with: 'more deliveries, or longer pauses', turn: unlimited }
    : { name: 'backoff', with: 'a pause before each new delivery', turn: unlimited, change };
}

function idempotencyKey(c: Chronicle, entry: TraceEntry): Missing {
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
  const isOff = settingAt(c, keeper, 'idempotencyKey', entry.index) === 0;
  return isOff
    ? {
        name: 'idempotencyKey',
        with: 'an idempotency key',
        turn: turn(c, keeper, 'idempotencyKey', 1),
      }
    : { name: 'idempotencyKey', with: 'an idempotency key from the start' };
}

/** Deliveries that a limit leaves to a message which nobody can process. */
const ENOUGH = 3;

/** It comes back for ever, because nothing takes it out. */
function roundAndRound(c: Chronicle, entry: TraceEntry): Missing | null {
  const queue = queueAt(c.world, entry.place);
  const hasLimit = settingAt(c, queue, 'maxDeliveries', entry.index) !== Number.POSITIVE_INFINITY;
  if (entry.count <= ENOUGH || hasLimit || !isPoisoned(c, entry)) return null;
  const it = messagePart(entry.message);
  return {
    name: 'deliveryLimit',
    with: `a limit of ${ENOUGH} deliveries`,
    says: say`${it} would not have come back with a limit of ${String(ENOUGH)} deliveries`,
    turn: turn(c, queue, 'maxDeliveries', ENOUGH),
  };
}
