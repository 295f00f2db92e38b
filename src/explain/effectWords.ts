/**
 * effectWords reads what a consumer does from the title of its effect: "e-mails sent" is an e-mail that
 * is sent, "charged" is a message that is charged. A title of another shape is plain "work".
 */
import type { World } from '../engine/index.ts';
import { type Piece, say } from './Sentence.ts';

interface EffectWords {
  /** "e-mail", or null where the message itself is what is done. */
  readonly noun: string | null;
  readonly nouns: string;
  /** "sent" */
  readonly participle: string;
  readonly past: string;
}

/** "sent the e-mail for m7" */
export function didEffect(world: World, group: number, what: Piece, isMany = false): Piece {
  const words = wordsOf(world, group);
  if (words === null) return say`did the work on ${what}`;
  const { noun, nouns, past } = words;
  return noun === null
    ? say`${past} ${what}`
    : say`${past} the ${isMany ? nouns : noun} for ${what}`;
}

/** "the e-mail for m7 was sent" */
export function effectWasDone(world: World, group: number, what: Piece, isMany = false): Piece {
  const words = wordsOf(world, group);
  if (words === null) return say`the work on ${what} was done`;
  const { noun, nouns, participle } = words;
  const was = isMany ? 'were' : 'was';
  return noun === null
    ? say`${what} ${was} ${participle}`
    : say`the ${isMany ? nouns : noun} for ${what} ${was} ${participle}`;
}

/** "the e-mail for m7" */
export function effectOf(world: World, group: number, what: Piece): Piece {
  const noun = wordsOf(world, group)?.noun ?? null;
  return noun === null ? what : say`the ${noun} for ${what}`;
}

/** Participles that do not end in -ed, with their past where it is another word. */
const irregular: Readonly<Record<string, string>> = {
  sent: 'sent',
  made: 'made',
  paid: 'paid',
  built: 'built',
  put: 'put',
  set: 'set',
  sold: 'sold',
  bought: 'bought',
  kept: 'kept',
  told: 'told',
  read: 'read',
  cut: 'cut',
  lent: 'lent',
  spent: 'spent',
  held: 'held',
  written: 'wrote',
  done: 'did',
  taken: 'took',
  given: 'gave',
  drawn: 'drew',
  shown: 'showed',
};

/** A noun of more words would make too long a sentence. */
const NOUN_WORDS = 2;

const known = new Map<string, EffectWords | null>();

function wordsOf(world: World, group: number): EffectWords | null {
  const node = world.plan.nodes[group];
  if (node?.kind !== 'consumer') return null;
  const { title } = node.effect;
  const read = known.get(title);
  if (read !== undefined) return read;
  const words = readTitle(title);
  known.set(title, words);
  return words;
}

function readTitle(title: string): EffectWords | null {
  const words = title.trim().split(/\s+/);
  const participle = words.pop()?.toLowerCase() ?? '';
  const past = irregular[participle] ?? (/[^e]ed$/.test(participle) ? participle : null);
  if (
    past === null ||
    words.length > NOUN_WORDS ||
    /^(an?|the)$/i.test(words[0] ?? '') ||
    !words.every((word) => isPlain.test(word))
  )
    return null;
  const last = words.pop();
  if (last === undefined) return { noun: null, nouns: '', participle, past };
  return {
    noun: [...words, singular(last)].join(' '),
    nouns: [...words, last].join(' '),
    participle,
    past,
  };
}

const isPlain = /^[\p{Letter}\p{Number}'’&/+-]+$/u;

function singular(noun: string): string {
  if (/[^aeiou]ies$/.test(noun)) return noun.replace(/ies$/, 'y');
  if (/(ch|sh|x|ss|z)es$/.test(noun)) return noun.replace(/es$/, '');
  return /[^s]s$/.test(noun) ? noun.slice(0, -1) : noun;
}
