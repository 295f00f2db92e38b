import { expect, test } from 'vitest';
import { amountOf, counted, ordinal, rated, remaining, timed } from './words.ts';

test('counts are grouped by thousands', () => {
  expect([0, 999, 1_000, 2_656, 1_234_567].map(counted)).toEqual([
    '0',
    '999',
    '1,000',
    '2,656',
    '1,234,567',
  ]);
});

test('times have two or three figures and a unit', () => {
  expect([40, 1_000, 1_500, 33_333, 160_000, 1_400_000, 12_400_000].map(timed)).toEqual([
    '40 µs',
    '1 ms',
    '1.5 ms',
    '33 ms',
    '160 ms',
    '1.4 s',
    '12 s',
  ]);
});

test('what is left of a wait is never told as nothing', () => {
  expect([1, 40_000, 1_400_000, 2_950_001, 11_200_000].map(remaining)).toEqual([
    '0.1 s',
    '0.1 s',
    '1.4 s',
    '3.0 s',
    '12 s',
  ]);
});

test('rates below one a second are told by their gap', () => {
  expect([50, 250, 1_200, 2.5, 0.5, 0].map(rated)).toEqual([
    '50 /s',
    '250 /s',
    '1,200 /s',
    '2.5 /s',
    '1 every 2 s',
    'none',
  ]);
});

test('money has its sign in front, things their name behind', () => {
  expect(amountOf('$', 1_080)).toBe('$1,080');
  expect(amountOf('kg', 12)).toBe('12 kg');
});

test('the thirteenth is not the thirteenrd', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 72, 113].map(ordinal).join(' ')).toBe(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 72nd 113th',
  );
});
