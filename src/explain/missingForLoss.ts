/** missingForLoss is what would have kept a message that is LOST, or was dropped by its queue. */
import { Fact, NO_FACT, Rule, type TraceEntry } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { latestIn } from './latestIn.ts';
import {
  asksForConfirm,
  groupIds,
  type Missing,
  moreRoom,
  nodeIdAt,
  publisherIds,
  turn,
  undone,
} from './Missing.ts';
import { nodeAt } from './names.ts';
import {
  confirmed,
  onDiskBeforeConfirm,
  pausing,
  persistent,
  remembered,
  withDeadLetterQueue,
} from './remedies.ts';
import { settingAt } from './settingAt.ts';
import { holderOf } from './whoWas.ts';

export function missingForLoss(c: Chronicle, entry: TraceEntry): Missing {
  switch (entry.rule) {
    case Rule.ackBeforeWork: {
      const group = nodeAt(c.world, holderOf(c, entry));
      return {
        name: 'ackAfterWork',
        with: 'an ack after the work',
        turn: turn(c, group, 'ack', 0),
      };
    }
    case Rule.ackOnSend:
      return { name: 'ackAfterWork', with: 'an ack after the work' };
    case Rule.transient:
      return {
        name: 'persistentMessages',
        with: 'a message marked persistent',
        change: persistent(publisherIds(c, entry)),
      };
    case Rule.maxLengthReject:
      return { ...moreRoom(c, entry.place), with: 'more room, or with a publisher confirm' };
    case Rule.noConfirmAsked:
      return publisherConfirm(c, entry);
    case Rule.processDied:
      return { name: 'outbox', with: 'an outbox on the disk of its producer' };
    case Rule.queueDeleted:
      return goneWithQueue(c, entry);
    default: {
      // Until the confirm the producer has it too, if it asked for one.
      const name = 'diskBeforeConfirm';
      const ids = publisherIds(c, entry);
      if (durableWouldDo(c, entry))
        return { name, with: 'disk before the confirm', turn: turn(c, entry.place, 'durable', 1) };
      const change = onDiskBeforeConfirm(nodeIdAt(c, entry.place), ids);
      return asksForConfirm(c, entry)
        ? { name, with: 'disk before the confirm', change }
        : { name, with: 'disk before the confirm, and a producer that waits for it', change };
    }
  }
}

export function missingForDrop(c: Chronicle, entry: TraceEntry): Missing {
  const id = nodeIdAt(c, entry.place);
  const change = withDeadLetterQueue(id);
  switch (entry.rule) {
    case Rule.maxLengthDropHead:
      return moreRoom(c, entry.place);
    case Rule.nackDiscard:
      return {
        name: 'backoff',
        with: 'a return after a pause, or a dead-letter queue',
        change: pausing(groupIds(c, entry.place)),
      };
    case Rule.purge:
      return undone(entry);
    case Rule.queueDeleted:
      return goneWithQueue(c, entry);
    case Rule.timeToLive:
      return { name: 'longerLife', with: 'a longer time to live, or a dead-letter queue', change };
    case Rule.deadLetterCycle:
      return { name: 'deadLetterQueue', with: 'a dead-letter queue that does not lead back' };
    default:
      return { name: 'deadLetterQueue', with: 'a dead-letter queue', change };
  }
}

/** Why its queue is not there any more: nobody used it, it went with its broker, or somebody deleted it. */
function goneWithQueue(c: Chronicle, entry: TraceEntry): Missing {
  const { place, index, cause } = entry;
  const isIt = cause !== NO_FACT && c.trace.kind(cause) === Fact.queueDeleted;
  const deletion = isIt ? cause : latestDeletion(c, place, index);
  const rule = deletion === NO_FACT ? Rule.none : c.trace.rule(deletion);
  const id = nodeIdAt(c, place);
  if (rule === Rule.queueExpiry)
    return { name: 'longerLife', with: 'a queue that does not expire', change: remembered(id) };
  if (rule !== Rule.memoryOnly) return undone(entry);
  const change = onDiskBeforeConfirm(id, publisherIds(c, entry));
  return { name: 'diskBeforeConfirm', with: 'a durable queue', change };
}

/** A deletion longer ago is not looked for. */
const LOOK_BACK = 50_000;

function latestDeletion({ trace }: Chronicle, queue: number, before: number): number {
  for (let fact = before - 1; fact >= Math.max(0, before - LOOK_BACK); fact--)
    if (trace.kind(fact) === Fact.queueDeleted && trace.place(fact) === queue) return fact;
  return NO_FACT;
}

export function publisherConfirm(c: Chronicle, entry: TraceEntry): Missing {
  return {
    name: 'publisherConfirm',
    with: 'a publisher confirm and a resend',
    change: confirmed(publisherIds(c, entry)),
  };
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
