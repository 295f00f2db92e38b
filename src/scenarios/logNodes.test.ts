import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../engine/index.ts';
import { anyLogRun } from '../engine/verification/logRuns.ts';
import { anyReplicaRun } from '../engine/verification/replicaRuns.ts';
import { documentOf } from './documentOf.ts';
import { readScenario } from './readScenario.ts';
import { writeScenario } from './writeScenario.ts';

/** A system with a group, as a file; something in it may be another. */
function file(change?: (nodes: Record<string, object>) => void): string {
  const nodes: Record<string, object> = {
    shop: { kind: 'producer', id: 'shop', arrivals: { kind: 'burst', count: 1 } },
    broker: { kind: 'broker', id: 'broker' },
    other: { kind: 'broker', id: 'other' },
    log: { kind: 'log', id: 'log', broker: 'broker' },
    group: { kind: 'group', id: 'group', broker: 'broker', log: 'log' },
    clerk: { kind: 'consumer', id: 'clerk', work: '1s' },
  };
  change?.(nodes);
  return JSON.stringify({
    schemaVersion: 1,
    name: 'shop',
    title: 'Shop',
    duration: '1s',
    nodes: Object.values(nodes),
    wires: [
      { from: 'shop', to: 'log' },
      { from: 'group', to: 'clerk' },
    ],
  });
}

describe('logs and groups in files', () => {
  it('any system with a log, and any act upon it, comes back as it was written', () => {
    fc.assert(
      fc.property(anyLogRun(), ({ scenario, acts }) => {
        const whole: Scenario = { ...scenario, faults: acts };
        const reading = readScenario(writeScenario(documentOf(whole)), 'any.json');
        expect(reading).toEqual({ ok: true, scenario: whole, document: documentOf(whole) });
      }),
      { numRuns: 150 },
    );
  });

  it('a group reads a log of its own broker, and a wire leads to its members', () => {
    const good = readScenario(file(), 'shop.json');
    expect(good.ok).toBe(true);
    const errorOf = (change: (nodes: Record<string, object>) => void): string => {
      const reading = readScenario(file(change), 'shop.json');
      return reading.ok ? 'none' : reading.error;
    };
    const with_ = (id: string, part: object) => (nodes: Record<string, object>) => {
      nodes[id] = { ...nodes[id], ...part };
    };
    expect(errorOf(with_('group', { log: 'broker' }))).toBe(
      'shop.json: nodes[4].log must name a log of this file, got "broker", which is a broker.',
    );
    expect(errorOf(with_('group', { broker: 'other' }))).toBe(
      'shop.json: nodes[4].log must name a log of the same broker (other), got "log" of broker.',
    );
    expect(errorOf(with_('log', { partitions: 0 }))).toBe(
      'shop.json: nodes[3].partitions must be a whole number from 1 to 32, got 0.',
    );
    expect(errorOf(with_('log', { broker: 'log' }))).toBe(
      'shop.json: nodes[3].broker must name a broker of this file, got "log", which is a log.',
    );
    expect(errorOf(with_('clerk', { mishaps: { fails: 0.1 } }))).toBe(
      'shop.json: nodes[5].mishaps must not be given to members of a group of a log.',
    );
    expect(errorOf(with_('clerk', { byHand: 'channel' }))).toBe(
      'shop.json: nodes[5].byHand must not be given to members of a group of a log.',
    );
  });
});

describe('replicas in files', () => {
  const errorOf = (replication: object | null, log: object, fault?: object): string => {
    const with_ = file((nodes) => {
      nodes['log'] = { ...nodes['log'], replication, ...log };
    });
    const whole = { ...JSON.parse(with_), faults: fault === undefined ? [] : [fault] };
    const reading = readScenario(JSON.stringify(whole), 'shop.json');
    return reading.ok ? 'none' : reading.error;
  };
  const kill = { at: '1s', do: 'crashReplica', target: 'log', replica: 3 };

  it('any system whose log has replicas, and any that fail, come back as they were written', () => {
    fc.assert(
      fc.property(anyReplicaRun(), ({ scenario, acts }) => {
        const whole: Scenario = { ...scenario, faults: acts };
        const reading = readScenario(writeScenario(documentOf(whole)), 'any.json');
        expect(reading).toEqual({ ok: true, scenario: whole, document: documentOf(whole) });
      }),
      { numRuns: 100 },
    );
  });

  it('no more have to be in sync than there are, and each change is written', () => {
    expect(errorOf({ replicas: 3 }, {}, kill)).toBe('none');
    expect(errorOf({ replicas: 0 }, {})).toBe(
      'shop.json: nodes[3].replication.replicas must be a whole number from 1 to 9, got 0.',
    );
    expect(errorOf({ replicas: 3, minInSync: 4 }, {})).toBe(
      'shop.json: nodes[3].replication.minInSync must be at most replicas (3), got 4.',
    );
    expect(errorOf({ replicas: 3 }, { storage: { kind: 'memory' } })).toBe(
      'shop.json: nodes[3].replication must be null unless storage is "written", got "memory".',
    );
  });

  it('only a replica that is there can fail', () => {
    expect(errorOf(null, {}, kill)).toBe(
      'shop.json: faults[0].target must name a log or a queue with replicas, got "log", which has none.',
    );
    expect(errorOf({ replicas: 2 }, {}, kill)).toBe(
      'shop.json: faults[0].replica must be a whole number from 1 to 2, or null, got 3.',
    );
  });
});
