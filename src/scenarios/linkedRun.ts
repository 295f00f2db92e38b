/**
 * linkedRun writes what is run into the fields of a link, and reads it back: which system, which of its
 * queues behave like those of a broker, and what was done to it.
 */
import type { Intervention, Scenario } from '../engine/index.ts';
import { documentOf } from './documentOf.ts';
import { FIRST } from './library/firstScenario.ts';
import {
  isShippedName,
  type ShippedName,
  shippedDocument,
  shippedScenario,
} from './library/index.ts';
import { parseJson } from './parseJson.ts';
import { type PresetChoice, withPresets } from './presets/withPresets.ts';
import { readDocument } from './readScenario.ts';

export interface LinkedRun {
  /** The system as it is shipped. */
  readonly system: Scenario;
  /** Queues that behave like those of a broker. */
  readonly presets: readonly PresetChoice[];
  /** The system with them: what is run. */
  readonly scenario: Scenario;
  readonly acts: readonly Intervention[];
  /** Positions in the system's script of faults that do not happen in this run. */
  readonly leftOut: readonly number[];
}

/** A run as it is written: what is run follows from the rest. */
export type RunToWrite = Omit<LinkedRun, 'scenario'>;

export type Refusal = { readonly ok: false; readonly error: string };
export type RunReading = { readonly ok: true; readonly run: LinkedRun } | Refusal;

export const runKeys = ['s', 'as', 'out', 'acts'] as const;

/** "s=payment-system" */
export function systemField({ system }: RunToWrite): string {
  return `s=${system.name}`;
}

/** "as=emails~rabbitmq-quorum~4.3"; none for a system as it is shipped. */
export function presetFields({ presets }: RunToWrite): string[] {
  return presets.length === 0 ? [] : [`as=${presets.map(presetText).join(',')}`];
}

/** "out=0,2"; none where all of the script happens. */
export function leftOutFields({ leftOut }: RunToWrite): string[] {
  return leftOut.length === 0 ? [] : [`out=${leftOut.join(',')}`];
}

/** "acts=W3si…"; none where nothing was done. */
export function actFields({ system, acts }: RunToWrite): string[] {
  return acts.length === 0 ? [] : [`acts=${writeActs(system, acts)}`];
}

/** Acts as they stand in a link: what a file would say of them, in base64url. */
export function writeActs(system: Scenario, acts: readonly Intervention[]): string {
  const { faults } = documentOf({ ...system, faults: acts });
  return toBase64Url(JSON.stringify(faults));
}

export function readRun(fields: URLSearchParams): RunReading {
  const name = fields.get('s') ?? FIRST;
  if (!isShippedName(name))
    return wrong(`names no system of the library: s is "${name.slice(0, 32)}"`);
  const system = shippedScenario(name);
  const leftOut = readLeftOut(fields.get('out'), system.faults.length);
  if (!leftOut.ok) return leftOut;
  const acts = readActs(name, 'acts', fields.get('acts'));
  if (!acts.ok) return acts;
  const presets = readPresets(fields.get('as'));
  const made = withPresets(system, presets);
  if (!made.ok) return wrong(`has a part "as" that cannot be: ${made.error.replace(/\.$/, '')}`);
  const { scenario } = made;
  const run = { system, presets, scenario, acts: acts.acts, leftOut: leftOut.faults };
  return { ok: true, run };
}

export function wrong(what: string): Refusal {
  return { ok: false, error: `This link ${what}.` };
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

type LeftOutReading = { readonly ok: true; readonly faults: readonly number[] } | Refusal;

/** Which faults of the script are left out, by their positions from 0. */
function readLeftOut(text: string | null, faults: number): LeftOutReading {
  if (text === null) return { ok: true, faults: [] };
  const parts = text.split(',');
  const wrongOne = parts.find((part) => !/^\d{1,4}$/.test(part) || Number(part) >= faults);
  if (wrongOne !== undefined)
    return wrong(
      `has a part "out" that leaves out fault "${wrongOne.slice(0, 8)}": the script of this system has ${faults}, counted from 0`,
    );
  const all = parts.map(Number);
  if (new Set(all).size !== all.length) return wrong('has a part "out" that names a fault twice');
  return { ok: true, faults: all };
}

export type ActsReading = { readonly ok: true; readonly acts: readonly Intervention[] } | Refusal;

/** Acts are read as the faults of the system they are done to: one set of rules for both. `part`: where they stand. */
export function readActs(name: ShippedName, part: string, text: string | null): ActsReading {
  if (text === null) return { ok: true, acts: [] };
  const decoded = fromBase64Url(text);
  if (decoded === null) return wrong(`has a part "${part}" that is not base64url`);
  const parsed = parseJson(decoded);
  if (!parsed.ok) return wrong(`has a part "${part}" that is not JSON: ${parsed.error}`);
  const reading = readDocument({ ...shippedDocument(name), faults: parsed.value }, 'This link');
  return reading.ok ? { ok: true, acts: reading.scenario.faults } : reading;
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
