import { describe, expect, test } from 'vitest';
import { shippedScenario } from '../library/index.ts';
import { logPresets } from './logPresets.ts';
import { plainGroup, plainLog } from './logStandards.ts';
import { nearestLogPreset } from './nearestLogPreset.ts';

const names = { broker: 'broker', log: 'log', group: 'group' };

function nearestIn(scenario: Parameters<typeof shippedScenario>[0]) {
  const { nodes } = shippedScenario(scenario);
  const log = nodes.find((node) => node.kind === 'log');
  const group = nodes.find((node) => node.kind === 'group');
  return log === undefined || group === undefined ? null : nearestLogPreset(log, group);
}

describe('the nearest preset', () => {
  test.each(logPresets)('of $name is itself, without a difference', (preset) => {
    const [log, group] = preset.make(names);
    expect(nearestLogPreset(log, group)).toEqual({ preset, differences: [] });
  });

  test('of a group that reads per partition is Kafka’s, and says what it does otherwise', () => {
    const nearest = nearestIn('log-poison');
    expect(nearest?.preset.name).toBe('kafkaGroup');
    expect(nearest?.differences.map(({ setting }) => setting)).toEqual([
      'routing',
      'maxAgeUs',
      'replicas',
      'startsAt',
      'commit',
    ]);
  });

  test('of a group that hands out nothing by itself is Redis’s', () => {
    const nearest = nearestIn('log-claim-a');
    expect(nearest?.preset.name).toBe('redisStreamsGroup');
    expect(nearest?.differences).toMatchObject([{ setting: 'claim', here: null }]);
  });

  test('of what is like no broker is none', () => {
    const log = { ...plainLog, id: 'log', title: 'Log', broker: 'broker' };
    const group = { ...plainGroup, id: 'group', title: 'Group', broker: 'broker', log: 'log' };
    const odd = { ...group, ackWaitUs: 1, backoffUs: [1], maxDeliveries: 2, maxAckPending: 3 };
    const interest = { ...log, retention: 'interest', maxAgeUs: 5, routing: 'inTurn' } as const;
    expect(nearestLogPreset(interest, { ...odd, handing: 'push', ack: 'none' })).toBeNull();
  });
});
