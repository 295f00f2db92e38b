/** worldCurves are the curves of the worlds of a lesson on one axis: one line for each world. */
import type { Curve, TimeChartData } from '../../charts/index.ts';
import type { Staged } from '../../lessons/course/index.ts';
import type { LessonWorlds, Slot } from '../../lessons/index.ts';
import { ORDERS } from '../../playback/index.ts';
import { actLabel } from '../../store/index.ts';

/** A line is told from the others without colour. */
export const dashes = ['5 4', undefined, '1.5 3.5', '9 4 2 4'];

export function worldCurves(worlds: LessonWorlds<Staged>): TimeChartData {
  const { picture } = worlds.lesson;
  const isFailed = picture.kind === 'failed';
  return {
    fromUs: 0,
    toUs: worlds.endUs,
    playheadUs: worlds.nowUs,
    hoverUs: null,
    horizonUs: Math.min(...worlds.slots.map(({ session }) => session.timeline.horizonUs)),
    areas: [],
    lines: worlds.slots.map((slot, i) => ({
      id: slot.id,
      label: slot.letter,
      curve: curveOf(slot, picture.kind),
      dash: dashes[i],
      ...(isFailed ? {} : { state: picture.kind === 'depth' ? 'ready' : 'done' }),
    })),
    ghosts: [],
    unit: isFailed ? 'orders failed' : picture.kind === 'depth' ? 'waiting' : 'done',
    flags: flagsOf(worlds),
  };
}

function curveOf({ session }: Slot, kind: string): Curve {
  const { samples } = session.timeline;
  const { queue } = session.store.getState();
  const columns = samples.of(kind === 'failed' || queue < 0 ? ORDERS : queue);
  const values =
    kind === 'failed' ? columns.unacked : kind === 'depth' ? columns.ready : columns.done;
  return { timesUs: samples.timesUs, values, length: samples.length };
}

/** What is done to all worlds at the same instant has one flag. */
function flagsOf({ slots }: LessonWorlds<Staged>): TimeChartData['flags'] {
  const flags = new Map<string, TimeChartData['flags'][number]>();
  for (const { session } of slots) {
    const { scenario, acts } = session.timeline;
    const script = scenario.faults.map((act) => ({ act, origin: 'script' as const }));
    const person = acts.map(({ act }) => ({ act, origin: 'person' as const }));
    for (const { act, origin } of [...script, ...person]) {
      const id = `${origin} ${act.atUs}`;
      if (flags.has(id)) continue;
      flags.set(id, {
        id,
        atUs: act.atUs,
        untilUs: 'lengthUs' in act ? act.atUs + act.lengthUs : undefined,
        label: actLabel(scenario, act),
        origin,
        selected: false,
      });
    }
  }
  return [...flags.values()];
}
