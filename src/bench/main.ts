/**
 * The benchmarks: `npm run bench`, with `-- --json` for one JSON object, `-- --rounds 7` for more of
 * them.
 *
 * Each measurement is a fresh process after a warm-up; rounds interleave what is compared, ratios are
 * taken within a round, and the median and the range are printed. Times are CPU times where throughput
 * is meant. Nothing here gates a test: machines differ.
 */
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 5;
const isJson = process.argv.includes('--json');
const MESSAGES = 200_000;
const eight = { arrivalRatePerS: 7.2, consumerCount: 8, messages: MESSAGES, leaseUs: 0 };
const many = { ...eight, arrivalRatePerS: 10_000, consumerCount: 12_000 };

interface Throughput {
  readonly perCpuS: number;
  readonly hash: string;
  readonly meanSojournS: number;
}
interface Times {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly replayMs: number;
  readonly events: number;
}
interface Figure {
  readonly title: string;
  readonly unit: string;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly must?: number;
  readonly ambitious?: number;
  readonly better: 'higher' | 'lower';
  readonly ok?: boolean;
}

const figures: Record<string, Figure> = {};
const samples: Record<string, number[]> = {};
const hashes = new Set<string>();

for (let round = 0; round < rounds; round++) {
  const on = measure<Throughput>('throughput', { ...eight, record: true });
  const off = measure<Throughput>('throughput', { ...eight, record: false });
  const leased = measure<Throughput>('throughput', { ...eight, leaseUs: 600e6, record: true });
  const inFlight = measure<Throughput>('throughput', { ...many, record: true });
  const seek = measure<Times>('seek', { events: 100_000, seeks: 200 });
  const drag = measure<Times>('drag', { drags: 60 });
  hashes.add(on.hash).add(off.hash);
  checkSojourn(on.meanSojournS);
  keep('messagesTraceOn', on.perCpuS);
  keep('messagesTraceOff', off.perCpuS);
  keep('P5', on.perCpuS / off.perCpuS);
  keep('P6', leased.perCpuS / on.perCpuS);
  keep('P7', inFlight.perCpuS / on.perCpuS);
  keep('seekP50Ms', seek.p50Ms);
  keep('seekP95Ms', seek.p95Ms);
  keep('seekOfReplay', seek.p95Ms / seek.replayMs);
  keep('dragP95Ms', drag.p95Ms);
}
if (hashes.size !== 1) throw new Error(`equal runs have ${hashes.size} different hashes`);

add('messagesTraceOn', 'messages per CPU second, trace on', '/s', 'higher');
add('messagesTraceOff', 'messages per CPU second, trace off', '/s', 'higher');
add('P5', 'throughput with the trace / without', '×', 'higher', 0.75, 0.85);
add('P6', 'throughput with a lease on each delivery / without', '×', 'higher', 0.65, 0.85);
add('P7', 'throughput with 10,000 in flight / with 8', '×', 'higher', 0.45, 0.6);
add('seekP50Ms', 'seek in a run of 10^5 events, median', 'ms', 'lower');
add('seekP95Ms', 'seek in a run of 10^5 events, 95th percentile', 'ms', 'lower', 50, 16.7);
add('seekOfReplay', 'that 95th percentile / a full replay', '×', 'lower', 0.1, 0.04);
add('dragP95Ms', 'drag of a crash among 10^4 messages, 95th percentile', 'ms', 'lower', 50, 16.7);

if (isJson) console.log(JSON.stringify(figures));
else print();

function measure<Result>(name: string, input: object): Result {
  const file = fileURLToPath(new URL('./measure.ts', import.meta.url));
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', file, name, JSON.stringify(input)],
    {
      encoding: 'utf8',
    },
  );
  return JSON.parse(output) as Result;
}

/** M/M/8 at 7.2/s stays 1.877 s in the system (Erlang C); the broker sees two of the three links. */
function checkSojourn(meanS: number): void {
  const expected = 1.877 + 0.02;
  if (Math.abs(meanS / expected - 1) > 0.05) {
    throw new Error(
      `the mean time in the queue is ${meanS.toFixed(3)} s, Erlang C says ${expected} s`,
    );
  }
}

function keep(name: string, value: number): void {
  samples[name] = [...(samples[name] ?? []), value];
}

function add(
  name: string,
  title: string,
  unit: string,
  better: Figure['better'],
  must?: number,
  ambitious?: number,
): void {
  const sorted = (samples[name] ?? []).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const bounds = must === undefined || ambitious === undefined ? {} : { must, ambitious };
  const verdict =
    must === undefined ? {} : { ok: better === 'higher' ? median >= must : median <= must };
  figures[name] = {
    title,
    unit,
    median,
    low: sorted[0] ?? Number.NaN,
    high: sorted.at(-1) ?? Number.NaN,
    better,
    ...bounds,
    ...verdict,
  };
}

function print(): void {
  console.log(
    `${rounds} rounds, ${MESSAGES} messages, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}\n`,
  );
  for (const { title, unit, median, low, high, must, ok } of Object.values(figures)) {
    const bound = must === undefined ? '' : `   must ${must} ${ok ? 'kept' : 'MISSED'}`;
    console.log(
      `${title.padEnd(56)} ${show(median)} ${unit} [${show(low)}..${show(high)}]${bound}`,
    );
  }
}

function show(value: number): string {
  return value >= 1_000 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3);
}
