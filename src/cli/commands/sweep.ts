import { suggestion } from '../../scenarios/index.ts';
import {
  MAX_ROWS,
  measureNames,
  RunFailed,
  readSetting,
  type Shard,
  type Sweep,
  type SweepRow,
  sweepOf,
  sweepRows,
  wholeSweep,
} from '../../sweeps/index.ts';
import { standardWorkers, startNodeWorker } from '../../sweeps/node/index.ts';
import { BadInput } from '../BadInput.ts';
import type { Command, Ending, Given } from '../Command.ts';
import { loadDocument } from '../loadScenario.ts';
import { wholeOption } from '../options.ts';
import { MAX_EVENTS } from '../runScenario.ts';
import { defaultMeasures, sweepHeader, sweepLine } from '../sweepText.ts';

const SEEDS = 10;
const MAX_SEEDS = 10_000;
const MAX_WORKERS = 256;
const SAFE = Number.MAX_SAFE_INTEGER;

export const sweep: Command = {
  name: 'sweep',
  takes: 'FILE --set PATH=A,B,C [--set ...] [--seeds N] [--workers N] [--shard I/N] [--json]',
  does: 'Runs a scenario with each value of a setting and many seeds, and compares.',
  help: () => `  FILE              a scenario file, or the name of a shipped scenario
  --set PATH=A,B,C  a place in the file and the values to put there; several --set: each combination,
                    the last changing fastest, ${MAX_ROWS} at most. A place is written as in sentences about
                    files, nodes[8].count or duration, or with the id of a node: senders.count. A value is
                    JSON where it is JSON (5, null, ["1s","2s"]), otherwise a text (20ms, beforeWork)
  --seeds N         runs of each combination, all with the same N seeds: ${SEEDS}
  --seed N          the first of these seeds; the others follow it. The file's seed
  --measures A,B    only these, or all. For people: ${defaultMeasures.join(', ')};
                    with --json all
  --workers N       threads to run on: one for each core. They change nothing in the output
  --shard I/N       only the I-th of N parts of the rows, for many machines: the outputs of the shards
                    1 to N one after the other are the output of the whole, byte for byte
  --json            JSON Lines: one object a row, and nothing else
  --max-events N    the events after which a run is a failure: ${MAX_EVENTS}

A row has the mean of each measure and the interval that holds the true mean in 95 of 100 sweeps
(Student's t over the seeds; one seed has no interval). Measures are named by their path in run --json,
the counters without "counters.". The star marks a difference to the first row whose own interval, taken
seed by seed, does not hold 0; --json gives the difference and its interval.`,
  operands: ['FILE'],
  options: {
    set: 'PATH=A,B,C',
    seeds: 'N',
    seed: 'N',
    measures: 'A,B',
    workers: 'N',
    shard: 'I/N',
    'max-events': 'N',
    json: null,
  },
  repeatable: ['set'],
  run: (given) => {
    const workers = wholeOption(given, 'workers', 1, MAX_WORKERS) ?? standardWorkers();
    const maxEvents = wholeOption(given, 'max-events', 1) ?? MAX_EVENTS;
    const shard = shardOption(given);
    const asked = askedSweep(given);
    const chosen = measuresOption(given, asked);
    const columns = chosen ?? defaultMeasures;
    const isJson = given.options.has('json');
    const lineOf = (row: SweepRow): string =>
      isJson ? jsonLine(row, chosen) : sweepLine(asked, row, columns);
    return {
      code: 0,
      output: isJson || shard.number > 1 ? [] : [sweepHeader(asked, columns)],
      later: async ({ print, progress }): Promise<Ending> => {
        const onProgress = (done: number, runs: number): void =>
          progress(`${done} of ${runs} runs`);
        const pool = { size: workers, start: startNodeWorker, onProgress };
        try {
          for await (const row of sweepRows(asked, shard, maxEvents, pool))
            await print(lineOf(row));
        } catch (error) {
          if (!(error instanceof RunFailed)) throw error;
          return { code: 1, complaint: error.message };
        }
        return { code: 0 };
      },
    };
  },
};

/** A row with the chosen measures; with all where none are chosen. */
function jsonLine(row: SweepRow, chosen: readonly string[] | undefined): string {
  const measures = chosen?.map((name) => [name, row.measures[name] ?? null]);
  return `${JSON.stringify(measures ? { ...row, measures: Object.fromEntries(measures) } : row)}\n`;
}

function askedSweep(given: Given): Sweep {
  const { document, scenario } = loadDocument(given.operands[0] ?? '');
  const settings = (given.repeated.get('set') ?? []).map((typed) => {
    const reading = readSetting(typed);
    if (!reading.ok) throw badSetting(reading.error);
    return reading.setting;
  });
  if (settings.length === 0) throw new BadInput('sweep needs --set PATH=A,B,C');
  const reading = sweepOf(document, settings, seedsOption(given, scenario.seed));
  if (!reading.ok) throw badSetting(reading.error);
  return reading.sweep;
}

/** Its sentences end as sentences do; a line of ours ends as lines on a terminal do. */
function badSetting(error: string): BadInput {
  return new BadInput(`--set ${error.replace(/\.$/, '')}`);
}

function seedsOption(given: Given, seedOfFile: number): number[] {
  const count = wholeOption(given, 'seeds', 1, MAX_SEEDS) ?? SEEDS;
  const first = wholeOption(given, 'seed', 0) ?? seedOfFile;
  if (first > SAFE - (count - 1)) {
    throw new BadInput(`--seed ${first} has no ${count} seeds from it on: ${SAFE} is the last`);
  }
  return Array.from({ length: count }, (_, i) => first + i);
}

function shardOption(given: Given): Shard {
  const text = given.options.get('shard');
  if (text === undefined) return wholeSweep;
  const [, number, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (number && of && number <= of) return { number, of };
  throw new BadInput(`--shard must be I/N with I from 1 to N and N below 1000000, got "${text}"`);
}

function measuresOption(given: Given, { pointAt }: Sweep): readonly string[] | undefined {
  const text = given.options.get('measures');
  if (text === undefined) return undefined;
  const known = measureNames(pointAt(0).scenario);
  if (text === 'all') return known;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names;
  throw new BadInput(`--measures: there is no measure "${unknown}"; ${suggestion(unknown, known)}`);
}
