/**
 * mMcK is the queue with Poisson arrivals, exponential work, c consumers and room for K in all.
 *
 * With c = 1 it is M/M/1/K, with K = c Erlang's loss system. It always has a steady state, because what
 * finds it full is refused. Source: Gross, Shortle, Thompson, Harris, Fundamentals of Queueing Theory,
 * 4th edition, sections 2.4 to 2.5.
 */
import type { SteadyState } from './SteadyState.ts';

export interface LossState extends SteadyState {
  /** The share of arrivals that find it full. */
  readonly lossShare: number;
  /** Those that do not: λ (1 - loss). */
  readonly acceptedRatePerS: number;
}

/** W and W_q are those of the accepted. */
export function mMcK(
  arrivalRatePerS: number,
  serviceRatePerS: number,
  consumerCount: number,
  room: number,
): LossState {
  // Birth and death: p(n) = p(n-1) λ / (min(n, c) μ). The weights are scaled as they grow, so that
  // they cannot overflow.
  const weights = [1];
  let sum = 1;
  for (let n = 1; n <= room; n++) {
    const busy = n < consumerCount ? n : consumerCount;
    const weight = (weights[n - 1] * arrivalRatePerS) / (busy * serviceRatePerS);
    weights.push(weight);
    sum += weight;
    if (sum < 1e200) continue;
    for (let i = 0; i <= n; i++) weights[i] /= sum;
    sum = 1;
  }
  let meanInSystem = 0;
  let meanWaiting = 0;
  for (let n = 0; n <= room; n++) {
    meanInSystem += (n * weights[n]) / sum;
    if (n > consumerCount) meanWaiting += ((n - consumerCount) * weights[n]) / sum;
  }
  const lossShare = weights[room] / sum;
  const acceptedRatePerS = arrivalRatePerS * (1 - lossShare);
  return {
    utilisation: acceptedRatePerS / (consumerCount * serviceRatePerS),
    meanInSystem,
    meanWaiting,
    meanSojournS: meanInSystem / acceptedRatePerS,
    meanWaitS: meanWaiting / acceptedRatePerS,
    lossShare,
    acceptedRatePerS,
  };
}
