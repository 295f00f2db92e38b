/**
 * runLink writes a run into the hash of a link, and reads it back: which system, which seed, what was
 * done to it, where the playhead stood, and what was looked at.
 *
 * A link is input like any other. It is read by the same rules as a file, field by field, and either
 * it is understood as a whole or one sentence says what is wrong and nothing is opened.
 */
import type { Intervention, Scenario } from '../engine/index.ts';
import { documentOf } from './documentOf.ts';
import { parseDuration, writeDuration } from './durationText.ts';
import { FIRST } from './library/firstScenario.ts';
import { isShippedName, shippedDocument, shippedScenario } from './library/index.ts';
import { parseJson } from './parseJson.ts';
import { type PresetChoice, withPresets } from './presets/withPresets.ts';
import { readDocument } from './readScenario.ts';
import { type LinkedView, readView, viewKeys, writeView } from './viewLink.ts';

export interface RunLink {
  /** The system as it is shipped. */
  readonly system: Scenario;
  /** Queues that behave like those of a broker. */
  readonly presets: readonly PresetChoice[];
  /** The system with them: what is run. */
  readonly scenario: Scenario;
  readonly seed: number;
  readonly acts: readonly Intervention[];
  /** Positions in the system's script of faults that do not happen in this run. */
  readonly leftOut: readonly number[];
  readonly atUs: number;
  readonly view: LinkedView;
}

export type LinkReading =
  | { readonly ok: true; readonly link: RunLink }
  | { readonly ok: false; readonly error: string };

const VERSION = '1';
const keys: readonly string[] = ['v', 's', 'as', 'seed', 't', 'out', 'acts', ...viewKeys];
/** A link is for messages and slides: above this it is no link any more. */
const MAX_LENGTH = 16_384;

/** The hash, without its "#". */
export function writeRunLink({
  system,
  presets,
  seed,
  acts,
  leftOut,
  atUs,
  view,
}: Omit<RunLink, 'scenario'>): string {
  const fields = [
    `v=${VERSION}`,
    `s=${system.name}`,
    ...(presets.length === 0 ? [] : [`as=${presets.map(presetText).join(',')}`]),
    `seed=${seed}`,
    `t=${writeDuration(atUs)}`,
    ...writeView(view),
    ...(leftOut.length === 0 ? [] : [`out=${leftOut.join(',')}`]),
  ];
  if (acts.length > 0) {
    const { faults } = documentOf({ ...system, faults: acts });
    fields.push(`acts=${toBase64Url(JSON.stringify(faults))}`);
  }
  return fields.join('&');
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
  const name = fields.get('s') ?? FIRST;
  if (!isShippedName(name))
    return wrong(`names no system of the library: s is "${name.slice(0, 32)}"`);
  const system = shippedScenario(name);
  const seed = readSeed(fields.get('seed'), system.seed);
  if (seed === null)
    return wrong('has a part seed that is not a whole number from 0 to 9007199254740991');
  const atUs = readInstant(fields.get('t'));
  if (atUs === null) return wrong('has a part t that is not a duration such as 10.6s');
  const leftOut = readLeftOut(fields.get('out'), shippedScenario(name).faults.length);
  if (!leftOut.ok) return leftOut;
  const acts = readActs(name, fields.get('acts'));
  if (!acts.ok) return acts;
  const presets = readPresets(fields.get('as'));
  const made = withPresets(system, presets);
  if (!made.ok) return wrong(`has a part as that cannot be: ${made.error.replace(/\.$/, '')}`);
  const view = readView(fields, made.scenario, charts);
  if (!view.ok) return wrong(view.error);
  return {
    ok: true,
    link: {
      system,
      presets,
      scenario: made.scenario,
      seed,
      acts: acts.acts,
      leftOut: leftOut.faults,
      atUs,
      view: view.view,
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
