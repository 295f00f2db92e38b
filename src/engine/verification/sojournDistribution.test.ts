import { describe, expect, it } from 'vitest';
import { Fact, Simulation } from '../index.ts';
import { careless, consumer, line, producer, queue, S } from './worlds.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);
const SERVICE_PER_S = 10;
const ARRIVALS_PER_S = 5;
/** Two messages so far apart know next to nothing of each other: twenty correlation times. */
const APART = 60;
const SAMPLES_PER_SEED = 250;

/** Times in the system of an M/M/1, in seconds, far enough apart to be independent. */
function sojourns(seed: number): number[] {
  const exponential = (perS: number) => ({ kind: 'exponential', meanUs: S / perS }) as const;
  const system = line({
    producer: producer([], {
      arrivals: {
        gap: exponential(ARRIVALS_PER_S),
        atUs: [],
        fromUs: 0,
        count: APART * (SAMPLES_PER_SEED + 1),
        onOff: null,
      },
      publishing: careless,
    }),
    queue: queue({ durable: false }),
    consumer: consumer(1, { work: exponential(SERVICE_PER_S) }),
  });
  const simulation = new Simulation(system, { seed });
  while (simulation.step());
  const { trace, messageCount } = simulation.world;
  const cameUs = new Float64Array(messageCount + 1);
  const found: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    const message = trace.message(i);
    if (trace.kind(i) === Fact.stored) cameUs[message] = trace.atUs(i);
    // The first ones are left out: they come to an empty system.
    else if (trace.kind(i) === Fact.acked && message % APART === 0 && message > APART)
      found.push((trace.atUs(i) - (cameUs[message] ?? 0)) / S);
  }
  return found;
}

/** Kolmogorov's distance between samples and an exponential distribution, times the root of their number. */
function distance(samples: readonly number[], ratePerS: number): number {
  const sorted = Float64Array.from(samples).sort();
  let most = 0;
  sorted.forEach((time, i) => {
    const expected = 1 - Math.exp(-ratePerS * time);
    most = Math.max(most, expected - i / sorted.length, (i + 1) / sorted.length - expected);
  });
  return most * Math.sqrt(sorted.length);
}

/** Exceeded with a chance of 0.1 % (Kolmogorov's distribution: 2 exp(-2 x²)). */
const LIMIT = Math.sqrt(-Math.log(0.001 / 2) / 2);

describe('the time in an M/M/1', () => {
  const samples = SEEDS.flatMap(sojourns);

  it('is exponential with the rate μ - λ, over twelve seeds (Kolmogorov and Smirnov)', () => {
    expect(samples.length).toBe(SEEDS.length * SAMPLES_PER_SEED);
    expect(distance(samples, SERVICE_PER_S - ARRIVALS_PER_S)).toBeLessThan(LIMIT);
  });

  it('is not what it would be if the work took a tenth longer', () => {
    expect(distance(samples, SERVICE_PER_S / 1.1 - ARRIVALS_PER_S)).toBeGreaterThan(LIMIT);
  });
});
