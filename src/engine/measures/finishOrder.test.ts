import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishOrder } from './finishOrder.ts';

describe('finishOrder', () => {
  it('finds nothing amiss where all finish in order', () => {
    expect(finishOrder([1, 2, 3])).toEqual({ finished: 3, outOfOrder: 0, crossings: 0 });
    expect(finishOrder([])).toEqual({ finished: 0, outOfOrder: 0, crossings: 0 });
  });

  it('counts three crossings where three finish the other way round, two of them late', () => {
    expect(finishOrder([3, 2, 1])).toEqual({ finished: 3, outOfOrder: 2, crossings: 3 });
  });

  it('tells one late message from many that it crosses', () => {
    expect(finishOrder([2, 3, 4, 1])).toEqual({ finished: 4, outOfOrder: 1, crossings: 3 });
  });

  it('agrees with counting every pair', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (numbers) => {
        const pairs = numbers.flatMap((one, i) => numbers.slice(i + 1).filter((two) => two < one));
        const late = numbers.filter((one, i) => numbers.slice(0, i).some((two) => two > one));
        expect(finishOrder(numbers)).toEqual({
          finished: numbers.length,
          outOfOrder: late.length,
          crossings: pairs.length,
        });
      }),
    );
  });
});
