import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ROW, Table } from './Table.ts';

class Things extends Table {
  size = new Int32Array(this.capacity);
  mark = new Uint8Array(this.capacity);
  atUs = new Float64Array(this.capacity).fill(NO_ROW);

  constructor(capacity = 2) {
    super(capacity);
    this.seal();
  }

  add(size: number): number {
    const row = this.take();
    this.size[row] = size;
    this.mark[row] = size & 255;
    this.atUs[row] = size / 2;
    return row;
  }
}

describe('a table', () => {
  it('grows without losing anything', () => {
    const things = new Things();
    for (let i = 0; i < 100; i++) expect(things.add(i * 3)).toBe(i);
    expect(Array.from(things.size.subarray(0, 100))).toEqual(
      Array.from({ length: 100 }, (_, i) => i * 3),
    );
    expect(things.rows).toBe(100);
  });

  it('hands a row out again that was given back, the latest first', () => {
    const things = new Things();
    for (let i = 0; i < 4; i++) things.add(i);
    things.giveBack(1);
    things.giveBack(3);
    expect([things.add(9), things.add(9), things.add(9)]).toEqual([3, 1, 4]);
  });

  it('knows how many bytes a row takes', () => {
    expect(new Things().bytesPerRow()).toBe(4 + 1 + 8);
  });

  it('is the same after going back, whatever happened in between', () => {
    const operation = fc.oneof(
      fc.record({ do: fc.constant('add' as const), size: fc.nat({ max: 1_000 }) }),
      fc.record({ do: fc.constant('giveBack' as const), which: fc.nat() }),
    );
    const operations = fc.array(operation, { maxLength: 40 });
    fc.assert(
      fc.property(operations, operations, operations, (before, between, after) => {
        const things = new Things();
        const live: number[] = [];
        const apply = (to: Things, rows: number[], steps: typeof before): void => {
          for (const step of steps) {
            if (step.do === 'add') rows.push(to.add(step.size));
            else if (rows.length > 0)
              to.giveBack(rows.splice(step.which % rows.length, 1)[0] as number);
          }
        };
        apply(things, live, before);
        const saved = things.snapshot();
        const rows = [...live];
        apply(things, live, between);
        things.restore(saved);
        expect(things.snapshot()).toEqual(saved);
        const twin = new Things(64);
        twin.restore(saved);
        apply(things, [...rows], after);
        apply(twin, [...rows], after);
        expect(twin.snapshot()).toEqual(things.snapshot());
      }),
    );
  });
});
