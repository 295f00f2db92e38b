/**
 * RunningHash folds whole numbers into 53 bits: two runs with equal hashes saw the same events.
 *
 * Two independent 32-bit lanes of multiply-and-xor (the FNV idea). Good against accidents, not
 * against an adversary: nobody gains from forging a lesson.
 */
export class RunningHash {
  private low = 0x811c9dc5 | 0;
  private high = 0x9747b28c | 0;

  /** Folds in a whole number below 2^53 in size. */
  add(value: number): void {
    const low = value | 0;
    this.low = Math.imul(this.low ^ low, 0x01000193);
    this.high = Math.imul((this.high ^ low) + ((value / 4_294_967_296) | 0), 0x5bd1e995);
    this.high ^= this.high >>> 15;
  }

  /** Folds in what an event is: one call for each event keeps the hot path short. */
  addEvent(atUs: number, kind: number, a: number, b: number): void {
    const low = (atUs | 0) ^ Math.imul(kind, 0x9e3779b1);
    this.low = Math.imul(Math.imul(this.low ^ low, 0x01000193) ^ a, 0x01000193);
    this.high = Math.imul((this.high ^ b) + ((atUs / 4_294_967_296) | 0) + low, 0x5bd1e995) ^ a;
    this.high ^= this.high >>> 15;
  }

  copy(): readonly [number, number] {
    return [this.low, this.high];
  }

  restore(from: readonly [number, number]): void {
    [this.low, this.high] = from;
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    return hex(this.high) + hex(this.low);
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
