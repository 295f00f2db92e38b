import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_DURATION_US, parseDuration, writeDuration } from './durationText.ts';

test('each unit is read to the microsecond', () => {
  expect(parseDuration('250us')).toBe(250);
  expect(parseDuration('200ms')).toBe(200_000);
  expect(parseDuration('5s')).toBe(5_000_000);
  expect(parseDuration('1.5s')).toBe(1_500_000);
  expect(parseDuration('2min')).toBe(120_000_000);
  expect(parseDuration('0s')).toBe(0);
});

test('reading is exact where binary fractions are not', () => {
  // 1.1 * 1000000 is 1100000.0000000002 in floating point.
  expect(parseDuration('1.1s')).toBe(1_100_000);
  expect(parseDuration('0.000001s')).toBe(1);
  expect(parseDuration('0.0000001min')).toBe(6);
});

test('what is no duration is refused, not guessed', () => {
  const wrong = [
    '',
    '5',
    '5 s',
    ' 5s',
    '5s ',
    '-5s',
    '+5s',
    '5S',
    '5sec',
    '1h',
    '.5s',
    '5.s',
    '1e3s',
  ];
  for (const text of [...wrong, 'Infinitys', 'NaNs', '1,5s', '٣s', '5s\n', `${'9'.repeat(16)}s`]) {
    expect(parseDuration(text), text).toBeNull();
  }
});

test('half a microsecond is no duration', () => {
  expect(parseDuration('0.5us')).toBeNull();
  expect(parseDuration('0.0001ms')).toBeNull();
  expect(parseDuration('0.0000001s')).toBeNull();
});

test('a duration is written in its largest whole unit', () => {
  const written = [0, 1, 999, 1_000, 33_333, 200_000, 1_000_000, 1_500_000, 61_000_001].map(
    writeDuration,
  );
  expect(written).toEqual(
    ['0s', '1us', '999us', '1ms', '33.333ms', '200ms', '1s', '1.5s', '61.000001s'], //
  );
});

test('what is written is read back as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_DURATION_US }), (us) => {
      expect(parseDuration(writeDuration(us))).toBe(us);
    }),
  );
});
