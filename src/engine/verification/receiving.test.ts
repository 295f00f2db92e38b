/** Consumers that ask for their messages: when they ask, what they get, and what a call costs. */
import { describe, expect, it } from 'vitest';
import { isAtRest } from '../faults/logsAtRest.ts';
import {
  type ConsumerSpec,
  type Intervention,
  NEVER,
  plainPolicy,
  type QueueSpec,
  type Receive,
  receiveReport,
  type Scenario,
  Simulation,
} from '../index.ts';
import {
  at,
  broker,
  consumer,
  countFacts,
  line,
  logOf,
  MS,
  producer,
  queue,
  S,
  scenario,
  wire,
} from './worlds.ts';

interface Parts {
  readonly receive?: Partial<Receive>;
  readonly orders?: readonly number[];
  readonly work?: number;
  readonly consumer?: Partial<ConsumerSpec>;
  readonly queue?: Partial<QueueSpec>;
  readonly latencyUs?: number;
  readonly restartUs?: number;
}

/** Orders at 2.5 and 2.6 s, work of 100 ms, a lease of 5 s; who asks gets up to ten. */
function system(parts: Parts = {}): Scenario {
  return line({
    producer: producer(parts.orders ?? [2_500 * MS, 2_600 * MS]),
    broker: broker({ restartUs: parts.restartUs ?? Number.POSITIVE_INFINITY }),
    queue: queue({ lease: { kind: 'timer', us: 5 * S }, ...parts.queue }),
    consumer: consumer(parts.work ?? 100 * MS, {
      prefetchLimit: 10,
      receive: { waitUs: 0, pauseUs: 0, ...parts.receive },
      ...parts.consumer,
    }),
    latencyUs: parts.latencyUs ?? 0,
  });
}

const shortPoll = { pauseUs: S };
const longPoll = { waitUs: 20 * S };

function play(parts: Parts, untilUs = 5 * S, interventions: readonly Intervention[] = []) {
  const simulation = new Simulation(system(parts), { interventions });
  while (simulation.nextUs() <= untilUs && simulation.step()) simulation.recount();
  simulation.runUntil(untilUs);
  return simulation;
}

function told(simulation: Simulation, words = /asked|delivered|found|receive|acked/): string[] {
  return logOf(simulation).filter((said) => words.test(said));
}

const reportOf = ({ world }: Simulation) => receiveReport(world, world.plan.nodeOf.get('c') ?? -1);

describe('a short poll', () => {
  it('is answered at once, with nothing where there is nothing, and made again after a pause', () => {
    const simulation = play({ receive: shortPoll });
    expect(told(simulation)).toEqual([
      ...['0 asked c1', '0 foundEmpty c1', '1000 asked c1', '1000 foundEmpty c1'],
      ...['2000 asked c1', '2000 foundEmpty c1'],
      // Both have come meanwhile.
      ...['3000 asked c1', '3000 delivered m1 c1', '3000 delivered m2 c1'],
      ...['3100 acked m1 q', '3200 asked c1', '3200 acked m2 q', '3200 foundEmpty c1'],
      ...['4200 asked c1', '4200 foundEmpty c1'],
    ]);
    expect(reportOf(simulation)).toEqual({ calls: 6, empty: 5, messages: 2 });
  });
});

describe('a long poll', () => {
  it('is answered by the first message that comes, with that one alone', () => {
    const simulation = play({ receive: longPoll });
    expect(told(simulation)).toEqual([
      ...['0 asked c1', '2500 delivered m1 c1'],
      ...['2600 asked c1', '2600 acked m1 q', '2600 delivered m2 c1'],
      ...['2700 asked c1', '2700 acked m2 q'],
    ]);
    expect(reportOf(simulation)).toEqual({ calls: 3, empty: 0, messages: 2 });
  });

  it('comes back with nothing when its time is over, and is made again at once', () => {
    const simulation = play({ receive: longPoll, orders: [] }, 45 * S);
    expect(told(simulation)).toEqual([
      ...['0 asked c1', '20000 foundEmpty c1'],
      ...['20000 asked c1', '40000 foundEmpty c1', '40000 asked c1'],
    ]);
  });

  it('waits no longer than its queue allows', () => {
    const policy = { ...plainPolicy, longestWaitUs: 15 * S };
    const simulation = play({ receive: longPoll, orders: [], queue: { policy } }, 31 * S);
    expect(told(simulation, /found/)).toEqual(['15000 foundEmpty c1', '30000 foundEmpty c1']);
  });
});

describe('a call for messages', () => {
  it('brings as many as it asks for, and not more', () => {
    const three = play({
      receive: shortPoll,
      orders: Array(7).fill(500 * MS),
      consumer: { prefetchLimit: 3, receive: { waitUs: 0, pauseUs: S } },
    });
    expect(told(three, /asked|delivered/).slice(1, 7)).toEqual([
      ...['1000 asked c1', '1000 delivered m1 c1', '1000 delivered m2 c1', '1000 delivered m3 c1'],
      ...['1300 asked c1', '1300 delivered m4 c1'],
    ]);
    // At 0 s, at 1, 1.3 and 1.6 s, and in vain at 1.7, 2.7, 3.7 and 4.7 s.
    expect(reportOf(three)).toEqual({ calls: 8, empty: 5, messages: 7 });
  });

  it('brings no more than its queue gives at a time', () => {
    const policy = { ...plainPolicy, prefetchCap: 2 };
    const orders = Array(3).fill(500 * MS);
    const simulation = play({ receive: shortPoll, orders, queue: { policy } });
    expect(told(simulation, /asked|delivered/).slice(1, 6)).toEqual([
      ...['1000 asked c1', '1000 delivered m1 c1', '1000 delivered m2 c1'],
      ...['1200 asked c1', '1200 delivered m3 c1'],
    ]);
  });

  it('takes a way there and a way back', () => {
    const simulation = play({ receive: shortPoll, latencyUs: 20 * MS });
    expect(told(simulation, /asked|found/).slice(0, 4)).toEqual([
      ...['0 asked c1', '40 foundEmpty c1', '1040 asked c1', '1080 foundEmpty c1'],
    ]);
  });

  it('is not made before all that it brought is done', () => {
    const orders = Array(3).fill(500 * MS);
    const simulation = play({ receive: shortPoll, orders, consumer: { concurrency: 2 } }, 2 * S);
    // Two at a time, then the third.
    expect(told(simulation, /asked/)).toEqual(['0 asked c1', '1000 asked c1', '1200 asked c1']);
  });

  it('bounds what is acked as it is sent as well', () => {
    const simulation = play({
      receive: shortPoll,
      orders: Array(3).fill(500 * MS),
      consumer: { ack: 'onSend', prefetchLimit: 2 },
    });
    expect(told(simulation, /delivered/)).toEqual([
      ...['1000 delivered m1 c1', '1000 delivered m2 c1', '1200 delivered m3 c1'],
    ]);
  });

  it('is shared out among those who wait: each new message goes to the next', () => {
    const simulation = play({ receive: longPoll, consumer: { count: 2 } });
    expect(told(simulation, /delivered/)).toEqual(['2500 delivered m1 c1', '2600 delivered m2 c2']);
  });
});

describe('a call that something happens to', () => {
  it('ends with its process; who comes back asks anew', () => {
    const crash = at(S, { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' });
    const simulation = play({ receive: longPoll, consumer: { restartUs: 3 * S } }, 5 * S, [crash]);
    expect(told(simulation, /asked|delivered/)).toEqual([
      ...['0 asked c1', '4000 asked c1', '4000 delivered m1 c1', '4000 delivered m2 c1'],
      '4200 asked c1',
    ]);
  });

  it('ends with its broker, and is made again when that is back', () => {
    const kill = at(S, { kind: 'stopBroker', target: 'b', how: 'kill' });
    const simulation = play({ receive: longPoll, restartUs: 500 * MS }, 5 * S, [kill]);
    expect(told(simulation, /asked/).slice(0, 2)).toEqual(['0 asked c1', '1500 asked c1']);
  });

  it('ends with its wire, and is made again when that is whole', () => {
    const simulation = play({ receive: longPoll }, 5 * S, [
      at(S, { kind: 'cutWire', from: 'q', to: 'c' }),
      at(4 * S, { kind: 'healWire', from: 'q', to: 'c' }),
    ]);
    expect(told(simulation, /asked|delivered/).slice(0, 3)).toEqual([
      ...['0 asked c1', '4000 asked c1', '4000 delivered m1 c1'],
    ]);
  });

  it('is given up and made again when it, or its answer, is lost', () => {
    const lost = (atUs: number): string[] =>
      told(
        play({ receive: { waitUs: S, pauseUs: 500 * MS }, orders: [], latencyUs: 20 * MS }, 3 * S, [
          at(atUs, { kind: 'losePacket', from: 'q', to: 'c' }),
        ]),
        /asked|found|Lost/,
      ).slice(0, 3);
    expect(lost(10 * MS)).toEqual(['0 asked c1', '20 receiveLost c1', '1520 asked c1']);
    expect(lost(30 * MS)).toEqual(['0 asked c1', '1040 receiveLost c1', '2540 asked c1']);
  });

  it('is not answered to a consumer that leaves', () => {
    const leave = at(S, { kind: 'removeConsumer', target: 'c', member: 1 });
    const simulation = play({ receive: longPoll }, 5 * S, [leave]);
    expect(countFacts(simulation, 'delivered')).toBe(0);
    expect(simulation.nextUs()).toBe(NEVER);
  });
});

it('a system in which only calls are made is at rest, as they change nothing', () => {
  const simulation = play({ receive: shortPoll }, 3_500 * MS);
  expect(isAtRest(simulation.world)).toBe(true);
  expect(isAtRest(play({ receive: shortPoll }, 2_700 * MS).world)).toBe(false);
});

it('those who ask and those who are sent messages can share a queue', () => {
  const shared = scenario(
    [
      producer([0, 0, 0, 0]),
      broker(),
      queue(),
      consumer(S, { id: 'asker', prefetchLimit: 2, receive: { waitUs: 10 * S, pauseUs: 0 } }),
      consumer(S, { id: 'sent' }),
    ],
    [wire('p', 'q'), wire('q', 'asker'), wire('q', 'sent')],
  );
  const simulation = new Simulation(shared);
  simulation.runUntil(1_500 * MS);
  expect(logOf(simulation).filter((said) => said.includes('delivered'))).toEqual([
    ...['0 delivered m1 asker1', '0 delivered m2 sent1'],
    // The ack of the one is there before the call of the other.
    ...['1000 delivered m3 sent1', '1000 delivered m4 asker1'],
  ]);
});

it('a run with calls goes on from a checkpoint as if nothing had been', () => {
  const start = () => new Simulation(system({ receive: longPoll, latencyUs: 20 * MS }));
  const straight = start();
  straight.runUntil(60 * S);
  const detour = start();
  detour.runUntil(2_570 * MS);
  const half = detour.checkpoint();
  detour.runUntil(60 * S);
  detour.restore(half);
  detour.runUntil(60 * S);
  expect(detour.hash()).toBe(straight.hash());
  expect(detour.world.stateHash()).toBe(straight.world.stateHash());
});
