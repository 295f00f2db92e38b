import { describe, expect, it } from 'vitest';
import { groupReport, type Intervention, type Scenario, Simulation } from '../../engine/index.ts';
import { type LogPreset, logPresets } from './logs.ts';

const S = 1_000_000;
const names = { broker: 'broker', log: 'orders', group: 'billing' };

/** Six orders at once, two clerks who take 100 ms for each; order 2 can never be processed if asked. */
function systemOf(preset: LogPreset, poison: readonly number[] = []): Scenario {
  const NEVER = Number.POSITIVE_INFINITY;
  const [log, group] = preset.make(names, {
    log: { routing: 'inTurn' },
    group: { startsAt: 'first' },
  });
  const wire = (from: string, to: string) => ({
    from,
    to,
    latencyUs: 0,
    loss: 0,
    timeoutUs: NEVER,
  });
  return {
    name: 'preset',
    title: preset.title,
    about: '',
    seed: 1,
    durationUs: 600 * S,
    nodes: [
      {
        kind: 'producer',
        id: 'shop',
        title: 'Shop',
        poison,
        arrivals: { gap: null, atUs: [0, 0, 0, 0, 0, 0], fromUs: 0, count: NEVER, onOff: null },
        publishing: {
          confirm: true,
          persistent: true,
          timeoutUs: NEVER,
          backoffUs: [],
          maxAttempts: 1,
        },
      },
      {
        kind: 'broker',
        id: 'broker',
        title: 'Broker',
        recoveryUs: 0,
        restartUs: NEVER,
        heartbeatUs: S,
      },
      log,
      group,
      {
        kind: 'consumer',
        id: 'clerks',
        title: 'Clerks',
        count: 2,
        work: { kind: 'constant', meanUs: 100_000 },
        onOff: null,
        concurrency: 1,
        prefetchLimit: 3,
        ack: 'afterWork',
        onFailure: 'return',
        backoffUs: [],
        idempotencyKey: 'none',
        restartUs: NEVER,
        effect: { title: 'orders filled', amount: 1, unit: '' },
      },
    ],
    wires: [wire('shop', 'orders'), wire('billing', 'clerks')],
    faults: [],
  };
}

function played(scenario: Scenario, untilS: number, acts: Intervention[] = []) {
  const simulation = new Simulation(scenario, { interventions: acts });
  simulation.runUntil(untilS * S);
  simulation.recount();
  const { world } = simulation;
  const node = (id: string) => world.plan.nodes.findIndex((one) => one.id === id);
  return {
    effects: world.groups.effects[node('clerks')],
    repeated: world.groups.duplicateEffects[node('clerks')],
    group: groupReport(world, node('billing')),
  };
}

function preset(name: LogPreset['name']): LogPreset {
  const found = logPresets.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no preset ${name}`);
  return found;
}

/** C2 dies at 150 ms with one order done and one begun. */
const crash: Intervention = {
  kind: 'crashConsumer',
  target: 'clerks',
  member: 2,
  point: 'now',
  atUs: 150_000,
};

describe.each(logPresets)('$name', (one) => {
  it('fills each order once when nothing happens', () => {
    const { effects, repeated, group } = played(systemOf(one), 60);
    expect({ effects, repeated, lag: group.lag }).toEqual({ effects: 6, repeated: 0, lag: 0 });
  });

  it('is dated, says what it leaves out, and has the words of its broker', () => {
    expect(one.title).toMatch(/-like /);
    expect(one.dated).toMatch(/\d/);
    expect(one.leftOut.length).toBeGreaterThan(2);
    expect(Object.keys(one.words)).toContain('group');
  });
});

describe('a clerk who dies', () => {
  it('gives back nothing in a Kafka-like group until its session of 45 s is over', () => {
    const scenario = systemOf(preset('kafkaGroup'));
    expect(played(scenario, 45.1, [crash]).effects).toBeLessThan(6);
    // C2 owns the last partition: one of its two orders is done, and nothing is committed yet.
    const { effects, repeated } = played(scenario, 46, [crash]);
    expect({ effects, repeated }).toEqual({ effects: 7, repeated: 1 });
  });

  it.each(['kafkaShareGroup', 'jetStreamWorkQueue'] as const)(
    'gives back nothing in a %s until 30 s after it was handed out',
    (name) => {
      const scenario = systemOf(preset(name));
      expect(played(scenario, 29.9, [crash]).effects).toBe(4);
      const { effects, repeated } = played(scenario, 31, [crash]);
      expect({ effects, repeated }).toEqual({ effects: 6, repeated: 0 });
    },
  );

  it('gives back nothing to a Redis-like group; after 30 s of idling somebody claims it', () => {
    const scenario = systemOf(preset('redisStreamsGroup'));
    expect(played(scenario, 29.9, [crash])).toMatchObject({ effects: 4, group: { pending: 2 } });
    expect(played(scenario, 31, [crash])).toMatchObject({ effects: 6, group: { pending: 0 } });
  });
});

describe('an order that nobody can process', () => {
  it('holds up its partition of a Kafka-like group, and no other', () => {
    const { effects, group } = played(systemOf(preset('kafkaGroup'), [2]), 60);
    // Order 5 stands behind it.
    expect({ effects, lags: group.partitions.map(({ lag }) => lag) }).toEqual({
      effects: 4,
      lags: [0, 2, 0],
    });
  });

  it('is left alone in a share group after 5 deliveries', () => {
    const { effects, group } = played(systemOf(preset('kafkaShareGroup'), [2]), 60);
    expect({ effects, parked: group.parked, redeliveries: group.redeliveries }).toEqual({
      effects: 5,
      parked: 1,
      redeliveries: 4,
    });
  });

  it('goes round in a JetStream-like work queue, which has no limit unless it is set', () => {
    const { effects, group } = played(systemOf(preset('jetStreamWorkQueue'), [2]), 60);
    expect(effects).toBe(5);
    expect(group.parked).toBe(0);
    expect(group.redeliveries).toBeGreaterThan(100);
  });
});
