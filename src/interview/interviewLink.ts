/**
 * interviewLink reads and writes the addresses of the interview: `interview`, and
 * `interview=crash&beat=3&t=2.9s&with=no&set=5&a=W3si…&is=0f3a91c25be0`.
 *
 * A link is input like any other: it is understood as a whole, or one sentence says what is wrong and nothing
 * is opened. `is` is the beginning of the hashes of both runs up to that instant. Another build of the engine
 * may come to another run; whoever opens the link is told.
 */
import type { Intervention } from '../engine/index.ts';
import { scenarioOfWorld } from '../lessons/course/index.ts';
import {
  type LinkedView,
  nearest,
  parseDuration,
  plainView,
  readActs,
  readView,
  writeActs,
  writeDuration,
  writeView,
} from '../scenarios/index.ts';
import { beatNames, type Card, cardOf, cards, firstCard, standardsOf } from './cards/index.ts';

export interface InterviewLink {
  readonly card: Card;
  /** null: the beginning. */
  readonly beat: number | null;
  readonly atUs: number | null;
  /** Which world is shown; null: the one that belongs to the beat. */
  readonly shown: 'without' | 'with' | 'both' | null;
  /** The values of the card's sentence. */
  readonly values: readonly number[];
  /** What was done to each of the two worlds, besides what the card does. */
  readonly acts: readonly [readonly Intervention[], readonly Intervention[]];
  readonly view: LinkedView;
  /** The beginnings of the hashes of both runs, or null. */
  readonly mark: string | null;
}

export type InterviewReading =
  | { readonly ok: true; readonly link: InterviewLink }
  | { readonly ok: false; readonly error: string };

export const MAX_LINK = 2_048;
const keys = ['interview', 'v', 'beat', 't', 'with', 'set', 'a', 'b', 'is', 'sel'];
const VERSION = '1';
const shownWords = { no: 'without', yes: 'with', both: 'both' } as const;
const plainActs: InterviewLink['acts'] = [[], []];

/** Whether a hash is one of this page. */
export function isInterview(hash: string): boolean {
  return /^#?interview(=|&|$)/.test(hash);
}

/** How a card opens that nobody has touched. */
export function plainLink(card: Card): InterviewLink {
  return {
    card,
    beat: null,
    atUs: null,
    shown: null,
    values: standardsOf(card),
    acts: plainActs,
    view: plainView,
    mark: null,
  };
}

/** The hash, without its "#"; null where it would be too long for a link. */
export function writeInterviewLink(link: InterviewLink): string | null {
  const { card, beat, atUs, shown, values, acts, view, mark } = link;
  const isTurned = values.some((value, i) => value !== card.controls[i]?.standard);
  const word = Object.entries(shownWords).find(([, means]) => means === shown)?.[0];
  const text = [
    `interview=${card.id}`,
    ...(beat === null ? [] : [`v=${VERSION}`, `beat=${beat + 1}`]),
    ...(atUs === null ? [] : [`t=${writeDuration(atUs)}`]),
    ...(word === undefined ? [] : [`with=${word}`]),
    ...(isTurned ? [`set=${values.join(',')}`] : []),
    ...acts.flatMap((done, i) => {
      const world = card.worlds[i];
      if (done.length === 0 || world === undefined) return [];
      return [`${i === 0 ? 'a' : 'b'}=${writeActs(scenarioOfWorld(world), done)}`];
    }),
    ...writeView({ ...plainView, selection: view.selection }),
    ...(mark === null ? [] : [`is=${mark}`]),
  ].join('&');
  return text.length > MAX_LINK ? null : text;
}

export function readInterviewLink(hash: string): InterviewReading {
  const text = hash.replace(/^#/, '');
  if (text.length > MAX_LINK)
    return wrong(`must be at most ${MAX_LINK} characters, got ${text.length}`);
  const fields = new URLSearchParams(text);
  for (const key of fields.keys()) {
    if (!keys.includes(key))
      return wrong(`has an unknown part "${short(key)}"; known are ${keys.join(', ')}`);
    if (fields.getAll(key).length > 1) return wrong(`has a part "${key}" twice`);
  }
  const version = fields.get('v') ?? VERSION;
  if (version !== VERSION)
    return wrong(`is of version "${short(version)}", this build reads version ${VERSION}`);
  const name = fields.get('interview') || firstCard.id;
  const card = cardOf(name);
  return card === undefined ? noSuchCard(name) : linkTo(card, fields);
}

function noSuchCard(name: string): InterviewReading {
  const ids = cards.map(({ id }) => id);
  const like = nearest(name, ids);
  const meant =
    like === undefined ? `one such as ${ids.slice(0, 3).join(', ')}` : `perhaps ${like}`;
  return wrong(`names no card: expected ${meant}, got "${short(name)}"`);
}

function linkTo(card: Card, fields: URLSearchParams): InterviewReading {
  const beat = fields.get('beat');
  if (
    beat !== null &&
    !(/^\d$/.test(beat) && Number(beat) >= 1 && Number(beat) <= beatNames.length)
  )
    return wrong(
      `has a part "beat" that must be a whole number from 1 to ${beatNames.length}, got "${short(beat)}"`,
    );
  const at = fields.get('t');
  const atUs = at === null ? null : at === '0s' ? 0 : parseDuration(at);
  if (at !== null && atUs === null)
    return wrong(`has a part "t" that must be a duration such as 10.6s, got "${short(at)}"`);
  const word = fields.get('with');
  const shown =
    word === null ? null : Object.entries(shownWords).find(([one]) => one === word)?.[1];
  if (shown === undefined)
    return wrong(`has a part "with" that must be yes, no or both, got "${short(word ?? '')}"`);
  const mark = fields.get('is');
  if (mark !== null && !/^[0-9a-f]{12}$/.test(mark))
    return wrong(`has a part "is" that must be 12 digits of a hash, got "${short(mark)}"`);
  const values = valuesOf(card, fields.get('set'));
  if (!values.ok) return values;
  const acts: (readonly Intervention[])[] = [];
  for (const [i, part] of (['a', 'b'] as const).entries()) {
    const world = card.worlds[i];
    if (world === undefined) continue;
    const reading = readActs(world.scenario, part, fields.get(part));
    if (!reading.ok) return reading;
    acts.push(reading.acts);
  }
  const [without = [], mended = []] = acts;
  const view = readView(fields, scenarioOfWorld(card.worlds[shown === 'without' ? 0 : 1]), []);
  if (!view.ok) return wrong(view.error);
  return {
    ok: true,
    link: {
      card,
      beat: beat === null ? null : Number(beat) - 1,
      atUs,
      shown,
      values: values.values,
      acts: [without, mended],
      view: view.view,
      mark,
    },
  };
}

type ValuesReading =
  | { readonly ok: true; readonly values: readonly number[] }
  | { readonly ok: false; readonly error: string };

/** Each number of the sentence within its bounds. */
function valuesOf(card: Card, text: string | null): ValuesReading {
  if (text === null) return { ok: true, values: standardsOf(card) };
  const parts = text.split(',');
  const { controls } = card;
  if (controls.length === 0) return wrong('has a part set, and this card has no sentence to turn');
  if (parts.length !== controls.length)
    return wrong(
      `has a part "set" that must be ${controls.length} numbers such as ${standardsOf(card).join(',')}, got ${parts.length}`,
    );
  for (const [i, control] of controls.entries()) {
    const part = parts[i] ?? '';
    const { label, min, max, step } = control;
    if (!/^\d{1,6}(\.\d{1,3})?$/.test(part) || !isStepOf(control, Number(part)))
      return wrong(
        `has a part "set" whose number ${i + 1} (${label.toLowerCase()}) must be from ${min} to ${max} in steps of ${step}, got "${short(part)}"`,
      );
  }
  return { ok: true, values: parts.map(Number) };
}

function isStepOf({ min, max, step }: Card['controls'][number], value: number): boolean {
  const steps = (value - min) / step;
  return value >= min && value <= max && Math.abs(steps - Math.round(steps)) < 1e-9;
}

function wrong(what: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `This link ${what}.` };
}

/** On one line and short, whatever it holds. */
function short(text: string): string {
  return text.slice(0, 32).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
}
