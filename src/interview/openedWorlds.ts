/** openedWorlds puts the worlds of a card on stage as a link has them, and says of a stage what a link holds. */
import type { Intervention } from '../engine/index.ts';
import { actsOfWorld } from '../lessons/course/index.ts';
import { LessonWorlds } from '../lessons/index.ts';
import type { Card } from './cards/index.ts';
import type { InterviewState } from './interviewLifecycle.ts';
import type { InterviewLink } from './interviewLink.ts';

/** Digits of each hash in a link. */
const DIGITS = 6;

export function openedWorlds(link: InterviewLink, wallMs: () => number): LessonWorlds<Card> {
  const { card, values, acts, atUs } = link;
  const done = card.worlds.map((world, i): [string, readonly Intervention[]] => {
    const own = acts[i] ?? [];
    return [world.id, own.length === 0 ? [] : [...actsOfWorld(world), ...own]];
  });
  return new LessonWorlds(card, wallMs, {
    atUs: atUs ?? Math.round(card.opening.fromS * 1_000_000),
    settings: Object.fromEntries(values.map((value, i) => [i, value])),
    placedUs: {},
    acts: Object.fromEntries(done),
  });
}

/** The values of the sentence as they stand. */
export function valuesIn(worlds: LessonWorlds<Card>): number[] {
  return worlds.lesson.controls.map((_, i) => worlds.settingOf(i));
}

/** What a link says of a stage. */
export function writtenFrom(worlds: LessonWorlds<Card>, state: InterviewState): InterviewLink {
  const [without = [], mended = []] = worlds.slots.map(({ world, session }) => {
    const base = actsOfWorld(world).map((act) => JSON.stringify(act));
    return session.timeline.acts
      .map(({ act }) => act)
      .filter((act) => !base.includes(JSON.stringify(act)));
  });
  const shown = worlds.slots[state.isMended ? 1 : 0];
  return {
    card: worlds.lesson,
    beat: state.beat,
    atUs: worlds.nowUs,
    shown: state.isBoth ? 'both' : state.isMended ? 'with' : 'without',
    values: valuesIn(worlds),
    acts: [without, mended],
    view: shown?.session.view ?? { selection: null, focus: null, chart: null, isTable: false },
    mark: markOf(worlds),
  };
}

/** What tells this very run from any other, as far as the playhead. */
export function markOf({ slots }: LessonWorlds<Card>): string {
  return slots.map(({ session }) => session.timeline.hash().slice(0, DIGITS)).join('');
}
