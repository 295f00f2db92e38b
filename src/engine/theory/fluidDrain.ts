/**
 * fluidDrain is a backlog as water: what comes in faster than it goes out stands, and then runs off.
 *
 * No chance at all, only rates; right on the scale of the whole spike. The arithmetic is that of
 * Newell's fluid approximation (G. F. Newell, Applications of Queueing Theory, chapter 2).
 */
export interface Drain {
  readonly peakBacklog: number;
  /** From the end of the spike or outage until nothing waits. Infinity when it never runs off. */
  readonly drainS: number;
  /** The longest wait: of whoever comes when the backlog is highest. */
  readonly peakWaitS: number;
}

/** The rate rises from `baseRatePerS` to `spikeRatePerS` for `spikeS`. Then B = (spike - cap) s, and B / (cap - base). */
export function drainAfterSpike(
  baseRatePerS: number,
  spikeRatePerS: number,
  spikeS: number,
  capacityPerS: number,
): Drain {
  const excess = spikeRatePerS - capacityPerS;
  return drainOf(excess > 0 ? excess * spikeS : 0, baseRatePerS, capacityPerS);
}

/** Nobody works for `outageS`. The first to come waits for all of it. */
export function drainAfterOutage(
  arrivalRatePerS: number,
  outageS: number,
  capacityPerS: number,
): Drain {
  const drain = drainOf(arrivalRatePerS * outageS, arrivalRatePerS, capacityPerS);
  return { ...drain, peakWaitS: outageS };
}

function drainOf(backlog: number, baseRatePerS: number, capacityPerS: number): Drain {
  const spareRatePerS = capacityPerS - baseRatePerS;
  const drainS =
    backlog === 0 ? 0 : spareRatePerS > 0 ? backlog / spareRatePerS : Number.POSITIVE_INFINITY;
  return { peakBacklog: backlog, drainS, peakWaitS: backlog / capacityPerS };
}
