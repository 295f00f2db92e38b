/** Queues with policies, exchanges with keys and acts by hand can be said in a file, and are checked there. */
import { describe, expect, it } from 'vitest';
import { Fact, Simulation } from '../engine/index.ts';
import { readDocument, readScenario, writeScenario } from './index.ts';

const system = {
  schemaVersion: 1,
  name: 'by-hand',
  title: 'By hand',
  duration: '1s',
  nodes: [
    {
      kind: 'producer',
      id: 'shop',
      arrivals: { kind: 'burst', count: 1 },
      publishing: { letter: { key: 'a.b' } },
    },
    { kind: 'broker', id: 'broker' },
    {
      kind: 'exchange',
      id: 'topic',
      broker: 'broker',
      routing: { type: 'topic', alternate: 'rest' },
    },
    { kind: 'exchange', id: 'rest', broker: 'broker' },
    {
      kind: 'queue',
      id: 'work',
      broker: 'broker',
      onReturn: 'original',
      policy: { turns: 'whenFull', maxPriority: 3, ttl: '2s', deadLetter: { key: 'dead' } },
    },
    { kind: 'queue', id: 'dead', broker: 'broker' },
    { kind: 'consumer', id: 'ann', work: '1s', byHand: 'ann' },
  ],
  wires: [
    { from: 'shop', to: 'topic' },
    { from: 'topic', to: 'work', keys: ['a.*', '#.c'] },
    { from: 'rest', to: 'dead' },
    { from: 'work', to: 'ann' },
  ],
  faults: [
    { at: '1ms', do: 'subscribe', target: 'ann', prefetchLimit: 1 },
    { at: '2ms', do: 'publish', target: 'shop', to: 'topic', key: 'z', priority: 2, bytes: 7 },
    { at: '3ms', do: 'settle', target: 'ann', verdict: 'reject', requeue: false },
    { at: '4ms', do: 'get', target: 'ann', ack: 'onSend' },
    { at: '5ms', do: 'recover', target: 'ann' },
    { at: '6ms', do: 'cancel', target: 'ann' },
    { at: '7ms', do: 'purgeQueue', target: 'work' },
    { at: '8ms', do: 'closeChannel', target: 'ann', how: 'crash' },
    { at: '9ms', do: 'deleteQueue', target: 'work' },
    {
      at: '10ms',
      do: 'declareQueue',
      target: 'work',
      as: { kind: 'queue', id: 'work', broker: 'broker', policy: { expires: '1s' } },
    },
  ],
};

function read(value: unknown) {
  const reading = readDocument(value, 'f.json');
  if (!reading.ok) throw new Error(reading.error);
  return reading;
}

describe('a file with queues of a kind and acts by hand', () => {
  it('is written as it was read', () => {
    const { scenario, document } = read(system);
    const again = readScenario(writeScenario(document), 'f.json');
    expect(again).toMatchObject({ ok: true, scenario, document });
  });

  it('runs: one is rejected into the dead-letter queue, one goes there by the alternate exchange', () => {
    const { scenario } = read(system);
    const { world } = new Simulation(scenario);
    const simulation = new Simulation(scenario);
    simulation.runUntil(3_500);
    const dead = world.plan.nodeOf.get('dead') ?? -1;
    expect(simulation.world.depthOf(dead)).toBe(2);
    simulation.runUntil(scenario.durationUs);
    const kinds = Array.from({ length: simulation.world.trace.length }, (_, i) =>
      simulation.world.trace.kind(i),
    );
    for (const kind of [Fact.subscribed, Fact.foundEmpty, Fact.purged, Fact.queueDeleted])
      expect(kinds).toContain(kind);
  });

  const [shop, broker, topic, rest, work, dead, ann] = system.nodes;
  const withNodes = (...nodes: unknown[]) => ({ ...system, nodes, faults: [] });
  const withFault = (fault: object) => ({ ...system, faults: [{ at: '1ms', ...fault }] });
  it.each([
    [
      withFault({ do: 'publish', target: 'shop', to: 'work' }),
      'f.json: faults[0].to must name the exchange or queue that a wire of shop leads to, got "work".',
    ],
    [
      withFault({ do: 'settle', target: 'work' }),
      'f.json: faults[0].target must name a consumer of this file, got "work", which is a queue.',
    ],
    [
      {
        ...withNodes(shop, broker, topic, rest, work, dead, { ...ann, byHand: null }),
        faults: [{ at: '1ms', do: 'get', target: 'ann' }],
      },
      'f.json: faults[0].target must name a consumer by hand, got "ann", which works by itself.',
    ],
    [
      withFault({
        do: 'declareQueue',
        target: 'work',
        as: { kind: 'queue', id: 'dead', broker: 'broker' },
      }),
      'f.json: faults[0].as.id must be the queue that is declared (work), on its own broker, got "dead".',
    ],
    [
      withNodes(
        shop,
        broker,
        { ...topic, routing: { type: 'topic', alternate: 'work' } },
        rest,
        work,
        dead,
        ann,
      ),
      'f.json: nodes[2].routing.alternate must name an exchange of this file, got "work", which is a queue.',
    ],
    [
      withNodes(shop, broker, topic, rest, work, dead, { ...ann, count: 2 }),
      'f.json: nodes[6].count must be 1 for a consumer by hand, got 2.',
    ],
    [
      { ...system, wires: [{ from: 'shop', to: 'topic', keys: ['a'] }, ...system.wires.slice(1)] },
      'f.json: wires[0].keys must be left out: shop → topic is no binding.',
    ],
  ])('is refused in one sentence where it is wrong: %#', (value, sentence) => {
    expect(readDocument(value, 'f.json')).toEqual({ ok: false, error: sentence });
  });
});
