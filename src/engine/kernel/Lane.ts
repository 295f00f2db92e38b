/**
 * Lane holds events that were scheduled in the order in which they fall due: a queue, where the heap
 * would sort what is sorted.
 *
 * Packets on wires of one latency, leases of one length: most of what is scheduled is due after all that
 * was scheduled before it. What is not goes to the heap, so a lane never has to be right about that.
 */
import { NEVER, type SimTime } from './SimTime.ts';

const KEYS = 2;
const DUE = 0;
const ORDER = 1;

export class Lane {
  count = 0;
  /** When its first event is due, `NEVER` when it is empty, and that event's order and slot. */
  firstUs: SimTime = NEVER;
  firstOrder = 0;
  firstSlot = 0;
  private lastUs: SimTime = 0;
  private lastOrder = 0;
  private first = 0;
  // A ring: its length is a power of two.
  private keys = new Float64Array(64 * KEYS);
  private slots = new Int32Array(64);

  /** Puts an event behind all others. Returns false, and does nothing, when it is due before the last. */
  append(atUs: SimTime, order: number, slot: number): boolean {
    if (this.count > 0 && (atUs < this.lastUs || (atUs === this.lastUs && order < this.lastOrder)))
      return false;
    if (this.count === this.slots.length) this.grow();
    const place = (this.first + this.count) & (this.slots.length - 1);
    this.keys[place * KEYS + DUE] = atUs;
    this.keys[place * KEYS + ORDER] = order;
    this.slots[place] = slot;
    this.lastUs = atUs;
    this.lastOrder = order;
    if (this.count++ === 0) this.showFirst();
    return true;
  }

  removeFirst(): void {
    this.first = (this.first + 1) & (this.slots.length - 1);
    if (--this.count === 0) this.firstUs = NEVER;
    else this.showFirst();
  }

  /** Keeps the events of which `isKept` says so by their slots. */
  sweep(isKept: (slot: number) => boolean): void {
    const { keys, slots } = this.copy();
    this.clear();
    slots.forEach((slot, i) => {
      if (isKept(slot)) this.append(keys[i * KEYS + DUE], keys[i * KEYS + ORDER], slot);
    });
  }

  forEach(visit: (dueUs: SimTime, slot: number) => void): void {
    for (let i = 0; i < this.count; i++) {
      const place = (this.first + i) & (this.slots.length - 1);
      visit(this.keys[place * KEYS + DUE], this.slots[place]);
    }
  }

  copy(): { readonly keys: Float64Array; readonly slots: Int32Array } {
    const keys = new Float64Array(this.count * KEYS);
    const slots = new Int32Array(this.count);
    this.copyTo(keys, slots);
    return { keys, slots };
  }

  restore(keys: Float64Array, slots: Int32Array): void {
    this.clear();
    for (let i = 0; i < slots.length; i++)
      this.append(keys[i * KEYS + DUE], keys[i * KEYS + ORDER], slots[i]);
  }

  private clear(): void {
    this.first = this.count = 0;
    this.firstUs = NEVER;
  }

  private showFirst(): void {
    this.firstUs = this.keys[this.first * KEYS + DUE];
    this.firstOrder = this.keys[this.first * KEYS + ORDER];
    this.firstSlot = this.slots[this.first];
  }

  private grow(): void {
    const keys = new Float64Array(this.keys.length * 2);
    const slots = new Int32Array(this.slots.length * 2);
    this.copyTo(keys, slots);
    this.keys = keys;
    this.slots = slots;
    this.first = 0;
  }

  /** Copies what is there, first to last, to the start of these. */
  private copyTo(keys: Float64Array, slots: Int32Array): void {
    const tillEnd = Math.min(this.count, this.slots.length - this.first);
    const rest = this.count - tillEnd;
    keys.set(this.keys.subarray(this.first * KEYS, (this.first + tillEnd) * KEYS));
    keys.set(this.keys.subarray(0, rest * KEYS), tillEnd * KEYS);
    slots.set(this.slots.subarray(this.first, this.first + tillEnd));
    slots.set(this.slots.subarray(0, rest), tillEnd);
  }
}
