/**
 * FutureEventList holds what is scheduled and has not happened yet, soonest first.
 *
 * Events due at the same microsecond leave by class (see `eventKinds.ts` for why each class stands
 * where it stands), then in the order they were scheduled. That tie-break is what makes a run
 * repeatable: without it, the heap's internal layout would choose.
 *
 * An event is four numbers (kind, a, b and its place in time), never a closure, so that a checkpoint
 * is a copy of arrays. The heap is 4-ary: shallower than a binary one, and its four children lie side
 * by side in memory.
 */
import { assert, fail } from './assert.ts';
import { NEVER, type SimTime } from './SimTime.ts';

/** An EventHandle names one scheduled event, so that it can be cancelled. */
export type EventHandle = number;
export const NO_EVENT: EventHandle = -1;

/** What was scheduled and then cancelled: it stays in the heap until it surfaces, and does nothing. */
const TOMBSTONE = 0;

// (class, sequence) in one double: 2^44 events of each class before a sequence would overflow.
const CLASS_STRIDE = 17_592_186_044_416;
// A handle is a slot and the slot's generation, so that a late cancel can never hit a newer event.
const SLOT_BITS = 21;
const SLOT_MASK = (1 << SLOT_BITS) - 1;
const GENERATION_MASK = (1 << (31 - SLOT_BITS)) - 1;

export interface FutureEventListCopy {
  readonly due: Float64Array;
  readonly order: Float64Array;
  readonly slot: Int32Array;
  readonly kind: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly generation: Uint16Array;
  readonly free: Int32Array;
  readonly sequence: number;
  readonly tombstones: number;
}

export class FutureEventList {
  /** The event that `pop` took out last. */
  atUs: SimTime = 0;
  kind = TOMBSTONE;
  a = 0;
  b = 0;

  private size = 0;
  private tombstones = 0;
  private sequence = 0;

  // By place in the heap.
  private due: Float64Array;
  private order: Float64Array;
  private slot: Int32Array;
  // By slot.
  private kinds: Uint8Array;
  private as: Int32Array;
  private bs: Int32Array;
  private generation: Uint16Array;
  private free: Int32Array;
  private freeCount = 0;
  private slotCount = 0;

  constructor(capacity = 256) {
    this.due = new Float64Array(capacity);
    this.order = new Float64Array(capacity);
    this.slot = new Int32Array(capacity);
    this.kinds = new Uint8Array(capacity);
    this.as = new Int32Array(capacity);
    this.bs = new Int32Array(capacity);
    this.generation = new Uint16Array(capacity);
    this.free = new Int32Array(capacity);
  }

  /** Events that will still happen. */
  get pending(): number {
    return this.size - this.tombstones;
  }

  schedule(atUs: SimTime, priority: number, kind: number, a: number, b = 0): EventHandle {
    if (this.size === this.due.length) this.grow();
    const slot = this.freeCount > 0 ? this.free[--this.freeCount] : this.slotCount++;
    this.kinds[slot] = kind;
    this.as[slot] = a;
    this.bs[slot] = b;
    this.siftUp(this.size++, atUs, priority * CLASS_STRIDE + this.sequence++, slot);
    return (this.generation[slot] << SLOT_BITS) | slot;
  }

  /** Takes a scheduled event back. A handle whose event has already happened is a mistake of ours. */
  cancel(handle: EventHandle): void {
    const slot = handle & SLOT_MASK;
    const isPending =
      handle >= 0 &&
      handle >> SLOT_BITS === this.generation[slot] &&
      this.kinds[slot] !== TOMBSTONE;
    if (!isPending) fail(`cancelled an event that is not pending (handle ${handle})`);
    this.kinds[slot] = TOMBSTONE;
    this.tombstones++;
    // A heap of mostly tombstones (acks that came long before their deadline) is rebuilt without them:
    // seldom enough to cost little, often enough to keep the heap shallow.
    if (this.tombstones > 256 && this.tombstones * 2 > this.size) this.sweep();
  }

  /** When the next event is due, `NEVER` when there is none. */
  nextDueUs(): SimTime {
    while (this.size > 0 && this.kinds[this.slot[0]] === TOMBSTONE) {
      this.tombstones--;
      this.removeFirst();
    }
    return this.size === 0 ? NEVER : this.due[0];
  }

  /** The event that `pop` would take out next, or null. */
  peek(): { readonly dueUs: SimTime; readonly kind: number; readonly a: number } | null {
    const dueUs = this.nextDueUs();
    const slot = this.slot[0];
    return dueUs === NEVER ? null : { dueUs, kind: this.kinds[slot], a: this.as[slot] };
  }

  /** Takes the next event out into `atUs`, `kind`, `a`, `b`. Call `nextDueUs` first: it clears the top. */
  pop(): void {
    const slot = this.slot[0];
    this.atUs = this.due[0];
    this.kind = this.kinds[slot];
    this.a = this.as[slot];
    this.b = this.bs[slot];
    this.removeFirst();
  }

  /** Visits what is pending, in no particular order. */
  forEachPending(visit: (dueUs: SimTime, kind: number, a: number, b: number) => void): void {
    for (let i = 0; i < this.size; i++) {
      const slot = this.slot[i];
      if (this.kinds[slot] !== TOMBSTONE)
        visit(this.due[i], this.kinds[slot], this.as[slot], this.bs[slot]);
    }
  }

  /** When the event of this handle is due. */
  dueUs(handle: EventHandle): SimTime {
    const slot = handle & SLOT_MASK;
    for (let i = 0; i < this.size; i++) if (this.slot[i] === slot) return this.due[i];
    return NEVER;
  }

  /** Bytes that one pending event takes. */
  bytesPerEvent(): number {
    const { due, order, slot, kinds, as, bs, generation, free } = this;
    return [due, order, slot, kinds, as, bs, generation, free].reduce(
      (sum, column) => sum + column.BYTES_PER_ELEMENT,
      0,
    );
  }

  copy(): FutureEventListCopy {
    return {
      due: this.due.slice(0, this.size),
      order: this.order.slice(0, this.size),
      slot: this.slot.slice(0, this.size),
      kind: this.kinds.slice(0, this.slotCount),
      a: this.as.slice(0, this.slotCount),
      b: this.bs.slice(0, this.slotCount),
      generation: this.generation.slice(0, this.slotCount),
      free: this.free.slice(0, this.freeCount),
      sequence: this.sequence,
      tombstones: this.tombstones,
    };
  }

  restore(from: FutureEventListCopy): void {
    while (this.due.length < from.kind.length) this.grow();
    this.due.set(from.due);
    this.order.set(from.order);
    this.slot.set(from.slot);
    this.kinds.set(from.kind);
    this.as.set(from.a);
    this.bs.set(from.b);
    this.generation.set(from.generation);
    this.free.set(from.free);
    // Slots that were not in use then are as new, or handles would tell how one got there.
    for (const column of [this.kinds, this.as, this.bs, this.generation]) {
      column.fill(0, from.kind.length, Math.max(from.kind.length, this.slotCount));
    }
    this.size = from.due.length;
    this.slotCount = from.kind.length;
    this.freeCount = from.free.length;
    this.sequence = from.sequence;
    this.tombstones = from.tombstones;
  }

  private removeFirst(): void {
    this.release(this.slot[0]);
    const last = --this.size;
    if (last > 0) this.siftDown(0, this.due[last], this.order[last], this.slot[last]);
  }

  private release(slot: number): void {
    this.generation[slot] = (this.generation[slot] + 1) & GENERATION_MASK;
    this.free[this.freeCount++] = slot;
  }

  private sweep(): void {
    let kept = 0;
    for (let i = 0; i < this.size; i++) {
      const slot = this.slot[i];
      if (this.kinds[slot] === TOMBSTONE) {
        this.release(slot);
        continue;
      }
      this.due[kept] = this.due[i];
      this.order[kept] = this.order[i];
      this.slot[kept++] = slot;
    }
    this.size = kept;
    this.tombstones = 0;
    for (let i = (kept - 2) >> 2; i >= 0; i--) {
      this.siftDown(i, this.due[i], this.order[i], this.slot[i]);
    }
  }

  private siftUp(from: number, atUs: number, order: number, slot: number): void {
    const { due, order: orders, slot: slots } = this;
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 2;
      const parentUs = due[parent];
      if (parentUs < atUs || (parentUs === atUs && orders[parent] < order)) break;
      due[i] = parentUs;
      orders[i] = orders[parent];
      slots[i] = slots[parent];
      i = parent;
    }
    due[i] = atUs;
    orders[i] = order;
    slots[i] = slot;
  }

  private siftDown(from: number, atUs: number, order: number, slot: number): void {
    const { due, order: orders, slot: slots, size } = this;
    let i = from;
    for (;;) {
      const firstChild = 4 * i + 1;
      if (firstChild >= size) break;
      const end = firstChild + 4 < size ? firstChild + 4 : size;
      let least = firstChild;
      let leastUs = due[firstChild];
      for (let child = firstChild + 1; child < end; child++) {
        const childUs = due[child];
        if (childUs < leastUs || (childUs === leastUs && orders[child] < orders[least])) {
          least = child;
          leastUs = childUs;
        }
      }
      if (atUs < leastUs || (atUs === leastUs && order < orders[least])) break;
      due[i] = leastUs;
      orders[i] = orders[least];
      slots[i] = slots[least];
      i = least;
    }
    due[i] = atUs;
    orders[i] = order;
    slots[i] = slot;
  }

  private grow(): void {
    const capacity = this.due.length * 2;
    assert(capacity <= 1 << SLOT_BITS, `more than ${1 << SLOT_BITS} events are pending`);
    const longer = <T extends Float64Array | Int32Array | Uint16Array | Uint8Array>(old: T): T => {
      const column = new (old.constructor as new (length: number) => T)(capacity);
      column.set(old);
      return column;
    };
    this.due = longer(this.due);
    this.order = longer(this.order);
    this.slot = longer(this.slot);
    this.kinds = longer(this.kinds);
    this.as = longer(this.as);
    this.bs = longer(this.bs);
    this.generation = longer(this.generation);
    this.free = longer(this.free);
  }
}
