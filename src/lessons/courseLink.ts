/**
 * courseLink reads and writes the addresses of the course: `course`, `course=cards`, `lesson=l5&sheet=student`, and
 * `lesson=l5&beat=4&t=1.3s&path=class`. A link is input like any other: one sentence says what is wrong.
 */
import { parseDuration, writeDuration } from '../scenarios/index.ts';
import { beatsOf } from './beatsOf.ts';
import { type LessonId, lessonIds, lessonOf, type PathId, pathIds } from './course/index.ts';
import { aDuration, short, wholeNumber, wrongPart } from './wrongPart.ts';

export const coursePages = ['list', 'cards', 'takeaways'] as const;
export type CoursePage = (typeof coursePages)[number];

/** The pages of paper that a lesson has. */
export const sheetPages = ['student', 'key', 'both'] as const;
export type SheetPages = (typeof sheetPages)[number];

export type CourseLink =
  | { readonly kind: 'page'; readonly page: CoursePage }
  | { readonly kind: 'sheet'; readonly id: LessonId; readonly pages: SheetPages }
  | {
      readonly kind: 'lesson';
      readonly id: LessonId;
      /** null: where it was left, or its beginning. */
      readonly beat: number | null;
      readonly atUs: number | null;
      /** The path on which it is taken; null: the whole course. */
      readonly path: PathId | null;
    };

export type LinkReading =
  | { readonly ok: true; readonly link: CourseLink }
  | { readonly ok: false; readonly error: string };

const MAX_LENGTH = 200;
const keys = ['lesson', 'beat', 't', 'path', 'sheet'];

/** Reads a hash that begins with "course" or "lesson"; null for any other. */
export function readCourseLink(hash: string): LinkReading | null {
  const text = hash.replace(/^#/, '');
  if (!/^(course|lesson)(=|&|$)/.test(text)) return null;
  if (text.length > MAX_LENGTH) {
    return wrong(`must be at most ${MAX_LENGTH} characters, got ${text.length}`);
  }
  const fields = new URLSearchParams(text);
  return fields.has('course') ? pageOf(fields) : lessonIn(fields);
}

function pageOf(fields: URLSearchParams): LinkReading {
  const name = fields.get('course') || 'list';
  const page = coursePages.find((one) => one === name);
  if (page === undefined) {
    return wrong(
      `names no page of the course: it must be ${coursePages.join(', ')}, got "${short(name)}"`,
    );
  }
  return { ok: true, link: { kind: 'page', page } };
}

function lessonIn(fields: URLSearchParams): LinkReading {
  for (const key of fields.keys()) {
    if (!keys.includes(key)) {
      return wrong(`has an unknown part "${short(key)}"; known are ${keys.join(', ')}`);
    }
  }
  const name = fields.get('lesson') ?? '';
  const id = lessonIds.find((one) => one === name);
  if (id === undefined) return wrong(`names no lesson: it must be l0 to l16, got "${short(name)}"`);
  const beats = beatsOf(lessonOf(id)).length;
  const beat = fields.get('beat');
  if (beat !== null && !(/^\d{1,2}$/.test(beat) && Number(beat) >= 1 && Number(beat) <= beats)) {
    return wrong(wrongPart('beat', wholeNumber(1, beats), beat));
  }
  const at = fields.get('t');
  const atUs = at === null ? null : parseDuration(at);
  if (at !== null && atUs === null) return wrong(wrongPart('t', aDuration, at));
  const path = fields.get('path');
  const pathId = pathIds.find((one) => one === path) ?? null;
  if (path !== null && pathId === null) {
    return wrong(wrongPart('path', pathIds.join(', '), path));
  }
  const sheet = fields.get('sheet');
  const pages = sheetPages.find((one) => one === sheet);
  if (sheet !== null && pages === undefined) {
    return wrong(wrongPart('sheet', sheetPages.join(', '), sheet));
  }
  if (pages !== undefined) return { ok: true, link: { kind: 'sheet', id, pages } };
  const link = {
    kind: 'lesson',
    id,
    beat: beat === null ? null : Number(beat) - 1,
    atUs,
    path: pathId,
  } as const;
  return { ok: true, link };
}

/** The hash, without its "#". Beats are counted from one, as the dots are. */
export function writeLessonLink({
  id,
  beat,
  atUs,
  path,
}: Omit<CourseLink & { kind: 'lesson' }, 'kind'>): string {
  return [
    `lesson=${id}`,
    ...(beat === null ? [] : [`beat=${beat + 1}`]),
    ...(atUs === null ? [] : [`t=${writeDuration(atUs)}`]),
    ...(path === null ? [] : [`path=${path}`]),
  ].join('&');
}

/** The hash of the pages of paper, without its "#". */
export function writeSheetLink(id: LessonId, pages: SheetPages): string {
  return `lesson=${id}&sheet=${pages}`;
}

function wrong(what: string): LinkReading {
  return { ok: false, error: `This link ${what}.` };
}
