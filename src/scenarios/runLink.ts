/**
 * runLink writes a run into the hash of a link, and reads it back: which system, which seed, what was
 * done to it, where the playhead stood, and what was looked at.
 *
 * A link is input like any other. It is read by the same rules as a file, field by field, and either
 * it is understood as a whole or one sentence says what is wrong and nothing is opened.
 */
import { type Compared, comparedKeys, readCompared, writeCompared } from './comparedLink.ts';
import { parseDuration, writeDuration } from './durationText.ts';
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
import { type LinkedView, readView, viewKeys, writeView } from './viewLink.ts';

export interface RunLink extends LinkedRun, Compared {
  readonly seed: number;
  readonly atUs: number;
  readonly view: LinkedView;
}

/** A link as it is written: what is run follows from the rest, and a run need not be compared. */
export interface LinkToWrite extends RunToWrite {
  readonly seed: number;
  readonly atUs: number;
  readonly view: LinkedView;
  readonly others?: readonly RunToWrite[];
  readonly shown?: number | null;
}

export type LinkReading = { readonly ok: true; readonly link: RunLink } | Refusal;

const VERSION = '1';
const keys: readonly string[] = ['v', 'seed', 't', ...runKeys, ...viewKeys, ...comparedKeys];
/** A link is for messages and slides: above this it is no link any more. */
const MAX_LENGTH = 16_384;

/** The hash, without its "#". */
export function writeRunLink(link: LinkToWrite): string {
  const { seed, atUs, view, others = [], shown = null } = link;
  return [
    `v=${VERSION}`,
    systemField(link),
    ...presetFields(link),
    `seed=${seed}`,
    `t=${writeDuration(atUs)}`,
    ...writeView(view),
    ...leftOutFields(link),
    ...actFields(link),
    ...writeCompared(link, others, shown),
  ].join('&');
}

/** Reads a hash; null when it says nothing. `charts`: the charts that there are. */
export function readRunLink(hash: string, charts: readonly string[] = []): LinkReading | null {
  const text = hash.replace(/^#/, '');
  if (text === '') return null;
  if (text.length > MAX_LENGTH)
    return wrong(`must be at most ${MAX_LENGTH} characters, got ${text.length}`);
  const fields = new URLSearchParams(text);
  for (const key of fields.keys()) {
    if (!keys.includes(key))
      return wrong(`has an unknown part "${key.slice(0, 32)}"; known are ${keys.join(', ')}`);
  }
  if ((fields.get('v') ?? VERSION) !== VERSION) {
    return wrong(
      `is of version "${fields.get('v')?.slice(0, 8)}", this build reads version ${VERSION}`,
    );
  }
  const reading = readRun(fields);
  if (!reading.ok) return reading;
  const { run } = reading;
  const seed = readSeed(fields.get('seed'), run.system.seed);
  if (seed === null)
    return wrong('has a part "seed" that is not a whole number from 0 to 9007199254740991');
  const atUs = readInstant(fields.get('t'));
  if (atUs === null) return wrong('has a part "t" that is not a duration such as 10.6s');
  const view = readView(fields, run.scenario, charts);
  if (!view.ok) return wrong(view.error);
  const compared = readCompared(fields, run);
  if (!compared.ok) return compared;
  return { ok: true, link: { ...run, seed, atUs, view: view.view, ...compared.compared } };
}

function readSeed(text: string | null, standard: number): number | null {
  if (text === null) return standard;
  return /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

function readInstant(text: string | null): number | null {
  if (text === null || text === '0s') return 0;
  const parsed = parseDuration(text);
  return typeof parsed === 'number' ? parsed : null;
}
