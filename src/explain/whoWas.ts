/** whoWas finds who had to do with a fact: its broker, its publisher, the consumer that held a message. */
import { Fact, NO_FACT, NO_NODE, type TraceEntry } from '../engine/index.ts';
import type { Batch } from './Batch.ts';
import type { Chronicle } from './Chronicle.ts';
import { latestIn } from './latestIn.ts';
import { brokerAt, name, publishWires, queueAt, the } from './names.ts';
import { type Piece, say } from './Sentence.ts';

export function theBroker({ world }: Chronicle, place: number): Piece {
  const broker = brokerAt(world, place);
  return broker === NO_NODE ? 'its broker' : the(world, broker);
}

/** "the head of the e-mail queue": where it takes back what returns. */
export function endOf({ world }: Chronicle, queue: number): Piece {
  const node = world.plan.nodes[queue];
  const isTail = node?.kind === 'queue' && node.onReturn === 'tail';
  return say`the ${isTail ? 'tail' : 'head'} of ${the(world, queue)}`;
}

/** "C1", or "the consumers of the e-mail queue" where it was not only one. */
export function consumersOf({ world }: Chronicle, b: Batch): Piece {
  const { place } = b.last;
  return b.isOnePlace
    ? name(world, place)
    : say`the consumers of ${the(world, queueAt(world, place))}`;
}

const publishing: ReadonlySet<number> = new Set([Fact.published]);

/** Who published a message. */
export function publisherOf(c: Chronicle, entry: TraceEntry): Piece {
  const fact = c.messages.latestOf(entry.message, publishing, entry.index);
  return fact === NO_FACT ? 'its producer' : name(c.world, c.trace.place(fact));
}

/** Who publishes to a queue, where it is only one. */
export function publishersTo({ world }: Chronicle, queue: number): Piece {
  const { nodes, routes, wireTo } = world.plan;
  const goesThere = (wire: number): boolean => routes[wireTo[wire] ?? 0]?.includes(queue) ?? false;
  const publishers = nodes.flatMap((_, node) =>
    publishWires(world.plan, node).some(goesThere) ? [node] : [],
  );
  const [only] = publishers;
  return publishers.length === 1 && only !== undefined ? name(world, only) : 'the producers';
}

const deliveries: ReadonlySet<number> = new Set([Fact.delivered, Fact.redelivered]);

/**
 * The delivery before this fact by which a consumer got the message from the queue that the fact is
 * about, or NO_FACT. What another queue of a fan-out sent to its own consumers is another story.
 */
function lastSent(c: Chronicle, entry: TraceEntry): number {
  return latestIn(c, queueAt(c.world, entry.place), entry.message, deliveries, entry.index);
}

/** The place of the consumer to which a message was sent last before this fact, or NO_NODE. */
export function holderOf(c: Chronicle, entry: TraceEntry): number {
  const fact = lastSent(c, entry);
  return fact === NO_FACT ? NO_NODE : c.trace.place(fact);
}

/** Whether the consumer that a message was sent to last died before this fact. */
export function diedWithIt(c: Chronicle, entry: TraceEntry): boolean {
  const sent = lastSent(c, entry);
  if (sent === NO_FACT) return false;
  const place = c.trace.place(sent);
  return c.turns.firstBetween(place, Fact.consumerCrashed, sent, entry.index) !== NO_FACT;
}

export function theHolder(c: Chronicle, entry: TraceEntry): Piece {
  const holder = holderOf(c, entry);
  return holder === NO_NODE ? 'a consumer' : name(c.world, holder);
}
