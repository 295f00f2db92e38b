import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsOfShard } from './Shard.ts';

it('shards one after the other are the whole, and none is more than a row longer than another', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), (rowCount, of) => {
      const shards = Array.from({ length: of }, (_, i) =>
        rowsOfShard(rowCount, { number: i + 1, of }),
      );
      let next = 0;
      for (const { from, to } of shards) {
        expect(from).toBe(next);
        next = to;
      }
      expect(next).toBe(rowCount);
      const sizes = shards.map(({ from, to }) => to - from);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});
