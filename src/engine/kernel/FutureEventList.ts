/**
 * FutureEventList holds what is scheduled and has not happened yet, soonest first.
 *
 * Events due at the same microsecond leave by class (see `eventKinds.ts` for why each class stands
 * where it stands), then in the order they were scheduled. That tie-break is what makes a run
 * repeatable: without it, the heap's internal layout would choose.
 *
 * Kinds of events that mostly fall due in the order they are scheduled have lanes beside the heap; which
 * of the two an event waits in never shows.
 *
 * An event is four numbers (kind, a, b and its place in time), never a closure, so that a checkpoint
 * is a copy of arrays. The heap is 4-ary: shallower than a binary one, and its four children lie side
 * by side in memory.
 */
import { assert, fail } from './assert.ts';
import { Lane } from './Lane.ts';
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
  readonly packetKeys: Float64Array;
  readonly packetSlots: Int32Array;
  readonly deadlineKeys: Float64Array;
  readonly deadlineSlots: Int32Array;
  readonly words: Int32Array;
  readonly free: Int32Array;
  readonly sequence: number;
  readonly tombstones: number;
}

/** Lanes says for each kind of event where it waits, unless it is due before what is there. */
export interface Lanes {
  readonly packets: readonly number[];
  readonly deadlines: readonly number[];
}

// What `laneOf` says of a kind.
const HEAP = 0;
const PACKETS = 1;
const DEADLINES = 2;

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

  private readonly packets = new Lane();
  private readonly deadlines = new Lane();
  private readonly laneOf = new Uint8Array(KIND_MASK + 1).fill(HEAP);

  constructor(lanes: Lanes = { packets: [], deadlines: [] }, capacity = 256) {
    for (const kind of lanes.packets) this.laneOf[kind] = PACKETS;
    for (const kind of lanes.deadlines) this.laneOf[kind] = DEADLINES;
    this.keys = new Float64Array(capacity * KEYS);
    this.slots = new Int32Array(capacity);
    this.words = new Int32Array(capacity * WORDS);
    this.free = new Int32Array(capacity);
  }

  /** Events that will still happen. */
  get pending(): number {
    return this.size + this.packets.count + this.deadlines.count - this.tombstones;
  }

  schedule(atUs: SimTime, priority: number, kind: number, a: number, b = 0): EventHandle {
    if (this.size === this.slots.length) this.growHeap();
    // Written here, where it is inlined: as an argument further in, a time would be put in a box.
    this.keys[this.size * KEYS + DUE] = atUs;
    return this.enter(priority, kind, a, b);
  }

  private enter(priority: number, kind: number, a: number, b: number): EventHandle {
    const slot = this.freeCount > 0 ? this.free[--this.freeCount] : this.newSlot();
    const { words } = this;
    const word = slot * WORDS;
    const generation = words[word + WHAT] >> KIND_BITS;
    words[word + WHAT] = kind | (generation << KIND_BITS);
    words[word + A] = a;
    words[word + B] = b;
    const order = priority * CLASS_STRIDE + this.sequence++;
    const lane = this.laneOf[kind];
    if (lane === HEAP || !this.appendTo(lane, order, slot)) {
      const place = this.size++;
      this.keys[place * KEYS + ORDER] = order;
      this.slots[place] = slot;
      this.siftUp(place);
    }
    return (generation << SLOT_BITS) | slot;
  }

  private appendTo(lane: number, order: number, slot: number): boolean {
    const atUs = this.keys[this.size * KEYS + DUE];
    return (lane === PACKETS ? this.packets : this.deadlines).append(atUs, order, slot);
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
    if (this.tombstones > 256 && this.tombstones > this.pending) this.sweep();
  }

  /** When the next event is due, `NEVER` when there is none. */
  nextDueUs(): SimTime {
    this.clearTop();
    const dueUs = this.size === 0 ? NEVER : this.keys[DUE];
    return Math.min(dueUs, this.packets.firstUs, this.deadlines.firstUs);
  }

  /** The event that `pop` would take out next, or null. */
  peek(): { readonly dueUs: SimTime; readonly kind: number; readonly a: number } | null {
    this.clearTop();
    const lane = this.firstLane();
    if (lane === null && this.size === 0) return null;
    const slot = lane === null ? this.slots[0] : lane.firstSlot;
    const dueUs = lane === null ? this.keys[DUE] : lane.firstUs;
    return { dueUs, kind: this.kindOf(slot), a: this.words[slot * WORDS + A] };
  }

  /** Takes the next event out into `atUs`, `kind`, `a`, `b`. Returns false when there is none. */
  pop(): boolean {
    if (this.tombstones > 0) this.clearTop();
    const lane = this.firstLane();
    if (lane !== null) {
      this.atUs = lane.firstUs;
      this.show(lane.firstSlot);
      this.removeFirstOf(lane);
      return true;
    }
    if (this.size === 0 || this.keys[DUE] === NEVER) return false;
    this.atUs = this.keys[DUE];
    this.show(this.slots[0]);
    this.removeFirst();
    return true;
  }

  private show(slot: number): void {
    const { words } = this;
    const word = slot * WORDS;
    this.kind = words[word + WHAT] & KIND_MASK;
    this.a = words[word + A];
    this.b = words[word + B];
  }

  /** The lane that has the next event, null when the heap has it, or nothing has. */
  private firstLane(): Lane | null {
    const { packets, deadlines } = this;
    const isPacket = isBefore(packets, deadlines.firstUs, deadlines.firstOrder);
    const lane = isPacket ? packets : deadlines;
    if (lane.firstUs === NEVER) return null;
    const { keys } = this;
    return this.size === 0 || isBefore(lane, keys[DUE], keys[ORDER]) ? lane : null;
  }

  /** Visits what is pending, in no particular order. */
  forEachPending(visit: (dueUs: SimTime, kind: number, a: number, b: number) => void): void {
    const visitSlot = (dueUs: SimTime, slot: number): void => {
      const kind = this.kindOf(slot);
      const word = slot * WORDS;
      if (kind !== TOMBSTONE) visit(dueUs, kind, this.words[word + A], this.words[word + B]);
    };
    for (let i = 0; i < this.size; i++) visitSlot(this.keys[i * KEYS + DUE], this.slots[i]);
    this.packets.forEach(visitSlot);
    this.deadlines.forEach(visitSlot);
  }

  /** When the event of this handle is due. */
  dueUs(handle: EventHandle): SimTime {
    const wanted = handle & SLOT_MASK;
    let found = NEVER;
    const look = (dueUs: SimTime, slot: number): void => {
      if (slot === wanted) found = dueUs;
    };
    for (let i = 0; i < this.size; i++) look(this.keys[i * KEYS + DUE], this.slots[i]);
    this.packets.forEach(look);
    this.deadlines.forEach(look);
    return found;
  }

  /** Bytes that one pending event takes. */
  bytesPerEvent(): number {
    const { keys, slots, words, free } = this;
    const inHeapOrLane = (keys.byteLength + slots.byteLength) / slots.length;
    return inHeapOrLane + (words.byteLength + free.byteLength) / free.length;
  }

  copy(): FutureEventListCopy {
    const packets = this.packets.copy();
    const deadlines = this.deadlines.copy();
    return {
      keys: this.keys.slice(0, this.size * KEYS),
      slots: this.slots.slice(0, this.size),
      packetKeys: packets.keys,
      packetSlots: packets.slots,
      deadlineKeys: deadlines.keys,
      deadlineSlots: deadlines.slots,
      words: this.words.slice(0, this.slotCount * WORDS),
      free: this.free.slice(0, this.freeCount),
      sequence: this.sequence,
      tombstones: this.tombstones,
    };
  }

  restore(from: FutureEventListCopy): void {
    while (this.slots.length < from.slots.length) this.growHeap();
    while (this.words.length < from.words.length) this.growSlots();
    this.packets.restore(from.packetKeys, from.packetSlots);
    this.deadlines.restore(from.deadlineKeys, from.deadlineSlots);
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
    if (this.tombstones === 0) return;
    const { packets, deadlines } = this;
    while (this.size > 0 && this.kindOf(this.slots[0]) === TOMBSTONE) {
      this.tombstones--;
      this.removeFirst();
    }
    this.clearFirst(packets);
    this.clearFirst(deadlines);
  }

  private clearFirst(lane: Lane): void {
    while (lane.count > 0 && this.kindOf(lane.firstSlot) === TOMBSTONE) {
      this.tombstones--;
      this.removeFirstOf(lane);
    }
  }

  private removeFirstOf(lane: Lane): void {
    this.release(lane.firstSlot);
    lane.removeFirst();
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
    const isKept = (slot: number): boolean => {
      if (this.kindOf(slot) !== TOMBSTONE) return true;
      this.release(slot);
      return false;
    };
    this.packets.sweep(isKept);
    this.deadlines.sweep(isKept);
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

  private newSlot(): number {
    if (this.slotCount === this.free.length) this.growSlots();
    return this.slotCount++;
  }

  private growSlots(): void {
    const capacity = this.free.length * 2;
    assert(capacity <= 1 << SLOT_BITS, `more than ${1 << SLOT_BITS} events are pending`);
    const { words, free } = this;
    this.words = new Int32Array(capacity * WORDS);
    this.words.set(words);
    this.free = new Int32Array(capacity);
    this.free.set(free);
  }

  private growHeap(): void {
    const { keys, slots } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.keys.set(keys);
    this.slots = new Int32Array(slots.length * 2);
    this.slots.set(slots);
  }
}

/** Whether the first event of a lane comes before one that is due then, with this order. */
function isBefore(lane: Lane, dueUs: SimTime, order: number): boolean {
  return lane.firstUs < dueUs || (lane.firstUs === dueUs && lane.firstOrder < order);
}
