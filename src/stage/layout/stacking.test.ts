import { describe, expect, test } from 'vitest';
import { shareHeight, spreadOut, sum } from './stacking.ts';

describe('shareHeight', () => {
  test('fills what there is and gives nobody less than needed', () => {
    expect(shareHeight([100, 60], 200)).toEqual([100, 100]);
    expect(shareHeight([100, 60], 180)).toEqual([100, 80]);
    expect(sum(shareHeight([50, 70, 20], 300))).toBeCloseTo(300);
    expect(shareHeight([100, 60], 100)).toEqual([100, 60]);
  });
});

describe('spreadOut', () => {
  test('leaves alone what does not touch, and parts what does', () => {
    const item = (wanted: number) => ({ wanted, height: 20 });
    expect(spreadOut([item(20), item(80)], 0, 100, 10)).toEqual([20, 80]);
    expect(spreadOut([item(50), item(50)], 0, 100, 10)).toEqual([50, 80]);
    expect(spreadOut([item(95), item(90)], 0, 100, 10)).toEqual([90, 60]);
  });
});
