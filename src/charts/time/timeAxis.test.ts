import { expect, test } from 'vitest';
import { formatInstant, formatInstantOn, keyStepUs, timeTicks } from './timeAxis';

const labels = (fromS: number, toS: number, atMost = 8) =>
  timeTicks(fromS * 1e6, toS * 1e6, atMost).map((tick) => tick.label);

test('a minute is cut into tens of seconds', () => {
  expect(labels(0, 60)).toEqual(['0 s', '10 s', '20 s', '30 s', '40 s', '50 s', '60 s']);
});

test('half a second is cut into milliseconds', () => {
  expect(labels(0, 0.5, 6)).toEqual(['0 ms', '100 ms', '200 ms', '300 ms', '400 ms', '500 ms']);
});

test('an hour is cut into minutes', () => {
  expect(labels(0, 3600, 5)).toEqual(['0 min', '15 min', '30 min', '45 min', '60 min']);
});

test('an axis may begin anywhere; its ticks stay round', () => {
  expect(labels(12.3, 19)).toEqual(['13 s', '14 s', '15 s', '16 s', '17 s', '18 s', '19 s']);
});

test('there are never more ticks than asked for', () => {
  for (const span of [0.001, 0.3, 1, 7, 59, 61, 1234, 100_000]) {
    for (const atMost of [2, 3, 5, 9]) {
      expect(labels(0, span, atMost).length).toBeLessThanOrEqual(atMost);
    }
  }
});

test('an instant has two decimals, in the unit of its axis', () => {
  expect(formatInstant(10_600_000)).toBe('10.60 s');
  expect(formatInstantOn(60e6, 10_600_000)).toBe('10.60 s');
  expect(formatInstantOn(0.5e6, 123_400)).toBe('123.40 ms');
});

test('an arrow key moves by a tenth of a second, and by less on a short axis', () => {
  expect(keyStepUs(60e6)).toBe(100_000);
  expect(keyStepUs(0.5e6)).toBe(10_000);
});
