/**
 * SteadyState is how a queue behaves in the long run, under the letters of the field.
 *
 * Little's law ties it together: L = λ W and L_q = λ W_q.
 */
export interface SteadyState {
  /** ρ = λ / (c μ): the share of time that a consumer works. */
  readonly utilisation: number;
  /** L: messages waiting or being worked on, on average. */
  readonly meanInSystem: number;
  /** L_q: messages waiting, on average. */
  readonly meanWaiting: number;
  /** W: from arrival to ack. */
  readonly meanSojournS: number;
  /** W_q: from arrival to first delivery. */
  readonly meanWaitS: number;
}

/** Fills in the rest from the mean wait, by Little's law. */
export function steadyState(
  arrivalRatePerS: number,
  serviceRatePerS: number,
  consumerCount: number,
  meanWaitS: number,
): SteadyState {
  const meanSojournS = meanWaitS + 1 / serviceRatePerS;
  return {
    utilisation: arrivalRatePerS / (consumerCount * serviceRatePerS),
    meanInSystem: arrivalRatePerS * meanSojournS,
    meanWaiting: arrivalRatePerS * meanWaitS,
    meanSojournS,
    meanWaitS,
  };
}

/** Without a steady state there is nothing to say: the backlog grows for ever. */
export const unstable = {
  meanInSystem: Number.POSITIVE_INFINITY,
  meanWaiting: Number.POSITIVE_INFINITY,
  meanSojournS: Number.POSITIVE_INFINITY,
  meanWaitS: Number.POSITIVE_INFINITY,
} as const;
