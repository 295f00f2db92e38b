import { describe, expect, test } from 'vitest';
import { Simulation } from '../engine/index.ts';
import { type FlawId, flaws, lessonOf, scenarioOfWorld, worldOf } from './course/index.ts';
import {
  actsOf,
  faultsLeft,
  figuresAtEnd,
  isProven,
  isSound,
  noTrial,
  withChange,
} from './examining.ts';
import type { TimedFault, Trial } from './progress/Progress.ts';

const l16 = lessonOf('l16');
const S = 1_000_000;

function examined(design: string, faults: readonly TimedFault[]): Trial {
  const scenario = scenarioOfWorld(worldOf(l16, design));
  const run = new Simulation(scenario, { interventions: actsOf(faults) });
  run.runUntil(scenario.durationUs);
  return { ...noTrial, faults, before: figuresAtEnd(run) };
}

const spike: TimedFault = { id: 'spike', atUs: 5 * S };
const crash: TimedFault = { id: 'crash', atUs: 6 * S };
const late: TimedFault = { id: 'late', atUs: 6 * S };
const poison: TimedFault = { id: 'poison', atUs: 5 * S };
const broker: TimedFault = { id: 'broker', atUs: 7 * S };

describe.each([
  ['a', 'answer', [spike]],
  ['b', 'key', [crash]],
  ['c', 'limit', [poison]],
  ['d', 'disk', [spike, broker]],
] as const)('design %s', (design, flaw: FlawId, faults) => {
  test('is sound as long as nothing fails', () => {
    expect(isSound(examined(design, []).before)).toBe(true);
  });

  test(`shows its flaw under the right faults, and only one change cures it: ${flaw}`, () => {
    const trial = examined(design, faults);
    expect(isSound(trial.before)).toBe(false);
    const proven = flaws.filter(({ id }) => isProven(withChange(l16, design, trial, id)));
    expect(proven.map(({ id }) => id)).toEqual([flaw]);
  });

  test('shows nothing where a delivery is late', () => {
    expect(isSound(examined(design, [late]).before)).toBe(true);
  });
});

test('three faults are all there are', () => {
  expect(faultsLeft(undefined)).toBe(3);
  expect(faultsLeft({ ...noTrial, faults: [spike, crash, poison] })).toBe(0);
});

test('nothing is proven without a flaw that was shown', () => {
  const trial = examined('a', [late]);
  expect(isProven(withChange(l16, 'a', trial, 'answer'))).toBe(false);
});
