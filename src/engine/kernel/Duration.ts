/**
 * Duration describes how long something takes: the gap between two arrivals, the work on one message.
 *
 * Draws are whole microseconds, at least one: time always moves on, so nothing can spin in an instant.
 */
import { naturalLogarithm } from './naturalLogarithm.ts';
import type { RandomStreams } from './RandomStreams.ts';
import type { SimTime } from './SimTime.ts';

export type Duration =
  | { readonly kind: 'constant'; readonly meanUs: number }
  | { readonly kind: 'uniform'; readonly lowUs: number; readonly highUs: number }
  | { readonly kind: 'exponential'; readonly meanUs: number }
  /** One after the other from the list, then again from its start. */
  | { readonly kind: 'listed'; readonly listUs: readonly number[] };

/** Draws the `index`-th duration (from 0) of a cause, stretched by `factor`. */
export function drawDuration(
  duration: Duration,
  index: number,
  factor: number,
  random: RandomStreams,
  stream: number,
): number {
  switch (duration.kind) {
    case 'exponential':
      // Inversion: -ln(U) / λ with U uniform on (0, 1].
      return wholeUs(-naturalLogarithm(random.nextUnit(stream)) * duration.meanUs * factor);
    case 'constant':
      return wholeUs(duration.meanUs * factor);
    case 'uniform':
      return wholeUs(
        (duration.lowUs + (duration.highUs - duration.lowUs) * random.nextUnit(stream)) * factor,
      );
    case 'listed':
      return wholeUs(duration.listUs[index % duration.listUs.length] * factor);
  }
}

/** The mean of a duration in microseconds, before any rounding. */
export function meanUs(duration: Duration): number {
  switch (duration.kind) {
    case 'constant':
    case 'exponential':
      return duration.meanUs;
    case 'uniform':
      return (duration.lowUs + duration.highUs) / 2;
    case 'listed':
      return duration.listUs.reduce((sum, us) => sum + us, 0) / duration.listUs.length;
  }
}

/** OnOff opens a window of `onUs`, shuts it for `offUs`, and so on from the start of the run. */
export interface OnOff {
  readonly onUs: number;
  readonly offUs: number;
}

/** When something that starts at `fromUs` and needs `lengthUs` of open window is over. */
export function endOf(fromUs: SimTime, lengthUs: number, onOff: OnOff | null): SimTime {
  if (onOff === null) return fromUs + lengthUs;
  const cycleUs = onOff.onUs + onOff.offUs;
  const intoCycleUs = fromUs % cycleUs;
  // Something that starts in a shut window waits for the next opening.
  const startUs = intoCycleUs < onOff.onUs ? fromUs : fromUs - intoCycleUs + cycleUs;
  if (lengthUs === 0) return startUs;
  const openUs = (startUs % cycleUs) + lengthUs;
  const cyclesPassed = Math.floor((openUs - 1) / onOff.onUs);
  return startUs + lengthUs + cyclesPassed * onOff.offUs;
}

function wholeUs(us: number): number {
  return us < 1 ? 1 : Math.floor(us + 0.5);
}
