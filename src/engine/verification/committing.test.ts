/** Publishers that commit a state of their own: two writes, or one with an outbox, and crashes around them. */
import { describe, expect, it } from 'vitest';
import {
  type CommitPoint,
  type Committing,
  type Intervention,
  type ProducerSpec,
  reportRun,
  type Scenario,
  type Simulation,
  verdictsOf,
} from '../index.ts';
import {
  at,
  careful,
  consumer,
  line,
  logOf,
  MS,
  producer,
  queue,
  run,
  S,
  scenario,
  service,
  wire,
} from './worlds.ts';

const noise = ['stored', 'flushed', 'delivered', 'started', 'effectApplied', 'acked', 'intervened'];

/** One producer that commits each of its orders, one at 0 ms and one at 100 ms. */
function shop(
  committing: Committing,
  faults: readonly Intervention[] = [],
  over: Partial<ProducerSpec> = {},
  latencyUs = 0,
): Scenario {
  return line(
    {
      producer: producer([0, 100 * MS], {
        publishing: { ...careful, committing },
        restartUs: 50 * MS,
        ...over,
      }),
      consumer: consumer(MS),
      latencyUs,
    },
    { faults },
  );
}

const crash = (atMs: number, point: CommitPoint): Intervention =>
  at(atMs * MS, { kind: 'crashProducer', target: 'p', point });
const commitFirst: Committing = { kind: 'commitFirst', gapUs: 10 * MS };
const publishFirst: Committing = { kind: 'publishFirst', gapUs: 10 * MS };
const outbox: Committing = { kind: 'outbox', everyUs: 30 * MS };
const told = (simulation: Simulation): string[] => logOf(simulation, noise);

describe('a commit, and then a publish', () => {
  it('are so far apart as its publisher says', () => {
    expect(told(run(shop(commitFirst))).slice(0, 3)).toEqual([
      '0 committed m1 p',
      '10 published m1 p',
      '10 confirmed m1 p',
    ]);
  });

  it('with a crash before the commit leave neither', () => {
    const simulation = run(shop(commitFirst, [crash(0, 'beforeCommit')]));
    expect(told(simulation)).toEqual([
      '0 producerDown p',
      '0 turnedAway m1 p',
      '50 producerUp p',
      '100 committed m2 p',
      '110 published m1 p',
      '110 confirmed m1 p',
    ]);
    expect(reportRun(simulation).commits['p']).toMatchObject({ committed: 1, turnedAway: 1 });
  });

  it.each([
    ['right after the commit', crash(0, 'afterCommit'), 0],
    ['somewhere in between', crash(7, 'now'), 7],
  ])('with a crash %s leave a state that nobody is told of', (_, act, atMs) => {
    const simulation = run(shop(commitFirst, [act]));
    expect(told(simulation).slice(0, 3)).toEqual([
      '0 committed m1 p',
      `${atMs} producerDown p`,
      `${atMs} neverPublished m1 p`,
    ]);
    expect(reportRun(simulation).commits['p']).toMatchObject({ committed: 2, neverPublished: 1 });
  });

  it('may be one instant, and a crash can still come between', () => {
    const simulation = run(shop({ kind: 'commitFirst', gapUs: 0 }, [crash(0, 'afterCommit')]));
    expect(reportRun(simulation).commits['p']).toMatchObject({ committed: 2, neverPublished: 1 });
  });
});

describe('a publish, and then a commit', () => {
  it('with a crash before the commit leave a message about nothing', () => {
    const simulation = run(shop(publishFirst, [crash(0, 'beforeCommit')]));
    expect(told(simulation).slice(0, 4)).toEqual([
      '0 published m1 p',
      '0 confirmed m1 p',
      '10 producerDown p',
      '10 neverCommitted m1 p',
    ]);
    expect(reportRun(simulation).commits['p']).toMatchObject({ committed: 1, neverCommitted: 1 });
    expect(reportRun(simulation).effects['c']).toMatchObject({ effects: 2 });
  });

  it('with a crash after the commit leave both', () => {
    const simulation = run(shop(publishFirst, [crash(0, 'afterCommit')]));
    expect(reportRun(simulation).commits['p']).toMatchObject({
      committed: 2,
      neverPublished: 0,
      neverCommitted: 0,
    });
  });
});

describe('an outbox', () => {
  it('is emptied when its relay looks into it', () => {
    const simulation = run(shop(outbox));
    expect(told(simulation)).toEqual([
      '0 committed m1 p',
      '30 published m1 p',
      '30 confirmed m1 p',
      '100 committed m2 p',
      '120 published m2 p',
      '120 confirmed m2 p',
    ]);
  });

  it('has what was committed also after a crash, and its relay publishes it then', () => {
    const simulation = run(shop(outbox, [crash(0, 'afterCommit')]));
    expect(told(simulation).slice(0, 5)).toEqual([
      '0 committed m1 p',
      '0 producerDown p',
      '50 producerUp p',
      '60 published m1 p',
      '60 confirmed m1 p',
    ]);
    expect(reportRun(simulation).commits['p']).toMatchObject({ committed: 2, neverPublished: 0 });
  });

  it('is published twice when the crash comes before the confirm', () => {
    // Sent at 30 ms, stored at 40, and its confirm would come at 50.
    const simulation = run(shop(outbox, [crash(45, 'now')], {}, 10 * MS));
    expect(told(simulation).slice(0, 7)).toEqual([
      '0 committed m1 p',
      '30 published m1 p',
      '45 producerDown p',
      '50 confirmLost m1 p',
      '95 producerUp p',
      '100 committed m2 p',
      '120 resent m1 p',
    ]);
    expect(reportRun(simulation).counters).toMatchObject({ published: 2, storedAgain: 1 });
    expect(reportRun(simulation).effects['c']).toMatchObject({ effects: 3, duplicates: 1 });
  });

  it('keeps what its broker does not take, and tries again', () => {
    const down = at(10 * MS, { kind: 'stopBroker', target: 'b', how: 'kill' });
    const up = at(70 * MS, { kind: 'startBroker', target: 'b' });
    expect(told(run(shop(outbox, [down, up]))).slice(0, 6)).toEqual([
      '0 committed m1 p',
      '10 brokerDown b',
      '70 brokerStarted b',
      '70 brokerRecovered b',
      '90 published m1 p',
      '90 confirmed m1 p',
    ]);
  });

  it('begins anew with what its publisher has given up', () => {
    const system = shop(outbox, [at(20 * MS, { kind: 'losePacket', from: 'p', to: 'q' })], {
      publishing: { ...careful, timeoutUs: 15 * MS, backoffUs: [], committing: outbox },
    });
    expect(told(run(system)).slice(0, 6)).toEqual([
      '0 committed m1 p',
      '30 published m1 p',
      '30 packetLost m1 p',
      '45 confirmTimedOut m1 p',
      '45 gaveUp m1 p',
      '60 published m2 p',
    ]);
  });

  it('without confirms lets go of what it has sent', () => {
    const careless = { ...careful, confirm: false, committing: outbox };
    const simulation = run(
      shop(outbox, [at(20 * MS, { kind: 'losePacket', from: 'p', to: 'q' })], {
        publishing: careless,
      }),
    );
    expect(reportRun(simulation).counters).toMatchObject({ published: 2, lost: 1 });
  });

  it('gives each order the key that it had when it came', () => {
    const system = line({
      producer: producer([0, 10 * MS, 40 * MS], {
        publishing: { ...careful, committing: outbox },
        keys: { kind: 'listed', list: ['a', 'b', 'c'] },
      }),
      consumer: consumer(MS),
    });
    const { world } = run(system, { untilUs: S });
    // Two of them are published before the third has come.
    const { counts } = world.order;
    const published = Array.from({ length: counts.rows }, (_, row) => [
      world.words.textOf(counts.key[row] ?? -1),
      counts.published[row],
    ]);
    expect(published).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
  });
});

describe('a producer that is down', () => {
  it('takes no orders, and starts again by hand where it has no restart delay', () => {
    const { restartUs: _, ...by } = producer([0, 100 * MS, 200 * MS]);
    const acts = [crash(50, 'now'), at(150 * MS, { kind: 'restartProducer', target: 'p' })];
    const simulation = run(line({ producer: by, consumer: consumer(MS) }, { faults: acts }));
    expect(told(simulation).slice(2)).toEqual([
      '50 producerDown p',
      '100 turnedAway m2 p',
      '150 producerUp p',
      '200 published m2 p',
      '200 confirmed m2 p',
    ]);
  });

  it('has forgotten what it was not told is safe, unless that is on its way', () => {
    const system = line(
      { producer: producer([0]), consumer: consumer(MS), latencyUs: 10 * MS },
      {
        faults: [
          at(0, { kind: 'losePacket', from: 'p', to: 'q' }),
          at(20 * MS, { kind: 'crashProducer', target: 'p', point: 'now' }),
        ],
      },
    );
    expect(reportRun(run(system)).losses).toMatchObject([{ message: 1, reason: 'processDied' }]);
  });

  it('comes to no commit if it has none, however its crash is armed', () => {
    const simulation = run(line({}, { faults: [crash(0, 'afterCommit')] }));
    expect(simulation.world.outages.rows).toBe(0);
  });
});

/** A shop that is called, commits the order and publishes it. */
function called(committing: Committing, faults: readonly Intervention[]): Simulation {
  const system = line({
    producer: producer([0]),
    consumer: consumer(MS),
    more: [service(5 * MS, { id: 's', publishing: { ...careful, committing } })],
  });
  return run(
    scenario(
      system.nodes,
      [wire('p', 's', { timeoutUs: 200 * MS }), wire('s', 'q'), wire('q', 'c')],
      { faults },
    ),
  );
}

describe('a service', () => {
  it('answers when both writes are done', () => {
    expect(told(called(commitFirst, []))).toEqual([
      '0 offered m1 p',
      '0 called m1 s',
      '5 committed m1 s',
      '15 published m1 s',
      '15 answered m1 s',
      '15 orderDone m1 p',
      '15 confirmed m1 s',
    ]);
  });

  it('that dies in between answers nobody, though the state is committed', () => {
    const acts = [at(0, { kind: 'crashService', target: 's', point: 'afterCommit' })];
    const simulation = called(commitFirst, acts);
    expect(told(simulation)).toEqual([
      '0 offered m1 p',
      '0 called m1 s',
      '5 committed m1 s',
      '5 serviceDown s',
      '5 neverPublished m1 s',
      '200 callTimedOut m1 s',
      '200 orderFailed m1 p',
    ]);
  });

  it('with an outbox answers at once, and its relay publishes later', () => {
    const acts = [
      at(10 * MS, { kind: 'crashService', target: 's' }),
      at(70 * MS, { kind: 'restartService', target: 's' }),
    ];
    expect(told(called(outbox, acts))).toEqual([
      '0 offered m1 p',
      '0 called m1 s',
      '5 committed m1 s',
      '5 answered m1 s',
      '5 orderDone m1 p',
      '10 serviceDown s',
      '70 serviceUp s',
      '90 published m1 s',
      '90 confirmed m1 s',
    ]);
  });
});

describe('what is promised about state and message', () => {
  const verdictOf = (committing: Committing, faults: Intervention[] = []) =>
    verdictsOf(run(shop(committing, faults)).world, 2).find(
      ({ name }) => name === 'stateAndMessage',
    );

  it('is nothing where they are two writes, and the first that shows it is named', () => {
    expect(verdictOf(commitFirst)).toMatchObject({ verdict: 'notPromised', counterExample: null });
    expect(verdictOf(commitFirst, [crash(0, 'afterCommit')])).toMatchObject({
      verdict: 'broken',
      isPromised: false,
      counterExample: { message: 0 },
    });
    expect(verdictOf(publishFirst, [crash(0, 'beforeCommit')])).toMatchObject({
      counterExample: { message: 1 },
    });
  });

  it('is kept by an outbox', () => {
    expect(verdictOf(outbox, [crash(0, 'afterCommit')])).toMatchObject({
      verdict: 'kept',
      counterExample: null,
    });
  });

  it('is not said where nobody commits', () => {
    const { world } = run(line({ queue: queue() }));
    expect(verdictsOf(world, 2).map(({ name }) => name)).not.toContain('stateAndMessage');
  });
});
