/**
 * RandomStreams are the only source of chance: one named stream per cause, all from one seed.
 *
 * Because arrivals and services draw from streams of their own, changing one knob never changes who
 * arrives when. Without that, comparing two runs teaches nothing.
 *
 * Each stream is sfc32 (Chris Doty-Humphrey, PractRand): four 32-bit words, add, shift and xor only.
 */
import { Table } from './Table.ts';

export class RandomStreams extends Table {
  private a = new Uint32Array(16);
  private b = new Uint32Array(16);
  private c = new Uint32Array(16);
  private counter = new Uint32Array(16);
  private readonly seed: number;

  constructor(seed: number) {
    super(16);
    this.seed = seed;
    this.seal();
  }

  /** Opens the stream of one cause, named by its path (`arrivals/checkout`). Returns its row. */
  open(path: string): number {
    const stream = this.take();
    let word = mix(this.seed | 0) ^ mix(Math.floor(this.seed / 4_294_967_296));
    for (let i = 0; i < path.length; i++) word = mix(word ^ path.charCodeAt(i));
    this.a[stream] = word = mix(word);
    this.b[stream] = word = mix(word);
    this.c[stream] = mix(word);
    this.counter[stream] = 1;
    for (let i = 0; i < 12; i++) this.next32(stream);
    return stream;
  }

  /** The next 32 random bits of a stream, as an unsigned integer. */
  next32(stream: number): number {
    const { a, b, c, counter } = this;
    const sum = (a[stream] + b[stream] + counter[stream]) | 0;
    counter[stream]++;
    a[stream] = b[stream] ^ (b[stream] >>> 9);
    b[stream] = (c[stream] + (c[stream] << 3)) | 0;
    c[stream] = (((c[stream] << 21) | (c[stream] >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /**
   * A number in (0, 1], a whole multiple of 2^-53: never zero, so that its logarithm is finite. Takes
   * the next two words of the stream, the state between them in locals.
   */
  nextUnit(stream: number): number {
    const { a, b, c, counter } = this;
    const firstB = b[stream] | 0;
    const firstC = c[stream] | 0;
    const count = counter[stream] | 0;
    const high = ((a[stream] | 0) + firstB + count) | 0;
    const nextA = firstB ^ (firstB >>> 9);
    const nextB = (firstC + (firstC << 3)) | 0;
    const nextC = (((firstC << 21) | (firstC >>> 11)) + high) | 0;
    const low = (nextA + nextB + count + 1) | 0;
    counter[stream] = count + 2;
    a[stream] = nextB ^ (nextB >>> 9);
    b[stream] = (nextC + (nextC << 3)) | 0;
    c[stream] = (((nextC << 21) | (nextC >>> 11)) + low) | 0;
    return ((high >>> 5) * 67_108_864 + (low >>> 6) + 1) / 9_007_199_254_740_992;
  }
}

/** A 32-bit finaliser (Stafford's mix 13 of MurmurHash3): every input bit reaches every output bit. */
function mix(word: number): number {
  let h = (word + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
