/**
 * availability: parts that are up and down at random, asked at random.
 *
 * A synchronous chain is services that call each other; a decoupled one is a service that publishes to a
 * broker, and a consumer. What becomes of an order is told by its facts. Downtime, and a quorum that the
 * model does not have, are told by the facts of the parts: which of them were down, and when.
 */
import { Fact, type Scenario, type Simulation, US_PER_S } from '../../../engine/index.ts';
import { overBatches, type Quantity } from '../batchMeans.ts';
import { type Family, type Lab, type Measured, RUNS, seeds, unknownQuantity } from '../Family.ts';
import { outages, type Part, servicePart } from '../outages.ts';
import {
  constant,
  consumer,
  exponential,
  placeOf,
  producer,
  queue,
  service,
  system,
  wire,
} from '../systems.ts';
import type { Params } from '../TheoryRow.ts';

/** In each run; a part that is up 99 % of the time goes down a thousand times. */
const OBSERVED_S = 6e6;
/** A quorum is seldom missed, and its parts do nothing else. */
const QUORUM_OBSERVED_S = 2e7;
const ORDERS = 200_000;
const STRETCHES = 12;
const QUICK_PER_S = 1e6;
const MINUTES_IN_30_DAYS = 43_200;
const AT_ONCE_US = US_PER_S;

interface Asked {
  readonly asked: number;
  readonly done: number;
  readonly accepted: number;
  readonly atOnce: number;
  readonly time: number;
  /** Seconds in which more parts were down than may be. */
  readonly down: number;
}

export const availability: Family = {
  models: [
    'availability-series (synchronous chain)',
    'availability-decoupled',
    'quorum-availability',
  ],
  measure: (params, lab, model) =>
    model === 'quorum-availability'
      ? quorum(params, lab)
      : model === 'availability-decoupled'
        ? decoupled(params, lab)
        : series(params.list('availabilities', 0, 1), lab),
};

function series(availabilities: readonly number[], lab: Lab): Measured {
  const observed = (): Asked[] => chain(availabilities, lab);
  return (quantity, confidence) => {
    switch (quantity) {
      case 'availability':
        return overBatches(observed(), doneShare, confidence);
      case 'expected_downtime_per_30d':
        return overBatches(
          observed(),
          ({ down, time }) => (MINUTES_IN_30_DAYS * down) / time,
          confidence,
        );
      default:
        return unknownQuantity;
    }
  };
}

const doneShare: Quantity<keyof Asked> = ({ done, asked }) => done / asked;

/** Orders that each part of a chain must be up for. */
function chain(availabilities: readonly number[], lab: Lab): Asked[] {
  const ids = availabilities.map((_, i) => `s${i}`);
  const parts = availabilities.map((share, i) => servicePart(`s${i}`, share));
  // A caller waits longer than those it calls, or it would give up before it has their answer.
  const patienceUs = (step: number): number => 1_000 * (ids.length - step);
  return lab.once(`chain ${availabilities.join()}`, () =>
    stretchesOf(parts, lab.effort * OBSERVED_S, 0, lab, (faults) =>
      system(
        [asking(), ...ids.map((id) => service(constant(QUICK_PER_S), { id, threads: 100 }))],
        ids.map((id, i) => wire(ids[i - 1] ?? 'p', id, { timeoutUs: patienceUs(i) })),
        faults,
      ),
    ),
  );
}

function decoupled(params: Params, lab: Lab): Measured {
  const front = params.chance('producer');
  const broker = params.chance('broker');
  const worker = params.chance('consumer');
  const parts: Part[] = [
    servicePart('s', front),
    {
      id: 'b',
      availability: broker,
      down: { kind: 'stopBroker', target: 'b', how: 'kill' },
      up: { kind: 'startBroker', target: 'b' },
    },
    {
      id: 'c',
      availability: worker,
      down: { kind: 'crashConsumer', target: 'c', member: 1, point: 'now' },
      up: { kind: 'restartConsumer', target: 'c', member: 1 },
    },
  ];
  const observed = (): Asked[] =>
    lab.once(`decoupled ${front} ${broker} ${worker}`, () =>
      stretchesOf(parts, lab.effort * OBSERVED_S, 0, lab, (faults) =>
        system(
          [
            asking(),
            service(constant(QUICK_PER_S), { threads: 100 }),
            queue(),
            consumer(constant(QUICK_PER_S)),
          ],
          [wire('p', 's', { timeoutUs: 1_000 }), wire('s', 'q'), wire('q', 'c')],
          faults,
        ),
      ),
    );
  return (quantity, confidence) => {
    switch (quantity) {
      case 'sync_request_availability':
        return overBatches(chain([front, worker], lab), doneShare, confidence);
      case 'accept_availability_with_queue':
        return overBatches(observed(), ({ accepted, asked }) => accepted / asked, confidence);
      case 'immediate_processing_availability_with_queue (WORSE: 3 in series)':
        return overBatches(observed(), ({ atOnce, asked }) => atOnce / asked, confidence);
      default:
        return unknownQuantity;
    }
  };
}

function quorum(params: Params, lab: Lab): Measured {
  const count = params.whole('n');
  const needed = params.whole('quorum');
  const share = params.chance('node_availability');
  if (needed > count || count > 20) params.refuse('quorum', 'at most n, and n at most 20');
  const parts = Array.from({ length: count }, (_, i) => servicePart(`s${i}`, share));
  return (quantity, confidence) => {
    if (quantity !== 'availability') return unknownQuantity;
    const observed = lab.once(`quorum ${count} ${needed} ${share}`, () =>
      stretchesOf(parts, lab.effort * QUORUM_OBSERVED_S, count - needed, lab, (faults) =>
        system(
          parts.map(({ id }) => service(constant(QUICK_PER_S), { id })),
          [],
          faults,
        ),
      ),
    );
    return overBatches(observed, ({ down, time }) => 1 - down / time, confidence);
  };
}

/** Orders at exponential gaps: they see what time sees. */
function asking() {
  return producer(exponential(ORDERS / RUNS / OBSERVED_S));
}

/** Runs with other outages for each seed, cut into stretches. */
function stretchesOf(
  parts: readonly Part[],
  untilS: number,
  mayBeDown: number,
  lab: Lab,
  scenarioOf: (faults: ReturnType<typeof outages>) => Scenario,
): Asked[] {
  return seeds.flatMap((seed) => {
    const scenario = scenarioOf(outages(parts, seed, untilS));
    const simulation = lab.play(scenario, seed, untilS * US_PER_S);
    return read(simulation, placeOf(scenario, 'q'), untilS, mayBeDown);
  });
}

function read(
  simulation: Simulation,
  queuePlace: number,
  untilS: number,
  mayBeDown: number,
): Asked[] {
  const { trace, messageCount } = simulation.world;
  const stretchUs = (untilS / STRETCHES) * US_PER_S;
  const sums = Array.from({ length: STRETCHES }, () => ({
    ...{ asked: 0, done: 0, accepted: 0, atOnce: 0, down: 0 },
    time: stretchUs / US_PER_S,
  }));
  const storedUs = new Float64Array(messageCount + 1);
  let areDown = 0;
  let sinceUs = 0;
  const count = (atUs: number, name: Exclude<keyof Asked, 'time' | 'down'>): void => {
    const sum = sums[Math.min(STRETCHES - 1, Math.floor(atUs / stretchUs))];
    if (sum !== undefined) sum[name]++;
  };
  const isDownUntil = (atUs: number): void => {
    // A downtime may reach over the end of its stretch.
    for (let fromUs = sinceUs; areDown > mayBeDown && fromUs < atUs; ) {
      const stretch = Math.min(STRETCHES - 1, Math.floor(fromUs / stretchUs));
      const toUs = Math.min(atUs, Math.max((stretch + 1) * stretchUs, fromUs + 1));
      const sum = sums[stretch];
      if (sum !== undefined) sum.down += (toUs - fromUs) / US_PER_S;
      fromUs = toUs;
    }
    sinceUs = atUs;
  };
  for (let i = 0; i < trace.length; i++) {
    const atUs = trace.atUs(i);
    const message = trace.message(i);
    switch (trace.kind(i)) {
      case Fact.offered:
        count(atUs, 'asked');
        break;
      case Fact.orderDone:
        count(atUs, 'done');
        break;
      case Fact.serviceDown:
        isDownUntil(atUs);
        areDown++;
        break;
      case Fact.serviceUp:
        isDownUntil(atUs);
        areDown--;
        break;
      case Fact.stored:
        storedUs[message] = atUs;
        count(atUs, 'accepted');
        break;
      case Fact.acked:
        if (trace.place(i) === queuePlace && atUs - (storedUs[message] ?? 0) <= AT_ONCE_US)
          count(atUs, 'atOnce');
        break;
    }
  }
  isDownUntil(untilS * US_PER_S);
  return sums;
}
