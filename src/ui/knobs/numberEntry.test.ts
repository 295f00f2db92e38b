import { describe, expect, test } from 'vitest';
import { fromSlider, type NumberRange, readNumber, stepNumber, toSlider } from './numberEntry';

const consumers: NumberRange = { min: 1, max: 50, step: 1 };
const seconds: NumberRange = { min: 0, max: 2, step: 0.1 };
const rate: NumberRange = { min: 1, max: 1000, step: 1, scale: 'log' };

describe('a typed number', () => {
  test('is taken when it is allowed', () => {
    expect(readNumber(' 12 ', consumers)).toEqual({ ok: true, value: 12 });
    expect(readNumber('1,000', rate)).toEqual({ ok: true, value: 1000 });
    expect(readNumber('0.3', seconds)).toEqual({ ok: true, value: 0.3 });
  });

  test.each([
    ['', 'Write a number, for example 1.'],
    ['two', 'Write a number, for example 1.'],
    ['1e3', 'Write a number, for example 1.'],
    ['0', 'From 1 to 50.'],
    ['51', 'From 1 to 50.'],
    ['2.5', 'Whole numbers only.'],
  ])('%j is answered with %j', (text, problem) => {
    expect(readNumber(text, consumers)).toEqual({ ok: false, problem });
  });

  test('must fall on a step', () => {
    expect(readNumber('0.25', seconds)).toEqual({ ok: false, problem: 'In steps of 0.1.' });
  });
});

test('steps stay in the range and leave no binary dust', () => {
  expect(stepNumber(50, 1, consumers)).toBe(50);
  expect(stepNumber(1, -1, consumers)).toBe(1);
  expect(stepNumber(0.2, 1, seconds)).toBe(0.3);
});

test('a logarithmic slider gives every factor of ten the same room', () => {
  expect(toSlider(10, rate)).toBeCloseTo(1 / 3);
  expect(toSlider(100, rate)).toBeCloseTo(2 / 3);
  expect(fromSlider(2 / 3, rate)).toBe(100);
});

test('a linear slider returns the value it was given', () => {
  for (const value of [1, 7, 50])
    expect(fromSlider(toSlider(value, consumers), consumers)).toBe(value);
});
