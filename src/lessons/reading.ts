/** reading is what panels read off the worlds of a lesson: the number as it stands, a fact to explain. */
import { Fact, type FactName, type Trace } from '../engine/index.ts';
import { type Observation, worldsOf } from './course/index.ts';
import type { LessonWorlds } from './LessonWorlds.ts';
import type { Seen } from './lessonLifecycle.ts';

/** The number in large, counted where its worlds are on stage; null where one is not. */
export function theNumberNow({ lesson, slots }: LessonWorlds): (number | null)[] {
  return lesson.theNumber.numbers.map((id) => {
    const number = lesson.numbers.find((one) => one.id === id);
    if (number === undefined) return null;
    const [world, ...others] = worldsOf(number);
    const slot = slots.find((one) => one.id === world);
    if (slot === undefined || others.length > 0) return null;
    const value = number.counter.of(slot.session.timeline.run);
    return Number.isNaN(value) ? null : value;
  });
}

/** Every number whose world is on stage as the lesson has it, as it stands. */
export function numbersNow({ lesson, slots }: LessonWorlds): Record<string, number> {
  const counted = lesson.numbers.flatMap((number): [string, number][] => {
    const [world, ...others] = worldsOf(number);
    const slot = slots.find((one) => one.world.id === world);
    if (slot === undefined || others.length > 0 || number.atS !== undefined) return [];
    const value = number.counter.of(slot.session.timeline.run);
    return Number.isNaN(value) ? [] : [[number.id, value]];
  });
  return Object.fromEntries(counted);
}

/** The first or the last fact of a kind up to now, or null. */
export function factOf(trace: Trace, name: FactName, which: 'first' | 'last'): number | null {
  const kind = Fact[name];
  const { length } = trace;
  if (which === 'first') {
    for (let i = 0; i < length; i++) if (trace.kind(i) === kind) return i;
    return null;
  }
  for (let i = length - 1; i >= 0; i--) if (trace.kind(i) === kind) return i;
  return null;
}

export function seenText(observe: Observation, seen: Seen | null): string {
  if (seen === null) return '–';
  if (seen.kind === 'unsure') return 'not sure';
  if (seen.kind === 'count') return seen.count.toLocaleString('en-GB');
  const options = observe.kind === 'choice' ? observe.options : [];
  return options.find(({ id }) => id === seen.option)?.text ?? '';
}
