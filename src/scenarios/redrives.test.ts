/** Redrives can be said in a file and in a link, and what cannot be is refused by name. */
import { describe, expect, it } from 'vitest';
import type { Intervention } from '../engine/index.ts';
import { plainView, readDocument, readRunLink, shippedScenario, writeRunLink } from './index.ts';

const queue = (id: string, over: object = {}): object => ({
  kind: 'queue',
  id,
  broker: 'broker',
  ...over,
});
const system = (fault: object, more: readonly object[] = []): object => ({
  schemaVersion: 1,
  name: 'graves',
  title: 'Graves',
  duration: '1s',
  nodes: [
    { kind: 'producer', id: 'shop', arrivals: { kind: 'burst', count: 1 } },
    { kind: 'broker', id: 'broker' },
    { kind: 'broker', id: 'other' },
    queue('orders', { deadLetterTo: 'dead' }),
    queue('dead'),
    queue('archive'),
    queue('far', { broker: 'other' }),
    ...more,
  ],
  wires: [{ from: 'shop', to: 'orders' }],
  faults: [{ at: '1ms', do: 'redrive', ...fault }],
});

function read(value: object) {
  const reading = readDocument(value, 'f.json');
  return reading.ok ? reading.scenario.faults : reading.error;
}

describe('a redrive in a file', () => {
  it('goes back at once where nothing is said, or to a queue and at a pace', () => {
    const [act] = [read(system({ target: 'dead' }))];
    expect(act).toEqual([
      { atUs: 1_000, kind: 'redrive', target: 'dead', to: null, perS: Number.POSITIVE_INFINITY },
    ]);
    expect(read(system({ target: 'dead', to: 'archive', perS: 2.5 }))).toEqual([
      { atUs: 1_000, kind: 'redrive', target: 'dead', to: 'archive', perS: 2.5 },
    ]);
  });

  it('takes a queue that an exchange may bring dead letters to', () => {
    const graves = [
      { kind: 'exchange', id: 'graves', broker: 'broker' },
      queue('mails', { policy: { deadLetter: { exchange: 'graves' } } }),
    ];
    const document = system({ target: 'archive' }, graves) as { wires: object[] };
    document.wires.push({ from: 'graves', to: 'archive' });
    expect(read(document)).toHaveLength(1);
  });

  it.each([
    [{ target: 'orders' }, 'target must name a queue that dead letters go to, got "orders"'],
    [{ target: 'shop' }, 'target must name a queue of this file, got "shop", which is a producer'],
    [
      { target: 'dead', to: 'dead' },
      'to must name another queue of the same broker (broker), got "dead"',
    ],
    [
      { target: 'dead', to: 'far' },
      'to must name another queue of the same broker (broker), got "far"',
    ],
    [
      { target: 'dead', to: 'shop' },
      'to must name a queue of this file, got "shop", which is a producer',
    ],
    [{ target: 'dead', perS: 0 }, 'perS must be a number above 0 and at most 1000000, got 0'],
  ])('%j is refused', (fault, says) => {
    expect(read(system(fault))).toBe(`f.json: faults[0].${says}.`);
  });
});

it('a redrive is part of a link like any other act', () => {
  const system = shippedScenario('redrive-b');
  const acts: readonly Intervention[] = [
    { atUs: 26_000_000, kind: 'redrive', target: 'dead', to: 'orders', perS: 5 },
    { atUs: 27_000_000, kind: 'stopRedrive', target: 'dead' },
  ];
  const hash = writeRunLink({
    system,
    presets: [],
    seed: 1,
    acts,
    leftOut: [],
    atUs: 0,
    view: plainView,
  });
  expect(readRunLink(hash)).toMatchObject({ ok: true, link: { acts } });
});
