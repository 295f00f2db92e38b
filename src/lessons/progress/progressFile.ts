/**
 * progressFile writes progress as text and reads it back. A file is input like any other: it is taken as
 * a whole, or one sentence says what is wrong with it and nothing is changed.
 */
import type { Intervention } from '../../engine/index.ts';
import {
  documentOf,
  type JsonValue,
  parseJson,
  readDocument,
  shippedDocument,
} from '../../scenarios/index.ts';
import { beatsOf } from '../beatsOf.ts';
import {
  type Bet,
  type BetAnswer,
  type Lesson,
  type LessonId,
  lessonIds,
  lessonOf,
  worldOf,
} from '../course/index.ts';
import type { Seen } from '../lessonLifecycle.ts';
import {
  asFlag,
  asList,
  asNumber,
  asObject,
  asWhole,
  asWord,
  inside,
  keysOf,
  orNull,
  type Placed,
  refuse,
  Unacceptable,
} from './checks.ts';
import type {
  CardMark,
  LessonProgress,
  Progress,
  StageState,
  TimedFault,
  Trial,
} from './Progress.ts';

const KIND = 'queuescope progress';
const VERSION = 1;
/** A count beyond this is no count of ours. */
const MOST = 1_000_000_000_000;
const ACTS = 500;

export type ProgressReading =
  | { readonly ok: true; readonly progress: Progress }
  | { readonly ok: false; readonly error: string };

/** The error is a clause without a full stop, for whoever names what it was read from. */
export type StageReading =
  | { readonly ok: true; readonly stage: StageState }
  | { readonly ok: false; readonly error: string };

export function writeProgress({ lessons, cards }: Progress): string {
  const written = Object.entries(lessons).map(([id, lesson]) => [
    id,
    writtenLesson(lessonOf(id as LessonId), lesson),
  ]);
  return JSON.stringify({
    kind: KIND,
    version: VERSION,
    lessons: Object.fromEntries(written),
    cards,
  });
}

/** `file` is what the sentence begins with: the file's name, say. */
export function readProgress(text: string, file: string): ProgressReading {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, error: `${file}: ${parsed.error}` };
  try {
    return { ok: true, progress: progressIn({ value: parsed.value, path: '' }) };
  } catch (error) {
    if (!(error instanceof Unacceptable)) throw error;
    return { ok: false, error: `${file}: ${error.message}.` };
  }
}

/** The worlds of a lesson as they stand, as a file or a link holds them. */
export function readStage(value: JsonValue, lesson: Lesson, path: string): StageReading {
  try {
    return { ok: true, stage: stageIn({ value, path }, lesson) };
  } catch (error) {
    if (!(error instanceof Unacceptable)) throw error;
    return { ok: false, error: error.message };
  }
}

// Writing

function writtenLesson(lesson: Lesson, { stage, ...rest }: LessonProgress): object {
  return { ...rest, stage: stage === null ? null : writeStage(lesson, stage) };
}

/** Acts are written as the faults of a file. */
export function writeStage(lesson: Lesson, { acts, ...rest }: StageState): object {
  const written = Object.entries(acts).map(([id, done]) => {
    const { scenario } = worldOf(lesson, id);
    const faults = done.length === 0 ? [] : faultsOf(scenario, done);
    return [id, faults];
  });
  return { ...rest, acts: Object.fromEntries(written) };
}

function faultsOf(
  name: Parameters<typeof shippedDocument>[0],
  acts: readonly Intervention[],
): unknown {
  const reading = readDocument(shippedDocument(name), name);
  if (!reading.ok) throw new Error(reading.error);
  return documentOf({ ...reading.scenario, faults: acts }).faults;
}

// Reading

function progressIn(file: Placed): Progress {
  keysOf(file, ['kind', 'version', 'lessons', 'cards'], 'its keys');
  asWord(inside(file, 'kind'), [KIND]);
  if (inside(file, 'version').value !== VERSION) refuse(inside(file, 'version'), String(VERSION));
  const lessons = inside(file, 'lessons');
  const cards = inside(file, 'cards');
  return {
    lessons: Object.fromEntries(
      keysOf(lessons, lessonIds, 'lessons').map((id) => [
        id,
        lessonIn(inside(lessons, id), lessonOf(id)),
      ]),
    ),
    cards: Object.fromEntries(
      keysOf(cards, lessonIds, 'lessons').map((id): [LessonId, CardMark] => [
        id,
        asWord(inside(cards, id), ['known', 'again']),
      ]),
    ),
  };
}

const lessonKeys = [
  'recalled',
  'bet',
  'seen',
  'isKnown',
  'beat',
  'isFinished',
  'counted',
  'trials',
  'stage',
] as const;

function lessonIn(placed: Placed, lesson: Lesson): LessonProgress {
  keysOf(placed, lessonKeys, 'its keys');
  const field = (key: (typeof lessonKeys)[number]): Placed => inside(placed, key);
  return {
    recalled: orNull(field('recalled'), (at) => recalledIn(at, lesson)),
    bet: orNull(field('bet'), (at) => betIn(at, lesson.bet)),
    seen: orNull(field('seen'), (at) => seenIn(at, lesson)),
    isKnown: asFlag(field('isKnown')),
    beat: asWhole(field('beat'), 0, beatsOf(lesson).length - 1),
    isFinished: asFlag(field('isFinished')),
    counted: countsIn(
      field('counted'),
      lesson.numbers.map(({ id }) => id),
      'its numbers',
    ),
    trials: trialsIn(field('trials'), lesson),
    stage: orNull(field('stage'), (at) => stageIn(at, lesson)),
  };
}

function recalledIn(placed: Placed, { opensWith }: Lesson): string {
  if (opensWith === undefined) return refuse(placed, 'null');
  const { options } = lessonOf(opensWith).recall;
  return asWord(
    placed,
    options.map(({ id }) => id),
  );
}

function betIn(placed: Placed, bet: Bet | null): BetAnswer {
  if (bet === null) return refuse(placed, 'null');
  const kind = asWord(inside(placed, 'kind'), [bet.kind]);
  if (bet.kind === 'choice') {
    keysOf(placed, ['kind', 'option'], 'its keys');
    const ids = bet.options.map(({ id }) => id);
    return { kind: 'choice', option: asWord(inside(placed, 'option'), ids) };
  }
  if (bet.kind === 'sort') {
    keysOf(placed, ['kind', 'bins'], 'its keys');
    const items = bet.items.map(({ id }) => id);
    const bins = inside(placed, 'bins');
    keysOf(bins, items, 'its items');
    const ids = bet.bins.map(({ id }) => id);
    return {
      kind: 'sort',
      bins: Object.fromEntries(items.map((item) => [item, asWord(inside(bins, item), ids)])),
    };
  }
  keysOf(placed, ['kind', 'heights'], 'its keys');
  const heights = asList(inside(placed, 'heights'), bet.at.length);
  if (heights.length < bet.at.length || kind !== 'curve') {
    return refuse(inside(placed, 'heights'), `a list of ${bet.at.length}`);
  }
  return { kind: 'curve', heights: heights.map((at) => asNumber(at, 0, bet.upTo)) };
}

function seenIn(placed: Placed, { observe }: Lesson): Seen {
  const kind = asWord(inside(placed, 'kind'), [observe.kind, 'unsure']);
  if (kind === 'unsure') return { kind };
  if (observe.kind === 'count') {
    return { kind: 'count', count: asNumber(inside(placed, 'count'), -MOST, MOST) };
  }
  const ids = observe.options.map(({ id }) => id);
  return { kind: 'choice', option: asWord(inside(placed, 'option'), ids) };
}

function countsIn(
  placed: Placed,
  names: readonly string[] | null,
  what = 'its keys',
): Readonly<Record<string, number>> {
  const keys = names === null ? Object.keys(asObject(placed)) : keysOf(placed, names, what);
  return Object.fromEntries(keys.map((key) => [key, asNumber(inside(placed, key), -MOST, MOST)]));
}

function trialsIn(placed: Placed, lesson: Lesson): LessonProgress['trials'] {
  const worlds = lesson.worlds.map(({ id }) => id);
  const parts = lesson.bet?.kind === 'sort' ? lesson.bet.items.map(({ id }) => id) : [];
  return Object.fromEntries(
    keysOf(placed, [...new Set([...worlds, ...parts])], 'its parts').map((id) => [
      id,
      trialIn(inside(placed, id)),
    ]),
  );
}

/** Names within trials are the lesson's own words: short ones are taken as they are. */
function trialIn(placed: Placed): Trial {
  keysOf(placed, ['faults', 'change', 'before', 'after'], 'its keys');
  return {
    faults: asList(inside(placed, 'faults'), ACTS).map(
      (at): TimedFault => ({
        id: asName(inside(at, 'id')),
        atUs: asWhole(inside(at, 'atUs'), 0, MOST),
      }),
    ),
    change: orNull(inside(placed, 'change'), asName),
    before: countsIn(inside(placed, 'before'), null),
    after: orNull(inside(placed, 'after'), (at) => countsIn(at, null)),
  };
}

function asName(placed: Placed): string {
  const { value } = placed;
  return typeof value === 'string' && /^[a-zA-Z0-9-]{1,32}$/.test(value)
    ? value
    : refuse(placed, 'a name of letters, digits and hyphens');
}

function stageIn(placed: Placed, lesson: Lesson): StageState {
  keysOf(placed, ['atUs', 'settings', 'acts', 'placedUs'], 'its keys');
  const controls = lesson.controls.map((_, i) => String(i));
  const settings = inside(placed, 'settings');
  for (const key of keysOf(settings, controls, 'its controls')) {
    const control = lesson.controls[Number(key)];
    if (control?.kind === 'number') asNumber(inside(settings, key), control.min, control.max);
    else {
      const choices = control?.kind === 'variant' ? control.choices.length : 1;
      asWhole(inside(settings, key), 0, choices - 1);
    }
  }
  const acts = inside(placed, 'acts');
  const orders = inside(placed, 'placedUs');
  const worlds = [...lesson.worlds, ...(lesson.others ?? [])].map(({ id }) => id);
  return {
    atUs: asWhole(inside(placed, 'atUs'), 0, MOST),
    settings: countsIn(settings, controls),
    acts: Object.fromEntries(
      keysOf(acts, worlds, 'its worlds').map((id) => [id, actsIn(inside(acts, id), lesson, id)]),
    ),
    placedUs: Object.fromEntries(
      keysOf(orders, worlds, 'its worlds').map((id) => [
        id,
        asList(inside(orders, id), ACTS).map((at) => asWhole(at, 0, MOST)),
      ]),
    ),
  };
}

/** Acts are read as the faults of the system they are done to: one set of rules for both. */
function actsIn(placed: Placed, lesson: Lesson, world: string): readonly Intervention[] {
  const faults: JsonValue[] = asList(placed, ACTS).map(({ value }) => value ?? null);
  const { scenario } = worldOf(lesson, world);
  const reading = readDocument({ ...shippedDocument(scenario), faults }, placed.path);
  if (!reading.ok) throw new Unacceptable(reading.error.replace(/\.$/, ''));
  return reading.scenario.faults;
}
