/**
 * sweepText sets a sweep in lines for people. Columns are as wide as the sweep alone makes them, never
 * as its results do, so that a shard's lines are those of the whole.
 */
import type { MeasureRow, Sweep, SweepRow } from '../sweeps/index.ts';
import { decimal, time } from './figures.ts';

/** What most sweeps are about: waiting, and what a queue must not do. */
export const defaultMeasures: readonly string[] = [
  'waitUs.mean',
  'waitUs.p99',
  'sojournUs.mean',
  'redeliveries',
  'duplicateEffects',
  'lost',
  'ordersFailed',
];

/** Holds "123.456 ms ± 12.345 ms *"; what is longer moves the rest of its line. */
const CELL = 23;

export function sweepHeader(sweep: Sweep, measures: readonly string[]): string {
  const settings = sweep.settings.map(({ path }) => path);
  return line(sweep, [...settings, 'seeds', ...measures]);
}

export function sweepLine(sweep: Sweep, row: SweepRow, measures: readonly string[]): string {
  const settings = sweep.settings.map(({ path, values }) => {
    const value = JSON.stringify(row.set[path]);
    return values.find((one) => JSON.stringify(one.value) === value)?.text ?? value;
  });
  const cells = measures.map((name) => cell(name, row.measures[name]));
  return line(sweep, [...settings, String(row.seeds), ...cells]);
}

function line({ settings }: Sweep, cells: readonly string[]): string {
  const widths = settings.map(({ path, values }) =>
    Math.max(...[path, ...values.map(({ text }) => text)].map((text) => [...text].length)),
  );
  const padded = cells.map((text, i) =>
    text.padEnd(widths[i] ?? (i === settings.length ? 'seeds'.length : CELL)),
  );
  return `${padded.join('  ').trimEnd()}\n`;
}

function cell(name: string, measure: MeasureRow | undefined): string {
  if (measure === undefined) return '-';
  const { mean, high, difference } = measure;
  const half = high === null ? '' : ` ± ${figure(name, high - mean)}`;
  return figure(name, mean) + half + (isSure(difference) ? ' *' : '');
}

/** Whether the interval of a difference lies on one side of 0. */
function isSure(difference: MeasureRow['difference']): boolean {
  const { low = null, high = null } = difference ?? {};
  return low !== null && high !== null && (low > 0 || high < 0);
}

function figure(name: string, value: number): string {
  const size = Math.abs(value);
  const isTime = /Us(?:\.(?:mean|p\d+|max))?$/.test(name);
  return (value < 0 ? '-' : '') + (isTime ? time(size) : decimal(size, 2));
}
