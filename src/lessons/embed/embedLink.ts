/**
 * embedLink reads and writes the address of a lesson in a frame of another page:
 * `?embed=1&lesson=5&beat=3&ui=min`. It is a search and no hash, because slides and courses store it so. It is
 * input like any other: one sentence says what is wrong, and in which part.
 */
import { beatsOf } from '../beatsOf.ts';
import { type LessonId, lessonIds, lessonOf } from '../course/index.ts';
import { short, wholeNumber, wrongPart } from '../wrongPart.ts';

export const embedLooks = ['full', 'min'] as const;
/** full: with the line of the lesson's name, its beats and its worlds; min: without. */
export type EmbedLook = (typeof embedLooks)[number];

export interface EmbedLink {
  readonly id: LessonId;
  /** Position in `beatsOf`; null: its beginning. */
  readonly beat: number | null;
  readonly ui: EmbedLook;
  /** The only page that hears of what is done, by its origin; null: whichever holds the frame. */
  readonly origin: string | null;
}

export type EmbedReading =
  | { readonly ok: true; readonly link: EmbedLink }
  | { readonly ok: false; readonly error: string };

const MAX_LENGTH = 400;
const parts = ['embed', 'lesson', 'beat', 'ui', 'origin'];

export function readEmbedLink(search: string): EmbedReading {
  if (search.length > MAX_LENGTH) {
    return wrong(`must be at most ${MAX_LENGTH} characters, got ${search.length}`);
  }
  const fields = new URLSearchParams(search);
  for (const name of fields.keys()) {
    if (!parts.includes(name)) {
      return wrong(`has an unknown part "${short(name)}"; known are ${parts.join(', ')}`);
    }
    if (fields.getAll(name).length > 1) return wrong(`has the part "${name}" more than once`);
  }
  const embed = fields.get('embed');
  if (embed !== '1') return wrong(wrongPart('embed', '1', embed ?? ''));
  const name = fields.get('lesson');
  const last = lessonIds.length - 1;
  if (name === null) return wrong(`needs a part lesson, ${wholeNumber(0, last)}`);
  const id = lessonIds.find((one) => one === `l${name}`);
  if (id === undefined) return wrong(wrongPart('lesson', wholeNumber(0, last), name));
  const beats = beatsOf(lessonOf(id)).length;
  const beat = fields.get('beat');
  if (beat !== null && !(/^[1-9]\d?$/.test(beat) && Number(beat) <= beats)) {
    return wrong(wrongPart('beat', wholeNumber(1, beats), beat));
  }
  const look = fields.get('ui') ?? 'full';
  const ui = embedLooks.find((one) => one === look);
  if (ui === undefined) return wrong(wrongPart('ui', embedLooks.join(' or '), look));
  const page = fields.get('origin');
  const origin = page === null ? null : originOf(page);
  if (page !== null && origin === null) {
    return wrong(wrongPart('origin', 'an origin such as https://school.example', page));
  }
  return { ok: true, link: { id, beat: beat === null ? null : Number(beat) - 1, ui, origin } };
}

/** The search, with its "?". Lessons and beats are counted as people do. */
export function writeEmbedLink({ id, beat, ui, origin }: EmbedLink): string {
  const fields = new URLSearchParams({ embed: '1', lesson: id.slice(1) });
  if (beat !== null) fields.set('beat', String(beat + 1));
  fields.set('ui', ui);
  if (origin !== null) fields.set('origin', origin);
  return `?${fields}`;
}

/** What to paste into a page: a frame with the lesson in it. `page` is our own address. */
export function embedSnippet(page: string, link: EmbedLink): string {
  const address = `${page.replace(/[?#].*$/s, '')}${writeEmbedLink(link)}`;
  const title = `Queuescope ${link.id.slice(1)}: ${lessonOf(link.id).title}`;
  return `<iframe src="${quoted(address)}" title="${quoted(title)}" width="1280" height="720" style="border: 0; max-width: 100%"></iframe>`;
}

function originOf(text: string): string | null {
  try {
    const { protocol, origin } = new URL(text);
    return /^https?:$/.test(protocol) && origin === text ? origin : null;
  } catch {
    return null;
  }
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function wrong(what: string): EmbedReading {
  return { ok: false, error: `This embed address ${what}.` };
}
