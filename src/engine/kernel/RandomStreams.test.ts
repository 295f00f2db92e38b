import { describe, expect, it } from 'vitest';
import { RandomStreams } from './RandomStreams.ts';

function drawsOf(seed: number, path: string, others: readonly string[] = []): number[] {
  const random = new RandomStreams(seed);
  for (const other of others) random.next32(random.open(other));
  const stream = random.open(path);
  return Array.from({ length: 5 }, () => random.next32(stream));
}

describe('random streams', () => {
  it('give the same numbers on every machine', () => {
    // Computed once by another program, in another language.
    expect(drawsOf(1, 'arrivals/p')).toEqual([
      2522894003, 679369953, 4237852517, 982949546, 302856749,
    ]);
    expect(drawsOf(2 ** 40 + 1, 'arrivals/p')).toEqual([
      2898298000, 4290810600, 506376052, 4280408870, 2883178175,
    ]);
  });

  it('depend on the seed and the name, and on nothing else', () => {
    const draws = drawsOf(7, 'work/c/1');
    expect(drawsOf(7, 'work/c/1', ['arrivals/p', 'work/c/2'])).toEqual(draws);
    expect(drawsOf(8, 'work/c/1')).not.toEqual(draws);
    expect(drawsOf(7, 'work/c/2')).not.toEqual(draws);
    expect(drawsOf(7 + 2 ** 32, 'work/c/1')).not.toEqual(draws);
  });

  it('are not correlated between neighbouring names or seeds', () => {
    const random = new RandomStreams(3);
    const other = new RandomStreams(4);
    const pairs = [
      [random.open('work/c/1'), random, random.open('work/c/2')],
      [random.open('x'), other, other.open('x')],
    ] as const;
    for (const [stream, second, secondStream] of pairs) {
      let product = 0;
      const n = 20_000;
      for (let i = 0; i < n; i++) {
        product += (random.nextUnit(stream) - 0.5) * (second.nextUnit(secondStream) - 0.5);
      }
      // The correlation of independent uniforms is 0 ± 1/sqrt(n).
      expect(Math.abs((product / n) * 12)).toBeLessThan(4 / Math.sqrt(n));
    }
  });

  it('are uniform on (0, 1], never zero', () => {
    const random = new RandomStreams(11);
    const stream = random.open('u');
    const bins = new Array<number>(10).fill(0);
    const n = 100_000;
    let least = 1;
    let most = 0;
    for (let i = 0; i < n; i++) {
      const unit = random.nextUnit(stream);
      least = Math.min(least, unit);
      most = Math.max(most, unit);
      const bin = Math.min(9, Math.floor(unit * 10));
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    expect(least).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(1);
    // Chi square with 9 degrees of freedom: 27.9 at one in a thousand.
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 10) ** 2 / (n / 10), 0);
    expect(chiSquare).toBeLessThan(27.9);
  });

  it('go on from a copy where the original stood', () => {
    const random = new RandomStreams(5);
    const stream = random.open('a');
    for (let i = 0; i < 100; i++) random.open(`more/${i}`);
    random.next32(stream);
    const copy = random.snapshot();
    const rest = Array.from({ length: 5 }, () => random.next32(stream));
    random.restore(copy);
    expect(Array.from({ length: 5 }, () => random.next32(stream))).toEqual(rest);
  });
});
