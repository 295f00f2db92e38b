/** Arrivals: when orders come, in spikes and windows, and when somebody turns the rate. */
import { describe, expect, it } from 'vitest';
import type { ArrivalProcess, Intervention } from '../index.ts';
import { Fact, Simulation } from '../index.ts';
import {
  at,
  broker,
  entriesOf,
  MS,
  producer,
  queue,
  run,
  S,
  scenario,
  steadyProducer,
  wire,
} from './worlds.ts';

/** The times of the orders, in milliseconds. */
function ordersAt(
  arrivals: Partial<ArrivalProcess>,
  faults: readonly Intervention[] = [],
): number[] {
  const process = { gap: null, atUs: [], fromUs: 0, count: 6, onOff: null, ...arrivals };
  const system = scenario(
    [producer([], { arrivals: process }), broker(), queue()],
    [wire('p', 'q')],
    { faults },
  );
  const simulation = new Simulation(system);
  simulation.runUntil(system.durationUs * 2);
  return entriesOf(simulation)
    .filter((entry) => entry.kind === Fact.published)
    .map((entry) => entry.atUs / MS);
}

const constant = { kind: 'constant', meanUs: 100 * MS } as const;
const spike = (atMs: number, factor: number, lengthMs: number): Intervention =>
  at(atMs * MS, { kind: 'spike', target: 'p', factor, lengthUs: lengthMs * MS });
const rate = (atMs: number, value: number): Intervention =>
  at(atMs * MS, { kind: 'setKnob', target: 'p', knob: 'ratePerS', value });

describe('orders', () => {
  it('come at even gaps, from the first on, as many as there are', () => {
    expect(ordersAt({ gap: constant, fromUs: 50 * MS, count: 3 })).toEqual([50, 150, 250]);
  });

  it('come 7,200 a minute at 120 a second, although the gap is no whole number', () => {
    const gap = { kind: 'constant', meanUs: 1e6 / 120 } as const;
    const times = ordersAt({ gap, count: 7_201 });
    expect(times.at(-1)).toBe(60_000);
  });

  it('come at the listed times, several at once too', () => {
    expect(ordersAt({ atUs: [0, 0, 30 * MS] })).toEqual([0, 0, 30]);
  });

  it('come in open windows only', () => {
    const onOff = { onUs: 150 * MS, offUs: 50 * MS };
    // 150 ms of open time and then a pause: the third gap ends 50 ms later on the clock.
    expect(ordersAt({ gap: constant, onOff, count: 4 })).toEqual([0, 100, 250, 350]);
  });

  it('come so many times as often in a spike, and the wait for the next one shrinks with it', () => {
    expect(ordersAt({ gap: constant }, [spike(150, 5, 60)])).toEqual([0, 100, 160, 180, 200, 260]);
  });

  it('come at the listed times whatever the pace', () => {
    const listed = { atUs: [100 * MS, 110 * MS, 400 * MS] };
    expect(ordersAt(listed, [spike(50, 0.1, 1_000)])).toEqual([100, 110, 400]);
    expect(ordersAt(listed, [rate(50, 1)])).toEqual([100, 110, 400]);
  });

  it('never come in a shut window, whatever the pace', () => {
    const onOff = { onUs: 100 * MS, offUs: 200 * MS };
    const times = ordersAt({ gap: constant, onOff }, [spike(150, 7, 90), rate(420, 3)]);
    for (const ms of times) expect(ms % 300, `${ms}`).toBeLessThanOrEqual(100);
  });

  it('come at the rate that somebody sets, for every kind of gap', () => {
    for (const gap of [
      constant,
      { kind: 'listed', listUs: [50 * MS, 150 * MS] } as const,
      { kind: 'uniform', lowUs: 50 * MS, highUs: 150 * MS } as const,
      { kind: 'exponential', meanUs: 100 * MS } as const,
    ]) {
      const times = ordersAt({ gap, count: 4_000 }, [rate(1, 200)]);
      // Two hundred a second, so 4,000 take twenty seconds, by and large.
      expect((times.at(-1) ?? 0) / 20_000, gap.kind).toBeCloseTo(1, 1);
    }
  });

  it('are numbered over all producers, so that no two are the same', () => {
    const system = scenario(
      [steadyProducer(3, 10 * MS), steadyProducer(3, 10 * MS, { id: 'other' }), broker(), queue()],
      [wire('p', 'q'), wire('other', 'q')],
    );
    const simulation = run(system, { untilUs: S });
    const { messages } = simulation.world;
    const orders = Array.from(messages.order.subarray(0, messages.rows));
    expect(new Set(orders).size).toBe(6);
  });
});
