import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Copy,
  Fact,
  healing,
  type Intervention,
  NO_NODE,
  type Scenario,
  Simulation,
  type World,
} from '../engine/index.ts';
import { anyKeyedRun } from '../engine/verification/keyedRuns.ts';
import { anyLogRun } from '../engine/verification/logRuns.ts';
import { anyHandRun } from '../engine/verification/randomHands.ts';
import { ACTS_UNTIL_US, anyRun, type RandomRun } from '../engine/verification/randomRuns.ts';
import {
  at,
  broker,
  careful,
  careless,
  consumer,
  line,
  MS,
  producer,
  queue,
  run,
  S,
} from '../engine/verification/worlds.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { flawsOf } from './flawsOf.ts';
import { plain, type Sentence } from './Sentence.ts';
import { NOBODY_KNOWS } from './whyHeldUp.ts';
import { whyNotOf } from './whyNotOf.ts';

const orders = queue({ title: 'Order queue' });
const clerk = consumer(100 * MS, { title: 'Clerks' });

function shop(parts: Parameters<typeof line>[0] = {}): Scenario {
  const sold = parts.producer ?? producer([0, 0, 0]);
  return line({
    queue: orders,
    consumer: clerk,
    broker: broker({ title: 'Broker' }),
    ...parts,
    producer: { ...sold, title: 'Shop' },
  });
}

/** Each question about a message, and its answer, as one reads it. */
function asked(world: World, message: number): string[] {
  return whyNotOf(world, world.trace, message).map(
    ({ asks, chain }) => `${asks} ${chain.map(plain).join(' ')}`,
  );
}

function answers(
  system: Scenario,
  acts: readonly Intervention[],
  untilUs: number,
  message: number,
): string[] {
  return asked(run(system, { interventions: acts, untilUs }).world, message);
}

describe('a message that has not moved', () => {
  it('stands behind others, whose consumer has as many as it may', () => {
    expect(answers(shop(), [], 50 * MS, 3)).toEqual([
      'Why has m3 not moved? m3 has not moved. Because m2 is ahead of it in the order queue. Because C1 holds its one message, all that its prefetch allows. Because C1 is working on m1 until 100 ms. Rule: a consumer holds at most its prefetch limit of unfinished messages.',
      'Why is m3 not lost? m3 is not lost. Because it is on the disk of the broker. Rule: what is on disk comes back with the broker.',
    ]);
  });

  it('waits behind a message that nobody can process', () => {
    const poisoned = producer([0, 0], { poison: [1] });
    expect(answers(shop({ producer: poisoned }), [], 1_350 * MS, 2)[0]).toBe(
      'Why has m2 not moved? m2 has not moved. Because C1 holds its one message, all that its prefetch allows. Because C1 is working on m1 until 1.4 s, its 14th delivery. Because C1 cannot process m1. Rule: a consumer holds at most its prefetch limit of unfinished messages.',
    );
  });

  it('has nobody to take it: that is somebody’s doing', () => {
    const crash = at(30 * MS, { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' });
    expect(answers(shop(), [crash], 50 * MS, 2)[0]).toBe(
      'Why has m2 not moved? m2 has not moved. Because m1 is ahead of it in the order queue. Because C1 crashed at 30 ms. Because you crashed it. Rule: the next message goes to the next consumer in turn that has room.',
    );
  });

  it('waits for its broker, or for its pause to be over', () => {
    const kill = at(50 * MS, { kind: 'stopBroker', target: 'b', how: 'kill' });
    expect(answers(shop(), [kill], 60 * MS, 2)[0]).toBe(
      'Why has m2 not moved? m2 has not moved. Because the broker went down at 50 ms. Because you killed it. Rule: a broker that is down accepts no connection.',
    );
    const pausing = { ...clerk, onFailure: 'backoff', backoffUs: [2 * S] } as const;
    const poisoned = producer([0], { poison: [1] });
    expect(answers(shop({ producer: poisoned, consumer: pausing }), [], 500 * MS, 1)[0]).toBe(
      'Why has m1 not moved? m1 has not moved. Because it waits out its backoff until 2.1 s. Because C1 cannot process it. Rule: a returned message waits out its backoff before the next delivery.',
    );
  });

  it('has not got there yet, and its producer still has it, or has not', () => {
    const far = { latencyUs: 40 * MS };
    expect(answers(shop({ ...far, producer: producer([0]) }), [], 10 * MS, 1)).toEqual([
      'Why has m1 not moved? m1 has not moved. Because it is on its way to the order queue until 40 ms. Rule: a producer hands each order to the broker as a message.',
      'Why is m1 not lost? m1 is not lost. Because Shop keeps it until the confirm. Rule: until the confirm, the producer still has the message and can send it again.',
    ]);
    const hasty = producer([0], { publishing: careless });
    expect(answers(shop({ ...far, producer: hasty }), [], 10 * MS, 1)[1]).toBe(
      'Why is m1 not lost? m1 is not lost. Because it is still on its way, though nobody keeps another one. Rule: without confirms nobody notices that the message is gone.',
    );
    const cut = at(0, { kind: 'losePacket', from: 'p', to: 'q' });
    const patient = producer([0], { publishing: { ...careful, timeoutUs: S, backoffUs: [S] } });
    expect(answers(shop({ ...far, producer: patient }), [cut], 500 * MS, 1)[0]).toBe(
      'Why has m1 not moved? m1 has not moved. Because Shop has no confirm and waits until 1 s. Because it vanished on the way from Shop. Rule: no confirm: the producer sends the message again after its backoff.',
    );
  });
});

describe('a message that is not done', () => {
  it('is in somebody’s hands, or was', () => {
    expect(answers(shop(), [], 50 * MS, 1)).toEqual([
      'Why is m1 not done? m1 is not done. Because C1 is working on it until 100 ms. Rule: the ack comes after the work, and only the ack deletes.',
      'Why is m1 not lost? m1 is not lost. Because it is on the disk of the broker. Rule: the ack comes after the work, and only the ack deletes.',
    ]);
    const two = { ...clerk, prefetchLimit: 2 };
    expect(answers(shop({ consumer: two }), [], 50 * MS, 2)[0]).toBe(
      'Why is m2 not done? m2 is not done. Because C1 has begun m1 before it. Because C1 is working on m1 until 100 ms. Rule: a consumer works on what it holds, oldest first.',
    );
    const leased = { ...orders, lease: { kind: 'timer', us: 5 * S } } as const;
    const crash = at(30 * MS, { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' });
    expect(answers(shop({ queue: leased }), [crash], S, 1)[0]).toBe(
      'Why is m1 not done? m1 is not done. Because it is leased until 5 s. Because C1 crashed at 30 ms. Because you crashed it. Rule: a lease that runs out frees the message, whatever its consumer is doing.',
    );
  });

  it('is in no queue any more: what became of it is the answer', () => {
    const limited = { ...orders, maxDeliveries: 2 };
    const poisoned = producer([0], { poison: [1] });
    expect(answers(shop({ producer: poisoned, queue: limited }), [], S, 1)).toEqual([
      'Why is m1 not done? The order queue dropped m1 after 2 deliveries: it has no dead-letter queue. Because C1 cannot process it. Rule: a message delivered as often as the limit allows is taken out.',
    ]);
  });
});

describe('a message that is not lost', () => {
  it('is in a memory, or with a consumer alone; or was done', () => {
    const inMemory = { ...orders, durable: false };
    expect(answers(shop({ queue: inMemory }), [], 50 * MS, 2)[1]).toBe(
      'Why is m2 not lost? m2 is not lost. Because the broker is up and has it in memory, though not on disk. Rule: what is only in memory does not survive the broker.',
    );
    const hasty = { ...clerk, ack: 'beforeWork' } as const;
    expect(answers(shop({ consumer: hasty }), [], 50 * MS, 1)[1]).toBe(
      'Why is m1 not lost? m1 is not lost. Because C1 has it, though nobody else does. Rule: the ack came before the work, so the broker no longer has it.',
    );
    expect(answers(shop(), [], S, 1)).toEqual([
      'Why is m1 not lost? m1 is not lost. Because its work was done before the order queue let go of it. Rule: the ack comes after the work, and only the ack deletes.',
    ]);
  });
});

describe('a record', () => {
  it('waits behind the one that holds up its partition', () => {
    const scenario = shippedScenario('log-poison');
    const simulation = new Simulation(scenario);
    simulation.runUntil(8 * S);
    const { world } = simulation;
    // Order 8 stands behind order 5 in partition 1.
    const told = asked(world, 8)[0] ?? '';
    expect(told).toMatch(
      /^Why has m8 not moved\? m8 has not moved\. Because \d+ offsets? (is|are) ahead of it\./,
    );
    expect(told).toMatch(/Because m5 holds up its partition until [\d.]+ s\./);
    expect(told).toMatch(/Because C\d cannot process m5\. Rule: a record that cannot be processed/);
  });
});

/** Each live copy must have an answer. */
const alive: ReadonlySet<number> = new Set([
  Copy.inTransit,
  Copy.ready,
  Copy.delayed,
  Copy.unacked,
  Copy.handedOver,
]);

const runOfAnyKind: fc.Arbitrary<RandomRun> = fc.oneof(
  { weight: 3, arbitrary: anyRun() },
  { weight: 1, arbitrary: anyHandRun() },
  { weight: 2, arbitrary: anyLogRun().map((some) => ({ ...some, strides: [1] })) },
  { weight: 1, arbitrary: anyKeyedRun.map((some) => ({ ...some, strides: [1] })) },
);

function begun({ scenario, acts }: RandomRun): Simulation {
  const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
  return new Simulation(scenario, { interventions, maxEvents: 1_500 });
}

describe('for any run, at any instant', { timeout: 120_000 }, () => {
  it('each message has whole answers that end in a rule or an act, and each live copy has one', () => {
    fc.assert(
      fc.property(runOfAnyKind, fc.integer({ min: 1, max: 40 }), (random, stride) => {
        const simulation = begun(random);
        const { world } = simulation;
        for (let i = 1; simulation.step(); i++) {
          if (i % stride === 0) checkAnswers(world);
        }
        checkAnswers(world);
      }),
      { numRuns: 80 },
    );
  });

  it('what is said to last until an instant is over then', () => {
    fc.assert(
      fc.property(anyRun(), fc.integer({ min: 0, max: 1_200 }), (random, steps) => {
        const simulation = begun(random);
        for (let i = 0; i < steps && simulation.step(); i++);
        const { world } = simulation;
        const promises = [];
        for (let message = 1; message <= world.messageCount; message++)
          for (const { chain } of whyNotOf(world, world.trace, message)) {
            const text = reasonOf(chain);
            const untilUs = instantIn(text);
            if (untilUs !== null) promises.push({ message, text, untilUs });
          }
        promises.sort((a, b) => a.untilUs - b.untilUs);
        for (const { message, text, untilUs } of promises) {
          simulation.runUntil(untilUs);
          if (simulation.stopped !== null) return;
          const now = whyNotOf(world, world.trace, message).map(({ chain }) => reasonOf(chain));
          expect(now).not.toContain(text);
        }
      }),
      { numRuns: 80 },
    );
  });
});

/** The first reason of a chain. */
function reasonOf(chain: readonly Sentence[]): string {
  const [, reason] = chain;
  return reason === undefined ? '' : plain(reason);
}

/** The instant up to which a reason is said to hold, rounded up to what can be read. */
function instantIn(text: string): number | null {
  const found = text.match(/ until ([\d.,]+) (s|ms|µs)/);
  if (found === null) return null;
  const unit = found[2] === 's' ? S : found[2] === 'ms' ? MS : 1;
  const value = Number((found[1] ?? '').replaceAll(',', ''));
  return Math.ceil(value * unit + unit / 2_000);
}

function checkAnswers(world: World): void {
  const { trace, copies } = world;
  for (let message = 1; message <= world.messageCount; message++) {
    const found = whyNotOf(world, trace, message);
    for (const { asks, chain } of found) {
      const text = chain.map(plain).join(' ');
      const flaws = chain.flatMap(({ parts }) => flawsOf(world, parts));
      const links = chain.filter((sentence) => !plain(sentence).startsWith('Rule: '));
      const last = links.at(-1);
      const isAct =
        last !== undefined &&
        (trace.kind(last.fact) === Fact.intervened || /\b(you|the script)\b/i.test(text));
      if (flaws.length > 0 || text.includes(NOBODY_KNOWS) || links.length > 4)
        expect.fail(`${asks} ${text} ${flaws.join('; ')}`);
      if (links.length === chain.length && !isAct) expect.fail(`no end: ${asks} ${text}`);
    }
  }
  for (let row = 0; row < copies.rows; row++) {
    const queue = copies.queue[row] ?? NO_NODE;
    if (queue === NO_NODE || !alive.has(copies.state[row] ?? -1)) continue;
    const message = world.messageNumber(row);
    const isAsked = whyNotOf(world, trace, message).some(
      ({ place, question }) => place === queue && question !== 'notLost',
    );
    expect(isAsked, `m${message} in ${queue}`).toBe(true);
  }
}
