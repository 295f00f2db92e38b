import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drainAfterOutage,
  drainAfterSpike,
  erlangB,
  erlangC,
  mD1,
  mG1,
  mM1,
  mMc,
  mMcK,
  sojournQuantileS,
} from './index.ts';

describe('M/M/1', () => {
  it.each([
    [0.5, 1, 1, 5.99146],
    [0.8, 4, 4, 14.9787],
    [0.9, 9, 9, 29.9573],
    [0.95, 19, 19, 59.9146],
  ])('at ρ = %d has L %d, W_q %d and 95 of 100 stay at most %d', (rho, inSystem, wait, p95) => {
    const { meanInSystem, meanWaitS, meanSojournS, utilisation } = mM1(rho, 1);
    expect(meanInSystem).toBeCloseTo(inSystem, 9);
    expect(meanWaitS).toBeCloseTo(wait, 9);
    expect(meanSojournS).toBeCloseTo(1 / (1 - rho), 9);
    expect(utilisation).toBe(rho);
    expect(sojournQuantileS(rho, 1, 0.95)).toBeCloseTo(p95, 3);
  });

  it('grows for ever where more comes than can be done', () => {
    expect(mM1(2, 1)).toMatchObject({ utilisation: 2, meanWaitS: Number.POSITIVE_INFINITY });
  });
});

describe('M/M/c', () => {
  it.each([
    [2, 0.8, 0.711111, 1.77778],
    [2, 0.9, 0.852632, 4.26316],
    [4, 0.8, 0.596432, 0.745541],
    [4, 0.9, 0.787753, 1.96938],
    [8, 0.8, 0.457645, 0.286028],
    [8, 0.9, 0.701533, 0.876916],
  ])('with %d consumers at ρ = %d: a share of %d waits, W_q is %d', (c, rho, waits, wait) => {
    expect(erlangC(c, c * rho)).toBeCloseTo(waits, 6);
    expect(mMc(c * rho, 1, c).meanWaitS).toBeCloseTo(wait, 5);
  });

  it('gives the numbers of the textbooks', () => {
    // Gross and Harris, the eye clinic: λ 6, μ 3, c 3.
    expect(mMc(6, 3, 3).meanWaiting).toBeCloseTo(8 / 9, 12);
    // Hillier and Lieberman, the county hospital: λ 2, μ 3, s 2.
    expect(mMc(2, 3, 2).meanWaiting).toBeCloseTo(1 / 12, 12);
    expect(erlangC(55, 48)).toBeCloseTo(0.238701, 6);
    expect(erlangB(4, 3.2)).toBeCloseTo(0.228145, 6);
    expect(erlangB(8, 7.2)).toBeCloseTo(0.190313, 6);
  });
});

describe('M/G/1', () => {
  it.each([
    [0.5, 0.5],
    [0.8, 2],
    [0.9, 4.5],
    [0.95, 9.5],
  ])('with constant work at ρ = %d waits %d: half of M/M/1', (rho, wait) => {
    expect(mD1(rho, 1).meanWaitS).toBeCloseTo(wait, 9);
    expect(mM1(rho, 1).meanWaitS).toBeCloseTo(2 * wait, 9);
  });

  it('waits longer the more uneven the work is', () => {
    expect(mG1(0.8, 1, 0.5).meanWaitS).toBeCloseTo(3, 9);
    expect(mG1(0.8, 1, 1).meanWaitS).toBeCloseTo(mM1(0.8, 1).meanWaitS, 9);
    expect(mG1(0.8, 1, 4).meanWaitS).toBeCloseTo(10, 9);
    expect(mG1(1, 1, 0).meanWaitS).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('M/M/c/K', () => {
  it.each([
    [1, 5, 0.8, 0.0888195],
    [1, 10, 0.8, 0.0234929],
    [1, 10, 0.95, 0.0694268],
    [1, 10, 1, 0.0909091],
    [1, 20, 1.2, 0.17037],
    [2, 6, 0.8, 0.0759524],
    [4, 20, 0.9, 0.016805],
  ])('with %d consumers, room for %d, ρ = %d refuses a share of %d', (c, room, rho, loss) => {
    expect(mMcK(c * rho, 1, c, room).lossShare).toBeCloseTo(loss, 6);
  });

  it('is Erlang’s loss system when nobody can wait, and M/M/c when there is room without end', () => {
    expect(mMcK(3.2, 1, 4, 4).lossShare).toBeCloseTo(erlangB(4, 3.2), 12);
    const { meanWaitS, meanInSystem } = mMc(3.2, 1, 4);
    expect(mMcK(3.2, 1, 4, 2_000)).toMatchObject({
      meanWaitS: expect.closeTo(meanWaitS, 9),
      meanInSystem: expect.closeTo(meanInSystem, 9),
    });
  });

  it('does not overflow under any load', () => {
    const { lossShare, meanInSystem } = mMcK(1_000, 1, 1, 5_000);
    expect(lossShare).toBeCloseTo(0.999, 9);
    expect(meanInSystem).toBeCloseTo(5_000 - 1 / 999, 6);
  });

  it('keeps Little’s law among those that it accepts', () => {
    const load = fc.double({ min: 0.1, max: 20, noNaN: true });
    const size = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(load, size, fc.nat({ max: 40 }), (lambda, c, more) => {
        const state = mMcK(lambda, 1, c, c + more);
        const { meanInSystem, meanWaiting, utilisation, acceptedRatePerS } = state;
        // Those in the system wait or are worked on, and each consumer works for its share of time.
        expect(meanInSystem - meanWaiting).toBeCloseTo(c * utilisation, 9);
        expect(state.meanSojournS - state.meanWaitS).toBeCloseTo(1, 9);
        expect(acceptedRatePerS).toBeLessThanOrEqual(c * 1.000001);
      }),
    );
  });
});

describe('a fluid backlog', () => {
  it('stands as high as the excess makes it, and runs off with what is to spare', () => {
    expect(drainAfterSpike(60, 200, 30, 100)).toEqual({
      peakBacklog: 3_000,
      drainS: 75,
      peakWaitS: 30,
    });
    expect(drainAfterSpike(80, 150, 60, 100)).toMatchObject({ peakBacklog: 3_000, drainS: 150 });
    expect(drainAfterSpike(50, 90, 60, 100)).toEqual({ peakBacklog: 0, drainS: 0, peakWaitS: 0 });
    expect(drainAfterSpike(120, 150, 60, 100).drainS).toBe(Number.POSITIVE_INFINITY);
  });

  it('builds up in an outage too', () => {
    expect(drainAfterOutage(50, 120, 80)).toEqual({
      peakBacklog: 6_000,
      drainS: 200,
      peakWaitS: 120,
    });
  });
});
