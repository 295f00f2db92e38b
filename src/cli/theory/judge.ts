/**
 * judge holds the engine against a table: each row is estimated from runs, and passes if its value lies
 * in the interval.
 *
 * Everything that decides is stated before any run: the seeds, the lengths (`runLength.ts`), and how sure
 * the intervals are (`Confidence.ts`).
 */
import { type Scenario, Simulation } from '../../engine/index.ts';
import { Confidence } from './Confidence.ts';
import { type Estimate, errorSeen } from './Estimate.ts';
import { type Lab, LeftOut, type Measured } from './Family.ts';
import { families } from './families/index.ts';
import { Params, type TheoryRow } from './TheoryRow.ts';

export interface Judgement {
  readonly rows: number;
  readonly passed: number;
  readonly failed: number;
  readonly leftOut: number;
  /** Rows whose value would fail four times in five if it were 5 % off. */
  readonly seeing5Percent: number;
  readonly results: readonly Result[];
}

export interface Result extends Pick<TheoryRow, 'model' | 'params' | 'quantity' | 'value'> {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: 'passed' | 'failed' | 'leftOut';
  /** The smallest relative error of the value that fails it four times in five; null: none, or any. */
  readonly errorSeen: number | null;
  readonly reason?: string;
}

export interface JudgeOptions {
  /** What goes before each row in complaints about it. */
  readonly file: string;
  /** Another system than the model's, for tests that want a row to fail. */
  readonly alter?: (scenario: Scenario) => Scenario;
  /** See `Lab`. */
  readonly effort?: number;
  /** Rows among which the risk of a wrong verdict is shared out; else those given. */
  readonly sharedAmong?: number;
}

/** Throws BadInput for parameters that no model can have, before anything is run. */
export function judge(rows: readonly TheoryRow[], options: JudgeOptions): Judgement {
  const confidence = new Confidence(options.sharedAmong ?? rows.length);
  const lab = labOf(options.alter ?? ((scenario) => scenario), options.effort ?? 1);
  const measured = new Map<string, Measured>();
  const measures = rows.map((row, i) => {
    const key = JSON.stringify([row.model, row.params]);
    const known = measured.get(key) ?? measuresOf(row, `${options.file}: rows[${i}]`, lab);
    measured.set(key, known);
    return known;
  });
  const results = rows.map((row, i) => {
    const measure = measures[i] ?? noModel;
    return resultOf(row, measure(row.quantity, confidence), confidence.z);
  });
  const count = (verdict: Result['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  return {
    rows: rows.length,
    passed: count('passed'),
    failed: count('failed'),
    leftOut: count('leftOut'),
    seeing5Percent: results.filter(
      (result) =>
        result.verdict !== 'leftOut' && result.errorSeen !== null && result.errorSeen <= 0.05,
    ).length,
    results,
  };
}

const noModel: Measured = () => new LeftOut('no way of building this model is known');

function measuresOf(row: TheoryRow, where: string, lab: Lab): Measured {
  const family = families.find((one) => one.models.includes(row.model));
  return family?.measure(new Params(row, where), lab, row.model) ?? noModel;
}

function labOf(alter: (scenario: Scenario) => Scenario, effort: number): Lab {
  const results = new Map<string, unknown>();
  return {
    effort,
    play: (scenario, seed, untilUs = Number.POSITIVE_INFINITY) => {
      const maxEvents = Number.POSITIVE_INFINITY;
      const simulation = new Simulation(alter(scenario), { seed, maxEvents });
      // Up to the first event after the end: asking what comes next before each event takes longer.
      while (simulation.nowUs <= untilUs && simulation.step());
      simulation.recount();
      return simulation;
    },
    once: <Found>(key: string, measure: () => Found): Found => {
      if (!results.has(key)) results.set(key, measure());
      return results.get(key) as Found;
    },
  };
}

/** A table is written to so many digits. */
const TABLE_PRECISION = 1e-9;
/** A share of which fewer events than this are to be expected cannot be told from nothing. */
const FEWEST_EVENTS = 10;

function resultOf(row: TheoryRow, found: Estimate | LeftOut, deviations: number): Result {
  const { model, params, quantity, value } = row;
  const known = { model, params, quantity, value };
  const nothing = { estimate: null, low: null, high: null, errorSeen: null };
  if (found instanceof LeftOut)
    return { ...known, ...nothing, verdict: 'leftOut', reason: found.reason };
  const { estimate, low, high, trials } = found;
  const slack = TABLE_PRECISION * Math.abs(value);
  const isInside = low - slack <= value && value <= high + slack;
  if (isInside && trials !== undefined && value > 0 && value * trials < FEWEST_EVENTS) {
    const reason = `too rare: fewer than ${FEWEST_EVENTS} in the ${trials} messages of the runs`;
    return { ...known, estimate, low, high, errorSeen: null, verdict: 'leftOut', reason };
  }
  const seen = errorSeen(found, value, deviations);
  return {
    ...known,
    estimate,
    low,
    high,
    verdict: isInside ? 'passed' : 'failed',
    errorSeen: Number.isFinite(seen) ? seen : null,
  };
}
