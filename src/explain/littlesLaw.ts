/**
 * littlesLaw measures the three terms of L = λ W each for itself: how many were in the queue on average,
 * how many a second came in, how long those that left had stayed. That they agree is the law.
 */
import { Copy, queueReport, type World } from '../engine/index.ts';

export interface LittlesLaw {
  /** L: ready, delayed or unacked, on average over the run so far. */
  readonly meanInSystem: number;
  /** λ */
  readonly arrivalRatePerS: number;
  /** W, in seconds: of those that have left. */
  readonly meanSojournS: number;
  /** Nothing is inside: L is λ W to the microsecond. Before that, those inside have yet to count in W. */
  readonly isEmpty: boolean;
}

/** null before anything has left. */
export function littlesLaw(world: World, queue: number): LittlesLaw | null {
  const seconds = world.nowUs / 1e6;
  const left = sum(world, queue, [
    Copy.done,
    Copy.handedOver,
    Copy.deadLettered,
    Copy.dropped,
    Copy.lost,
  ]);
  if (seconds === 0 || left === 0) return null;
  return {
    meanInSystem: queueReport(world, queue).depthMean,
    arrivalRatePerS: (left + world.depthOf(queue)) / seconds,
    isEmpty: world.depthOf(queue) === 0,
    meanSojournS: (world.queues.sojournSumUs[queue] ?? 0) / left / 1e6,
  };
}

function sum(world: World, queue: number, states: readonly number[]): number {
  return states.reduce((total, state) => total + world.countOf(queue, state), 0);
}
