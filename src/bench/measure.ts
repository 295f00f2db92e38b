/**
 * One measurement in a process of its own: `measure.ts NAME ARGUMENTS`, answered by one line of JSON.
 * A figure whose run is not right (messages missing, another hash) is an error, never a figure.
 */
import { Simulation } from '../engine/index.ts';
import { Timeline } from '../playback/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { type MessageModel, messageModel } from './messageModel.ts';

const [name = '', argument = '{}'] = process.argv.slice(2);
const measurements: Record<string, (input: never) => object> = { throughput, seek, drag };
const measurement = measurements[name];
if (measurement === undefined) throw new Error(`no measurement is called ${name}`);
console.log(JSON.stringify(measurement(JSON.parse(argument) as never)));

function throughput({ record, ...model }: MessageModel & { record: boolean }): object {
  run(model, Math.ceil(model.messages / 10), record);
  const before = process.cpuUsage();
  const simulation = run(model, model.messages, record);
  const { user, system } = process.cpuUsage(before);
  const { world } = simulation;
  const done = world.tallies.acks[2] ?? 0;
  if (done !== model.messages) throw new Error(`${done} of ${model.messages} messages were done`);
  return {
    perCpuS: model.messages / ((user + system) / 1e6),
    eventsPerCpuS: world.events / ((user + system) / 1e6),
    hash: simulation.hash(),
    meanSojournS: (world.queues.sojournSumUs[2] ?? 0) / model.messages / 1e6,
    facts: world.trace.length,
  };
}

function run(model: MessageModel, messages: number, record: boolean): Simulation {
  const simulation = new Simulation(messageModel({ ...model, messages }), {
    record,
    maxEvents: Number.POSITIVE_INFINITY,
  });
  while (simulation.step());
  if (simulation.stopped !== null) throw new Error(simulation.stopped);
  return simulation;
}

/** Random seeks in a run of about so many events, each held against a straight replay's hash. */
function seek({ events, seeks }: { events: number; seeks: number }): object {
  const timeline = new Timeline(shippedScenario('payment-system'), { maxEvents: 1e9 });
  while (timeline.world.events < events) timeline.seek(timeline.nowUs + 1e6);
  const endUs = timeline.nowUs;
  const replayMs = timed(() => {
    const straight = new Simulation(shippedScenario('payment-system'), { maxEvents: 1e9 });
    straight.runUntil(endUs);
    if (straight.hash() !== timeline.hash()) throw new Error('a straight replay has another hash');
  });
  const times: number[] = [];
  let target = 1;
  for (let i = 0; i < seeks; i++) {
    // A multiplicative generator: every round seeks the same places.
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
