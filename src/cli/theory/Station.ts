/**
 * Station is a textbook's queue: messages come, wait their turn, are worked on, and leave.
 *
 * It is observed after a warm-up, from the facts of its runs alone.
 */
import { type Duration, type Scenario, US_PER_S } from '../../engine/index.ts';
import { type Sums, Times } from './batchMeans.ts';
import { type Lab, seeds } from './Family.ts';
import type { RunLength } from './runLength.ts';
import { StationHistory, type StationSum } from './StationHistory.ts';
import { consumer, exponential, line, producer, queue, service, system, wire } from './systems.ts';

/** Work by its name, and how it is drawn in the run of a seed. */
export interface Work {
  readonly name: string;
  of(seed: number): Duration;
}

/** Work of one of the engine's own kinds. */
export function workOf(duration: Duration): Work {
  return { name: JSON.stringify(duration), of: () => duration };
}

export interface Station {
  readonly arrivalRatePerS: number;
  readonly work: Work;
  readonly servers: number;
  /** In the system at most, those at work counted too. */
  readonly room?: number;
  /** The chance that an attempt fails; the message goes to the tail. */
  readonly retry?: number;
  readonly maxDeliveries?: number;
}

export interface Observed {
  readonly batches: readonly Sums<StationSum>[];
  /** In seconds. */
  readonly waits: Times;
  readonly sojourns: Times;
}

export function observe(station: Station, length: RunLength, lab: Lab): Observed {
  return lab.once(`station ${JSON.stringify([station, length])}`, () => {
    const untilUs = Math.ceil((length.warmUpS + length.stretches * length.stretchS) * US_PER_S);
    const histories = seeds.map((seed) => {
      const scenario = scenarioOf(station, station.work.of(seed));
      const history = new StationHistory(station.servers, length);
      history.read(lab.play(scenario, seed, untilUs), scenario);
      return history;
    });
    return {
      batches: histories.flatMap((history) => history.sums),
      waits: new Times(histories.flatMap((history) => history.waits)),
      sojourns: new Times(histories.flatMap((history) => history.sojourns)),
    };
  });
}

/**
 * A queue counts as its length what is ready, and takes a message in before it hands it out. So a room
 * of K for c servers is a queue of length K - c; where nobody can wait at all, a pool of threads.
 */
function scenarioOf(station: Station, work: Duration): Scenario {
  const { servers, room = Number.POSITIVE_INFINITY, retry = 0 } = station;
  const p = producer(exponential(station.arrivalRatePerS));
  if (room === servers) return system([p, service(work, { threads: servers })], [wire('p', 's')]);
  const mishaps = { fails: retry, diesBeforeWork: 0, diesAfterEffect: 0 };
  return line(
    p,
    queue({
      maxLength: room - servers,
      maxDeliveries: station.maxDeliveries ?? Number.POSITIVE_INFINITY,
    }),
    consumer(work, { count: servers, ...(retry > 0 ? { mishaps } : {}) }),
  );
}
