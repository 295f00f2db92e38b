/** Dead letters go back: which, where to, how fast, and what ends it. */
import { describe, expect, it } from 'vitest';
import { type Act, type Intervention, plainPolicy, type Scenario, Simulation } from '../index.ts';
import { expectRepeatable } from './expectRepeatable.ts';
import {
  at,
  broker,
  careful,
  consumer,
  exchange,
  line,
  logOf,
  MS,
  producer,
  queue,
  run,
  S,
  scenario,
  wire,
} from './worlds.ts';

const NEVER = Number.POSITIVE_INFINITY;
const redrive = (over: Partial<Act & { kind: 'redrive' }> = {}): Act => ({
  kind: 'redrive',
  target: 'dead',
  to: null,
  perS: NEVER,
  ...over,
});

/** What is published in the first 5 ms fails at once and is dead, as the service it needs is down until 1 s. */
function afterAnOutage(orders: number, parts: Partial<Parameters<typeof line>[0]> = {}): Scenario {
  const system = line({
    producer: producer(Array.from({ length: orders }, () => 0)),
    queue: queue({ maxDeliveries: 2, deadLetterTo: 'dead' }),
    consumer: consumer(MS),
    more: [
      queue({ id: 'dead' }),
      { kind: 'service', id: 's', title: 's', ...outage },
      ...(parts.more ?? []),
    ],
    moreWires: [wire('c', 's'), ...(parts.moreWires ?? [])],
    ...(parts.queue ? { queue: parts.queue } : {}),
    ...(parts.consumer ? { consumer: parts.consumer } : {}),
    ...(parts.broker ? { broker: parts.broker } : {}),
  });
  return {
    ...system,
    faults: [
      at(0, { kind: 'crashService', target: 's' }),
      at(S, { kind: 'restartService', target: 's' }),
    ],
  };
}
const outage = {
  threads: 1,
  waitingRoom: 0,
  work: { kind: 'constant', meanUs: MS },
  onOff: null,
  publishing: careful,
} as const;

function told(system: Scenario, ...acts: readonly Intervention[]): string[] {
  const words = / (redriveBegan|redriven|redriveEnded|deadLettered|acked|lost)/;
  return logOf(run(system, { interventions: acts })).filter((said) => words.test(said));
}

const toldLater = (system: Scenario, ...acts: readonly Intervention[]): string[] =>
  told(system, ...acts).filter((said) => Number.parseFloat(said) >= 2_000);

describe('a redrive', () => {
  it('moves all that is there at once, and each is done as if it were new', () => {
    expect(toldLater(afterAnOutage(3), at(2 * S, redrive()))).toEqual([
      '2000 redriveBegan dead',
      '2000 redriven m1 q',
      '2000 redriven m2 q',
      '2000 redriven m3 q',
      '2000 redriveEnded dead',
      '2001 acked m1 q',
      '2002 acked m2 q',
      '2003 acked m3 q',
    ]);
  });

  it('moves no more than so many a second, and the gaps do not drift', () => {
    const said = toldLater(afterAnOutage(5), at(2 * S, redrive({ perS: 3 })));
    expect(said.filter((one) => one.includes('redriven')).map((one) => one.split(' ')[0])).toEqual([
      '2000',
      '2333.333',
      '2666.667',
      '3000',
      '3333.333',
    ]);
    expect(said.at(-2)).toBe('3333.333 redriveEnded dead');
  });

  it('counts the deliveries from one: a message that still fails has all its attempts anew', () => {
    const system = { ...afterAnOutage(1), faults: [at(0, { kind: 'crashService', target: 's' })] };
    const simulation = run(system as Scenario, { interventions: [at(2 * S, redrive())] });
    const deliveries = logOf(simulation).filter((said) => /delivered/.test(said));
    expect(deliveries).toEqual([
      '0 delivered m1 c1',
      '1 redelivered m1 c1',
      '2000 delivered m1 c1',
      '2001 redelivered m1 c1',
    ]);
    expect(toldLater(system as Scenario, at(2 * S, redrive())).at(-1)).toBe(
      '2002 deadLettered m1 q',
    );
  });

  it('leaves what comes in after it began', () => {
    const system = { ...afterAnOutage(2), faults: [at(0, { kind: 'crashService', target: 's' })] };
    expect(toldLater(system as Scenario, at(2 * S, redrive({ perS: 10 })))).toEqual([
      '2000 redriveBegan dead',
      '2000 redriven m1 q',
      '2002 deadLettered m1 q',
      '2100 redriven m2 q',
      '2100 redriveEnded dead',
      '2102 deadLettered m2 q',
    ]);
  });

  it('takes each back to the queue that it died in', () => {
    const system = scenario(
      [
        producer([0, 0], { poison: [1, 2] }),
        broker(),
        exchange(),
        queue({ id: 'a', maxDeliveries: 1, deadLetterTo: 'dead' }),
        queue({ id: 'b', maxDeliveries: 3, deadLetterTo: 'dead' }),
        queue({ id: 'dead' }),
        consumer(MS, { id: 'ca' }),
        consumer(MS, { id: 'cb' }),
      ],
      [wire('p', 'x'), wire('x', 'a'), wire('x', 'b'), wire('a', 'ca'), wire('b', 'cb')],
    );
    const said = toldLater(system, at(2 * S, redrive()));
    expect(said.filter((one) => one.includes('redriven'))).toEqual([
      '2000 redriven m1 a',
      '2000 redriven m2 a',
      '2000 redriven m1 b',
      '2000 redriven m2 b',
    ]);
  });

  it('takes all to the queue that is named', () => {
    const system = afterAnOutage(2, { more: [queue({ id: 'archive' })] });
    expect(toldLater(system, at(2 * S, redrive({ to: 'archive' })))).toEqual([
      '2000 redriveBegan dead',
      '2000 redriven m1 archive',
      '2000 redriven m2 archive',
      '2000 redriveEnded dead',
    ]);
  });

  it('leaves what a consumer of the dead-letter queue holds, and what was published there', () => {
    const system = afterAnOutage(2, {
      more: [
        producer([500 * MS], { id: 'other', title: 'other' }),
        consumer(10 * S, { id: 'auditor' }),
      ],
      moreWires: [wire('dead', 'auditor'), wire('other', 'dead')],
    });
    const simulation = run(system, { interventions: [at(2 * S, redrive())], untilUs: 3 * S });
    expect(logOf(simulation).filter((said) => said.includes('redriv'))).toEqual([
      '2000 redriveBegan dead',
      '2000 redriven m2 q',
      '2000 redriveEnded dead',
    ]);
  });

  it('is the only one of its queue, and can be stopped', () => {
    const said = toldLater(
      afterAnOutage(9),
      at(2 * S, redrive({ perS: 10 })),
      at(2_150 * MS, redrive()),
      at(2_250 * MS, { kind: 'stopRedrive', target: 'dead' }),
    );
    expect(said.filter((one) => one.includes('redriv'))).toEqual([
      '2000 redriveBegan dead',
      '2000 redriven m1 q',
      '2100 redriven m2 q',
      '2200 redriven m3 q',
      '2250 redriveEnded dead',
    ]);
  });

  it('ends with its broker; what it has moved is on disk', () => {
    const system = afterAnOutage(3, { broker: broker({ restartUs: 0 }) });
    const said = toldLater(
      system,
      at(2 * S, redrive({ perS: 1_000_000 })),
      at(2 * S, { kind: 'stopBroker', target: 'b', how: 'kill' }),
    );
    expect(said).toEqual([
      '2000 redriveBegan dead',
      '2000 redriven m1 q',
      '2000 redriveEnded dead',
      '2001 acked m1 q',
    ]);
  });

  it('ends where there is no more room, and pushes the oldest out where that is the rule', () => {
    const slow = consumer(MS, { holdsThread: true });
    const full = (overflow: 'reject' | 'dropHead'): string[] =>
      toldLater(
        afterAnOutage(4, {
          queue: queue({ maxDeliveries: 2, deadLetterTo: 'dead', maxLength: 2, overflow }),
          consumer: slow,
        }),
        at(2 * S, redrive()),
      ).filter((said) => !said.includes('acked'));
    // Nothing is delivered before all of it is moved: two have room, whatever is idle.
    expect(full('reject').slice(0, 4)).toEqual([
      '2000 redriveBegan dead',
      '2000 redriven m1 q',
      '2000 redriven m2 q',
      '2000 redriveEnded dead',
    ]);
    // M2 died first, when M4 was published to the full queue.
    expect(full('dropHead').filter((said) => said.includes('deadLettered'))).toEqual([
      '2000 deadLettered m2 q',
      '2000 deadLettered m1 q',
    ]);
  });

  it('finds what came by an exchange by its record of death', () => {
    const byExchange = {
      ...plainPolicy,
      deadLetter: { exchange: 'graves', key: null },
    };
    const system = scenario(
      [
        producer([0], { poison: [1] }),
        broker(),
        exchange({ id: 'graves' }),
        queue({ maxDeliveries: 2, policy: byExchange }),
        queue({ id: 'dead' }),
        consumer(MS),
      ],
      [wire('p', 'q'), wire('graves', 'dead'), wire('q', 'c')],
    );
    const said = toldLater(system, at(2 * S, redrive()));
    expect(said).toContain('2000 redriven m1 q');
    expect(said.at(-1)).toBe('2002 deadLettered m1 q');
  });

  it('tells of a loss that follows it, where the queue is only in memory', () => {
    const inMemory = queue({ maxDeliveries: 2, deadLetterTo: 'dead', flush: { kind: 'never' } });
    const system = afterAnOutage(1, { queue: inMemory, broker: broker({ restartUs: 0 }) });
    const simulation = run(system, {
      interventions: [
        at(2 * S, redrive()),
        at(2 * S, { kind: 'stopBroker', target: 'b', how: 'kill' }),
      ],
    });
    expect(logOf(simulation)).toContain('2000 lost m1 q');
    // Its dead letter is not there any more to make up for it.
    expect(simulation.world.guarantees.lossAfterConfirmMessage[2]).toBe(1);
  });

  it('goes on from a checkpoint as if nothing had been', () => {
    const interventions = [at(2 * S, redrive({ perS: 7 }))];
    const start = (): Simulation => new Simulation(afterAnOutage(6), { interventions });
    const half = start();
    half.runUntil(2_400 * MS);
    expectRepeatable(start, half.world.events);
  });

  it('balances the books of both queues', () => {
    const simulation = new Simulation(afterAnOutage(4), {
      interventions: [at(2 * S, redrive())],
    });
    simulation.runUntil(10 * S);
    simulation.recount();
    const { world } = simulation;
    const q = world.plan.nodeOf.get('q') ?? -1;
    const dead = world.plan.nodeOf.get('dead') ?? -1;
    expect(world.tallies.offered[q]).toBe(4);
    expect(world.tallies.storedAgain[q]).toBe(4);
    expect(world.depthOf(q) + world.depthOf(dead)).toBe(0);
  });
});
