/**
 * scriptOf is what the one in front needs for a beat: what to say, what to ask, which wrong answers to
 * expect and what to say then, the number that will stand there, and how long it may take. It is made from
 * the lesson, so that it cannot promise another number than the lesson does.
 */
import { speeds } from '../../playback/index.ts';
import { runBeginsAt, runEndsAt } from '../beatInstants.ts';
import type { Beat } from '../beatsOf.ts';
import { handsOf, type Lesson, lessonOf } from '../course/index.ts';

export interface BeatScript {
  readonly say: readonly string[];
  readonly ask: string | null;
  readonly expect: readonly WrongAnswer[];
  readonly reply: readonly string[];
  /** What to expect at the end: "1 → 0 LOST", and the sums that come to it. */
  readonly number: { readonly figure: string; readonly sums: readonly string[] } | null;
  /** How long it takes, playing and talking. */
  readonly seconds: number;
}

export type WrongAnswer = Lesson['notes']['wrongAnswers'][number];

/** A class looks away from what takes longer. */
export const LONGEST_BEAT_S = 90;

/** Talking, by the step; of a run besides its playing. */
const talkS = { recall: 45, bet: 75, run: 40, observe: 30, result: 75, ask: 60, line: 30 } as const;

export function scriptOf(lesson: Lesson, beat: Beat): BeatScript {
  const { notes, observe, ask } = lesson;
  const seconds = secondsOf(lesson, beat);
  const silent = { say: [], ask: null, expect: [], reply: [], number: null, seconds };
  const number = numberOf(lesson);
  switch (beat.step) {
    case 'recall': {
      if (lesson.opensWith === undefined) return silent;
      const { recall } = lessonOf(lesson.opensWith);
      const right = recall.options.find(({ id }) => id === recall.right)?.text ?? '';
      return {
        ...silent,
        ask: recall.question,
        expect: beliefs(recall.options, recall.right),
        reply: [`${right}.`.replace(/([.?!])\.$/, '$1'), recall.because],
      };
    }
    case 'bet':
      return {
        ...silent,
        say: ['Nothing runs before everybody has bet. Count the hands, and write them down.'],
        ask: handsOf(lesson)?.asks ?? lesson.question,
        expect: notes.wrongAnswers,
        reply: ['Do not say yet who is right.'],
        number,
      };
    case 'run': {
      const run = lesson.beats[beat.run];
      const isAsked = notes.prompt.beat === beat.run;
      return {
        ...silent,
        say: run === undefined ? [] : [run.watch],
        ask: isAsked ? notes.prompt.ask : null,
        reply: isAsked ? [notes.prompt.answer] : [],
        number,
      };
    }
    case 'observe': {
      const seen =
        observe.kind === 'count' ? lesson.numbers.find(({ id }) => id === observe.number) : null;
      const right =
        observe.kind === 'choice'
          ? observe.options.find(({ id }) => id === observe.right)?.text
          : `${seen?.promised.toLocaleString('en-GB')} ${observe.unit}`;
      return {
        ...silent,
        say: ['Ask before you explain: one in five saw something else.'],
        ask: observe.asks,
        reply: [`It was: ${right}.`],
        number,
      };
    }
    case 'result':
      return {
        ...silent,
        say: lesson.shown,
        expect: notes.wrongAnswers,
        reply: [`Price: ${lesson.price}.`],
        number,
      };
    case 'ask':
      return { ...silent, ask: ask.question, reply: [ask.answer] };
    case 'line':
      return { ...silent, say: [`“${lesson.say}”`, `Assumed: ${lesson.assumptions}`] };
  }
}

function secondsOf(lesson: Lesson, { step, run }: Beat): number {
  if (step !== 'run') return talkS[step];
  const endUs = runEndsAt(lesson, run);
  const pace = speeds[lesson.beats[run]?.pace ?? 0];
  if (endUs === null || pace === undefined) return talkS.run;
  const playS = (endUs - runBeginsAt(lesson, run)) / pace.usPerS;
  return Math.ceil((talkS.run + playS) / 5) * 5;
}

/** The number in large as it will stand there, with its sums; whatever is counted by hand has none. */
export function numberOf({ theNumber, numbers }: Lesson): NonNullable<BeatScript['number']> {
  const named = theNumber.numbers.flatMap((id) => numbers.find((one) => one.id === id) ?? []);
  const figures = named.map(({ promised }) => promised.toLocaleString('en-GB'));
  return {
    figure: `${figures.join(' → ')} ${theNumber.word}`,
    sums: named.map(({ label, sum }) => `${label}: ${sum}`),
  };
}

function beliefs(
  options: readonly { readonly id: string; readonly text: string; readonly belief?: string }[],
  right: string,
): WrongAnswer[] {
  return options.flatMap(({ id, text, belief }) =>
    id === right || belief === undefined
      ? []
      : [{ answer: text, say: `It is believed: ${belief}.` }],
  );
}

/** A whole lesson, in seconds. */
export function lessonSeconds(lesson: Lesson, beats: readonly Beat[]): number {
  return beats.reduce((sum, beat) => sum + scriptOf(lesson, beat).seconds, 0);
}
