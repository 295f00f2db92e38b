/**
 * Sweep is a question with many runs in it: each combination of the values of some settings, run with
 * each of the same seeds.
 *
 * The seeds are the same for every combination, so that all meet the same arrivals and the same work
 * (common random numbers) and differ only in what was set.
 */
import type { Scenario } from '../engine/index.ts';
import { type JsonValue, readDocument } from '../scenarios/index.ts';
import type { Setting, SettingValue } from './Setting.ts';
import { setAt } from './setAt.ts';

/** Rows of one sweep: more are many sweeps. */
export const MAX_ROWS = 10_000;

export interface Sweep {
  readonly settings: readonly Setting[];
  readonly rowCount: number;
  readonly seeds: readonly number[];
  /** The combination of a row, counted from 0. */
  pointAt(row: number): Point;
}

/** Point is one combination of values, and the system it makes. */
export interface Point {
  readonly set: Readonly<Record<string, JsonValue>>;
  /** `senders.count=2, senders.work=10ms` */
  readonly label: string;
  readonly scenario: Scenario;
}

export type SweepReading =
  | { readonly ok: true; readonly sweep: Sweep }
  | { readonly ok: false; readonly error: string };

/**
 * Puts a sweep together. Every combination is read as a file would be, so that a sweep either has
 * nothing wrong with it or does not begin; each part of a sweep says the same about the whole of it.
 */
export function sweepOf(
  document: JsonValue,
  settings: readonly Setting[],
  seeds: readonly number[],
): SweepReading {
  const problem = problemWith(settings);
  if (problem) return { ok: false, error: problem };
  const rowCount = settings.reduce((product, { values }) => product * values.length, 1);
  const read = (row: number): PointReading => readPoint(document, settings, row);
  for (let row = 0; row < rowCount; row++) {
    const reading = read(row);
    if (!reading.ok) return reading;
  }
  const pointAt = (row: number): Point => {
    const reading = read(row);
    if (!reading.ok) throw new Error(reading.error);
    return reading.point;
  };
  return { ok: true, sweep: { settings, rowCount, seeds, pointAt } };
}

function problemWith(settings: readonly Setting[]): string | undefined {
  let rows = 1;
  for (const { path, values } of settings) {
    if (path === 'seed') return 'seed is not swept: each row is run with the same seeds';
    rows *= values.length;
    if (rows > MAX_ROWS) return `${path} makes ${rows} rows; a sweep has at most ${MAX_ROWS}`;
  }
  return undefined;
}

type PointReading =
  | { readonly ok: true; readonly point: Point }
  | { readonly ok: false; readonly error: string };

function readPoint(document: JsonValue, settings: readonly Setting[], row: number): PointReading {
  const chosen = valuesOf(settings, row);
  const label = chosen.map(({ path, text }) => `${path}=${text}`).join(', ');
  let changed = document;
  const places = new Map<string, string>();
  for (const { path, text, value } of chosen) {
    const placed = setAt(changed, path, value);
    if (!placed.ok) return { ok: false, error: `${path}=${text}: ${path} ${placed.error}` };
    changed = placed.document;
    const twin = places.get(placed.place);
    if (twin !== undefined) {
      return { ok: false, error: `${path} is the place of ${twin}; its values belong in one list` };
    }
    places.set(placed.place, path);
  }
  const reading = readDocument(changed, label);
  if (!reading.ok) return reading;
  const set = Object.fromEntries(chosen.map(({ path, value }) => [path, value]));
  return { ok: true, point: { set, label, scenario: reading.scenario } };
}

/** The value of each setting at a row: the last setting changes fastest. */
function valuesOf(settings: readonly Setting[], row: number): (SettingValue & { path: string })[] {
  let rest = row;
  return settings
    .toReversed()
    .flatMap(({ path, values }) => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return value ? [{ path, ...value }] : [];
    })
    .toReversed();
}
