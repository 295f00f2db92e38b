import { describe, expect, it } from 'vitest';
import { Fact, NEVER, type Scenario, Simulation } from '../../engine/index.ts';
import { shippedScenario } from '../library/index.ts';
import { queuePresets } from './queuePresets.ts';
import { type PresetChoice, withPresets } from './withPresets.ts';

const choice: PresetChoice = {
  queue: 'emails',
  preset: 'rabbitmq-quorum',
  version: '4.3',
  isMended: false,
};
const payment = shippedScenario('payment-system');

function made(scenario: Scenario, ...choices: PresetChoice[]): Scenario {
  const result = withPresets(scenario, choices);
  if (!result.ok) throw new Error(result.error);
  return result.scenario;
}

function errorOf(...choices: PresetChoice[]): string | null {
  const result = withPresets(payment, choices);
  return result.ok ? null : result.error;
}

function queueOf(scenario: Scenario, id: string) {
  const queue = scenario.nodes.find((node) => node.id === id);
  if (queue?.kind !== 'queue') throw new Error(`${id} is no queue`);
  return queue;
}

describe('a queue that is made to behave like a broker’s', () => {
  it('is the same scenario where nothing is chosen', () => {
    expect(made(payment)).toBe(payment);
  });

  it('keeps what was declared, and takes what the broker decides', () => {
    const before = queueOf(payment, 'emails');
    const after = queueOf(made(payment, choice), 'emails');
    const { maxDeliveries, maxLength, durable, deadLetterTo, title } = before;
    expect(after).toMatchObject({ maxDeliveries, maxLength, durable, deadLetterTo, title });
    expect(after).toMatchObject({ confirmAfter: 'flushed', onReturn: 'inOrder' });
    expect(after.policy).toMatchObject({ turns: 'whenFull', maxPriority: 31 });
  });

  it('changes no other node', () => {
    const others = (scenario: Scenario) => scenario.nodes.filter(({ id }) => id !== 'emails');
    expect(others(made(payment, choice))).toEqual(others(payment));
  });

  it('is refused with a reason where the broker has no such thing, and mended only when told', () => {
    const classic = { ...choice, preset: 'rabbitmq-classic' };
    expect(errorOf(classic)).toBe('A classic queue has no delivery limit.');
    const mended = queueOf(made(payment, { ...classic, isMended: true }), 'emails');
    expect(mended.maxDeliveries).toBe(Number.POSITIVE_INFINITY);
    const memory = {
      ...payment,
      nodes: payment.nodes.map((node) =>
        node.kind === 'queue' ? { ...node, durable: false } : node,
      ),
    };
    expect(withPresets(memory, [choice])).toEqual({
      ok: false,
      error: 'A quorum queue is durable.',
    });
  });

  it('must be there, and be of a kind and a version that there is', () => {
    expect(errorOf({ ...choice, queue: 'senders' })).toBe('there is no queue "senders"');
    expect(errorOf({ ...choice, preset: 'kafka' })).toBe('there is no preset "kafka"');
    expect(errorOf({ ...choice, version: '5' })).toBe(
      'rabbitmq-quorum has the versions 3.10, 4.2, 4.3, not "5"',
    );
  });

  it.each(
    queuePresets.flatMap(({ preset }) =>
      preset.versions.map((version) => [preset.name, version] as const),
    ),
  )('runs the payment system as %s %s without losing anything', (preset, version) => {
    const scenario = made(payment, { queue: 'emails', preset, version, isMended: true });
    const simulation = new Simulation(scenario);
    simulation.runUntil(payment.durationUs);
    simulation.recount();
    const { tallies, plan } = simulation.world;
    const emails = plan.nodes.findIndex(({ id }) => id === 'emails');
    // 50 a second for a minute, less the last ones still on their way.
    expect(tallies.acks[emails]).toBeGreaterThan(2_980);
    expect(simulation.world.guarantees.lossAfterConfirm[emails]).toBeLessThan(0);
  });
});

describe('a poison message without a limit of its own, in a quorum queue', () => {
  const poison = shippedScenario('l13-poison-a');

  function played(version: string) {
    const simulation = new Simulation(
      made(poison, { queue: 'orders', preset: 'rabbitmq-quorum', version, isMended: false }),
    );
    simulation.runUntil(poison.durationUs);
    const { world } = simulation;
    const orders = world.plan.nodes.findIndex(({ id }) => id === 'orders');
    let dropped = NEVER;
    let deliveries = 0;
    for (let fact = 0; fact < world.trace.length; fact++) {
      const { kind, message, atUs } = world.trace.entry(fact);
      if (message !== 20) continue;
      if (kind === Fact.dropped) dropped = atUs;
      if (kind === Fact.delivered || kind === Fact.redelivered) deliveries++;
    }
    return { done: world.tallies.acks[orders], deliveries, dropped };
  }

  it('3.10: has no limit and returns to the tail, so the 99 others are done', () => {
    // 99 × 0.2 s of work; after that only the poison goes round.
    const { done, dropped } = played('3.10');
    expect([done, dropped]).toEqual([99, NEVER]);
  });

  it('4.2: has a limit of 20, so it is delivered 21 times and dropped', () => {
    expect(played('4.2')).toMatchObject({ done: 99, deliveries: 21 });
  });

  it('4.3: a nack does not count, so it holds up the 80 behind it for ever', () => {
    // From 3.8 s on every 0.2 s: (60 − 3.8) / 0.2 = 281 attempts, and one more begun at 60 s.
    const { done, deliveries, dropped } = played('4.3');
    expect([done, dropped]).toEqual([19, NEVER]);
    expect(deliveries).toBe(282);
  });
});
