/** Calls between services: threads, waiting rooms, timeouts, and callers that are no longer there. */
import { describe, expect, it } from 'vitest';
import type { Intervention, Scenario } from '../index.ts';
import { ordersOf } from '../index.ts';
import {
  at,
  logOf,
  MS,
  producer,
  run,
  S,
  scenario,
  service,
  steadyProducer,
  wire,
} from './worlds.ts';

/** checkout calls mail and waits for it. */
function chain(over: Partial<Scenario> & { orders?: number[]; timeoutMs?: number } = {}): Scenario {
  const { orders = [0], timeoutMs = 10_000, ...rest } = over;
  const timeoutUs = timeoutMs * MS;
  return scenario(
    [
      producer(orders),
      service(10 * MS, { id: 'checkout', threads: 1, waitingRoom: 1 }),
      service(50 * MS, { id: 'mail', threads: 2 }),
    ],
    [wire('p', 'checkout', { timeoutUs }), wire('checkout', 'mail', { timeoutUs })],
    rest,
  );
}

const crash = (atMs: number, target: string): Intervention =>
  at(atMs * MS, { kind: 'crashService', target });
const restart = (atMs: number, target: string): Intervention =>
  at(atMs * MS, { kind: 'restartService', target });

describe('a call', () => {
  it('holds its caller’s thread until it is answered', () => {
    const simulation = run(chain({ orders: [0, 0] }));
    expect(logOf(simulation)).toEqual([
      '0 offered m1 p',
      '0 called m1 checkout',
      '0 offered m2 p',
      '0 called m2 checkout',
      '10 called m1 mail',
      '60 answered m1 mail',
      '60 answered m1 checkout',
      '60 orderDone m1 p',
      '70 called m2 mail',
      '120 answered m2 mail',
      '120 answered m2 checkout',
      '120 orderDone m2 p',
    ]);
  });

  it('is refused when no thread is free and the waiting room is full', () => {
    const simulation = run(chain({ orders: [0, 0, 0] }));
    expect(ordersOf(simulation.world)).toMatchObject({ offered: 3, done: 2, refused: 1 });
  });

  it('to a dead service is answered by nobody: its caller waits for the timeout', () => {
    const simulation = run(chain({ timeoutMs: 300, faults: [crash(0, 'mail')] }));
    expect(logOf(simulation, ['intervened']).slice(-3)).toEqual([
      '300 callTimedOut m1 checkout',
      '300 orderFailed m1 p',
      '310 callTimedOut m1 mail',
    ]);
  });

  it('of a service that has died is answered to nobody, also not to a newcomer in its place', () => {
    // The first call dies with checkout at 20, its customer gives up at 25, and the row of that call
    // goes to the second order, which waits for mail itself when mail answers the first at 60.
    const simulation = run(
      chain({
        orders: [0, 26 * MS],
        timeoutMs: 25,
        faults: [crash(20, 'checkout'), restart(21, 'checkout')],
        nodes: [
          producer([0, 26 * MS]),
          service(10 * MS, { id: 'checkout' }),
          service(50 * MS, { id: 'mail', threads: 2 }),
        ],
        wires: [
          wire('p', 'checkout', { timeoutUs: 25 * MS }),
          wire('checkout', 'mail', { timeoutUs: 200 * MS }),
        ],
      }),
    );
    expect(logOf(simulation, ['intervened'])).toEqual([
      '0 offered m1 p',
      '0 called m1 checkout',
      '10 called m1 mail',
      '20 serviceDown checkout',
      '21 serviceUp checkout',
      '25 callTimedOut m1 checkout',
      '25 orderFailed m1 p',
      '26 offered m2 p',
      '26 called m2 checkout',
      '36 called m2 mail',
      '51 callTimedOut m2 checkout',
      '51 orderFailed m2 p',
      // Answered, and nobody is there to hear it: the second call goes on waiting for its own answer.
      '60 answered m1 mail',
      '86 answered m2 mail',
    ]);
  });
});

describe('threads', () => {
  it('begin what waits as soon as there are more of them', () => {
    const more = at(15 * MS, { kind: 'setKnob', target: 's', knob: 'threads', value: 4 });
    const simulation = run(
      scenario(
        [producer([0, 0, 0, 0]), service(100 * MS, { waitingRoom: 10 })],
        [wire('p', 's', { timeoutUs: S })],
        { faults: [more] },
      ),
    );
    expect(logOf(simulation).filter((entry) => entry.includes('orderDone'))).toEqual([
      '100 orderDone m1 p',
      '115 orderDone m2 p',
      '115 orderDone m3 p',
      '115 orderDone m4 p',
    ]);
  });

  it('that are taken away finish what they have begun', () => {
    const less = at(15 * MS, { kind: 'setKnob', target: 's', knob: 'threads', value: 1 });
    const simulation = run(
      scenario(
        [steadyProducer(4, 1 * MS), service(100 * MS, { threads: 2, waitingRoom: 10 })],
        [wire('p', 's')],
        { faults: [less] },
      ),
    );
    expect(logOf(simulation).filter((entry) => entry.includes('orderDone'))).toEqual([
      '100 orderDone m1 p',
      '101 orderDone m2 p',
      '201 orderDone m3 p',
      '301 orderDone m4 p',
    ]);
  });
});
