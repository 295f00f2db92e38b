/**
 * sweepRows runs a sweep, or a shard of it, and gives a row for each combination: what all its runs say
 * about each measure, and how it differs from the first combination.
 *
 * A row depends on the sweep only: not on the number of workers, on who was faster, or on the shard it
 * was made in. So a shard runs the first combination too, for the differences.
 */
import { differenceOf, type Estimate, estimateOf } from './Estimate.ts';
import type { Measures } from './measuresOf.ts';
import { answersTo, type Pool } from './pool.ts';
import type { Job } from './runOnce.ts';
import { rowsOfShard, type Shard } from './Shard.ts';
import type { Point, Sweep } from './Sweep.ts';

export interface MeasureRow extends Estimate {
  /** This row less the first, seed by seed; null where the first has no such measure. */
  readonly difference: Estimate | null;
}

export interface SweepRow {
  readonly scenario: string;
  /** Counted from 1, in the whole sweep. */
  readonly row: number;
  readonly set: Point['set'];
  /** How many runs. */
  readonly seeds: number;
  readonly firstSeed: number;
  readonly measures: Readonly<Record<string, MeasureRow>>;
}

/** RunFailed says which run failed, and why: its message is a sentence without a full stop. */
export class RunFailed extends Error {}

/** Throws RunFailed, after the rows before the one that failed; and what the pool throws on an abort. */
export async function* sweepRows(
  sweep: Sweep,
  shard: Shard,
  maxEvents: number,
  pool: Pool<Job, Measures>,
): AsyncGenerator<SweepRow, void, void> {
  const { seeds } = sweep;
  const { from, to } = rowsOfShard(sweep.rowCount, shard);
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  if (from > 0 && to > from) rows.unshift(0);

  // Jobs are asked for in their order, so one point at a time is enough.
  let last: { readonly row: number; readonly point: Point } | undefined;
  const pointAt = (row: number): Point => {
    if (last?.row !== row) last = { row, point: sweep.pointAt(row) };
    return last.point;
  };
  const runAt = (index: number) => ({
    row: rows[Math.floor(index / seeds.length)] ?? 0,
    seed: seeds[index % seeds.length] ?? 0,
  });
  const jobAt = (index: number): Job => {
    const { row, seed } = runAt(index);
    return { scenario: pointAt(row).scenario, seed, maxEvents };
  };

  let first: Samples | undefined;
  let runs: Measures[] = [];
  let answered = 0;
  try {
    for await (const measures of answersTo(jobAt, rows.length * seeds.length, pool)) {
      const { row } = runAt(answered++);
      runs.push(measures);
      if (runs.length < seeds.length) continue;
      const samples = samplesOf(runs);
      runs = [];
      first ??= samples;
      if (row >= from) yield rowOf(sweep, row, samples, first);
    }
  } catch (error) {
    if (pool.signal?.aborted) throw error;
    const { row, seed } = runAt(answered);
    const { label, scenario } = sweep.pointAt(row);
    const why = error instanceof Error ? error.message : String(error);
    throw new RunFailed(`${scenario.name} with ${label}, seed ${seed}: ${why}`, { cause: error });
  }
}

type Samples = ReadonlyMap<string, readonly number[]>;

/** For each measure, its value in each run. */
function samplesOf(runs: readonly Measures[]): Samples {
  const names = Object.keys(runs[0] ?? {});
  return new Map(names.map((name) => [name, runs.map((run) => run[name] ?? Number.NaN)]));
}

function rowOf(sweep: Sweep, row: number, samples: Samples, first: Samples): SweepRow {
  const { set, scenario } = sweep.pointAt(row);
  const measures = [...samples].map(([name, values]): [string, MeasureRow] => {
    const before = first.get(name);
    const difference = before ? differenceOf(values, before) : null;
    return [name, { ...estimateOf(values), difference }];
  });
  return {
    scenario: scenario.name,
    row: row + 1,
    set,
    seeds: sweep.seeds.length,
    firstSeed: sweep.seeds[0] ?? 0,
    measures: Object.fromEntries(measures),
  };
}
