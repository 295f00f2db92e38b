/**
 * commitLaws say what must hold of publishers that commit a state of their own, told from the trace and the
 * scenario alone: what is committed is published, and what is published is committed, or a fact says why not.
 */
import { forEachHeld } from '../model/alarms/holding.ts';
import { isPublisherUp } from '../model/outages.ts';
import type { Simulation } from '../model/Simulation.ts';
import type { World } from '../model/World.ts';
import { Fact } from '../trace/index.ts';

/**
 * Orders of which one write is missing though nothing explains it. `isAtRest`: nothing more will happen, so
 * that what stands in an outbox has been sent, and confirmed where its publisher waits no longer than so long.
 */
export function writesMissing({ world }: Simulation, isAtRest: boolean): string[] {
  return world.commits.committers.flatMap((node) => {
    const { committing, confirm, timeoutUs } = world.plan.publishing[node] ?? {};
    const isOne = committing?.kind === 'outbox';
    const written = writtenBy(world, node);
    const { id } = world.plan.nodes[node];
    const found: string[] = [];
    const tell = (orders: Iterable<number>, says: string): void => {
      for (const order of orders) found.push(`order ${order} of ${id} is ${says}`);
    };
    const { committed, published, confirmed, unpublished, uncommitted } = written;
    if (isOne) {
      tell(unpublished, 'never published, though it had an outbox');
      for (const message of uncommitted) found.push(`m${message} of ${id} is not of its outbox`);
    }
    // One that is down goes on when somebody starts it again.
    if (!isAtRest || !isPublisherUp(world, node)) return found;
    tell(
      without(committed, published, unpublished),
      'committed, was never published, and no fact says why',
    );
    for (const message of uncommitted)
      found.push(`m${message} of ${id} is published, was never committed, and no fact says why`);
    // What a broker under an alarm reads only later is confirmed only then.
    const waiting = ordersAtDoors(world, node);
    for (const order of unpublished) waiting.add(order);
    if (isOne && confirm === true && timeoutUs !== Number.POSITIVE_INFINITY)
      tell(without(committed, confirmed, waiting), 'in an outbox, and was never confirmed');
    return found;
  });
}

/** What one publisher has written, by order; what is published by hand is nobody's commit. */
interface Written {
  readonly committed: Set<number>;
  readonly published: Set<number>;
  readonly confirmed: Set<number>;
  /** Committed, and a fact says that it will never be published. */
  readonly unpublished: Set<number>;
  /** Messages that were published, whose order was not committed, and of which no fact says so. */
  readonly uncommitted: Set<number>;
}

function writtenBy({ trace }: World, node: number): Written {
  const written: Written = {
    committed: new Set(),
    published: new Set(),
    confirmed: new Set(),
    unpublished: new Set(),
    uncommitted: new Set(),
  };
  // Of which order a message is, one of the two facts names as its cause.
  const orderOf = new Map<number, number>();
  const isOf = (message: number, order: number): void => {
    orderOf.set(message, order);
    written.published.add(order);
  };
  for (let i = 0; i < trace.length; i++) {
    if (trace.place(i) !== node) continue;
    const { kind, message, cause } = trace.entry(i);
    const before = cause < 0 ? -1 : trace.kind(cause);
    if (kind === Fact.committed) {
      written.committed.add(message);
      if (before !== Fact.published) continue;
      written.uncommitted.delete(trace.message(cause));
      isOf(trace.message(cause), message);
    } else if (kind === Fact.published) {
      if (before === Fact.committed) isOf(message, trace.message(cause));
      else if (before !== Fact.intervened) written.uncommitted.add(message);
    } else if (kind === Fact.confirmed) {
      const order = orderOf.get(message);
      if (order !== undefined) written.confirmed.add(order);
    } else if (kind === Fact.neverPublished) written.unpublished.add(message);
    else if (kind === Fact.neverCommitted) written.uncommitted.delete(message);
  }
  return written;
}

/** Those of the first set that are in neither of the others. */
function without(all: Set<number>, some: Set<number>, others: Set<number>): number[] {
  return [...all].filter((one) => !some.has(one) && !others.has(one));
}

/** The messages that wait at the doors of brokers. */
export function atDoors(world: World): Set<number> {
  const held = new Set<number>();
  for (const broker of world.alarms.brokers)
    forEachHeld(world, broker, (message) => held.add(message));
  return held;
}

/** The orders of a publisher whose messages wait at a door. */
function ordersAtDoors(world: World, node: number): Set<number> {
  const { nodes, rows } = world.commits;
  const held = atDoors(world);
  const orders = new Set<number>();
  for (let row = nodes.first[node]; row >= 0; row = rows.next[row])
    if (held.has(rows.message[row])) orders.add(rows.order[row]);
  return orders;
}

/** What stands in an outbox though nothing more will happen. */
export function unfinishedInOutbox(world: World): string[] {
  const { commits, plan, messages } = world;
  const held = atDoors(world);
  const found: string[] = [];
  for (const node of commits.committers) {
    if (!isPublisherUp(world, node)) continue;
    // Whoever waits for a confirm without a limit may wait for ever when a packet is lost.
    const waitsForEver = plan.publishing[node]?.timeoutUs === Number.POSITIVE_INFINITY;
    for (let row = commits.nodes.first[node]; row >= 0; row = commits.rows.next[row]) {
      const message = commits.rows.message[row];
      if (waitsForEver && message >= 0 && messages.timer[message] < 0) continue;
      if (held.has(message)) continue;
      found.push(
        `order ${commits.rows.order[row]} stands in the outbox of ${plan.nodes[node].id} for ever`,
      );
    }
  }
  return found;
}
