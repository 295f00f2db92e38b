/** retryFeedback: M/M/1 whose attempts fail with a chance; what failed goes to the tail at once. */
import { Fact, US_PER_S } from '../../../engine/index.ts';
import { overBatches } from '../batchMeans.ts';
import { type Family, type Lab, RUNS, seeds, tooBusy } from '../Family.ts';
import { isTooBusy, runLength } from '../runLength.ts';
import { observe, type Station, workOf } from '../Station.ts';
import { stationQuantity } from '../stationQuantities.ts';
import {
  constant,
  consumer,
  exponential,
  line,
  orders,
  placeOf,
  producer,
  queue,
} from '../systems.ts';

export const retryFeedback: Family = {
  models: ['M/M/1 with retry feedback'],
  measure: (params, lab) => {
    const lambda = params.rate('lambda_');
    const mu = params.rate('mu');
    const retry = params.chance('p_fail');
    const maxDeliveries = params.limit('max_deliveries');
    const capacity = mu * (1 - retry);
    if (lambda >= capacity)
      params.refuse('lambda_', 'less than mu (1 - p_fail), for a steady state');
    if (isTooBusy(lambda, capacity)) return tooBusy;
    const station: Station = {
      arrivalRatePerS: lambda,
      work: workOf(exponential(mu)),
      servers: 1,
      retry,
      maxDeliveries,
    };
    const length = runLength(lambda, capacity, 1, lab.effort);
    return (quantity, confidence) =>
      quantity === 'max_stable_lambda'
        ? overBatches(
            saturated(mu, retry, maxDeliveries, lab),
            ({ done, time }) => done / time,
            confidence,
          )
        : stationQuantity(observe(station, length, lab), quantity, confidence);
  },
};

/** Messages in all runs. */
const MESSAGES = 200_000;
const BATCHES = 10;

/** More comes than can be done: what leaves for good in a second is the most that could come. */
function saturated(mu: number, retry: number, maxDeliveries: number, lab: Lab) {
  return lab.once(`saturated ${mu} ${retry} ${maxDeliveries}`, () =>
    seeds.flatMap((seed) => {
      const count = (lab.effort * MESSAGES) / RUNS;
      const scenario = line(
        producer(constant(2 * mu), orders(constant(2 * mu), count)),
        queue({ maxDeliveries }),
        consumer(exponential(mu), {
          mishaps: { fails: retry, diesBeforeWork: 0, diesAfterEffect: 0 },
        }),
      );
      // Until the last has come the queue is never empty.
      const untilUs = (count / (2 * mu)) * US_PER_S;
      const { world } = lab.play(scenario, seed, untilUs);
      const done = new Float64Array(BATCHES);
      const place = placeOf(scenario, 'q');
      for (let i = 0; i < world.trace.length; i++) {
        const kind = world.trace.kind(i);
        if (world.trace.place(i) !== place || (kind !== Fact.acked && kind !== Fact.dropped))
          continue;
        const batch = Math.min(BATCHES - 1, Math.floor((world.trace.atUs(i) / untilUs) * BATCHES));
        done[batch] = (done[batch] ?? 0) + 1;
      }
      return Array.from(done, (one) => ({ done: one, time: untilUs / US_PER_S / BATCHES }));
    }),
  );
}
