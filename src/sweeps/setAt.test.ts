import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../scenarios/index.ts';
import { setAt } from './setAt.ts';

const document: JsonValue = {
  duration: '1s',
  nodes: [
    { kind: 'broker', id: 'duration' },
    { kind: 'consumer', id: '7', work: '20ms', count: 2 },
    { kind: 'consumer', id: 'senders', work: { kind: 'constant', mean: '1ms' } },
  ],
};

function placed(path: string, value: JsonValue): JsonValue {
  const result = setAt(document, path, value);
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.document : null;
}

describe('a value is put', () => {
  it.each([
    ['duration', '5s', 'duration', { ...document, duration: '5s' }],
    ['about', 'x', 'about', { ...document, about: 'x' }],
  ])('at a key of the file: %s', (path, value, place, expected) => {
    expect(setAt(document, path, value)).toEqual({ ok: true, document: expected, place });
  });

  it.each([
    'senders.work.mean',
    'nodes[2].work.mean',
    'nodes.senders.work.mean',
    'nodes.2.work.mean',
  ])('at the same place of a node in each spelling: %s', (path) => {
    expect(setAt(document, path, '9ms')).toMatchObject({ ok: true, place: 'nodes[2].work.mean' });
    expect(placed(path, '9ms')).toMatchObject({
      nodes: [{}, { count: 2 }, { work: { kind: 'constant', mean: '9ms' } }],
    });
  });

  it('at a node whose id is a number, before one of that number', () => {
    expect(placed('7.count', 3)).toMatchObject({ nodes: [{}, { count: 3 }, {}] });
    expect(placed('nodes[7].count', 3)).toMatchObject({ nodes: [{}, { count: 3 }, {}] });
  });

  it('where the file leaves all to the standard', () => {
    expect(placed('senders.effect.title', 'done')).toMatchObject({
      nodes: [{}, {}, { effect: { title: 'done' } }],
    });
  });

  it('without touching the document it came from', () => {
    const before = JSON.stringify(document);
    placed('senders.work.mean', '9ms');
    expect(JSON.stringify(document)).toBe(before);
  });
});

describe('a place that there is not is refused', () => {
  it.each([
    [
      'sender.count',
      'begins neither with a key of the file nor with the id of a node (duration, 7, senders)',
    ],
    ['7.work.mean', 'goes to nodes[1].work, which is no object and has no mean'],
    ['nodes[3].count', 'goes to nodes, a list of 3 that has no 3'],
    ['nodes.x.count', 'goes to nodes, a list of 3 that has no x'],
    ['wires[0].loss', undefined],
    ['', 'is not a path'],
    ['a..b', 'is not a path'],
    ['senders.', 'is not a path'],
    ['senders.__proto__', 'is not a path'],
    ['senders count', 'is not a path'],
  ])('%s', (path, error) => {
    const result = setAt(document, path, 1);
    // A list that the file leaves out is begun, and the reader of files says what is wrong with it.
    if (error === undefined) expect(result).toMatchObject({ ok: true });
    else expect(result).toEqual({ ok: false, error: expect.stringContaining(error) });
  });
});
