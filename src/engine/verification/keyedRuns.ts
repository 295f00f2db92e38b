/**
 * keyedRuns are random systems whose orders have keys: lossy wires, short leases, crashes, resends, and a
 * queue that keeps order within a key through all of it.
 */
import fc from 'fast-check';
import { healing } from '../faults/healing.ts';
import {
  depthsFromTrace,
  littleDiffers,
  strays,
  talliesDiffer,
  troublesOfTrace,
  unexplainedLosses,
  unfinished,
} from '../faults/laws.ts';
import { isAtRest } from '../faults/logsAtRest.ts';
import { receivesAstray } from '../faults/receiveLaws.ts';
import {
  type Act,
  type Intervention,
  plainPolicy,
  type QueueSpec,
  type Receive,
  type Scenario,
  Simulation,
} from '../index.ts';
import { QUEUE } from './keyed.ts';
import {
  deliveredOutOfOrder,
  finishedOutOfOrder,
  inFlightTogether,
  storedWithinWindow,
} from './orderLaws.ts';
import { at, careful, consumer, line, MS, queue, S, steadyProducer } from './worlds.ts';

const NEVER = Number.POSITIVE_INFINITY;
const ms = (low: number, high: number) =>
  fc.integer({ min: low, max: high }).map((value) => value * MS);
const seldom = <Value>(usual: Value, other: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('crashConsumer' as const),
    target: fc.constant('c'),
    member: fc.constant(null),
    point: fc.constantFrom('now', 'beforeWork', 'midWork', 'afterEffect' as const),
  }),
  fc.constantFrom<Act[]>(
    { kind: 'stopBroker', target: 'b', how: 'kill' },
    { kind: 'stopBroker', target: 'b', how: 'graceful' },
    { kind: 'startBroker', target: 'b' },
    { kind: 'cutWire', from: 'p', to: 'q' },
    { kind: 'healWire', from: 'p', to: 'q' },
    { kind: 'cutWire', from: 'q', to: 'c' },
    { kind: 'healWire', from: 'q', to: 'c' },
    { kind: 'dropNextAck', target: 'c' },
    { kind: 'poisonNext', target: 'q' },
    { kind: 'removeConsumer', target: 'c', member: null },
    { kind: 'doublePacket', from: 'p', to: 'q' },
    { kind: 'redrive', target: 'dead', to: null, perS: NEVER },
    { kind: 'redrive', target: 'dead', to: null, perS: 100 },
  ),
);

export interface KeyedRun {
  readonly scenario: Scenario;
  readonly acts: readonly Intervention[];
  readonly list: readonly string[];
  readonly windowUs: number;
}

export const anyKeyedRun: fc.Arbitrary<KeyedRun> = fc
  .record({
    list: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 }),
    count: fc.integer({ min: 1, max: 14 }),
    gapUs: ms(1, 12),
    latencyUs: seldom(0, ms(1, 8)),
    loss: seldom(0, fc.constant(0.2)),
    windowUs: fc.constantFrom(0, 30 * MS, S),
    lateAck: fc.constantFrom('accept', 'ifLatest', 'reject' as const),
    missedDeletes: seldom(0, fc.constant(0.2)),
    leaseUs: seldom(0, ms(10, 40)),
    extendEveryUs: seldom(null, ms(2, 15)),
    receive: seldom<Receive | null>(null, fc.record({ waitUs: ms(0, 30), pauseUs: ms(1, 9) })),
    onReturn: fc.constantFrom('original', 'head', 'inOrder' as const),
    maxDeliveries: fc.integer({ min: 1, max: 4 }),
    hasDeadLetters: fc.boolean(),
    flush: fc.constantFrom<QueueSpec['flush'][]>(
      { kind: 'eachPublish', us: 0 },
      { kind: 'eachPublish', us: 3 * MS },
      { kind: 'never' },
    ),
    maxLength: seldom(NEVER, fc.integer({ min: 1, max: 4 })),
    overflow: fc.constantFrom('reject', 'dropHead' as const),
    consumers: fc.integer({ min: 1, max: 4 }),
    prefetchLimit: fc.integer({ min: 1, max: 3 }),
    concurrency: fc.integer({ min: 1, max: 2 }),
    workUs: ms(1, 30),
    onFailure: fc.constantFrom('return', 'backoff' as const),
    fails: seldom(0, fc.constant(0.3)),
    restartUs: fc.constantFrom(5 * MS, NEVER),
    acts: fc.array(fc.record({ act, atUs: ms(0, 150) }), { maxLength: 6 }),
    seed: fc.nat({ max: 1_000 }),
  })
  .map((parts): KeyedRun => {
    const system = line(
      {
        producer: steadyProducer(parts.count, parts.gapUs, {
          keys: { kind: 'listed', list: parts.list },
          publishing: { ...careful, timeoutUs: 25 * MS, backoffUs: [5 * MS], maxAttempts: 6 },
        }),
        queue: queue({
          flush: parts.flush,
          lease: parts.leaseUs > 0 ? { kind: 'timer', us: parts.leaseUs } : { kind: 'connection' },
          onReturn: parts.onReturn,
          maxDeliveries: parts.maxDeliveries,
          deadLetterTo: parts.hasDeadLetters ? 'dead' : null,
          maxLength: parts.maxLength,
          overflow: parts.overflow,
          policy: {
            ...plainPolicy,
            perKeyInFlight: true,
            onClose: parts.onReturn,
            idWindowUs: parts.windowUs,
            lateAck: parts.lateAck,
            missedDeletes: parts.missedDeletes,
          },
        }),
        consumer: consumer(parts.workUs, {
          work: { kind: 'uniform', lowUs: MS, highUs: parts.workUs + MS },
          count: parts.consumers,
          prefetchLimit: parts.prefetchLimit,
          concurrency: parts.concurrency,
          onFailure: parts.onFailure,
          ...(parts.receive === null ? {} : { receive: parts.receive }),
          ...(parts.extendEveryUs === null ? {} : { extendLeaseEveryUs: parts.extendEveryUs }),
          backoffUs: [7 * MS],
          restartUs: parts.restartUs,
          mishaps: { fails: parts.fails, diesBeforeWork: 0, diesAfterEffect: 0 },
        }),
        latencyUs: parts.latencyUs,
        more: [queue({ id: 'dead' })],
      },
      { seed: parts.seed },
    );
    const wires = system.wires.map((one) => ({ ...one, loss: parts.loss }));
    const acts = parts.acts.map(({ act: done, atUs }) => at(atUs, done));
    return {
      scenario: { ...system, wires },
      acts: [...acts].sort((a, b) => a.atUs - b.atUs),
      list: parts.list,
      windowUs: parts.windowUs,
    };
  });

export function simulationOf({ scenario, acts }: KeyedRun): Simulation {
  const interventions = [...acts, ...healing(scenario, 200 * MS)];
  return new Simulation(scenario, { interventions, maxEvents: 4_000 });
}

/** Plays a run to its end, and holds it to every law on the way. */
export function playKeyed(one: KeyedRun): Simulation {
  const simulation = simulationOf(one);
  const { world } = simulation;
  const isOver = (): boolean =>
    world.plan.receives && world.nextIntervention === world.acts.length && isAtRest(world);
  while (!isOver() && simulation.step()) {
    simulation.recount();
    hold(simulation, strays(world));
  }
  const keys = Array.from(
    { length: world.messageCount },
    (_, i) => one.list[i % one.list.length] ?? '',
  );
  const told = depthsFromTrace(simulation).get(QUEUE) ?? 0;
  hold(simulation, [
    ...inFlightTogether(simulation, keys),
    ...deliveredOutOfOrder(simulation, keys),
    ...finishedOutOfOrder(simulation, keys),
    ...storedWithinWindow(simulation, one.windowUs),
    ...troublesOfTrace(simulation),
    ...unexplainedLosses(simulation),
    ...talliesDiffer(simulation),
    ...receivesAstray(simulation),
    ...littleDiffers(world),
    ...(simulation.stopped === null ? unfinished(world) : []),
    ...(told === world.depthOf(QUEUE) ? [] : [`the trace tells of ${told} copies`]),
  ]);
  return simulation;
}

function hold({ world }: Simulation, broken: readonly string[]): void {
  if (broken.length > 0)
    throw new Error(`${broken.join('\n')}\n(event ${world.events}, seed ${world.seed})`);
}
