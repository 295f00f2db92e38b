import { describe, expect, test } from 'vitest';
import { beatsOf } from '../beatsOf.ts';
import { type LessonId, lessonOf, lessons } from '../course/index.ts';
import { theNumberNow } from '../reading.ts';
import { Presentation, type PresentCommand } from './Presentation.ts';
import { freshLink, type PresentLink, readPresentLink, writePresentLink } from './presentLink.ts';
import { LONGEST_BEAT_S, lessonSeconds, scriptOf } from './scriptOf.ts';

const S = 1_000_000;

function presented(link: PresentLink) {
  let nowMs = 0;
  const talk = new Presentation(lessonOf(link.id), link, {
    wallMs: () => nowMs,
    epochMs: () => nowMs,
  });
  /** Frames of the screen, sixty a second. */
  const run = (ms: number): void => {
    for (let t = 0; t < ms; t += 16) {
      nowMs += 16;
      talk.frame(nowMs);
    }
  };
  const press = (
    ...types: Extract<PresentCommand, { type: 'NEXT' | 'BACK' | 'FREEZE' }>['type'][]
  ) =>
    types.forEach((type) => {
      talk.do({ type });
    });
  return { talk, run, press };
}

const opened = (id: LessonId) => presented(freshLink(id));

/** As after F5: from the address alone. */
function reloaded(talk: Presentation) {
  const reading = readPresentLink(`#${writePresentLink(talk.link)}`);
  if (!reading?.ok) throw new Error(reading?.error ?? 'no link of a presentation');
  return presented(reading.link);
}

const stepOf = ({ context: { beats, beat } }: Presentation) => beats[beat]?.step;
const hashes = ({ live }: Presentation) => live.slots.map(({ session }) => session.timeline.hash());

describe('with the two buttons of a remote', () => {
  test.each(lessons.map(({ id }) => id))('%s is told from its first beat to its line', (id) => {
    const { talk, press } = opened(id);
    const steps: (string | undefined)[] = [stepOf(talk)];
    for (let i = 0; i < 60 && stepOf(talk) !== 'line'; i++) {
      press('NEXT');
      steps.push(stepOf(talk));
    }
    expect(new Set(steps)).toEqual(new Set(beatsOf(lessonOf(id)).map(({ step }) => step)));
    if (['l0', 'l16'].includes(id)) return;
    // And the class has seen the number that the lesson promises.
    const { numbers, theNumber } = lessonOf(id);
    theNumberNow(talk.live).forEach((value, i) => {
      const promised = numbers.find((one) => one.id === theNumber.numbers[i]);
      if (value === null || promised === undefined) return;
      expect(Math.abs(value - promised.promised)).toBeLessThanOrEqual(promised.tolerance ?? 0);
    });
  });

  test('nothing runs before the class has bet, and the key that goes on first ends what moves', () => {
    const { talk, press, run } = opened('l5');
    press('NEXT', 'NEXT');
    expect(stepOf(talk)).toBe('bet');
    for (const type of ['PLAY', 'START'] as const) talk.do({ type });
    talk.do({ type: 'PRESS', control: 0 });
    run(500);
    expect(talk.live.isUntouched).toBe(true);
    expect(talk.live.nowUs).toBe(1.19 * S);
    press('NEXT');
    expect(talk.live.isPlaying).toBe(true);
    press('NEXT');
    expect([talk.live.isPlaying, talk.live.nowUs]).toEqual([false, 1.4 * S]);
    press('NEXT');
    expect(talk.runBeat?.title).toBe('Down');
  });

  test('where one world is shown at a time, each of them is shown before the next beat', () => {
    const { talk, press } = opened('l5');
    press('NEXT', 'NEXT', 'NEXT', 'NEXT');
    expect(talk.shown.world).toBeNull();
    talk.do({ type: 'WORLD' });
    press('NEXT');
    // The other world over the same stretch of the run.
    expect([talk.shown.world, talk.live.nowUs, talk.live.isPlaying]).toEqual([1, 1.19 * S, true]);
    expect(talk.runBeat?.title).toBe('The crash');
    press('NEXT', 'NEXT');
    expect([talk.shown.world, talk.runBeat?.title]).toEqual([null, 'Down']);
  });

  test('going back restores a beat as it was come to, with all that was done before it', () => {
    const { talk, press } = opened('l5');
    press('NEXT', 'NEXT', 'NEXT', 'NEXT');
    talk.do({ type: 'SET', control: 1, value: 1 });
    press('NEXT');
    const cameTo = hashes(talk);
    talk.live.pause();
    talk.do({ type: 'PRESS', control: 0 });
    press('NEXT', 'NEXT', 'NEXT');
    expect(hashes(talk)).not.toEqual(cameTo);
    // Also when the page was loaded anew meanwhile.
    const again = reloaded(talk);
    for (const { talk: one, press: on } of [{ talk, press }, again]) {
      for (let i = 0; i < 9 && one.runBeat?.title !== 'Down'; i++) on('BACK');
      expect(hashes(one)).toEqual(cameTo);
      expect(one.live.slots.map(({ world }) => world.id)).toEqual(['a5', 'b5']);
    }
  });
});

describe('a held picture', () => {
  test('stays while another beat is made ready behind it, and then shows that', () => {
    const { talk, press, run } = opened('l5');
    press('NEXT', 'NEXT', 'NEXT');
    run(500);
    const seenUs = talk.live.nowUs;
    press('FREEZE');
    run(1_000);
    expect(talk.live.nowUs).toBe(seenUs);
    press('NEXT', 'NEXT');
    talk.do({ type: 'PRESS', control: 0 });
    expect(talk.shown.beat).toBe(2);
    expect(talk.live.nowUs).toBe(seenUs);
    expect(talk.live.isUntouched).toBe(true);
    const ready = talk.worlds.slots.map(({ session }) => session.timeline.hash());
    // A reload in between changes neither what is seen nor what is ready.
    const again = reloaded(talk);
    for (const { talk: one, press: on } of [{ talk, press }, again]) {
      expect(one.live.nowUs).toBe(seenUs);
      on('FREEZE');
      one.live.pause();
      expect(hashes(one)).toEqual(ready);
      expect(one.runBeat?.title).toBe('Again');
    }
  });

  test('goes on where it stood when nothing was made ready', () => {
    const { talk, press, run } = opened('l5');
    press('NEXT', 'NEXT', 'NEXT');
    run(300);
    press('FREEZE', 'FREEZE');
    expect(talk.live.isPlaying).toBe(true);
    run(5_000);
    expect(talk.live.nowUs).toBe(1.4 * S);
  });
});

test.each(lessons.map(({ id }) => id))('%s: a jump saves the talk, whatever was done', (id) => {
  const { talk, press } = opened(id);
  press('NEXT', 'NEXT', 'NEXT', 'FREEZE');
  talk.do({ type: 'BLANK' });
  talk.do({ type: 'PRESS', control: 0 });
  talk.do({ type: 'DECISIVE' });
  expect([talk.isHeld, talk.isBlank]).toEqual([false, false]);
  expect(talk.live.nowUs).toBe(Math.round(talk.lesson.decisiveS * S));
  expect(stepOf(talk)).toBe('run');
  // What it shows is a picture: something has happened in it.
  expect(hashes(talk)).not.toEqual(hashes(opened(id).talk));
});

test.each(lessons)(
  '$id has no beat above 90 seconds, and asks in a beat that there is',
  (lesson) => {
    const beats = beatsOf(lesson);
    for (const beat of beats) {
      const { seconds } = scriptOf(lesson, beat);
      expect(seconds, beat.title).toBeGreaterThan(0);
      expect(seconds, beat.title).toBeLessThanOrEqual(LONGEST_BEAT_S);
    }
    expect(lessonSeconds(lesson, beats)).toBeLessThanOrEqual(12 * 60);
    expect(
      beats.filter((beat) => scriptOf(lesson, beat).ask === lesson.notes.prompt.ask),
    ).toHaveLength(1);
  },
);
