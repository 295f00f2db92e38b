import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PagedCounts } from './PagedCounts.ts';

describe('paged counts', () => {
  it('are zero until they are set', () => {
    const counts = new PagedCounts();
    expect(counts.get(123_456)).toBe(0);
    counts.set(5_000, 7);
    expect([counts.get(5_000), counts.get(4_999), counts.get(0)]).toEqual([7, 0, 0]);
  });

  it('share with a copy what neither has changed', () => {
    const counts = new PagedCounts();
    counts.set(0, 1);
    counts.set(2_000, 2);
    const copy = counts.copy();
    counts.set(2_000, 3);
    const next = counts.copy();
    expect(next[0]).toBe(copy[0]);
    expect(next[1]).not.toBe(copy[1]);
  });

  it('leave every copy as it was, and go back to any of them', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('set' as const),
        index: fc.nat({ max: 5_000 }),
        value: fc.nat({ max: 255 }),
      }),
      fc.record({ do: fc.constant('copy' as const) }),
      fc.record({ do: fc.constant('restore' as const), which: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const counts = new PagedCounts();
        let model = new Map<number, number>();
        const saved: { copy: ReturnType<PagedCounts['copy']>; model: Map<number, number> }[] = [];
        const holds = (): void => {
          for (const [index, value] of model) expect(counts.get(index)).toBe(value);
        };
        for (const step of steps) {
          if (step.do === 'set') {
            counts.set(step.index, step.value);
            model.set(step.index, step.value);
          } else if (step.do === 'copy') saved.push({ copy: counts.copy(), model: new Map(model) });
          else {
            const back = saved[step.which % Math.max(1, saved.length)];
            if (!back) continue;
            counts.restore(back.copy);
            model = new Map(back.model);
          }
          holds();
        }
        for (const back of saved) {
          counts.restore(back.copy);
          model = back.model;
          holds();
        }
      }),
    );
  });
});
