/** Callers that try again, and breakers before them: closed, open, half-open. */
import { describe, expect, it } from 'vitest';
import {
  type CallBreaker,
  type CallRetry,
  type Intervention,
  ordersOf,
  reportRun,
  type Scenario,
  type Simulation,
} from '../index.ts';
import { at, logOf, MS, producer, run, scenario, service, wire } from './worlds.ts';

const noise = ['intervened', 'offered'];
const told = (simulation: Simulation): string[] => logOf(simulation, noise);
const crash = (atMs: number, target: string): Intervention =>
  at(atMs * MS, { kind: 'crashService', target });
const restart = (atMs: number, target: string): Intervention =>
  at(atMs * MS, { kind: 'restartService', target });

const retry: CallRetry = { attempts: 3, backoffUs: [10 * MS, 30 * MS] };
const breaker: CallBreaker = { failures: 2, withinUs: 100 * MS, openUs: 200 * MS };

/** Orders for a checkout of 1 ms, which calls a bank of 5 ms and waits at most 20 ms for it. */
function shop(
  ordersMs: readonly number[],
  guards: { retry?: CallRetry; breaker?: CallBreaker },
  faults: readonly Intervention[],
  latencyUs = 0,
): Scenario {
  return scenario(
    [
      producer(ordersMs.map((ms) => ms * MS)),
      service(MS, { id: 'shop', threads: 5, waitingRoom: 5 }),
      service(5 * MS, { id: 'bank', threads: 5 }),
    ],
    [
      wire('p', 'shop', { timeoutUs: 1_000 * MS }),
      wire('shop', 'bank', { timeoutUs: 20 * MS, latencyUs, ...guards }),
    ],
    { faults },
  );
}

describe('a call that is tried again', () => {
  it('is made so often, after each pause, and then its caller fails too', () => {
    const simulation = run(shop([0], { retry }, [crash(0, 'bank')]));
    expect(told(simulation)).toEqual([
      '0 serviceDown bank',
      '0 called m1 shop',
      '1 called m1 bank',
      '21 callTimedOut m1 bank',
      '31 calledAgain m1 bank',
      '51 callTimedOut m1 bank',
      '81 calledAgain m1 bank',
      '101 callTimedOut m1 bank',
      '101 answered m1 shop',
      '101 orderFailed m1 p',
    ]);
    expect(reportRun(simulation).services['bank']).toMatchObject({ calls: 3, timedOut: 3 });
  });

  it('is answered by the attempt that finds somebody there, and counts from the first', () => {
    const simulation = run(shop([0], { retry }, [crash(0, 'bank'), restart(25, 'bank')]));
    expect(told(simulation).slice(3)).toEqual([
      '21 callTimedOut m1 bank',
      '25 serviceUp bank',
      '31 calledAgain m1 bank',
      '36 answered m1 bank',
      '36 answered m1 shop',
      '36 orderDone m1 p',
    ]);
    expect(ordersOf(simulation.world)).toMatchObject({ done: 1, answerMaxUs: 36 * MS });
  });

  it('is not made again for a caller that has died in the pause', () => {
    const simulation = run(
      shop([0], { retry }, [crash(0, 'bank'), crash(25, 'shop'), restart(26, 'shop')]),
    );
    expect(told(simulation).slice(3)).toEqual([
      '21 callTimedOut m1 bank',
      '25 serviceDown shop',
      '26 serviceUp shop',
      '1000 callTimedOut m1 shop',
      '1000 orderFailed m1 p',
    ]);
  });

  it('is tried again too when it was refused, and when the service itself had failed', () => {
    const busy = scenario(
      [producer([0, 0]), service(5 * MS, { id: 'bank' })],
      [wire('p', 'bank', { timeoutUs: 50 * MS, retry })],
    );
    expect(told(run(busy))).toEqual([
      '0 called m1 bank',
      '0 called m2 bank',
      '0 callRefused m2 bank',
      '0 answered m2 bank',
      '5 answered m1 bank',
      '5 orderDone m1 p',
      '10 calledAgain m2 bank',
      '15 answered m2 bank',
      '15 orderDone m2 p',
    ]);
  });
});

describe('a breaker', () => {
  const down = [crash(0, 'bank'), restart(100, 'bank')];

  it('opens at so many failures, refuses at once, lets one try, and closes when that is answered', () => {
    // Two fail at 21 and 22 ms. It is open until 222 ms, and the orders of 50 and 221 ms are refused by it.
    const simulation = run(shop([0, 1, 50, 221, 300, 300], { breaker }, down));
    expect(told(simulation).slice(5)).toEqual([
      '21 callTimedOut m1 bank',
      '21 answered m1 shop',
      '21 orderFailed m1 p',
      '22 callTimedOut m2 bank',
      '22 breakerOpened shop',
      '22 answered m2 shop',
      '22 orderFailed m2 p',
      '50 called m3 shop',
      '51 callBlocked m3 shop',
      '51 answered m3 shop',
      '51 orderFailed m3 p',
      '100 serviceUp bank',
      '221 called m4 shop',
      '222 breakerHalfOpened shop',
      // The first to come after that is the one that tries.
      '222 called m4 bank',
      '227 answered m4 bank',
      '227 breakerClosed shop',
      '227 answered m4 shop',
      '227 orderDone m4 p',
      '300 called m5 shop',
      '300 called m6 shop',
      '301 called m5 bank',
      '301 called m6 bank',
      '306 answered m5 bank',
      '306 answered m6 bank',
      '306 answered m5 shop',
      '306 orderDone m5 p',
      '306 answered m6 shop',
      '306 orderDone m6 p',
    ]);
    expect(reportRun(simulation).breakers).toEqual({
      'shop → bank': { state: 'closed', opened: 1, blocked: 1, triesAtUs: null },
    });
  });

  it('lets only one try at a time, and stays open as long again when that fails', () => {
    const simulation = run(shop([0, 0, 230, 231, 300], { breaker }, [crash(0, 'bank')]));
    expect(told(simulation).slice(-22)).toEqual([
      '21 callTimedOut m2 bank',
      '21 breakerOpened shop',
      '21 answered m1 shop',
      '21 orderFailed m1 p',
      '21 answered m2 shop',
      '21 orderFailed m2 p',
      '221 breakerHalfOpened shop',
      '230 called m3 shop',
      '231 called m3 bank',
      '231 called m4 shop',
      '232 callBlocked m4 shop',
      '232 answered m4 shop',
      '232 orderFailed m4 p',
      '251 callTimedOut m3 bank',
      '251 breakerOpened shop',
      '251 answered m3 shop',
      '251 orderFailed m3 p',
      '300 called m5 shop',
      '301 callBlocked m5 shop',
      '301 answered m5 shop',
      '301 orderFailed m5 p',
      '451 breakerHalfOpened shop',
    ]);
    expect(reportRun(simulation).breakers['shop → bank']).toMatchObject({
      state: 'halfOpen',
      opened: 2,
      blocked: 2,
    });
  });

  it('counts failures within its time only, whatever succeeds between them', () => {
    // The bank is down for the orders of 0 and 110 ms: 110 ms lie between the two failures, more than 100.
    const faults = [crash(0, 'bank'), restart(30, 'bank'), crash(105, 'bank')];
    const apart = run(shop([0, 110], { breaker }, faults));
    expect(told(apart).filter((line) => line.includes('breaker'))).toEqual([]);
    const near = run(
      shop([0, 50, 90], { breaker }, [crash(0, 'bank'), restart(30, 'bank'), crash(80, 'bank')]),
    );
    expect(told(near).filter((line) => line.includes('breaker'))).toEqual([
      '111 breakerOpened shop',
      '311 breakerHalfOpened shop',
    ]);
  });

  it('ends the attempts of whoever it refuses', () => {
    const simulation = run(shop([0, 0], { breaker, retry }, [crash(0, 'bank')]));
    expect(told(simulation).slice(-9)).toEqual([
      '21 callTimedOut m2 bank',
      '21 breakerOpened shop',
      '31 callBlocked m1 shop',
      '31 callBlocked m2 shop',
      '31 answered m1 shop',
      '31 orderFailed m1 p',
      '31 answered m2 shop',
      '31 orderFailed m2 p',
      '221 breakerHalfOpened shop',
    ]);
  });

  it('is forgotten with the process that had it', () => {
    const simulation = run(
      shop([0, 0, 60], { breaker }, [crash(0, 'bank'), crash(40, 'shop'), restart(50, 'shop')]),
    );
    expect(told(simulation).slice(-8)).toEqual([
      '40 serviceDown shop',
      '40 breakerClosed shop',
      '50 serviceUp shop',
      '60 called m3 shop',
      '61 called m3 bank',
      '81 callTimedOut m3 bank',
      '81 answered m3 shop',
      '81 orderFailed m3 p',
    ]);
  });

  it('of a caller of people is theirs: what it refuses costs them no time', () => {
    const people = scenario(
      [producer([0, 0, 50 * MS]), service(5 * MS, { id: 'bank', threads: 2 })],
      [wire('p', 'bank', { timeoutUs: 20 * MS, breaker })],
      { faults: [crash(0, 'bank')] },
    );
    const simulation = run(people);
    expect(told(simulation).slice(-3)).toEqual([
      '50 callBlocked m3 p',
      '50 orderFailed m3 p',
      '220 breakerHalfOpened p',
    ]);
    expect(ordersOf(simulation.world)).toMatchObject({ timedOut: 2, refused: 1 });
  });
});
