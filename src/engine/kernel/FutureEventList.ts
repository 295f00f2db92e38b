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

// What belongs together lies side by side: one array to reach, and mostly one line of the cache.
const KEYS = 2;
const DUE = 0;
const ORDER = 1;
const WORDS = 3;
/** The kind, and above it the generation. */
const WHAT = 0;
const A = 1;
const B = 2;
const KIND_BITS = 8;
const KIND_MASK = (1 << KIND_BITS) - 1;

export interface FutureEventListCopy {
  readonly keys: Float64Array;
  readonly slots: Int32Array;
  readonly words: Int32Array;
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

  /** By place in the heap: when it is due, and its order among those due at the same time. */
  private keys: Float64Array;
  private slots: Int32Array;
  /** By slot: the kind with the slot's generation, a and b. */
  private words: Int32Array;
  private free: Int32Array;
  private freeCount = 0;
  private slotCount = 0;

  constructor(capacity = 256) {
    this.keys = new Float64Array(capacity * KEYS);
    this.slots = new Int32Array(capacity);
    this.words = new Int32Array(capacity * WORDS);
    this.free = new Int32Array(capacity);
  }

  /** Events that will still happen. */
  get pending(): number {
    return this.size - this.tombstones;
  }

  schedule(atUs: SimTime, priority: number, kind: number, a: number, b = 0): EventHandle {
    if (this.size === this.slots.length) this.grow();
    // Written here, where it is inlined: as an argument further in, a time would be put in a box.
    this.keys[this.size * KEYS + DUE] = atUs;
    return this.enter(priority, kind, a, b);
  }

  private enter(priority: number, kind: number, a: number, b: number): EventHandle {
    const place = this.size++;
    const slot = this.freeCount > 0 ? this.free[--this.freeCount] : this.slotCount++;
    const { words } = this;
    const word = slot * WORDS;
    const generation = words[word + WHAT] >> KIND_BITS;
    words[word + WHAT] = kind | (generation << KIND_BITS);
    words[word + A] = a;
    words[word + B] = b;
    this.keys[place * KEYS + ORDER] = priority * CLASS_STRIDE + this.sequence++;
    this.slots[place] = slot;
    this.siftUp(place);
    return (generation << SLOT_BITS) | slot;
  }

  /** Takes a scheduled event back. A handle whose event has already happened is a mistake of ours. */
  cancel(handle: EventHandle): void {
    const slot = handle & SLOT_MASK;
    const what = this.words[slot * WORDS + WHAT];
    const isPending =
      handle >= 0 && handle >> SLOT_BITS === what >> KIND_BITS && (what & KIND_MASK) !== TOMBSTONE;
    if (!isPending) fail(`cancelled an event that is not pending (handle ${handle})`);
    this.words[slot * WORDS + WHAT] = what - (what & KIND_MASK) + TOMBSTONE;
    this.tombstones++;
    // A heap of mostly tombstones (acks that came long before their deadline) is rebuilt without them:
    // seldom enough to cost little, often enough to keep the heap shallow.
    if (this.tombstones > 256 && this.tombstones * 2 > this.size) this.sweep();
  }

  /** When the next event is due, `NEVER` when there is none. */
  nextDueUs(): SimTime {
    this.clearTop();
    return this.size === 0 ? NEVER : this.keys[DUE];
  }

  /** The event that `pop` would take out next, or null. */
  peek(): { readonly dueUs: SimTime; readonly kind: number; readonly a: number } | null {
    const dueUs = this.nextDueUs();
    const slot = this.slots[0];
    if (dueUs === NEVER) return null;
    return { dueUs, kind: this.kindOf(slot), a: this.words[slot * WORDS + A] };
  }

  /** Takes the next event out into `atUs`, `kind`, `a`, `b`. Returns false when there is none. */
  pop(): boolean {
    if (this.tombstones > 0) this.clearTop();
    if (this.size === 0) return false;
    const { words } = this;
    const word = this.slots[0] * WORDS;
    this.atUs = this.keys[DUE];
    this.kind = words[word + WHAT] & KIND_MASK;
    this.a = words[word + A];
    this.b = words[word + B];
    this.removeFirst();
    return true;
  }

  /** Visits what is pending, in no particular order. */
  forEachPending(visit: (dueUs: SimTime, kind: number, a: number, b: number) => void): void {
    for (let i = 0; i < this.size; i++) {
      const slot = this.slots[i];
      const kind = this.kindOf(slot);
      if (kind === TOMBSTONE) continue;
      const word = slot * WORDS;
      visit(this.keys[i * KEYS + DUE], kind, this.words[word + A], this.words[word + B]);
    }
  }

  /** When the event of this handle is due. */
  dueUs(handle: EventHandle): SimTime {
    const slot = handle & SLOT_MASK;
    for (let i = 0; i < this.size; i++)
      if (this.slots[i] === slot) return this.keys[i * KEYS + DUE];
    return NEVER;
  }

  /** Bytes that one pending event takes. */
  bytesPerEvent(): number {
    const { keys, slots, words, free } = this;
    const bytes = keys.byteLength + slots.byteLength + words.byteLength + free.byteLength;
    return bytes / slots.length;
  }

  copy(): FutureEventListCopy {
    return {
      keys: this.keys.slice(0, this.size * KEYS),
      slots: this.slots.slice(0, this.size),
      words: this.words.slice(0, this.slotCount * WORDS),
      free: this.free.slice(0, this.freeCount),
      sequence: this.sequence,
      tombstones: this.tombstones,
    };
  }

  restore(from: FutureEventListCopy): void {
    while (this.words.length < from.words.length) this.grow();
    this.keys.set(from.keys);
    this.slots.set(from.slots);
    this.words.set(from.words);
    this.free.set(from.free);
    // Slots that were not in use then are as new, or handles would tell how one got there.
    const end = this.slotCount * WORDS;
    if (end > from.words.length) this.words.fill(0, from.words.length, end);
    this.size = from.slots.length;
    this.slotCount = from.words.length / WORDS;
    this.freeCount = from.free.length;
    this.sequence = from.sequence;
    this.tombstones = from.tombstones;
  }

  private kindOf(slot: number): number {
    return this.words[slot * WORDS + WHAT] & KIND_MASK;
  }

  private clearTop(): void {
    while (this.tombstones > 0 && this.kindOf(this.slots[0]) === TOMBSTONE) {
      this.tombstones--;
      this.removeFirst();
    }
  }

  private removeFirst(): void {
    this.release(this.slots[0]);
    const last = --this.size;
    if (last > 0) this.siftDown(0, last);
  }

  private release(slot: number): void {
    const { words } = this;
    const what = words[slot * WORDS + WHAT];
    const generation = ((what >> KIND_BITS) + 1) & GENERATION_MASK;
    words[slot * WORDS + WHAT] = (what & KIND_MASK) | (generation << KIND_BITS);
    this.free[this.freeCount++] = slot;
  }

  private sweep(): void {
    const { keys, slots } = this;
    let kept = 0;
    for (let i = 0; i < this.size; i++) {
      const slot = slots[i];
      if (this.kindOf(slot) === TOMBSTONE) {
        this.release(slot);
        continue;
      }
      keys[kept * KEYS + DUE] = keys[i * KEYS + DUE];
      keys[kept * KEYS + ORDER] = keys[i * KEYS + ORDER];
      slots[kept++] = slot;
    }
    this.size = kept;
    this.tombstones = 0;
    for (let i = (kept - 2) >> 2; i >= 0; i--) this.siftDown(i, i);
  }

  // Both sifts read the event that they move by its place: a time as an argument would be put in a box.

  /** Moves the event at this place up to where it belongs. */
  private siftUp(from: number): void {
    const { keys, slots } = this;
    const atUs = keys[from * KEYS + DUE];
    const order = keys[from * KEYS + ORDER];
    const slot = slots[from];
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 2;
      const parentUs = keys[parent * KEYS + DUE];
      const parentOrder = keys[parent * KEYS + ORDER];
      if (parentUs < atUs || (parentUs === atUs && parentOrder < order)) break;
      keys[i * KEYS + DUE] = parentUs;
      keys[i * KEYS + ORDER] = parentOrder;
      slots[i] = slots[parent];
      i = parent;
    }
    keys[i * KEYS + DUE] = atUs;
    keys[i * KEYS + ORDER] = order;
    slots[i] = slot;
  }

  /** Puts the event at place `of` where it belongs at or below the free place `from`. */
  private siftDown(from: number, of: number): void {
    const { keys, slots, size } = this;
    const atUs = keys[of * KEYS + DUE];
    const order = keys[of * KEYS + ORDER];
    const slot = slots[of];
    let i = from;
    for (;;) {
      const firstChild = 4 * i + 1;
      if (firstChild >= size) break;
      const end = firstChild + 4 < size ? firstChild + 4 : size;
      let least = firstChild;
      let leastUs = keys[firstChild * KEYS + DUE];
      for (let child = firstChild + 1; child < end; child++) {
        const childUs = keys[child * KEYS + DUE];
        if (childUs > leastUs) continue;
        if (childUs < leastUs || keys[child * KEYS + ORDER] < keys[least * KEYS + ORDER]) {
          least = child;
          leastUs = childUs;
        }
      }
      const leastOrder = keys[least * KEYS + ORDER];
      if (atUs < leastUs || (atUs === leastUs && order < leastOrder)) break;
      keys[i * KEYS + DUE] = leastUs;
      keys[i * KEYS + ORDER] = leastOrder;
      slots[i] = slots[least];
      i = least;
    }
    keys[i * KEYS + DUE] = atUs;
    keys[i * KEYS + ORDER] = order;
    slots[i] = slot;
  }

  private grow(): void {
    const capacity = this.slots.length * 2;
    assert(capacity <= 1 << SLOT_BITS, `more than ${1 << SLOT_BITS} events are pending`);
    const longer = <T extends Float64Array | Int32Array>(old: T): T => {
      const column = new (old.constructor as new (length: number) => T)(old.length * 2);
      column.set(old);
      return column;
    };
    this.keys = longer(this.keys);
    this.slots = longer(this.slots);
    this.words = longer(this.words);
    this.free = longer(this.free);
  }
}
