/**
 * runLength says how long to observe a queue: long enough to see an error of 5 % in L, short enough
 * that a whole table is done in a minute.
 *
 * Source of the variance: W. Whitt, Planning queueing simulations, Management Science 35 (1989).
 */
import { RUNS } from './Family.ts';

/** A standard deviation of so much of L shows an error of 5 % four times in five, with a row among 338. */
const RELATIVE_DEVIATION = 0.0104;
/** For figures that are less even than L. */
const FEWEST_MESSAGES = 400_000;
/** What would take more messages than this cannot show 5 % within a minute for all rows ... */
const IN_REACH = 1_200_000;
/** ... so it gets no more than these, and shows larger errors. */
const OUT_OF_REACH = 400_000;
/** Within a run, stretches of so many correlation times are as good as independent. */
const CORRELATION_TIMES = 50;
/** Fewer say too little about how much they differ. Under heavy load they are 17 times as long. */
const FEWEST_STRETCHES = 4;
const MOST_STRETCHES = 100;
/** Of systems that forget quickly. */
const FIXED_STRETCHES = 12;

export interface RunLength {
  /** Left out at the start, when the system is still emptier than it will be. */
  readonly warmUpS: number;
  readonly stretchS: number;
  readonly stretches: number;
}

/** Beyond this utilisation a warm-up alone takes longer than all runs of a row may. */
const MOST_UTILISATION = 0.97;

export function isTooBusy(arrivalRatePerS: number, capacityPerS: number): boolean {
  return arrivalRatePerS > MOST_UTILISATION * capacityPerS;
}

/** The asymptotic variance of M/M/1: the time average of N over T has the variance σ²/T. */
export function asymptoticVariance(utilisation: number, serviceRatePerS: number): number {
  const spare = 1 - utilisation;
  return (2 * utilisation * (1 + utilisation)) / spare ** 4 / serviceRatePerS;
}

/**
 * The observation of each of the runs, when work of any kind comes at `arrivalRatePerS` to servers
 * that together do `capacityPerS`; `scv` is the work's squared coefficient of variation. An
 * `effort` below 1 makes the runs as much shorter.
 */
export function runLength(
  arrivalRatePerS: number,
  capacityPerS: number,
  scv: number,
  effort: number,
): RunLength {
  const utilisation = arrivalRatePerS / capacityPerS;
  const unevenness = (1 + scv) / 2;
  const spare = 1 - utilisation;
  // Of M/M/1, with all servers as one; how uneven the work is stretches time in heavy traffic.
  const relativeVariance =
    (unevenness * (2 * (1 + utilisation))) / (utilisation * spare * spare * capacityPerS);
  const correlationS = (unevenness * (1 + utilisation)) / (spare * spare * capacityPerS);
  const wantedS = relativeVariance / RELATIVE_DEVIATION ** 2;
  const wanted = Math.max(FEWEST_MESSAGES, wantedS * arrivalRatePerS);
  const messages = effort * (wanted > IN_REACH ? OUT_OF_REACH : wanted);
  const observedS = messages / arrivalRatePerS / RUNS;
  const stretches = Math.floor(observedS / (CORRELATION_TIMES * correlationS));
  return split(observedS, stretches, 10 * correlationS);
}

/** The observation of a system that forgets in about `memoryS`: so many messages in all. */
export function fixedLength(arrivalRatePerS: number, messages: number, memoryS: number): RunLength {
  return split(messages / arrivalRatePerS / RUNS, FIXED_STRETCHES, 10 * memoryS);
}

function split(observedS: number, wanted: number, warmUpS: number): RunLength {
  const stretches = Math.min(MOST_STRETCHES, Math.max(FEWEST_STRETCHES, wanted));
  return { warmUpS, stretchS: observedS / stretches, stretches };
}
