/** Keys, and what a queue does about them, can be said in a file, and are checked there. */
import { describe, expect, it } from 'vitest';
import { type Scenario, Simulation } from '../engine/index.ts';
import { readDocument, readScenario, writeScenario } from './index.ts';

const system = {
  schemaVersion: 1,
  name: 'keys',
  title: 'Keys',
  duration: '10s',
  nodes: [
    {
      kind: 'producer',
      id: 'shop',
      arrivals: { kind: 'burst', count: 6 },
      publishing: { resendId: 'new' },
      keys: {
        kind: 'drawn',
        weights: [
          { key: 'ann', weight: 3 },
          { key: 'bob', weight: 1 },
        ],
      },
    },
    { kind: 'broker', id: 'broker' },
    {
      kind: 'queue',
      id: 'work',
      broker: 'broker',
      policy: { perKeyInFlight: true, idWindow: '5min', lateAck: 'ifLatest', missedDeletes: 0.1 },
    },
    { kind: 'consumer', id: 'clerk', work: '1s', workBy: 'order', holdsThread: true },
    { kind: 'service', id: 'database', work: '1s' },
  ],
  wires: [
    { from: 'shop', to: 'work' },
    { from: 'work', to: 'clerk' },
    { from: 'clerk', to: 'database' },
  ],
};

function nodesOf(scenario: Scenario): Record<string, unknown> {
  return Object.fromEntries(scenario.nodes.map((node) => [node.id, node]));
}

/** The same file with something else said about one of its nodes. */
const saying = (id: string, said: object) => ({
  ...system,
  nodes: system.nodes.map((node) => (node.id === id ? { ...node, ...said } : node)),
});

describe('a file with keys', () => {
  it('is read as it is said', () => {
    const reading = readDocument(system, 'keys.json');
    if (!reading.ok) throw new Error(reading.error);
    expect(nodesOf(reading.scenario)).toMatchObject({
      shop: {
        publishing: { resendId: 'new' },
        keys: {
          kind: 'drawn',
          weights: [
            { key: 'ann', weight: 3 },
            { key: 'bob', weight: 1 },
          ],
        },
      },
      work: {
        policy: {
          perKeyInFlight: true,
          idWindowUs: 300_000_000,
          lateAck: 'ifLatest',
          missedDeletes: 0.1,
        },
      },
      clerk: { workBy: 'order', holdsThread: true },
    });
  });

  it('is written and read again the same, and runs', () => {
    const reading = readDocument(system, 'keys.json');
    if (!reading.ok) throw new Error(reading.error);
    const text = writeScenario(reading.document);
    const again = readScenario(text, 'keys.json');
    expect(again).toMatchObject({ ok: true, scenario: reading.scenario });
    const simulation = new Simulation(reading.scenario);
    simulation.runUntil(reading.scenario.durationUs);
    simulation.recount();
    expect(simulation.world.groups.effects[3]).toBe(6);
  });

  it.each([
    ['shop', { keys: { kind: 'listed', list: [] } }, 'nodes[0].keys.list must be a list of 1 to'],
    [
      'shop',
      { keys: { kind: 'drawn', weights: [{ key: 'ann', weight: 0 }] } },
      'nodes[0].keys.weights[0].weight must be a whole number from 1 to 1000, got 0',
    ],
    ['work', { policy: { lateAck: 'never' } }, 'nodes[2].policy.lateAck must be "reject" or'],
    ['work', { policy: { missedDeletes: 2 } }, 'must be a number from 0 to 1, got 2'],
  ])('is refused where %s says %j', (id, said, why) => {
    const reading = readDocument(saying(id, said), 'keys.json');
    expect(reading.ok ? '' : reading.error).toContain(why);
  });

  it('is refused where work holds a thread of nothing', () => {
    const wires = system.wires.filter(({ to }) => to !== 'database');
    const reading = readDocument({ ...system, wires }, 'keys.json');
    expect(reading.ok ? '' : reading.error).toBe(
      'keys.json: nodes[3].holdsThread must be false without a wire from a queue and one to a service.',
    );
  });
});
