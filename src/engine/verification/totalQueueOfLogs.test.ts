/** How each kind of loss in a log is counted, and told with its reason. */
import { describe, expect, it } from 'vitest';
import { groupVerdictsOf } from '../faults/groupPromises.ts';
import { TotalQueue } from '../faults/TotalQueue.ts';
import { type Act, type Intervention, type Scenario, Simulation } from '../index.ts';
import {
  at,
  careless,
  consumer,
  group,
  log,
  logLine,
  MS,
  producer,
  steadyProducer,
} from './worlds.ts';

/** Five orders, 1 ms apart; the work on one takes 10 ms. */
const orders = steadyProducer(5, MS);
const kill: Act = { kind: 'stopBroker', target: 'b', how: 'kill' };
const start: Act = { kind: 'startBroker', target: 'b' };
const crash: Act = { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' };
const restart: Act = { kind: 'restartConsumer', target: 'c', member: 1 };
const discards = consumer(10 * MS, { onFailure: 'discard' });
const never = Number.POSITIVE_INFINITY;

function accountOf(system: Scenario, ...acts: readonly Intervention[]) {
  const simulation = new Simulation(system, { interventions: acts });
  const total = new TotalQueue(simulation.world);
  // Read in pieces, as a campaign does.
  while (simulation.nextUs() <= 2_000 * MS && simulation.step()) total.readOn();
  const { account, lost, left } = total.close();
  const place = simulation.world.plan.nodes.findIndex(({ kind }) => kind === 'group');
  const [noLoss] = groupVerdictsOf(simulation.world, place);
  return { account, whys: [...new Set(lost.map(({ why }) => why))], left: left.length, noLoss };
}

describe('the account of a log', () => {
  it('is clean where nothing fails, for each of its groups', () => {
    const one = logLine({ producer: orders });
    const { account, noLoss } = accountOf(one);
    const clean = { lost: 0, unexpected: 0, duplicated: 0, recovered: 0 };
    expect(account).toEqual({ attempts: 5, acknowledged: 5, ...clean });
    expect(noLoss?.isPromised).toBe(true);
    const two: Scenario = {
      ...one,
      nodes: [...one.nodes, group({ id: 'h' }), consumer(MS, { id: 'd' })],
      wires: [...one.wires, { ...one.wires[1]!, from: 'h', to: 'd' }],
    };
    expect(accountOf(two).account).toEqual({ attempts: 10, acknowledged: 10, ...clean });
  });

  it('counts only for the groups whose pattern a record matches', () => {
    const { account } = accountOf(
      logLine({ producer: orders, log: log({ keyCount: 2 }), group: group({ filter: 'k1' }) }),
    );
    // Orders 1, 3 and 5 have the key k1.
    expect(account).toMatchObject({ attempts: 3, lost: 0, unexpected: 0 });
  });

  it('counts what is handed out again after its effect as duplicated, without a confirm as recovered', () => {
    const dies = at(0, { kind: 'crashConsumer', target: 'c', member: 1, point: 'afterEffect' });
    const system = logLine({
      producer: producer([0, 1], { publishing: careless }),
      members: consumer(10 * MS, { restartUs: MS }),
    });
    expect(accountOf(system, dies).account).toMatchObject({
      acknowledged: 0,
      recovered: 2,
      duplicated: 1,
    });
  });

  it('loses nothing of a log that is written, whatever dies', () => {
    const system = logLine({ producer: orders });
    const { account, noLoss } = accountOf(
      system,
      at(5 * MS, crash),
      at(6 * MS, kill),
      at(20 * MS, start),
      at(30 * MS, restart),
    );
    expect(account).toMatchObject({ attempts: 5, acknowledged: 5, lost: 0 });
    expect(noLoss?.isPromised).toBe(true);
  });
});

describe('what a group never works off is lost, not promised, and has a reason', () => {
  const back = [at(6 * MS, kill), at(20 * MS, start)];
  const died = [at(6 * MS, crash), at(50 * MS, restart)];
  const poisoned = { ...orders, poison: [1] };
  it.each<[string, Scenario, readonly Intervention[], string]>([
    [
      'a log in memory',
      logLine({ producer: orders, log: log({ storage: { kind: 'memory' } }) }),
      back,
      'memoryOnly',
    ],
    [
      'a log written now and then',
      logLine({ producer: orders, log: log({ storage: { kind: 'interval', us: 3_500 } }) }),
      back,
      'notSaved',
    ],
    [
      'an ack before the work',
      logLine({ producer: orders, members: consumer(10 * MS, { ack: 'beforeWork' }) }),
      died,
      'ackBeforeWork',
    ],
    [
      'a commit before the work',
      logLine({
        producer: orders,
        group: group({ reading: 'perPartition' }),
        members: consumer(10 * MS, { ack: 'beforeWork' }),
      }),
      [at(12 * MS, crash), at(50 * MS, restart)],
      'ackBeforeWork',
    ],
    [
      'no acks',
      logLine({ producer: orders, group: group({ ack: 'none' }) }),
      died,
      'deliveredIsDone',
    ],
    [
      'deliveries used up',
      logLine({ producer: poisoned, group: group({ maxDeliveries: 2 }) }),
      [],
      'parked',
    ],
    [
      'a member that discards',
      logLine({ producer: poisoned, members: discards }),
      [],
      'endedByMember',
    ],
    [
      'a member that skips what fails in its partition',
      logLine({ producer: poisoned, group: group({ reading: 'perPartition' }), members: discards }),
      [],
      'endedByMember',
    ],
    [
      'retention by number',
      logLine({
        producer: orders,
        log: log({ maxRecords: 2 }),
        members: consumer(10 * MS, { prefetchLimit: 1 }),
      }),
      [],
      'maxRecords',
    ],
    [
      'retention by age',
      logLine({
        producer: orders,
        log: log({ maxAgeUs: 15 * MS }),
        members: consumer(10 * MS, { prefetchLimit: 1 }),
      }),
      [],
      'maxAge',
    ],
  ])('%s', (_, system, acts, why) => {
    const { account, whys, noLoss } = accountOf(system, ...acts);
    expect(whys).toEqual([why]);
    expect(account.lost).toBeGreaterThan(0);
    expect(account.unexpected).toBe(0);
    expect(noLoss).toMatchObject({ isPromised: false, because: expect.any(String) });
  });

  it('is not lost while it is pending, though nothing may ever hand it out again', () => {
    const { account, left, noLoss } = accountOf(
      logLine({ producer: orders, group: group({ ackWaitUs: never }) }),
      ...died,
    );
    expect(account.lost).toBe(0);
    expect(left).toBeGreaterThan(0);
    expect(noLoss?.isPromised).toBe(false);
  });

  it('is not lost while it holds its partition up, and nothing behind it is', () => {
    const system = logLine({ producer: poisoned, group: group({ reading: 'perPartition' }) });
    expect(accountOf(system).account).toMatchObject({ acknowledged: 5, lost: 0 });
  });
});
