/**
 * lessonCards are the lessons as cards: what they say, their worlds, their numbers and their price are the
 * lessons' own. Here stands only which two worlds are set against each other, and at what pace.
 */
import {
  type Lesson,
  type LessonId,
  type LessonWorld,
  lessons,
  type PromisedNumber,
  worldOf,
  worldsOf,
} from '../../lessons/course/index.ts';
import { type Card, type CardNumber, type Stretch, usualSeconds } from './Card.ts';
import { type Sentence, sentences } from './lessonSentences.ts';

interface Staging {
  /** The worlds without and with, by their ids in the lesson. */
  readonly worlds: readonly [string, string];
  /** The key of what breaks it. */
  readonly key: string;
  readonly opensAtS: number;
  readonly opening: Card['opening'];
  readonly breaks: Stretch;
  readonly mends: Stretch;
  /** Left out: the first and second of the lesson's number. */
  readonly numbers?: readonly [string, string];
  readonly word?: string;
  /** Which of the sentences under `shown` is the reason. */
  readonly because: number;
}

const stagings: Readonly<Record<LessonId, Staging>> = {
  l0: {
    worlds: ['a', 'b'],
    key: 'T',
    opensAtS: 0,
    opening: { fromS: 0, toS: 5, pace: 3 },
    breaks: { toS: 3, pace: 3 },
    mends: { toS: 5, pace: 3 },
    because: 1,
  },
  l1: {
    worlds: ['a', 'b'],
    key: 'K',
    opensAtS: 9.9,
    opening: { fromS: 6, toS: 9.9, pace: 3 },
    breaks: { toS: 20.2, pace: 4 },
    mends: { toS: 26, pace: 4 },
    because: 2,
  },
  l2: {
    worlds: ['b', 'a'],
    key: 'D',
    opensAtS: 0.49,
    opening: { fromS: 0, toS: 0.49, pace: 1 },
    breaks: { toS: 6, pace: 3 },
    mends: { toS: 6, pace: 3 },
    because: 0,
  },
  l3: {
    worlds: ['a-work', 'b-work'],
    key: 'D',
    opensAtS: 0.45,
    opening: { fromS: 0, toS: 0.45, pace: 1 },
    breaks: { toS: 2.2, pace: 2 },
    mends: { toS: 2.2, pace: 2 },
    because: 1,
  },
  l4: {
    worlds: ['a', 'c'],
    key: 'D',
    opensAtS: 10.59,
    opening: { fromS: 9.2, toS: 10.59, pace: 2 },
    breaks: { toS: 12.4, pace: 2 },
    mends: { toS: 12.4, pace: 2 },
    numbers: ['lostMemory', 'lostBefore'],
    because: 0,
  },
  l5: {
    worlds: ['a', 'b'],
    key: 'C',
    opensAtS: 1.19,
    opening: { fromS: 0, toS: 1.19, pace: 2 },
    breaks: { toS: 2.9, pace: 2 },
    mends: { toS: 2.9, pace: 2 },
    because: 1,
  },
  l6: {
    worlds: ['a', 'b'],
    key: 'C',
    opensAtS: 4.9,
    opening: { fromS: 0, toS: 4.9, pace: 3 },
    breaks: { toS: 17, pace: 4 },
    mends: { toS: 12, pace: 4 },
    because: 0,
  },
  l7: {
    worlds: ['a', 'b'],
    key: 'C',
    opensAtS: 0.95,
    opening: { fromS: 0, toS: 0.95, pace: 2 },
    breaks: { toS: 9, pace: 4 },
    mends: { toS: 9, pace: 4 },
    because: 1,
  },
  l8: {
    worlds: ['a', 'b'],
    key: 'T',
    opensAtS: 9.9,
    opening: { fromS: 6, toS: 9.9, pace: 3 },
    breaks: { toS: 20, pace: 4 },
    mends: { toS: 52, pace: 5 },
    because: 1,
  },
  l9: {
    worlds: ['a', 'b'],
    key: 'T',
    opensAtS: 0,
    opening: { fromS: 0, toS: 15, pace: 4 },
    breaks: { toS: 60, pace: 5 },
    mends: { toS: 60, pace: 5 },
    because: 0,
  },
  l10: {
    worlds: ['free1', 'a'],
    key: 'N',
    opensAtS: 0,
    opening: { fromS: 0, toS: 14, pace: 4 },
    breaks: { toS: 60, pace: 5 },
    mends: { toS: 16, pace: 4 },
    numbers: ['free1', 'free8'],
    word: 's for 600 orders',
    because: 1,
  },
  l11: {
    worlds: ['a', 'b'],
    key: 'N',
    opensAtS: 0,
    opening: { fromS: 0, toS: 0.45, pace: 1 },
    breaks: { toS: 0.35, pace: 1 },
    mends: { toS: 0.5, pace: 1 },
    because: 1,
  },
  l12: {
    worlds: ['a', 'c'],
    key: 'N',
    opensAtS: 0,
    opening: { fromS: 0, toS: 6, pace: 3 },
    breaks: { toS: 22, pace: 5 },
    mends: { toS: 6.5, pace: 4 },
    numbers: ['endFifo', 'endKeys'],
    because: 2,
  },
  l13: {
    worlds: ['a', 'b'],
    key: 'X',
    opensAtS: 3.7,
    opening: { fromS: 2.2, toS: 3.7, pace: 2 },
    breaks: { toS: 20, pace: 4 },
    mends: { toS: 21, pace: 4 },
    numbers: ['doneWithout', 'doneWith'],
    because: 1,
  },
  l14: {
    worlds: ['a', 'b'],
    key: 'K',
    opensAtS: 0,
    opening: { fromS: 0, toS: 2.4, pace: 3 },
    breaks: { toS: 3, pace: 3 },
    mends: { toS: 16, pace: 4 },
    because: 1,
  },
  l15: {
    worlds: ['a', 'b'],
    key: 'T',
    opensAtS: 9.9,
    opening: { fromS: 6, toS: 9.9, pace: 3 },
    breaks: { toS: 20, pace: 4 },
    mends: { toS: 25, pace: 4 },
    numbers: ['answerAll', 'answerSome'],
    because: 1,
  },
  l16: {
    worlds: ['d-exposed', 'cured-d'],
    key: 'D',
    opensAtS: 4.9,
    opening: { fromS: 0, toS: 4.9, pace: 3 },
    breaks: { toS: 9.5, pace: 3 },
    mends: { toS: 10, pace: 3 },
    numbers: ['lost', 'lostCured'],
    because: 1,
  },
};

export const lessonCards: readonly Card[] = lessons.map((lesson) =>
  cardOfLesson(lesson.id === 'l16' ? withCure(lesson) : lesson, stagings[lesson.id]),
);

function cardOfLesson(lesson: Lesson, staging: Staging): Card {
  const { id, title, covers, question, say, picture, price, shown, assumptions, terms } = lesson;
  const { key, opensAtS, opening, breaks, mends, because } = staging;
  const [without, mended] = staging.worlds.map((world) => worldOf(lesson, world));
  if (without === undefined || mended === undefined)
    throw new RangeError(`${id} has no such worlds`);
  const worlds = [without, mended] as const;
  const [first, second] = lesson.theNumber.numbers;
  const theNumber = {
    numbers: staging.numbers ?? [first, second],
    word: staging.word ?? lesson.theNumber.word,
  } as const;
  const [beat] = lesson.beats;
  const sentence = sentences[id];
  return {
    id,
    title,
    lesson: id,
    asked: question,
    words: [
      covers,
      ...lesson.worlds.map((world) => world.title),
      ...terms.flatMap(({ here, rabbitmq, sqs, kafka }) => [here, rabbitmq, sqs, kafka]),
    ],
    state: say,
    ...(lesson.seed === undefined ? {} : { seed: lesson.seed }),
    worlds,
    others: othersOf(lesson, worlds),
    controls: sentence?.controls ?? [],
    picture,
    opensAtS,
    opening,
    breaks: { ...breaks, key, label: beat.title, watch: beat.watch },
    mends: { ...mends, watch: lesson.differ },
    numbers: numbersOf(lesson, staging.worlds, theNumber.numbers, sentence),
    theNumber,
    price,
    because: shown[because] ?? '',
    assumptions,
    seconds: usualSeconds,
  };
}

/** What is told of the two worlds; the card's own number may be a sum over others. */
function numbersOf(
  { numbers }: Lesson,
  worlds: readonly string[],
  named: readonly string[],
  sentence: Sentence | undefined,
): CardNumber[] {
  const isTold = (number: PromisedNumber): boolean =>
    named.includes(number.id) || worldsOf(number).every((world) => worlds.includes(world));
  const told = numbers.filter((one) => isTold(one) && !sentence?.without?.includes(one.id));
  return told.map(({ promised, sum, ...number }) => ({
    ...number,
    byHand: sentence?.sums[number.id] ?? (() => ({ text: sum, value: promised })),
    ...(sentence?.slack === undefined ? {} : { slack: sentence.slack }),
    ...toleranceOf(sentence?.tolerance?.[number.id]),
  }));
}

function toleranceOf(tolerance: number | undefined): { tolerance?: number } {
  return tolerance === undefined ? {} : { tolerance };
}

function othersOf(lesson: Lesson, staged: readonly LessonWorld[]): LessonWorld[] {
  const all = [...lesson.worlds, ...(lesson.others ?? [])];
  return all.filter((world) => !staged.includes(world));
}

/** The bug hunt examines four designs: the card takes one of them, and cures it under the same faults. */
function withCure(lesson: Lesson): Lesson {
  const exposed = worldOf(lesson, 'd-exposed');
  const lost = lesson.numbers.find(({ id }) => id === 'lost');
  if (lost === undefined) throw new RangeError('the bug hunt loses nothing');
  return {
    ...lesson,
    others: [
      ...(lesson.others ?? []),
      {
        ...worldOf(lesson, 'cured'),
        ...exposed,
        id: 'cured-d',
        title: 'the same, cured',
        scenario: 'l16-cured',
      },
    ],
    numbers: [
      ...lesson.numbers,
      {
        ...lost,
        id: 'lostCured',
        label: 'LOST, the same faults, cured',
        in: 'cured-d',
        promised: 0,
        sum: 'on disk before OK: 0',
      },
    ],
  };
}
