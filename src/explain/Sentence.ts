/**
 * Sentence is something true about a run, in words: parts that an interface can draw, press and link,
 * and that `plain` turns into text.
 *
 * Sentences are made from facts, their causes and their rules, never by hand for one scenario.
 */
import { EngineError } from '../engine/index.ts';

export type Mark =
  | 'inTransit'
  | 'ready'
  | 'unacked'
  | 'redelivered'
  | 'duplicateEffect'
  | 'done'
  | 'deadLettered'
  | 'lost'
  | 'refused';

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'mark'; readonly mark: Mark }
  /** A node or a consumer, by its place in the trace. */
  | { readonly kind: 'name'; readonly text: string; readonly place: number }
  | { readonly kind: 'message'; readonly number: number };

/** How much of the story a sentence is: 1 a headline (fates and faults), 2 a change of state, 3 the log. */
export type Rank = 1 | 2 | 3;

export interface Sentence {
  /** The fact it tells, the first where it tells several: its name among sentences. */
  readonly fact: number;
  readonly atUs: number;
  /** The last fact it tells, which may be a while after the first. */
  readonly lastUs: number;
  readonly rank: Rank;
  readonly parts: readonly Part[];
}

/** What sentences are put together from: text, parts, and lists of them. */
export type Piece = string | Part | readonly Piece[];

/** Puts a sentence together: say`${name} crashed`. */
export function say(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Piece {
  return texts.flatMap((between, i): Piece[] => [between, pieces[i] ?? '']);
}

export function mark(kind: Mark): Part {
  return { kind: 'mark', mark: kind };
}

export function strong(text: string): Part {
  return { kind: 'strong', text };
}

export function messagePart(number: number): Part {
  return { kind: 'message', number };
}

/** The parts of one or more sentences: capitals where they begin, a full stop where they end. */
export function partsOf(piece: Piece): Part[] {
  const parts = joined(flat(piece));
  const last = parts.at(-1);
  if (last === undefined) throw new EngineError('a sentence without words');
  if (last.kind !== 'text') parts.push({ kind: 'text', text: '.' });
  else if (!last.text.endsWith('.')) parts[parts.length - 1] = text(`${last.text}.`);
  return parts.map((part, i) =>
    part.kind === 'text' ? text(withCapitals(part.text, beginsAt(parts, i))) : part,
  );
}

/** The sentence as text. Marks are pictures and say nothing that the words do not say. */
export function plain(sentence: { readonly parts: readonly Part[] }): string {
  return textOf(sentence.parts);
}

/** A piece of a sentence as text. */
export function textOf(piece: Piece): string {
  return flat(piece)
    .map((part) => {
      if (part.kind === 'mark') return '';
      return part.kind === 'message' ? `m${part.number}` : part.text;
    })
    .join('')
    .trim();
}

function text(of: string): Part {
  return { kind: 'text', text: of };
}

function flat(piece: Piece): Part[] {
  if (typeof piece === 'string') return piece === '' ? [] : [text(piece)];
  return isList(piece) ? piece.flatMap(flat) : [piece];
}

function isList(piece: Part | readonly Piece[]): piece is readonly Piece[] {
  return Array.isArray(piece);
}

function joined(parts: readonly Part[]): Part[] {
  const found: Part[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    if (part.kind === 'text' && before?.kind === 'text')
      found[found.length - 1] = text(before.text + part.text);
    else found.push(part);
  }
  return found;
}

/** Whether nothing but marks and full stops stands before this part. */
function beginsAt(parts: readonly Part[], at: number): boolean {
  const before = parts.slice(0, at).findLast((part) => part.kind !== 'mark');
  return before === undefined || (before.kind === 'text' && /\.\s+$/.test(before.text));
}

function withCapitals(of: string, begins: boolean): string {
  const within = of.replace(/\.\s+[a-z]/g, (found) => found.toUpperCase());
  return begins ? within.replace(/^\s*[a-z]/, (found) => found.toUpperCase()) : within;
}
