/**
 * lessonSentences are the loads and capacities of lessons as sentences whose numbers can be turned, with the
 * arithmetic of the lesson's numbers for whatever they are turned to.
 */
import type { Scenario } from '../../engine/index.ts';
import type { LessonId, NumberControl } from '../../lessons/course/index.ts';
import { withNode, withRate } from '../../lessons/course/index.ts';
import type { CardNumber } from './Card.ts';
import { sum, valueAt, written } from './sums.ts';

export interface Sentence {
  readonly controls: readonly NumberControl[];
  /** By the id of the number. */
  readonly sums: Readonly<Record<string, CardNumber['byHand']>>;
  readonly slack?: number;
  /** By the id of the number: where the sum is rounded and the lesson's was not. */
  readonly tolerance?: Readonly<Record<string, number>>;
  /** Numbers of the lesson whose sum does not hold for other values: the card goes without them. */
  readonly without?: readonly string[];
}

/** The load between spikes, and what one clerk of the spike does, a second. */
const CALM = 50;
const CLERK = 20;
const WORK_MS = 50;
const LONG_US = 150_000_000;

/** "250 orders/s for 10 s against 100/s": the spike of L8. */
export const spikeSentence: readonly NumberControl[] = [
  {
    kind: 'number',
    label: 'Orders in the spike',
    before: '',
    after: 'orders/s',
    unit: 'orders a second',
    min: 250,
    max: 500,
    step: 50,
    standard: 250,
    apply: (scenario, perS) => withSpike(scenario, { factor: perS / CALM }),
  },
  {
    kind: 'number',
    label: 'Length of the spike',
    before: 'for',
    after: 's',
    unit: 'seconds',
    min: 2,
    max: 20,
    step: 1,
    standard: 10,
    apply: (scenario, s) => withSpike(scenario, { lengthUs: s * 1_000_000 }),
  },
  {
    kind: 'number',
    label: 'Orders that can be done',
    before: 'against',
    after: '/s',
    unit: 'orders a second',
    min: 80,
    max: 240,
    step: CLERK,
    standard: 100,
    apply: (scenario, perS) =>
      withNode(withNode(scenario, 'clerks', { count: perS / CLERK }), 'shop', {
        threads: perS / CLERK,
      }),
  },
];

function withSpike(scenario: Scenario, change: { factor?: number; lengthUs?: number }): Scenario {
  const faults = scenario.faults.map((fault) =>
    fault.kind === 'spike' ? { ...fault, ...change } : fault,
  );
  // Whoever waits longest must have had a turn.
  return { ...scenario, faults, durationUs: Math.max(scenario.durationUs, LONG_US) };
}

/** What waits at the end of the spike: it cannot be less than nothing. */
export function peakOf([perS = 0, s = 0, done = 0]: readonly number[]): number {
  return Math.max(0, (perS - done) * s);
}

export function peakSum(values: readonly number[]) {
  const [perS, s, done] = values.map(written);
  return sum(`(${perS} − ${done}) × ${s}`, peakOf(values));
}

export function waitSum(values: readonly number[]) {
  const done = valueAt(values, 2);
  const peak = peakOf(values);
  return sum(`${written(peak)} ÷ ${written(done)}`, peak / done, ' s');
}

export const sentences: Partial<Readonly<Record<LessonId, Sentence>>> = {
  l8: {
    controls: spikeSentence,
    slack: 0.03,
    without: ['empty'],
    tolerance: { refusedWithout: 2 },
    sums: {
      peak: peakSum,
      worstWait: waitSum,
      refusedWithout: (values) => {
        // A thread that is free idles until the next order comes: 2 ms where they come every 4.
        const everyMs = 1_000 / valueAt(values, 0);
        const cycleMs = Math.ceil(WORK_MS / everyMs) * everyMs;
        const done = (valueAt(values, 2) * WORK_MS) / cycleMs;
        const [perS, s] = [valueAt(values, 0), valueAt(values, 1)];
        const refused = Math.max(0, (perS - done) * s);
        return {
          text: `(${written(perS)} − ${Math.round(done)}) × ${written(s)} ≈ ${written(Math.round(refused))}`,
          value: refused,
        };
      },
    },
  },
  l9: {
    controls: [
      {
        kind: 'number',
        label: 'Orders a second',
        before: '',
        after: 'orders/s against 100/s, for 60 s',
        unit: 'orders a second',
        min: 110,
        max: 200,
        step: 5,
        standard: 120,
        apply: (scenario, perS) => withRate(scenario, 'customers', perS),
      },
    ],
    slack: 0.03,
    sums: {
      waiting20: ([perS = 0]) => sum(`(${perS} − 100) × 20`, (perS - 100) * 20),
      waiting60: ([perS = 0]) => sum(`(${perS} − 100) × 60`, (perS - 100) * 60),
      newcomer: ([perS = 0]) =>
        sum(`${written((perS - 100) * 60)} ÷ 100`, ((perS - 100) * 60) / 100, ' s'),
      waitingBounded: ([perS = 0]) => {
        const grown = (perS - 100) * 60;
        return grown >= 500
          ? { text: 'full: 500', value: 500 }
          : sum(`(${perS} − 100) × 60`, grown);
      },
      fullAt: ([perS = 0]) => sum(`500 ÷ ${perS - 100}`, 500 / (perS - 100), ' s'),
      refused: ([perS = 0]) => {
        const full = 500 / (perS - 100);
        return sum(`${perS - 100} × (60 − ${written(full)})`, (perS - 100) * (60 - full));
      },
    },
  },
};
