import { describe, expect, it } from 'vitest';
import { TotalQueue } from '../faults/TotalQueue.ts';
import type { Act, Intervention, Scenario } from '../index.ts';
import { Simulation } from '../index.ts';
import { at, broker, careful, careless, consumer, line, MS, producer, queue } from './worlds.ts';

function accountOf(system: Scenario, ...acts: Intervention[]) {
  const simulation = new Simulation(system, { interventions: acts });
  const total = new TotalQueue(simulation.world);
  // Read in pieces, as a campaign does.
  while (simulation.step()) total.readOn();
  return total.close();
}

const crash = (atMs: number, point: 'now' | 'afterEffect'): Intervention =>
  at(atMs * MS, { kind: 'crashConsumer', target: 'c', member: 1, point });
const kill: Act = { kind: 'stopBroker', target: 'b', how: 'kill' };
const restarting = consumer(10 * MS, { restartUs: 5 * MS });

describe('the account of a drained run', () => {
  it('is clean where nothing fails', () => {
    const { account, lost } = accountOf(line({ producer: producer([0, 1, 2]) }));
    expect(account).toEqual({
      attempts: 3,
      acknowledged: 3,
      lost: 0,
      unexpected: 0,
      duplicated: 0,
      recovered: 0,
    });
    expect(lost).toEqual([]);
  });

  it('counts what a crash before the ack makes a consumer do twice', () => {
    const system = line({ producer: producer([0, 1]), consumer: restarting });
    expect(accountOf(system, crash(0, 'afterEffect')).account).toMatchObject({
      lost: 0,
      duplicated: 1,
    });
  });

  it('counts as lost what was confirmed and acked before the work', () => {
    const system = line({
      producer: producer([0, 1]),
      consumer: { ...restarting, ack: 'beforeWork' },
    });
    const { account, lost } = accountOf(system, crash(5, 'now'));
    expect(account).toMatchObject({ acknowledged: 2, lost: 1 });
    expect(lost).toMatchObject([{ queue: 2, message: 1 }]);
  });

  it('counts nothing as lost that nobody had confirmed', () => {
    const system = line({
      producer: producer([0], { publishing: careless }),
      queue: queue({ durable: false }),
      broker: broker({ restartUs: 1 * MS }),
    });
    expect(accountOf(system, at(5 * MS, kill)).account).toMatchObject({
      attempts: 1,
      acknowledged: 0,
      lost: 0,
    });
  });

  it('counts as recovered what was done without a confirm', () => {
    const system = line({ producer: producer([0, 1], { publishing: careless }) });
    expect(accountOf(system).account).toMatchObject({ acknowledged: 0, recovered: 2 });
  });

  it('finds a dead letter in the queue that it was moved to', () => {
    const system = line({
      producer: producer([0], { poison: [1], publishing: careful }),
      queue: queue({ maxDeliveries: 2, deadLetterTo: 'dead' }),
      more: [queue({ id: 'dead' })],
    });
    expect(accountOf(system).account).toMatchObject({ attempts: 2, acknowledged: 2, lost: 0 });
  });

  it('counts as lost what reaches its delivery limit and has no dead-letter queue', () => {
    const system = line({
      producer: producer([0], { poison: [1] }),
      queue: queue({ maxDeliveries: 2 }),
    });
    expect(accountOf(system).account).toMatchObject({ acknowledged: 1, lost: 1 });
  });

  it('does not depend on what another way of going on has read', () => {
    const simulation = new Simulation(line({ producer: producer([0, 1, 2]) }));
    const total = new TotalQueue(simulation.world);
    simulation.runUntil(50 * MS);
    total.readOn();
    const here = simulation.checkpoint();
    const ends = [1, 2].map(() => {
      simulation.runUntil(10_000 * MS);
      const { account } = total.fork().close();
      simulation.restore(here);
      return account;
    });
    expect(ends[0]).toEqual(ends[1]);
    expect(ends[0]).toMatchObject({ attempts: 3, duplicated: 0 });
  });
});
