/**
 * comparedLink writes into a link with what its run is compared, and reads it back: up to two more worlds,
 * with the seed and the playhead of the first, and which of them is shown alone.
 *
 * A field `with` is the name of another system, to which the same was done; or it says in what a world is
 * another run, in fields of its own: `with=s%3Dpayment-system%26acts%3DW10`.
 */
import {
  actFields,
  type LinkedRun,
  leftOutFields,
  presetFields,
  type Refusal,
  type RunToWrite,
  readRun,
  runKeys,
  systemField,
  wrong,
} from './linkedRun.ts';
import { objectionToAct } from './objectionToAct.ts';
import { letterOf, MOST_WORLDS } from './worldLetters.ts';

export const comparedKeys = ['with', 'show'] as const;

/** Nothing was done: as a list of acts it would be left out, which means "the same". */
const NO_ACTS = 'acts=W10';

export interface Compared {
  readonly others: readonly LinkedRun[];
  /** The position of the world that is shown alone, the first is 0; null: all. */
  readonly shown: number | null;
}

export function writeCompared(
  first: RunToWrite,
  others: readonly RunToWrite[],
  shown: number | null,
): string[] {
  return [
    ...others.map((other) => `with=${encodeURIComponent(otherText(first, other))}`),
    ...(shown === null ? [] : [`show=${letterOf(shown)}`]),
  ];
}

function otherText(first: RunToWrite, other: RunToWrite): string {
  const isAsDone = actFields(first).join() === actFields(other).join();
  const isAsShipped = other.presets.length + other.leftOut.length === 0;
  if (isAsDone && isAsShipped) return other.system.name;
  const done = other.acts.length === 0 ? [NO_ACTS] : actFields(other);
  const differs = [...presetFields(other), ...leftOutFields(other), ...(isAsDone ? [] : done)];
  return [systemField(other), ...differs].join('&');
}

export type ComparedReading = { readonly ok: true; readonly compared: Compared } | Refusal;

export function readCompared(fields: URLSearchParams, first: LinkedRun): ComparedReading {
  const texts = fields.getAll('with');
  if (texts.length >= MOST_WORLDS)
    return wrong(`compares with ${texts.length} others; at most ${MOST_WORLDS - 1} are possible`);
  const others: LinkedRun[] = [];
  for (const text of texts) {
    const reading = readOther(text, first);
    if (!reading.ok) return reading;
    others.push(reading.run);
  }
  const letters = others.length === 0 ? [] : [first, ...others].map((_, world) => letterOf(world));
  const show = fields.get('show');
  if (show !== null && !letters.includes(show)) {
    const known =
      letters.length === 0 ? 'there is nothing to compare' : `known: ${letters.join(', ')}`;
    return wrong(`has a part "show" that is no world of it: "${show.slice(0, 8)}"; ${known}`);
  }
  return { ok: true, compared: { others, shown: show === null ? null : letters.indexOf(show) } };
}

function readOther(text: string, first: LinkedRun): ReturnType<typeof readRun> {
  const fields = new URLSearchParams(text.includes('=') ? text : `s=${text}`);
  for (const key of fields.keys()) {
    if (!runKeys.some((known) => known === key))
      return inWith(`has an unknown part "${key.slice(0, 32)}"; known are ${runKeys.join(', ')}`);
  }
  const reading = readRun(fields);
  if (!reading.ok) return { ok: false, error: reading.error.replace('This link', inWithText) };
  if (fields.has('acts')) return reading;
  const { run } = reading;
  for (const act of first.acts) {
    const objection = objectionToAct(run.scenario, act);
    if (objection !== null) return inWith(`cannot have what was done to the first: ${objection}`);
  }
  return { ok: true, run: { ...run, acts: first.acts } };
}

const inWithText = 'This link has a part "with" that';

function inWith(what: string): Refusal {
  return { ok: false, error: `${inWithText} ${what.replace(/\.$/, '')}.` };
}
