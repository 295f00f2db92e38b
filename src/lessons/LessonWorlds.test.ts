import { describe, expect, test } from 'vitest';
import { lessonOf, lessons } from './course/index.ts';
import { LessonWorlds } from './LessonWorlds.ts';
import { factOf, numbersNow, theNumberNow } from './reading.ts';

const S = 1_000_000;

function worldsOf(id: (typeof lessons)[number]['id'], saved?: ReturnType<LessonWorlds['state']>) {
  let nowMs = 0;
  const worlds = new LessonWorlds(lessonOf(id), () => nowMs, saved ?? null);
  /** Frames of the screen, sixty a second. */
  const run = (ms: number): void => {
    for (let t = 0; t < ms; t += 16) {
      nowMs += 16;
      worlds.frame(nowMs);
    }
  };
  return { worlds, run };
}

const instants = (worlds: LessonWorlds): number[] =>
  worlds.slots.map(({ session }) => session.timeline.nowUs);

describe('the worlds of a lesson', () => {
  test('open together, where the lesson says', () => {
    const { worlds } = worldsOf('l5');
    expect(instants(worlds)).toEqual([1_190_000, 1_190_000]);
    expect(worlds.slots.map(({ letter, world }) => letter + world.id)).toEqual(['Aa', 'Bb']);
  });

  test('play under one clock, and stop exactly at the end of a beat', () => {
    const { worlds, run } = worldsOf('l5');
    worlds.play(1_400_000);
    run(100);
    const [first, second] = instants(worlds);
    expect(first).toBe(second);
    expect(worlds.isPlaying).toBe(true);
    run(2_000);
    expect(instants(worlds)).toEqual([1_400_000, 1_400_000]);
    expect(worlds.isPlaying).toBe(false);
    // And may go on from there.
    worlds.play(1_500_000);
    run(1_000);
    expect(instants(worlds)).toEqual([1_500_000, 1_500_000]);
  });

  test('go back exactly, and forth one event at a time, together', () => {
    const { worlds } = worldsOf('l5');
    worlds.seek(10 * S);
    const before = worlds.slots.map(({ session }) => session.timeline.hash());
    worlds.seek(1.19 * S);
    worlds.step(1);
    const [first, second] = instants(worlds);
    expect(first).toBe(second);
    worlds.seek(10 * S);
    expect(worlds.slots.map(({ session }) => session.timeline.hash())).toEqual(before);
  });

  test.each(lessons.filter(({ id }) => id !== 'l0' && id !== 'l16').map(({ id }) => id))(
    'of %s show the numbers that it promises, when its last beat is over',
    (id) => {
      const { worlds } = worldsOf(id);
      const last = worlds.lesson.beats.findLast(({ toS }) => toS !== undefined);
      worlds.seek((last?.toS ?? 0) * S);
      const counted = numbersNow(worlds);
      expect(Object.keys(counted).length).toBeGreaterThan(0);
      for (const [name, value] of Object.entries(counted)) {
        const number = worlds.lesson.numbers.find((one) => one.id === name);
        const off = Math.abs(value - (number?.promised ?? Number.NaN));
        expect(off, `${name} is ${value}`).toBeLessThanOrEqual(number?.tolerance ?? 0);
      }
      for (const { world, fact, which } of worlds.lesson.because) {
        const slot = worlds.slots.find((one) => one.id === world);
        if (slot === undefined) throw new Error(`${world} is not on stage`);
        expect(factOf(slot.session.timeline.world.trace, fact, which), fact).not.toBeNull();
      }
    },
  );
});

describe('the controls of a lesson', () => {
  test('put another choice on stage, at the same instant', () => {
    const { worlds } = worldsOf('l5');
    worlds.seek(10 * S);
    expect(theNumberNow(worlds)).toEqual([1, 0]);
    expect(worlds.isUntouched).toBe(true);
    worlds.turnOn(1);
    expect(worlds.slots.map(({ world }) => world.id)).toEqual(['a5', 'b5']);
    expect(instants(worlds)).toEqual([10 * S, 10 * S]);
    expect(theNumberNow(worlds)).toEqual([5, 0]);
    expect(worlds.isUntouched).toBe(false);
    worlds.turnOn(1);
    expect(worlds.isUntouched).toBe(true);
  });

  test('turn a number: the follow-up of L4 is answered on stage', () => {
    const { worlds } = worldsOf('l4');
    worlds.set(1, 10.1);
    worlds.seek(20 * S);
    expect(theNumberNow(worlds)[1]).toBe(5);
  });

  test('act in every world at the same instant, and take it back', () => {
    const { worlds } = worldsOf('l1');
    const [kill] = worlds.lesson.controls;
    if (kill?.kind !== 'act') throw new Error('L1 begins with an act');
    worlds.seek(5 * S);
    expect(worlds.isOn(kill)).toBe(false);
    worlds.press(kill);
    expect(worlds.isOn(kill)).toBe(true);
    worlds.seek(6 * S);
    worlds.press(kill);
    expect(worlds.isOn(kill)).toBe(false);
    const acts = worlds.slots.map(({ session }) => session.timeline.acts.map(({ act }) => act));
    expect(acts.map((all) => all.map(({ kind }) => kind))).toEqual([
      ['crashService', 'restartService'],
      ['crashConsumer', 'restartConsumer'],
    ]);
    expect(acts[0]?.map(({ atUs }) => atUs)).toEqual(acts[1]?.map(({ atUs }) => atUs));
    worlds.startOver();
    expect(worlds.isUntouched).toBe(true);
  });

  test('do now and later: L3 lets everything die for a second', () => {
    const { worlds } = worldsOf('l3');
    const [dies] = worlds.lesson.controls;
    if (dies?.kind !== 'act') throw new Error('L3 begins with an act');
    worlds.seek(300_000);
    worlds.press(dies);
    worlds.seek(3 * S);
    const lost = worlds.slots.map(({ session }) => session.timeline.world.trace);
    expect(lost.map((trace) => factOf(trace, 'lost', 'first') !== null)).toEqual([true, false]);
  });

  test('place orders by hand: four of five that come at once are refused', () => {
    const { worlds } = worldsOf('l0');
    worlds.seek(1 * S);
    for (let i = 0; i < 5; i++) worlds.order('a');
    worlds.seek(2 * S);
    for (let i = 0; i < 5; i++) worlds.order('b');
    worlds.seek(10 * S);
    expect(theNumberNow(worlds)).toEqual([4, 0]);
    expect(worlds.ordersIn('a')).toHaveLength(5);
  });
});

test('a stage that is left is found again as it was', () => {
  const { worlds } = worldsOf('l5');
  const [crash] = worlds.lesson.controls;
  if (crash?.kind !== 'act') throw new Error('L5 begins with an act');
  worlds.set(2, 2.5);
  worlds.turnOn(1);
  worlds.seek(1.5 * S);
  worlds.press(crash);
  worlds.seek(3 * S);
  const again = worldsOf('l5', structuredClone(worlds.state())).worlds;
  expect(instants(again)).toEqual(instants(worlds));
  expect(again.slots.map(({ session }) => session.timeline.hash())).toEqual(
    worlds.slots.map(({ session }) => session.timeline.hash()),
  );
  expect(again.state()).toEqual(worlds.state());
});
