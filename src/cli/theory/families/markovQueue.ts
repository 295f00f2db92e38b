/**
 * markovQueue: M/M/1 and M/M/c. Poisson arrivals, exponential work, c consumers that share a queue; and
 * what they would wait if each had a queue of its own.
 */
import { overBatches, type Quantity } from '../batchMeans.ts';
import type { Confidence } from '../Confidence.ts';
import { type Estimate, ratioOf, within } from '../Estimate.ts';
import { type Family, LeftOut, tooBusy } from '../Family.ts';
import { asymptoticVariance, isTooBusy, type RunLength, runLength } from '../runLength.ts';
import { type Observed, observe, workOf } from '../Station.ts';
import type { StationSum } from '../StationHistory.ts';
import { meanWait, stationQuantity } from '../stationQuantities.ts';
import { exponential } from '../systems.ts';

const meanPresent: Quantity<StationSum> = ({ present, time }) => present / time;

export const markovQueue: Family = {
  models: ['M/M/1', 'M/M/c'],
  measure: (params, lab) => {
    const lambda = params.rate('lambda_');
    const mu = params.rate('mu');
    const servers = params.whole('c');
    if (lambda >= servers * mu) params.refuse('lambda_', 'less than c mu, for a steady state');
    if (isTooBusy(lambda, servers * mu)) return tooBusy;
    const length = runLength(lambda, servers * mu, 1, lab.effort);
    const work = workOf(exponential(mu));
    const shared = (): Observed => observe({ arrivalRatePerS: lambda, work, servers }, length, lab);
    // Partitions do not touch each other, so one of them is run.
    const alone = (confidence: Confidence): Estimate => {
      const station = { arrivalRatePerS: lambda / servers, work, servers: 1 };
      const { batches } = observe(station, runLength(lambda / servers, mu, 1, lab.effort), lab);
      return overBatches(batches, meanWait, confidence);
    };
    return (quantity, confidence) => {
      switch (quantity) {
        case 'run_length_for_5pct_relative_95CI_on_L':
          return new LeftOut('how long a run must be is no property of a run');
        case 'L_in_system':
          if (servers > 1) break;
          return knownVariance(shared(), asymptoticVariance(lambda / mu, mu), confidence);
        case 'asymptotic_variance_of_time_avg_N (sigma^2; Var(mean over T) ~ sigma^2/T)':
          return varianceOfMeans(shared(), length, confidence);
        case 'Wq_if_partitioned (c separate M/M/1, keys split evenly)':
          return alone(confidence);
        case 'pooling_gain Wq_partitioned/Wq_shared':
          return ratioOf(alone(confidence), overBatches(shared().batches, meanWait, confidence));
      }
      return stationQuantity(shared(), quantity, confidence);
    };
  },
};

/** The mean number present over T, whose variance is known to be σ²/T. */
function knownVariance({ batches }: Observed, variance: number, { z }: Confidence): Estimate {
  const present = batches.reduce((sum, batch) => sum + batch.present, 0);
  const time = batches.reduce((sum, batch) => sum + batch.time, 0);
  return within(present / time, z * Math.sqrt(variance / time));
}

/** How much the means of long stretches vary, times their length. */
function varianceOfMeans(
  { batches }: Observed,
  { stretchS }: RunLength,
  confidence: Confidence,
): Estimate {
  const means = batches.map(meanPresent).map((mean) => ({ one: 1, mean, square: mean * mean }));
  const variance = ({ one, mean, square }: (typeof means)[number]): number =>
    ((square - (mean * mean) / one) / (one - 1)) * stretchS;
  return overBatches(means, variance, confidence);
}
