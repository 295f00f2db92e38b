/**
 * moments are the instants of a run worth going to, in its order: what was done to it, the first of each
 * fate, the peaks, and where a queue is empty again.
 */
import { interestingMoments } from '../explain/index.ts';
import type { Timeline } from '../playback/index.ts';
import { actLabel } from './actLabel.ts';

export interface NamedMoment {
  /** "crash C1", "first redelivery", "most in the e-mail queue: 1,500" */
  readonly title: string;
  readonly atUs: number;
  /** The script or a person did it, or it is what came of that. */
  readonly kind: 'script' | 'person' | 'found';
}

/** How much of the axis is simulated at a time in search of the next moment. */
const STRIDES = 24;

/** Those of what is simulated so far, acts yet to come included. */
export function knownMoments({ scenario, world, horizonUs, endUs }: Timeline): NamedMoment[] {
  const acts = world.acts
    .filter(({ act }) => act.atUs <= endUs)
    .map(
      ({ act, isScript }): NamedMoment => ({
        title: actLabel(scenario, act),
        atUs: act.atUs,
        kind: isScript ? 'script' : 'person',
      }),
    );
  const isDone = new Set(acts.map(({ atUs }) => atUs));
  const all = interestingMoments(world, world.trace, world.trace.known);
  const settled = new Set(all.flatMap(({ name, place }) => (name === 'emptyAgain' ? [place] : [])));
  const found = all
    // A peak is one when it is over.
    .filter(({ name, place }) => name !== 'backlogPeak' || settled.has(place) || horizonUs >= endUs)
    // A crash is told by the act that caused it.
    .filter(({ name, atUs }) => name !== 'firstCrash' || !isDone.has(atUs))
    .map(({ title, atUs }): NamedMoment => ({ title, atUs, kind: 'found' }));
  return [...acts, ...found].sort((a, b) => a.atUs - b.atUs);
}

/**
 * Puts the playhead on the next moment, or the one before, and returns it; null where there is none, and
 * the playhead stays. What is not simulated yet is simulated as far as the next one lies ahead.
 */
export function goToMoment(timeline: Timeline, direction: 1 | -1): NamedMoment | null {
  const fromUs = timeline.nowUs;
  const moment = direction === 1 ? findAhead(timeline, fromUs) : findBefore(timeline, fromUs);
  timeline.seek(moment?.atUs ?? fromUs);
  return moment;
}

function findAhead(timeline: Timeline, fromUs: number): NamedMoment | null {
  const strideUs = Math.max(1, Math.ceil(timeline.endUs / STRIDES));
  for (;;) {
    const { horizonUs, endUs, stopped } = timeline;
    // What lies beyond the horizon may yet come after something that is still to be found.
    const next = knownMoments(timeline).find(({ atUs }) => atUs > fromUs && atUs <= horizonUs);
    if (next !== undefined) return next;
    if (horizonUs >= endUs || stopped !== null) return null;
    timeline.seek(Math.min(endUs, Math.max(horizonUs, fromUs) + strideUs));
  }
}

function findBefore(timeline: Timeline, fromUs: number): NamedMoment | null {
  return knownMoments(timeline).findLast(({ atUs }) => atUs < fromUs) ?? null;
}
