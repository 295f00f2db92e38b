import { describe, expect, it } from 'vitest';
import { arithmeticCells, type Cell, runCells, runName } from './cells.ts';
import { compare, expectedOf } from './compare.mjs';

const cells: Cell[] = [
  { name: 'a', way: 'at once', value: 'run 1, state 2' },
  { name: 'a', way: 'in slices', value: 'run 1, state 2' },
  { name: 'b', way: 'at once', value: 'run 3, state 4' },
];
const expected = expectedOf(cells, new Map());

describe('a table of another engine', () => {
  it('is equal when every cell is', () => {
    expect(compare(expected, cells)).toEqual({ cells: 3, different: 0, first: undefined });
  });

  it('differs when one way of one name does, and the first difference is named', () => {
    const other = cells.map((cell) => (cell.way === 'in slices' ? { ...cell, value: 'x' } : cell));
    expect(compare(expected, other)).toEqual({
      cells: 3,
      different: 1,
      first: 'a, in slices: x; expected run 1, state 2',
    });
  });

  it('differs when it lacks a name, or has one that nobody knows', () => {
    expect(compare(expected, cells.slice(0, 2)).first).toBe('b: not computed');
    expect(compare(expected, []).different).toBe(2);
    const stranger = { name: 'c', way: 'at once', value: 'x' };
    expect(compare(expected, [...cells, stranger]).first).toContain('expected no such cell');
  });

  it('is held to the golden value before that of the first engine', () => {
    const golden = expectedOf(cells, new Map([['b', { hash: '3', state: '5' }]]));
    expect(compare(golden, cells).first).toBe(
      'b, at once: run 3, state 4; expected run 3, state 5',
    );
  });
});

describe('the table of this engine', () => {
  const table = [...runCells(['l5-ack-b', 'l6-lease-c']), ...arithmeticCells()];

  it('has the same value whatever the way', () => {
    expect(compare(expectedOf(table, new Map()), table).first).toBeUndefined();
  });

  it('has other values for other systems, instants and inputs', () => {
    const values = new Map(table.map(({ name, value }) => [name, value]));
    expect(values.has(runName('l6-lease-c', 1, 20_000_000))).toBe(true);
    // Constants and lists draw nothing, and seeds change nothing where nothing is left to chance.
    expect(new Set(values.values()).size).toBeGreaterThan(values.size / 2);
  });
});
