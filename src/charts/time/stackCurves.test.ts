import { expect, test } from 'vitest';
import type { Curve } from './Curve';
import { stackCurves } from './stackCurves';
import { closeArea, stepPath } from './stepPath';

function curve(...samples: readonly (readonly [number, number])[]): Curve {
  return {
    timesUs: Float64Array.from(samples, ([time]) => time),
    values: Float64Array.from(samples, ([, value]) => value),
    length: samples.length,
  };
}

const plain = { x: (time: number) => time, y: (value: number) => 100 - value };

test('a stack is summed at every instant at which anything changes', () => {
  const [lower, upper] = stackCurves([curve([0, 1], [10, 3]), curve([0, 10], [5, 20])]);
  expect([...upper!.timesUs]).toEqual([0, 5, 10]);
  expect([...lower!.values]).toEqual([1, 1, 3]);
  expect([...upper!.values]).toEqual([11, 21, 23]);
});

test('a curve that begins later adds nothing before', () => {
  const [, upper] = stackCurves([curve([0, 1]), curve([5, 4])]);
  expect([...upper!.values]).toEqual([1, 5]);
});

test('several samples at one instant count as the last of them', () => {
  const [, upper] = stackCurves([curve([0, 1]), curve([0, 2], [0, 3])]);
  expect([...upper!.values]).toEqual([4]);
});

test('a step path goes across, then up, and holds its last value', () => {
  expect(stepPath(curve([0, 1], [10, 1], [20, 5]), plain, 30)).toBe('M0,99H20V95H30');
});

test('an area returns along the curve below it, or along zero', () => {
  const [lower, upper] = stackCurves([curve([0, 1], [10, 3]), curve([0, 10])]);
  const above = stepPath(upper!, plain, 20);
  expect(closeArea(above, upper!, lower, plain)).toBe('M0,89H10V87H20V97H10V99H0Z');
  const along = stepPath(lower!, plain, 20);
  expect(closeArea(along, lower!, undefined, plain)).toBe('M0,99H10V97H20V100H0Z');
});
