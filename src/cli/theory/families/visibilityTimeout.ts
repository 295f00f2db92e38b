/**
 * visibilityTimeout: a lease with a timer, and work that sometimes takes longer than the lease.
 *
 * The table lets the first to finish delete the message, also after its lease has ended. The engine
 * refuses such a late ack and goes on delivering; what the table counts is over by then, so the
 * deliveries up to the first effect are counted.
 */

import { US_PER_S } from '../../../engine/index.ts';
import { overBatches } from '../batchMeans.ts';
import { type Family, RUNS, unknownQuantity } from '../Family.ts';
import { fatesOf, type MessageFates, sampled } from '../perMessage.ts';
import { consumer, exponential, line, orders, producer, queue } from '../systems.ts';

const MESSAGES = 200_000;

export const visibilityTimeout: Family = {
  models: ['visibility-timeout'],
  measure: (params, lab) => {
    const leaseS = params.rate('visibility_timeout_s');
    const meanS = params.rate('processing_mean_s');
    if (leaseS < meanS / 2)
      params.refuse('visibility_timeout_s', 'at least half of processing_mean_s');
    // A few are worked on at a time, and there are hands for a thousand: some are always idle.
    const gap = exponential(1 / meanS);
    const scenario = line(
      producer(gap, orders(gap, (lab.effort * MESSAGES) / RUNS)),
      queue({ lease: { kind: 'timer', us: leaseS * US_PER_S } }),
      consumer(exponential(1 / meanS), { count: 10, concurrency: 100, prefetchLimit: 100 }),
    );
    const runs = (): MessageFates[] => fatesOf(`visibility ${leaseS} ${meanS}`, scenario, lab);
    return (quantity, confidence) => {
      switch (quantity) {
        case 'P_timeout_on_a_delivery (healthy but slow consumer)':
          return overBatches(
            runs().flatMap(stretches),
            ({ ended, all }) => ended / all,
            confidence,
          );
        case 'E_deliveries_until_first_delete':
          return sampled(runs(), ({ untilEffect }) => untilEffect).estimate(confidence);
        default:
          return unknownQuantity;
      }
    };
  },
};

const STRETCHES = 12;

/** Deliveries, and those whose lease ended, of messages one after the other. */
function stretches(run: MessageFates): { ended: number; all: number }[] {
  const sums = Array.from({ length: STRETCHES }, () => ({ ended: 0, all: 0 }));
  let message = 0;
  for (const { leasesEnded, deliveries } of run.all()) {
    const sum = sums[Math.floor((message++ * STRETCHES) / run.count)];
    if (sum === undefined) continue;
    sum.ended += leasesEnded;
    sum.all += deliveries;
  }
  return sums;
}
