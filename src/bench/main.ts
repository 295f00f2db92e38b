/**
 * The benchmarks: `npm run bench`, with `-- --json` for one JSON object, `-- --rounds 7` for more of
 * them, `-- --reference FOLDER` for the comparison with the compiled reference, `-- --stage` for the
 * stage in a browser alone, `-- --no-stage` for all but that.
 *
 * Each measurement is a fresh process of the packed product, after a warm-up; rounds interleave what is
 * compared, ratios are taken within a round, and the median and the range are printed. Throughput is
 * messages per CPU second. What is not right is no figure: the mean time in the queue must be Erlang's,
 * and equal runs must have equal hashes. Nothing here gates a test: machines differ.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { weighFirstPage } from './firstPage.ts';
import { checkSojourn, MEAN_SOJOURN_S, runSimjs } from './peer.ts';
import { compileReference, runReference } from './reference.ts';
import { percentile, type StageRound, startStageBench } from './stage/measureStage.ts';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const rounds = Number(option('--rounds') ?? 5);
const referenceSource = option('--reference');
const isJson = process.argv.includes('--json');
const isStageOnly = process.argv.includes('--stage');
const hasStage = !process.argv.includes('--no-stage');

/** Enough that compiling it costs little beside running it. */
const MESSAGES = 1_000_000;
const eight = { arrivalRatePerS: 7.2, consumerCount: 8, messages: MESSAGES, leaseUs: 0 };
const many = { ...eight, arrivalRatePerS: 10_000, consumerCount: 12_000 };
/** The run of P11, and checkpoints as far apart as 64 MB of them allow. */
const checkpointed = { ...many, messages: 400_000, record: true };
const CHECKPOINT_EVERY = 75_000;
/** One for each core. */
const workers = availableParallelism();

interface Throughput {
  readonly perCpuS: number;
  readonly eventsPerCpuS: number;
  readonly hash: string;
  readonly meanSojournS: number;
}
interface Times {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly replayMs: number;
  readonly megabytes: number;
}
interface SweepRate {
  readonly onePerS: number;
  readonly manyPerS: number;
  readonly shareOfBare: number;
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

const samples: Record<string, number[]> = {};
const hashes = new Map<string, string>();
const { folder, file } = await bundle(fileURLToPath(new URL('./measure.ts', import.meta.url)));
const stage = hasStage ? await startStageBench() : null;
try {
  const reference = referenceSource && compileReference(referenceSource, folder);
  for (let round = 0; round < rounds; round++) {
    if (!isStageOnly) playRound(reference);
    if (stage !== null) keepStage(await stage.round());
  }
} finally {
  await stage?.stop();
  rmSync(folder, { recursive: true });
}

function keepStage({ stage, react, presses }: StageRound): void {
  keep('P12', stage.cpuMs / react.cpuMs);
  keep('P13', stage.scriptP95Ms);
  keep('stageLate', stage.late);
  keep('stageDrawMs', stage.drawP95Ms);
  keep('stageFps', stage.framesPerS);
  keep('stageCpuMs', stage.cpuMs);
  keep('reactP95Ms', react.scriptP95Ms);
  keep('reactFps', react.framesPerS);
  keep('reactCpuMs', react.cpuMs);
  keep('pressP50Ms', percentile(presses, 0.5));
  keep('pressP95Ms', percentile(presses, 0.95));
}

function playRound(reference: string | undefined): void {
  const on = throughput('eight', { ...eight, record: true });
  const off = throughput('eight', { ...eight, record: false });
  const leased = throughput('leased', { ...eight, leaseUs: 600e6, record: true });
  const inFlight = throughput('many', { ...many, record: true });
  const bare = throughput('checkpointed', checkpointed);
  const kept = throughput('checkpointed', {
    ...checkpointed,
    checkpointEvery: CHECKPOINT_EVERY,
  });
  // The broker sees two of the three links.
  checkSojourn('the engine', on.meanSojournS, MEAN_SOJOURN_S + 0.02);
  keep('messagesTraceOn', on.perCpuS);
  keep('messagesTraceOff', off.perCpuS);
  keep('eventsTraceOn', on.eventsPerCpuS);
  keep('P1', on.perCpuS / runSimjs(MESSAGES));
  if (reference) keep('P4', on.perCpuS / runReference(reference, MESSAGES));
  keep('P5', on.perCpuS / off.perCpuS);
  keep('P6', leased.perCpuS / on.perCpuS);
  keep('P7', inFlight.perCpuS / on.perCpuS);
  keep('P11', bare.perCpuS / kept.perCpuS);

  const bytes = measure<{ fact: number; ready: number; held: number }>('bytes', eight);
  keep('P8', bytes.fact);
  keep('bytesReady', bytes.ready);
  keep('bytesHeld', bytes.held);

  const seek = measure<Times>('seek', { ...many, messages: 200_000, seeks: 60 });
  keep('P9', seek.p95Ms / seek.replayMs);
  keep('seekP50Ms', seek.p50Ms);
  keep('seekP95Ms', seek.p95Ms);
  keep('checkpointsMb', seek.megabytes);
  const snapshot = measure<{ ratio: number; checkpointMs: number }>('snapshot', {
    ...many,
    repeats: 15,
  });
  keep('P10', snapshot.ratio);
  keep('checkpointMs', snapshot.checkpointMs);

  keep('timelineSeekP95Ms', measure<Times>('timelineSeek', { events: 1e5, seeks: 200 }).p95Ms);
  keep('dragP95Ms', measure<Times>('drag', { drags: 60 }).p95Ms);

  const few = measure<{ nsPerEvent: number }>('growth', { backlog: 100, events: 400_000 });
  const crowd = measure<{ nsPerEvent: number }>('growth', { backlog: 1e6, events: 400_000 });
  keep('growth', crowd.nsPerEvent / few.nsPerEvent);

  const sweeps = sweepRate(workers);
  keep('sweeps', sweeps.manyPerS / sweeps.onePerS / workers);
  keep('sweepsOfBare', sweeps.shareOfBare);
  keep('sweepsOnePerS', sweeps.onePerS);
  keep('sweepsManyPerS', sweeps.manyPerS);
}

if (!isStageOnly) {
  const { picture, controls, hello } = await weighFirstPage();
  keep('P14', picture.bytes / hello.bytes);
  keep('pictureKb', picture.bytes / 1_000);
  keep('controlsKb', controls.bytes / 1_000);
  keep('P15', controls.modules.filter((id) => id.includes('/node_modules/mermaid/')).length);
}

const figures: Record<string, Figure> = {
  ...figure('messagesTraceOn', 'messages per CPU second, trace on', '/s', 'higher'),
  ...figure('messagesTraceOff', 'messages per CPU second, trace off', '/s', 'higher'),
  ...figure('eventsTraceOn', 'events per CPU second, trace on', '/s', 'higher'),
  ...figure('P1', 'messages / customers of simjs on M/M/8', '×', 'higher', 2, 3),
  ...figure('P4', 'throughput / compiled reference with its log', '×', 'higher', 0.3, 0.5),
  ...figure('P5', 'throughput with the trace / without', '×', 'higher', 0.75, 0.85),
  ...figure('P6', 'throughput with a lease on each delivery / without', '×', 'higher', 0.65, 0.85),
  ...figure('P7', 'throughput with 10,000 in flight / with 8', '×', 'higher', 0.45, 0.6),
  ...figure('P8', 'bytes of a fact', 'B', 'lower', 24, 16),
  ...figure('bytesReady', 'bytes of a message that waits', 'B', 'lower', 128, 64),
  ...figure('bytesHeld', 'bytes of a message in hand', 'B', 'lower'),
  ...figure('P9', 'seek p95 / full replay, 10^6 events, 10^4 live', '×', 'lower', 0.1, 0.04),
  ...figure('seekP50Ms', 'that seek, median', 'ms', 'lower'),
  ...figure('seekP95Ms', 'that seek, 95th percentile', 'ms', 'lower'),
  ...figure('checkpointsMb', 'its checkpoints together', 'MB', 'lower', 67.2, 67.2),
  ...figure('P10', 'checkpoint of 10^4 live / structured clone', '×', 'lower', 1 / 30, 1 / 100),
  ...figure('checkpointMs', 'that checkpoint', 'ms', 'lower'),
  ...figure('P11', 'run with checkpoints / without, 10^4 live', '×', 'lower', 1.25, 1.15),
  ...figure('P12', 'stage, 2,000 moving: CPU of a frame / React and SVG', '×', 'lower', 0.5, 0.35),
  ...figure('P13', 'that stage: script of a frame, p95', 'ms', 'lower', 6, 3),
  ...figure('stageLate', 'its frames of more than 25 ms', 'of 1', 'lower', 0.05, 0.01),
  ...figure('stageDrawMs', 'its drawing alone, p95', 'ms', 'lower'),
  ...figure('stageFps', 'its frames', '/s', 'higher'),
  ...figure('stageCpuMs', 'CPU of its frame, all processes', 'ms', 'lower'),
  ...figure('reactP95Ms', 'React and SVG: script of a frame, p95', 'ms', 'lower'),
  ...figure('reactFps', 'their frames', '/s', 'higher'),
  ...figure('reactCpuMs', 'CPU of their frame, all processes', 'ms', 'lower'),
  ...figure('pressP50Ms', 'from a press to the next picture, playing, p50', 'ms', 'lower'),
  ...figure('pressP95Ms', 'from a press to the next picture, playing, p95', 'ms', 'lower', 100, 50),
  ...figure('P14', 'scripts of the first picture / of a hello with React', '×', 'lower', 2, 1.6),
  ...figure('pictureKb', 'those scripts, gzip -9', 'kB', 'lower', 135, 108),
  ...figure('controlsKb', 'scripts of all that can be pressed', 'kB', 'lower'),
  ...figure('P15', 'files of mermaid among them', '', 'lower', 0, 0),
  ...figure('growth', 'time of an event at a backlog of 10^6 / of 10^2', '×', 'lower', 2, 1.5),
  ...figure('timelineSeekP95Ms', 'timeline: seek in 10^5 events, p95', 'ms', 'lower', 50, 16.7),
  ...figure('dragP95Ms', 'timeline: drag a crash, 10^4 messages, p95', 'ms', 'lower', 50, 16.7),
  ...figure('sweeps', `sweep: ${workers} workers / ${workers} × one`, '×', 'higher', 0.8, 0.95),
  ...figure('sweepsOfBare', 'its gain / that of bare threads just then', '×', 'higher'),
  ...figure('sweepsOnePerS', 'that sweep with one worker', 'runs/s', 'higher'),
  ...figure('sweepsManyPerS', `that sweep with ${workers} workers`, 'runs/s', 'higher'),
};
if (isJson) console.log(JSON.stringify(figures));
else print();

function throughput(name: string, input: object): Throughput {
  const result = measure<Throughput>('throughput', input);
  const known = hashes.get(name) ?? result.hash;
  if (result.hash !== known) throw new Error(`equal runs of "${name}" differ in their hash`);
  hashes.set(name, known);
  return result;
}

function measure<Result>(name: string, input: object): Result {
  const output = execFileSync(process.execPath, [file, name, JSON.stringify(input)], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as Result;
}

/** Not packed: a pool starts its threads from the source, as the command line does. */
function sweepRate(count: number): SweepRate {
  const program = fileURLToPath(new URL('./sweepRate.ts', import.meta.url));
  const typed = ['--import', 'tsx', program, String(count)];
  const output = execFileSync(process.execPath, typed, { encoding: 'utf8' });
  return JSON.parse(output) as SweepRate;
}

function keep(name: string, value: number): void {
  samples[name] = [...(samples[name] ?? []), value];
}

/** The figure of a name; none when it was not measured. */
function figure(
  name: string,
  title: string,
  unit: string,
  better: Figure['better'],
  must?: number,
  ambitious?: number,
): Record<string, Figure> {
  const sorted = (samples[name] ?? []).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) return {};
  const bounds = must === undefined || ambitious === undefined ? {} : { must, ambitious };
  const verdict =
    must === undefined ? {} : { ok: better === 'higher' ? median >= must : median <= must };
  const [low = median] = sorted;
  const high = sorted.at(-1) ?? median;
  return { [name]: { title, unit, median, low, high, better, ...bounds, ...verdict } };
}

function print(): void {
  const load = loadavg().map((one) => one.toFixed(1));
  console.log(`${rounds} rounds, ${MESSAGES} messages, load ${load.join(' ')}\n`);
  for (const { title, unit, median, low, high, must, better, ok } of Object.values(figures)) {
    const sense = better === 'higher' ? 'at least' : 'at most';
    const bound = must === undefined ? '' : `   ${sense} ${show(must)}: ${ok ? 'kept' : 'MISSED'}`;
    console.log(
      `${title.padEnd(52)} ${show(median)} ${unit} [${show(low)}..${show(high)}]${bound}`,
    );
  }
}

function show(value: number): string {
  return value >= 1_000 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3);
}
