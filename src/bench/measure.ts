/**
 * One measurement in a process of its own: `measure NAME ARGUMENTS`, answered by one line of JSON.
 * A figure whose run is not right (messages missing, another hash) is an error, never a figure.
 */
import { type Checkpoint, type NodeSpec, Simulation, type World } from '../engine/index.ts';
import { Timeline } from '../playback/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { type MessageModel, messageModel } from './messageModel.ts';

const QUEUE = 2;
/** What all checkpoints of a run may take together. */
const CHECKPOINT_BYTES = 64 * 1024 * 1024;

const measurements: Record<string, (input: never) => object> = {
  throughput,
  seek,
  snapshot,
  bytes,
  timelineSeek,
  drag,
  growth,
};
const [name = '', argument = '{}'] = process.argv.slice(2);
const measurement = measurements[name];
if (measurement === undefined) throw new Error(`no measurement is called ${name}`);
console.log(JSON.stringify(measurement(JSON.parse(argument) as never)));

interface Run extends MessageModel {
  readonly record: boolean;
  /** Take a checkpoint each so many events; 0: none. */
  readonly checkpointEvery?: number;
}

/** Messages per CPU second, from empty to empty. */
function throughput({ record, checkpointEvery = 0, ...model }: Run): object {
  play(simulationOf(model, Math.ceil(model.messages / 10), record), checkpointEvery);
  const simulation = simulationOf(model, model.messages, record);
  const before = process.cpuUsage();
  play(simulation, checkpointEvery);
  const cpuS = cpuSince(before);
  const { world } = simulation;
  const done = world.tallies.acks[QUEUE] ?? 0;
  if (done !== model.messages) throw new Error(`${done} of ${model.messages} messages were done`);
  return {
    perCpuS: model.messages / cpuS,
    eventsPerCpuS: world.events / cpuS,
    hash: simulation.hash(),
    meanSojournS: (world.queues.sojournSumUs[QUEUE] ?? 0) / model.messages / 1e6,
    events: world.events,
    facts: world.trace.length,
  };
}

function simulationOf(model: MessageModel, messages: number, record: boolean): Simulation {
  return new Simulation(messageModel({ ...model, messages }), {
    record,
    maxEvents: Number.POSITIVE_INFINITY,
  });
}

function play(simulation: Simulation, checkpointEvery: number): void {
  // Held, so that they cost what they cost: the newest ones that fit.
  const held: Checkpoint[] = [];
  while (simulation.step()) {
    if (checkpointEvery === 0 || simulation.world.events % checkpointEvery !== 0) continue;
    held.push(simulation.checkpoint());
    if (held.length > 64) held.shift();
  }
  if (simulation.stopped !== null) throw new Error(simulation.stopped);
}

/**
 * Random seeks in a run of about 5 × `messages` events: the nearest checkpoint before the target, then
 * forward; each held against the hash of a straight run.
 */
function seek({ seeks, ...model }: MessageModel & { seeks: number }): object {
  const probe = simulationOf(model, model.messages, true);
  while (probe.world.events < model.messages * 2) probe.step();
  const totalEvents = model.messages * 5;
  const every = Math.ceil(
    Math.max(10_000, (bytesOf(probe.checkpoint()) * totalEvents) / CHECKPOINT_BYTES),
  );

  const simulation = simulationOf(model, model.messages, true);
  const targets = new Set<number>();
  for (let i = 1, target = 1; i <= seeks; i++) {
    // A multiplicative generator: every round seeks the same places.
    target = (target * 48_271) % 2_147_483_647;
    targets.add(Math.floor((target / 2_147_483_647) * totalEvents));
  }
  const hashes = new Map<number, string>();
  const checkpoints: Checkpoint[] = [simulation.checkpoint()];
  while (simulation.step()) {
    const { events } = simulation.world;
    if (events % every === 0) checkpoints.push(simulation.checkpoint());
    if (targets.has(events)) hashes.set(events, simulation.hash());
  }
  const replay = simulationOf(model, model.messages, true);
  const replayMs = timed(() => {
    while (replay.step());
  });
  if (replay.hash() !== simulation.hash()) throw new Error('a replay has another hash');

  const times = [...hashes].map(([events, hash]) => {
    const from = checkpoints[Math.floor(events / every)];
    if (from === undefined) throw new Error(`there is no checkpoint before event ${events}`);
    const tookMs = timed(() => {
      simulation.restore(from);
      while (simulation.world.events < events) simulation.step();
    });
    if (simulation.hash() !== hash) throw new Error(`event ${events} has another hash`);
    return tookMs;
  });
  const megabytes = checkpoints.reduce((sum, one) => sum + bytesOf(one), 0) / 1e6;
  return { ...percentiles(times), replayMs, every, megabytes, events: replay.world.events };
}

/** A checkpoint, against a structured clone of the same rows as objects. */
function snapshot({ repeats, ...model }: MessageModel & { repeats: number }): object {
  const simulation = simulationOf(model, model.messages, false);
  const { world } = simulation;
  while (world.deliveries.rows < 10_000 && simulation.step());
  const objects = rowsAsObjects(world);
  const tables: number[] = [];
  const clones: number[] = [];
  for (let i = 0; i < repeats; i++) {
    tables.push(timed(() => simulation.checkpoint()));
    clones.push(timed(() => structuredClone(objects)));
  }
  const median = (times: number[]): number => percentiles(times).p50Ms;
  return {
    checkpointMs: median(tables),
    cloneMs: median(clones),
    ratio: median(tables) / median(clones),
    live: world.copies.rows,
    megabytes: bytesOf(simulation.checkpoint()) / 1e6,
  };
}

/** Each row of each table as an object with the names of its columns, and each pending event as one. */
function rowsAsObjects(world: World): object[] {
  const objects: object[] = [];
  for (const table of [world.messages, world.copies, world.deliveries]) {
    const columns = Object.entries(table).filter(([, column]) => ArrayBuffer.isView(column));
    for (let row = 0; row < table.rows; row++) {
      objects.push(
        Object.fromEntries(columns.map(([key, column]) => [key, (column as Float64Array)[row]])),
      );
    }
  }
  world.agenda.forEachPending((dueUs, kind, a, b) => objects.push({ dueUs, kind, a, b }));
  return objects;
}

/** Bytes of a fact, of a message that waits in a queue, and of one in a consumer's hands. */
function bytes(model: MessageModel): object {
  const { world } = simulationOf(model, model.messages, true);
  const ready = world.messages.bytesPerRow() + world.copies.bytesPerRow();
  const held = ready + world.deliveries.bytesPerRow() + world.agenda.bytesPerEvent();
  return { fact: world.trace.bytesPerFact(), ready, held };
}

/** Random seeks of the product's timeline, each held against a straight replay's hash at the end. */
function timelineSeek({ events, seeks }: { events: number; seeks: number }): object {
  const timeline = new Timeline(shippedScenario('payment-system'), { maxEvents: 1e9 });
  while (timeline.world.events < events) timeline.seek(timeline.nowUs + 1e6);
  const endUs = timeline.nowUs;
  const replayMs = timed(() => {
    const straight = new Simulation(shippedScenario('payment-system'), { maxEvents: 1e9 });
    straight.runUntil(endUs);
    if (straight.hash() !== timeline.hash()) throw new Error('a straight replay has another hash');
  });
  const times: number[] = [];
  for (let i = 0, target = 1; i < seeks; i++) {
    target = (target * 48_271) % 2_147_483_647;
    const atUs = Math.floor((target / 2_147_483_647) * endUs);
    times.push(timed(() => timeline.seek(atUs)));
  }
  return { ...percentiles(times), replayMs, events: timeline.world.events };
}

/** A crash dragged to and fro in a run of 10^4 messages, recomputed up to the playhead each time. */
function drag({ drags }: { drags: number }): object {
  const timeline = new Timeline(shippedScenario('payment-system'), { maxEvents: 1e9 });
  while (timeline.world.messageCount < 10_000) timeline.seek(timeline.nowUs + 1e6);
  const crash = { kind: 'crashConsumer', target: 'senders', member: 1, point: 'now' } as const;
  const fromUs = timeline.nowUs - 3e6;
  timeline.intervene('crash', { ...crash, atUs: fromUs }, '');
  const times: number[] = [];
  for (let i = 0; i < drags; i++) {
    const atUs = fromUs + ((i * 37) % 50) * 20_000;
    times.push(timed(() => timeline.edit('crash', { ...crash, atUs }, '', true)));
  }
  return percentiles(times);
}

/** The time of an event while a backlog of this size stands in the queue: as many come as are done. */
function growth({ backlog, events }: { backlog: number; events: number }): object {
  const model = messageModel({
    arrivalRatePerS: 8,
    consumerCount: 8,
    messages: Number.POSITIVE_INFINITY,
    leaseUs: 0,
  });
  const nodes = model.nodes.flatMap((node): NodeSpec[] => {
    if (node.kind !== 'producer') return [node];
    const atOnce = { ...node.arrivals, gap: null, atUs: new Array<number>(backlog).fill(0) };
    return [node, { ...node, id: 'crowd', arrivals: atOnce }];
  });
  const [first] = model.wires;
  if (first === undefined) throw new Error('the model has no wire');
  const wires = [...model.wires, { ...first, from: 'crowd' }];
  const simulation = new Simulation(
    { ...model, nodes, wires },
    { maxEvents: Number.POSITIVE_INFINITY },
  );
  // All of the crowd has come and been stored, and the compiler is warm.
  const { world } = simulation;
  for (let i = 0; i < 2 * backlog + 100_000; i++) simulation.step();
  const queue = simulation.scenario.nodes.findIndex(({ kind }) => kind === 'queue');
  const depth = world.depthOf(queue);
  if (depth < backlog / 2) throw new Error(`only ${depth} of ${backlog} stand in the queue`);
  const before = process.cpuUsage();
  for (let i = 0; i < events; i++) simulation.step();
  return { nsPerEvent: (cpuSince(before) * 1e9) / events, depth };
}

function bytesOf(checkpoint: Checkpoint): number {
  let sum = checkpoint.copyCounts.byteLength;
  for (const { columns, free } of checkpoint.tables) {
    sum += free.byteLength;
    for (const column of columns) sum += column.byteLength;
  }
  for (const column of Object.values(checkpoint.agenda)) {
    if (typeof column !== 'number') sum += column.byteLength;
  }
  return sum;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function timed(work: () => void): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

function percentiles(times: readonly number[]): { p50Ms: number; p95Ms: number; maxMs: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}
