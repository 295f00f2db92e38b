/**
 * runLink writes a run into the hash of a link, and reads it back: which system, which seed, what was
 * done to it, and where the playhead stood.
 *
 * A link is input like any other. It is read by the same rules as a file, field by field, and either
 * it is understood as a whole or one sentence says what is wrong and nothing is opened.
 */
import type { Intervention, Scenario } from '../engine/index.ts';
import { documentOf } from './documentOf.ts';
import { parseDuration, writeDuration } from './durationText.ts';
import { isShippedName, shippedDocument, shippedScenario } from './library/index.ts';
import { parseJson } from './parseJson.ts';
import { type PresetChoice, withPresets } from './presets/withPresets.ts';
import { readDocument } from './readScenario.ts';

export interface RunLink {
  /** The system as it is shipped; what it is with the presets is `withPresets`. */
  readonly scenario: Scenario;
  /** Queues that behave like those of a broker. */
  readonly presets: readonly PresetChoice[];
  readonly seed: number;
  readonly acts: readonly Intervention[];
  /** Positions in the system's script of faults that do not happen in this run. */
  readonly leftOut: readonly number[];
  readonly atUs: number;
}

export type LinkReading =
  | { readonly ok: true; readonly link: RunLink }
  | { readonly ok: false; readonly error: string };

const VERSION = '1';
const keys = ['v', 's', 'as', 'seed', 't', 'out', 'acts'];
/** A link is for messages and slides: above this it is no link any more. */
const MAX_LENGTH = 16_384;

/** The hash, without its "#". */
export function writeRunLink({ scenario, presets, seed, acts, leftOut, atUs }: RunLink): string {
  const fields = [
    `v=${VERSION}`,
    `s=${scenario.name}`,
    ...(presets.length === 0 ? [] : [`as=${presets.map(presetText).join(',')}`]),
    `seed=${seed}`,
    `t=${writeDuration(atUs)}`,
    ...(leftOut.length === 0 ? [] : [`out=${leftOut.join(',')}`]),
  ];
  if (acts.length > 0) {
    const { faults } = documentOf({ ...scenario, faults: acts });
    fields.push(`acts=${toBase64Url(JSON.stringify(faults))}`);
  }
  return fields.join('&');
}

/** Reads a hash; null when it says nothing. */
export function readRunLink(hash: string): LinkReading | null {
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
  const name = fields.get('s') ?? 'payment-system';
  if (!isShippedName(name))
    return wrong(`names no system of the library: s is "${name.slice(0, 32)}"`);
  const seed = readSeed(fields.get('seed'), shippedScenario(name).seed);
  if (seed === null)
    return wrong('has a part seed that is not a whole number from 0 to 9007199254740991');
  const atUs = readInstant(fields.get('t'));
  if (atUs === null) return wrong('has a part t that is not a duration such as 10.6s');
  const leftOut = readLeftOut(fields.get('out'), shippedScenario(name).faults.length);
  if (!leftOut.ok) return leftOut;
  const acts = readActs(name, fields.get('acts'));
  if (!acts.ok) return acts;
  const presets = readPresets(fields.get('as'));
  const made = withPresets(shippedScenario(name), presets);
  if (!made.ok) return wrong(`has a part as that cannot be: ${made.error.replace(/\.$/, '')}`);
  return {
    ok: true,
    link: {
      scenario: shippedScenario(name),
      presets,
      seed,
      acts: acts.acts,
      leftOut: leftOut.faults,
      atUs,
    },
  };
}

/** "emails~rabbitmq-quorum~4.3", with "~mended" where it goes without what it cannot have. */
function presetText({ queue, preset, version, isMended }: PresetChoice): string {
  return [queue, preset, version, ...(isMended ? ['mended'] : [])].join('~');
}

/** What it says, right or wrong: whether such a preset can be is for `withPresets` to say. */
function readPresets(text: string | null): PresetChoice[] {
  return (text?.split(',') ?? []).map((part) => {
    const [queue = '', preset = '', version = '', mended, ...rest] = part.split('~');
    const isWhole = rest.length === 0 && (mended === undefined || mended === 'mended');
    return { queue, preset: isWhole ? preset : part, version, isMended: mended === 'mended' };
  });
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

type LeftOutReading =
  | { readonly ok: true; readonly faults: readonly number[] }
  | { readonly ok: false; readonly error: string };

/** Which faults of the script are left out, by their positions from 0. */
function readLeftOut(text: string | null, faults: number): LeftOutReading {
  if (text === null) return { ok: true, faults: [] };
  const parts = text.split(',');
  const wrongOne = parts.find((part) => !/^\d{1,4}$/.test(part) || Number(part) >= faults);
  if (wrongOne !== undefined)
    return wrong(
      `has a part out that leaves out fault "${wrongOne.slice(0, 8)}": the script of this system has ${faults}, counted from 0`,
    );
  const all = parts.map(Number);
  if (new Set(all).size !== all.length) return wrong('has a part out that names a fault twice');
  return { ok: true, faults: all };
}

type ActsReading =
  | { readonly ok: true; readonly acts: readonly Intervention[] }
  | { readonly ok: false; readonly error: string };

/** Acts are read as the faults of the system they are done to: one set of rules for both. */
function readActs(name: Parameters<typeof shippedDocument>[0], text: string | null): ActsReading {
  if (text === null) return { ok: true, acts: [] };
  const decoded = fromBase64Url(text);
  if (decoded === null) return wrong('has a part acts that is not base64url');
  const parsed = parseJson(decoded);
  if (!parsed.ok) return wrong(`has a part acts that is not JSON: ${parsed.error}`);
  const reading = readDocument({ ...shippedDocument(name), faults: parsed.value }, 'This link');
  return reading.ok ? { ok: true, acts: reading.scenario.faults } : reading;
}

function wrong(what: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `This link ${what}.` };
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): string | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(binary, (character) => character.charCodeAt(0)),
    );
  } catch {
    return null;
  }
}
