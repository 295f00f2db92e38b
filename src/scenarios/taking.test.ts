/** How consumers take and keep messages can be said in a file, and what means nothing there is refused. */
import { describe, expect, it } from 'vitest';
import { readDocument, readScenario, writeScenario } from './index.ts';

const timer = { kind: 'timer', time: '5s' };

/** A queue or a log, and its consumer. */
function system(consumer: object, queue: object = { lease: timer }, source = 'orders'): object {
  return {
    schemaVersion: 1,
    name: 'taking',
    title: 'Taking',
    duration: '1s',
    nodes: [
      { kind: 'producer', id: 'shop', arrivals: { kind: 'burst', count: 1 } },
      { kind: 'broker', id: 'broker' },
      { kind: 'queue', id: 'orders', broker: 'broker', ...queue },
      { kind: 'log', id: 'events', broker: 'broker' },
      { kind: 'group', id: 'billing', broker: 'broker', log: 'events' },
      { kind: 'consumer', id: 'clerk', work: '1s', ...consumer },
    ],
    wires: [
      { from: 'shop', to: 'orders' },
      { from: source, to: 'clerk' },
    ],
  };
}

function read(document: object) {
  const reading = readDocument(document, 'f.json');
  if (!reading.ok) return reading.error;
  const again = readScenario(writeScenario(reading.document), 'f.json');
  expect(again).toMatchObject({ ok: true, scenario: reading.scenario });
  return reading.scenario.nodes;
}

describe('a lease that its consumer extends', () => {
  it('is read and written, with its longest time or without', () => {
    const lease = { ...timer, atMost: '720min' };
    expect(read(system({ extendLeaseEvery: '2s' }, { lease }))).toMatchObject([
      {},
      {},
      { lease: { kind: 'timer', us: 5_000_000, maxUs: 43_200_000_000 } },
      {},
      {},
      { extendLeaseEveryUs: 2_000_000 },
    ]);
    expect(read(system({ extendLeaseEvery: '2s' }))).toMatchObject([
      {},
      {},
      { lease: { kind: 'timer', us: 5_000_000 } },
      {},
      {},
      {},
    ]);
  });

  it.each([
    [{}, {}, 'orders', 'a lease of orders lasts as long as its connection'],
    [{}, { lease: timer }, 'billing', 'billing is a group of a log, and has no leases'],
    [
      { ack: 'beforeWork' },
      { lease: timer },
      'orders',
      'what is acked before the work has no lease',
    ],
    [{ byHand: 'ann' }, { lease: timer }, 'orders', 'a consumer by hand does nothing by itself'],
  ])('is no lease: %j %j %s', (consumer, queue, source, why) => {
    expect(read(system({ extendLeaseEvery: '2s', ...consumer }, queue, source))).toBe(
      `f.json: nodes[5].extendLeaseEvery must be left out: ${why}.`,
    );
  });
});
