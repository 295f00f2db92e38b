/**
 * presentLink reads and writes the addresses of a lesson before a class, `present=l5&beat=3&t=1.3s`, and of
 * the notes beside it, `notes=l5`. All that the class sees is in the link: remote controls send F5,
 * and a reload has to land on the same picture. What was done to the worlds stands in its part `deeds`.
 */
import { type JsonValue, parseDuration, parseJson, writeDuration } from '../../scenarios/index.ts';
import { beatsOf } from '../beatsOf.ts';
import { handsOf, type Lesson, type LessonId, lessonIds, lessonOf } from '../course/index.ts';
import type { StageState } from '../progress/Progress.ts';
import { readStage, writeStage } from '../progress/progressFile.ts';
import { aDuration, short, wholeNumber, wrongPart } from '../wrongPart.ts';
import { standardStage } from './instants.ts';
import {
  type AudienceTheme,
  audienceThemes,
  type Scene,
  type Spotlight,
  spotlights,
} from './presentLifecycle.ts';
import { readTally, writeTally } from './tally.ts';

export interface PresentLink {
  readonly id: LessonId;
  /** The place in hand. */
  readonly scene: Scene;
  /** The worlds in hand; null: as the lesson has them at that beat. */
  readonly stage: StageState | null;
  /** The picture that is held before the class; null: none. */
  readonly held: { readonly scene: Scene; readonly stage: StageState } | null;
  /** How each beat was come to; null: as the lesson has it. */
  readonly entered: readonly (StageState | null)[];
  readonly isBlank: boolean;
  readonly tally: readonly number[] | null;
  readonly spotlight: Spotlight;
  readonly theme: AudienceTheme;
  /** When the timer was started, in milliseconds since 1970; null: not yet. */
  readonly sinceMs: number | null;
}

export type PresentReading =
  | { readonly ok: true; readonly link: PresentLink }
  | { readonly ok: false; readonly error: string };

/** The lesson that the notes are about: how it stands they ask of the window of the class. */
export type NotesReading =
  | { readonly ok: true; readonly id: LessonId }
  | { readonly ok: false; readonly error: string };

/** Of a link, in characters: what was done before each beat is in it. */
export const LONGEST_LINK = 60_000;
const keys = [
  'present',
  'beat',
  't',
  'answer',
  'world',
  'hands',
  'on',
  'theme',
  'blank',
  'since',
  'deeds',
];

/** A lesson from its beginning. */
export function freshLink(id: LessonId): PresentLink {
  return {
    id,
    scene: { beat: 0, isAnswered: false, world: null },
    stage: null,
    held: null,
    entered: [],
    isBlank: false,
    tally: null,
    spotlight: 'all',
    theme: 'paper',
    sinceMs: null,
  };
}

/** Whether a hash names one of the two windows of a presentation. */
export function isPresent(hash: string): boolean {
  return /^#?(present|notes)=/.test(hash);
}

/** Reads a hash that begins with "present="; null for any other. */
export function readPresentLink(hash: string): PresentReading | null {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith('present=')) return null;
  try {
    return { ok: true, link: linkIn(text) };
  } catch (error) {
    if (!(error instanceof WrongLink)) throw error;
    return { ok: false, error: `This link ${error.message}.` };
  }
}

export function readNotesLink(hash: string): NotesReading | null {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith('notes=')) return null;
  try {
    return { ok: true, id: lessonIn(fieldsOf(text, ['notes']).get('notes')) };
  } catch (error) {
    if (!(error instanceof WrongLink)) throw error;
    return { ok: false, error: `This link ${error.message}.` };
  }
}

/** The hash, without its "#". */
export function writeNotesLink(id: LessonId): string {
  return `notes=${id}`;
}

/** The hash, without its "#". Beats are counted from one, as the dots are. */
export function writePresentLink(link: PresentLink): string {
  const { id, scene, stage, isBlank, tally, spotlight, theme, sinceMs } = link;
  const deeds = writtenDeeds(link);
  return [
    `present=${id}`,
    `beat=${scene.beat + 1}`,
    ...(stage === null ? [] : [`t=${writeDuration(stage.atUs)}`]),
    ...(scene.isAnswered ? ['answer=1'] : []),
    ...(scene.world === null ? [] : [`world=${scene.world + 1}`]),
    ...(tally === null ? [] : [`hands=${writeTally(tally)}`]),
    ...(spotlight === 'all' ? [] : [`on=${spotlight}`]),
    ...(theme === 'paper' ? [] : [`theme=${theme}`]),
    ...(isBlank ? ['blank=1'] : []),
    ...(sinceMs === null ? [] : [`since=${sinceMs}`]),
    ...(deeds === null ? [] : [`deeds=${encodeURIComponent(deeds)}`]),
  ].join('&');
}

// Reading

/** Why a link cannot be taken: a clause that follows on "This link". It never leaves this file. */
class WrongLink extends Error {}

function linkIn(text: string): PresentLink {
  const fields = fieldsOf(text, keys);
  const id = lessonIn(fields.get('present'));
  const lesson = lessonOf(id);
  const beats = beatsOf(lesson);
  const beat = wholeIn(fields, 'beat', 1, beats.length, 1) - 1;
  const scene: Scene = {
    beat,
    isAnswered: flagIn(fields, 'answer'),
    world: fields.has('world') ? wholeIn(fields, 'world', 1, lesson.worlds.length, 1) - 1 : null,
  };
  const at = fields.get('t');
  const atUs = at === null ? null : parseDuration(at);
  if (at !== null && atUs === null) throw new WrongLink(wrongPart('t', aDuration, at));
  const hands = fields.get('hands');
  const bet = handsOf(lesson);
  const reading = hands === null || bet === null ? null : readTally(hands, bet);
  if (reading?.ok === false) {
    throw new WrongLink(`has wrong hands: ${reading.error.replace(/\.$/, '')}`);
  }
  const since = fields.get('since');
  if (since !== null && !/^\d{1,15}$/.test(since)) {
    throw new WrongLink(wrongPart('since', 'milliseconds', since));
  }
  const done = deedsIn(fields.get('deeds'), lesson);
  const base = beats[beat];
  const standard = base === undefined ? null : standardStage(lesson, base);
  const now = done.now ?? standard;
  return {
    id,
    scene,
    stage:
      now === null || (atUs === null && done.now === null)
        ? null
        : { ...now, atUs: atUs ?? now.atUs },
    held: done.held,
    entered: done.entered,
    isBlank: flagIn(fields, 'blank'),
    tally: reading?.ok ? reading.counts : null,
    spotlight: wordIn(fields, 'on', spotlights, 'all'),
    theme: wordIn(fields, 'theme', audienceThemes, 'paper'),
    sinceMs: since === null ? null : Number(since),
  };
}

function fieldsOf(text: string, known: readonly string[]): URLSearchParams {
  if (text.length > LONGEST_LINK) {
    throw new WrongLink(`must be at most ${LONGEST_LINK} characters, got ${text.length}`);
  }
  const fields = new URLSearchParams(text);
  for (const key of fields.keys()) {
    if (!known.includes(key)) {
      throw new WrongLink(`has an unknown part "${short(key)}"; known are ${known.join(', ')}`);
    }
  }
  return fields;
}

function lessonIn(name: string | null): LessonId {
  const id = lessonIds.find((one) => one === name);
  if (id !== undefined) return id;
  throw new WrongLink(`names no lesson: it must be l0 to l16, got "${short(name ?? '')}"`);
}

function wholeIn(
  fields: URLSearchParams,
  key: string,
  least: number,
  most: number,
  standard: number,
): number {
  const text = fields.get(key);
  if (text === null) return standard;
  if (/^\d{1,2}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new WrongLink(wrongPart(key, wholeNumber(least, most), text));
}

function flagIn(fields: URLSearchParams, key: string): boolean {
  const text = fields.get(key);
  if (text !== null && text !== '1') throw new WrongLink(wrongPart(key, '1', text));
  return text === '1';
}

function wordIn<Word extends string>(
  fields: URLSearchParams,
  key: string,
  words: readonly Word[],
  standard: Word,
): Word {
  const text = fields.get(key);
  if (text === null) return standard;
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new WrongLink(wrongPart(key, words.join(', '), text));
}

// What was done

interface Deeds {
  readonly now: StageState | null;
  readonly held: PresentLink['held'];
  readonly entered: readonly (StageState | null)[];
}

/** null where nothing was done that the lesson does not do by itself. */
function writtenDeeds({ id, scene, stage, held, entered }: PresentLink): string | null {
  const lesson = lessonOf(id);
  const beats = beatsOf(lesson);
  const isStandard = (state: StageState, beat: number): boolean => {
    const at = beats[beat];
    return at !== undefined && isPlain(state) && state.atUs === standardStage(lesson, at).atUs;
  };
  // The instant in hand has a part of its own.
  const now = stage === null || isPlain(stage) ? null : writeStage(lesson, stage);
  const passed = entered
    .slice(0, scene.beat + 1)
    .map((state, beat) =>
      state === null || isStandard(state, beat) ? null : writeStage(lesson, state),
    );
  if (now === null && held === null && passed.every((state) => state === null)) return null;
  return JSON.stringify({
    now,
    held: held === null ? null : { ...held.scene, stage: writeStage(lesson, held.stage) },
    entered: passed,
  });
}

/** Nobody has done anything to these worlds. */
function isPlain({ settings, acts, placedUs }: StageState): boolean {
  return (
    [settings, placedUs].every((part) => Object.keys(part).length === 0) &&
    Object.values(acts).every((done) => done.length === 0)
  );
}

function deedsIn(text: string | null, lesson: Lesson): Deeds {
  if (text === null) return { now: null, held: null, entered: [] };
  const parsed = parseJson(text);
  if (!parsed.ok)
    throw new WrongLink(`has a part "deeds" that is no JSON: ${clause(parsed.error)}`);
  const { now = null, held = null, entered = [] } = objectIn(parsed.value, 'deeds');
  const stageOf = (value: JsonValue, path: string): StageState | null => {
    if (value === null) return null;
    const reading = readStage(value, lesson, path);
    if (!reading.ok) throw new WrongLink(`has a part of which ${reading.error}`);
    return reading.stage;
  };
  if (!Array.isArray(entered) || entered.length > beatsOf(lesson).length) {
    throw new WrongLink(
      'has a part "deeds.entered" that must be a list, one for each beat at most',
    );
  }
  return {
    now: stageOf(now, 'deeds.now'),
    held: held === null ? null : heldIn(objectIn(held, 'deeds.held'), lesson, stageOf),
    entered: entered.map((state, i) => stageOf(state, `deeds.entered[${i}]`)),
  };
}

function heldIn(
  { beat, isAnswered, world, stage }: Readonly<Record<string, JsonValue>>,
  lesson: Lesson,
  stageOf: (value: JsonValue, path: string) => StageState | null,
): PresentLink['held'] {
  const wholeUpTo = (value: JsonValue | undefined, most: number): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
  const beats = beatsOf(lesson).length;
  if (!wholeUpTo(beat, beats - 1)) {
    throw new WrongLink(`has a part "deeds.held.beat" that must be ${wholeNumber(0, beats - 1)}`);
  }
  const worlds = lesson.worlds.length;
  if (world !== null && !wholeUpTo(world, worlds - 1)) {
    throw new WrongLink(
      `has a part "deeds.held.world" that must be null or ${wholeNumber(0, worlds - 1)}`,
    );
  }
  const state = stageOf(stage ?? null, 'deeds.held.stage');
  if (state === null) throw new WrongLink('has a part "deeds.held" without its stage');
  return { scene: { beat, world, isAnswered: isAnswered === true }, stage: state };
}

function objectIn(value: JsonValue, path: string): Readonly<Record<string, JsonValue>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new WrongLink(`has a part "${path}" that must be an object`);
}

function clause(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
