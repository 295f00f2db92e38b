/**
 * The engine against the closed forms, with fixed seeds. A line with no latency, a queue in memory and
 * prefetch 1 is the textbook's queue: an ack and the next delivery fall on the same instant.
 *
 * The tolerance is three standard deviations of the estimate where Whitt's formula gives them (W. Whitt,
 * Planning queueing simulations, Management Science 35, 1989: for M/M/1 the time average of N over T has
 * variance σ²/T with σ² = 2 ρ (1 + ρ) / (1 - ρ)^4 / μ), and 4 % elsewhere.
 */
import { describe, expect, it } from 'vitest';
import { type Duration, Simulation } from '../index.ts';
import { drainAfterSpike, mD1, mM1, mMc, mMcK } from '../theory/index.ts';
import { at, careless, consumer, line, MS, producer, queue, S, steadyProducer } from './worlds.ts';

const QUEUE = 2;
const SECONDS = 1_000;
/** One message takes a tenth of a second on average, so that rounding to microseconds is nothing. */
const SERVICE_RATE_PER_S = 10;
const exponential: Duration = { kind: 'exponential', meanUs: S / SERVICE_RATE_PER_S };
const constant: Duration = { kind: 'constant', meanUs: S / SERVICE_RATE_PER_S };

interface Textbook {
  readonly utilisation: number;
  readonly consumerCount?: number;
  readonly work?: Duration;
  readonly messages: number;
  readonly seed: number;
  readonly maxLength?: number;
}

/** Runs M/·/c to its end, from empty to empty, and measures what the closed forms say. */
function simulate({ utilisation, consumerCount = 1, work = exponential, ...rest }: Textbook) {
  const arrivalRatePerS = utilisation * consumerCount * SERVICE_RATE_PER_S;
  const arrivals = {
    gap: { kind: 'exponential', meanUs: S / arrivalRatePerS },
    atUs: [],
    fromUs: 0,
    count: rest.messages,
    onOff: null,
  } as const;
  const system = line({
    producer: producer([], { arrivals, publishing: careless }),
    queue: queue({ durable: false, maxLength: rest.maxLength ?? Number.POSITIVE_INFINITY }),
    consumer: consumer(1, { count: consumerCount, work }),
  });
  const simulation = new Simulation(system, {
    seed: rest.seed,
    record: false,
    maxEvents: Number.POSITIVE_INFINITY,
  });
  while (simulation.step());
  const { world } = simulation;
  const done = world.tallies.acks[QUEUE] ?? 0;
  const area = (world.queues.depthAreaUs[QUEUE] ?? 0) / S;
  const sojourns = (world.queues.sojournSumUs[QUEUE] ?? 0) / S;
  // Little's law as an identity, in whole microseconds: nothing is left inside.
  expect(area).toBe(sojourns);
  const tookS = world.nowUs / S;
  return {
    arrivalRatePerS,
    tookS,
    done,
    meanInSystem: area / tookS,
    meanSojournS: sojourns / done,
    meanWaitS: sojourns / done - 1 / SERVICE_RATE_PER_S,
  };
}

/** Three standard deviations of the mean number in an M/M/1 over `tookS`, relative to it. */
function toleranceOf(utilisation: number, tookS: number): number {
  const { meanInSystem } = mM1(utilisation, 1);
  const spare = 1 - utilisation;
  const variance =
    (2 * utilisation * (1 + utilisation)) / (spare * spare * spare * spare) / SERVICE_RATE_PER_S;
  return (3 * Math.sqrt(variance / tookS)) / meanInSystem;
}

describe('the engine agrees with', () => {
  it.each([
    [0.5, 60_000, 1],
    [0.8, 200_000, 2],
  ])(
    'M/M/1 at ρ = %d: mean in system and mean time in system',
    (utilisation, messages, seed) => {
      const measured = simulate({ utilisation, messages, seed });
      const { meanInSystem, meanSojournS } = mM1(measured.arrivalRatePerS, SERVICE_RATE_PER_S);
      const tolerance = toleranceOf(utilisation, measured.tookS);
      expect(tolerance).toBeLessThan(0.08);
      expect(Math.abs(measured.meanInSystem / meanInSystem - 1)).toBeLessThan(tolerance);
      expect(Math.abs(measured.meanSojournS / meanSojournS - 1)).toBeLessThan(tolerance);
    },
    60 * SECONDS,
  );

  it.each([
    [2, 0.8, 80_000, 3],
    [8, 0.9, 120_000, 4],
  ])(
    'M/M/c with %d consumers at ρ = %d: mean wait and time in system',
    (consumerCount, utilisation, messages, seed) => {
      const measured = simulate({ utilisation, consumerCount, messages, seed });
      const theory = mMc(measured.arrivalRatePerS, SERVICE_RATE_PER_S, consumerCount);
      expect(Math.abs(measured.meanSojournS / theory.meanSojournS - 1)).toBeLessThan(0.04);
      expect(Math.abs(measured.meanInSystem / theory.meanInSystem - 1)).toBeLessThan(0.04);
    },
    60 * SECONDS,
  );

  it('M/D/1 at ρ = 0.8: half the wait of M/M/1', () => {
    const measured = simulate({ utilisation: 0.8, work: constant, messages: 100_000, seed: 5 });
    const { meanWaitS } = mD1(measured.arrivalRatePerS, SERVICE_RATE_PER_S);
    expect(Math.abs(measured.meanWaitS / meanWaitS - 1)).toBeLessThan(0.04);
  }, 30_000);

  it('M/M/1/K: the share that a full queue refuses', () => {
    // One is worked on and nine wait: room for ten.
    const messages = 100_000;
    const measured = simulate({ utilisation: 0.95, messages, maxLength: 9, seed: 6 });
    const { lossShare } = mMcK(measured.arrivalRatePerS, SERVICE_RATE_PER_S, 1, 10);
    expect(Math.abs((messages - measured.done) / messages / lossShare - 1)).toBeLessThan(0.05);
  }, 30_000);

  it('the fluid arithmetic of a spike: peak, drain and longest wait', () => {
    const spike = at(10 * S, { kind: 'spike', target: 'p', factor: 200 / 60, lengthUs: 30 * S });
    const system = line(
      {
        producer: steadyProducer(20_000, S / 60, { publishing: careless }),
        queue: queue({ durable: false }),
        consumer: consumer(10 * MS),
      },
      { faults: [spike] },
    );
    const simulation = new Simulation(system, { record: false });
    const { world } = simulation;
    let emptyAtUs = 0;
    simulation.runUntil(40 * S);
    while (world.depthOf(QUEUE) > 1 && simulation.step()) emptyAtUs = world.nowUs;
    const { peakBacklog, drainS, peakWaitS } = drainAfterSpike(60, 200, 30, 100);
    expect((world.queues.readyMax[QUEUE] ?? 0) / peakBacklog).toBeCloseTo(1, 2);
    expect((emptyAtUs / S - 40) / drainS).toBeCloseTo(1, 2);
    expect((world.queues.oldestAgeMaxUs[QUEUE] ?? 0) / S / peakWaitS).toBeCloseTo(1, 2);
  });
});

describe('the comparison itself', () => {
  it('would see work that is five per cent longer', () => {
    const work: Duration = { kind: 'exponential', meanUs: (1.05 * S) / SERVICE_RATE_PER_S };
    const measured = simulate({ utilisation: 0.5, work, messages: 60_000, seed: 1 });
    const { meanInSystem } = mM1(measured.arrivalRatePerS, SERVICE_RATE_PER_S);
    const tolerance = toleranceOf(0.5, measured.tookS);
    expect(Math.abs(measured.meanInSystem / meanInSystem - 1)).toBeGreaterThan(tolerance);
  });
});
