/**
 * Invariants hold the model to its promises while it runs.
 *
 * After each event the books must balance (constant time); every few thousand events, and whenever
 * asked, everything is counted anew from the tables and compared. A violation is a mistake of ours: it
 * stops the run and names the event, the seed and the numbers.
 *
 * The numbers in the comments are those of the list of invariants in MODEL.md.
 */
import { EngineError, NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Copy, copyStates, COPY_STATES as STATES } from '../lifecycles/index.ts';
import type { InspectedWorld } from './InspectedWorld.ts';
import { brokenQuorum } from './replicaBounds.ts';

const RECOUNT_EVERY = 4_096;
/** The state of a key that its store knows. */
const REMEMBERED = 0;

export class Invariants {
  private readonly world: InspectedWorld;
  private readonly queues: number[];
  private untilRecount = RECOUNT_EVERY;

  constructor(world: InspectedWorld) {
    this.world = world;
    this.queues = world.plan.nodes.flatMap((node, i) => (node.kind === 'queue' ? [i] : []));
  }

  /** 9. Time never goes back. */
  beforeEvent(dueUs: number): void {
    if (dueUs < this.world.nowUs)
      this.fail(`an event due at ${dueUs} µs happens at ${this.world.nowUs} µs`);
  }

  afterEvent(): void {
    const { touched } = this.world;
    for (let queue = touched.take(); queue >= 0; queue = touched.take()) {
      this.conserve(queue);
      this.settle(queue);
    }
    if (--this.untilRecount <= 0) this.recount();
  }

  /** Counts everything from the tables. */
  recount(): void {
    // The more there is to count, the more seldom: the cost for each event stays the same.
    this.untilRecount = Math.max(RECOUNT_EVERY, 2 * this.world.copies.rows);
    const counted = this.countCopies();
    for (const queue of this.queues) {
      for (const state of [Copy.ready, Copy.delayed, Copy.unacked, Copy.inTransit]) {
        const booked = this.world.countOf(queue, state);
        const found = counted[queue * STATES + state];
        if (booked !== found) {
          this.fail(
            `${this.name(queue)}: ${booked} copies are booked as ${copyStates[state]}, ${found} are`,
          );
        }
      }
      this.walkReady(queue);
    }
    if (this.world.replicas.hasQueues) this.countReplicas();
    this.countDeliveries();
    if (this.world.order.isOn) this.countInFlight();
    if (this.world.keyStores.isOn) this.countKeys();
  }

  /** 18. A store knows as many keys as it says, and what it knows no more has no time left. */
  private countKeys(): void {
    const { keys, stores } = this.world.keyStores;
    const found = new Map<number, number>();
    for (let row = 0; row < keys.rows; row++) {
      const place = keys.place[row];
      if (keys.state[row] === REMEMBERED) found.set(place, (found.get(place) ?? 0) + 1);
      else if (keys.timer[row] !== NO_EVENT) this.fail(`key ${row} is gone, and its time runs on`);
    }
    for (let row = 0; row < stores.rows; row++) {
      const there = found.get(stores.place[row]) ?? 0;
      if (stores.remembered[row] !== there)
        this.fail(`a store counts ${stores.remembered[row]} keys, ${there} are remembered`);
    }
  }

  private countReplicas(): void {
    const { plan, replicas, queues } = this.world;
    for (const queue of this.queues) {
      if (!replicas.plan.queues[queue] || !this.world.isRunning(plan.brokerOf[queue])) continue;
      const broken = brokenQuorum(replicas, queue, queues.flush[queue] !== NO_EVENT);
      if (broken !== null) this.fail(`${this.name(queue)}: ${broken}`);
    }
  }

  /** 6. Of each key as many are in flight as its lane says: at most one, where a queue keeps order. */
  private countInFlight(): void {
    const { copies, letters, order } = this.world;
    const found = new Map<number, number>();
    for (let copy = 0; copy < copies.rows; copy++) {
      const lane = copies.queue[copy] < 0 ? NO_ROW : letters.lane[copies.letter[copy]];
      const isInFlight = copies.state[copy] === Copy.unacked || copies.state[copy] === Copy.delayed;
      if (lane !== NO_ROW && isInFlight) found.set(lane, (found.get(lane) ?? 0) + 1);
    }
    for (let lane = 0; lane < order.lanes.rows; lane++) {
      const queue = order.lanes.queue[lane];
      if (order.nodes.perKeyInFlight[queue] === 0) continue;
      const booked = order.lanes.inFlight[lane];
      const there = found.get(lane) ?? 0;
      if (booked !== there || there > 1)
        this.fail(`${this.name(queue)}: ${booked} of a key are booked as in flight, ${there} are`);
    }
  }

  /** 1. Each copy of a queue is in exactly one state. */
  private conserve(queue: number): void {
    const { tallies, copyCounts } = this.world;
    const first = queue * STATES;
    let sum = copyCounts[first];
    // The sign of all counts together: negative when any of them is.
    let signs = sum;
    // In pairs: their number is odd.
    for (let at = first + 1, end = first + STATES; at < end; at += 2) {
      const count = copyCounts[at];
      const next = copyCounts[at + 1];
      signs |= count | next;
      sum += count + next;
    }
    const offered = tallies.offered[queue] + tallies.storedAgain[queue];
    if (sum !== offered || signs < 0) this.failToConserve(queue, offered, sum);
  }

  private failToConserve(queue: number, offered: number, sum: number): never {
    const counts = copyStates.map((state, i) => `${this.world.countOf(queue, i)} ${state}`);
    this.fail(
      `${this.name(queue)}: ${offered} copies came, ${sum} are somewhere: ${counts.join(', ')}`,
    );
  }

  /** 2. Deliveries = acks + nacks + leases ended + taken back + cut short + outstanding. */
  private settle(queue: number): void {
    const { acks, nacks, leasesEnded, takenBack, cutShort, deliveries } = this.world.tallies;
    // Late acks that deleted what was in nobody's hands settled no delivery.
    const settled =
      acks[queue] -
      this.world.order.nodes.acksOfReady[queue] +
      nacks[queue] +
      leasesEnded[queue] +
      takenBack[queue] +
      cutShort[queue];
    const outstanding = this.world.copyCounts[queue * STATES + Copy.unacked];
    if (deliveries[queue] === settled + outstanding) return;
    this.fail(
      `${this.name(queue)}: ${deliveries[queue]} deliveries are not ${settled} settled and ${outstanding} unacked`,
    );
  }

  private countCopies(): Int32Array {
    const { copies, messages } = this.world;
    const counted = new Int32Array(this.world.plan.nodes.length * STATES);
    for (let copy = 0; copy < copies.rows; copy++) {
      const queue = copies.queue[copy];
      if (queue < 0) continue;
      counted[queue * STATES + copies.state[copy]]++;
      // 3. No ghost: every copy has a message that was published.
      const number = messages.number[copies.message[copy]];
      if (number < 1 || number > this.world.messageCount)
        this.fail(`a copy belongs to message ${number}`);
    }
    return counted;
  }

  /** 6. The ready list is whole, and as long as the books say. */
  private walkReady(queue: number): void {
    const { queues, copies } = this.world;
    let found = 0;
    let before = NO_ROW;
    for (let copy = queues.head[queue]; copy !== NO_ROW; copy = copies.next[copy]) {
      if (
        copies.state[copy] !== Copy.ready ||
        copies.queue[copy] !== queue ||
        copies.previous[copy] !== before
      ) {
        this.fail(`${this.name(queue)}: the ready list is broken at copy ${copy}`);
      }
      before = copy;
      found++;
    }
    const booked = this.world.countOf(queue, Copy.ready);
    if (found !== booked || queues.tail[queue] !== before) {
      this.fail(`${this.name(queue)}: ${found} copies are in the ready list, ${booked} are ready`);
    }
  }

  /** 5. A copy has at most one live delivery, and a consumer no more than its window says. */
  private countDeliveries(): void {
    const { consumers, deliveries, copies } = this.world;
    for (let consumer = 0; consumer < consumers.rows; consumer++) {
      let found = 0;
      for (
        let row = consumers.firstDelivery[consumer];
        row !== NO_ROW;
        row = deliveries.next[row]
      ) {
        found++;
        if (deliveries.consumer[row] !== consumer)
          this.fail(`delivery ${row} is in the list of another consumer`);
      }
      if (found !== consumers.window[consumer]) {
        this.fail(
          `consumer ${consumer} has ${found} deliveries, its window says ${consumers.window[consumer]}`,
        );
      }
    }
    for (let copy = 0; copy < copies.rows; copy++) {
      if (copies.queue[copy] < 0 || copies.delivery[copy] === NO_ROW) continue;
      const delivery = copies.delivery[copy];
      const state = copies.state[copy];
      if (
        deliveries.copy[delivery] !== copy ||
        (state !== Copy.unacked && state !== Copy.handedOver)
      ) {
        this.fail(`copy ${copy} is ${copyStates[state]} and claims delivery ${delivery}`);
      }
    }
  }

  private name(queue: number): string {
    return this.world.plan.nodes[queue].id;
  }

  private fail(what: string): never {
    const { events, nowUs, seed } = this.world;
    throw new EngineError(`${what} (event ${events}, ${nowUs} µs, seed ${seed})`);
  }
}
