/**
 * LatencyCurves are how long messages took from publishing to effect: for each stretch of the axis the
 * percentiles of those that ended in it, over a map of how many took how long.
 */
import type { Curve, TimeHeat } from '../../charts/index.ts';
import { type LatencyColumn, latenciesOf, ORDERS_ANSWERED } from '../../explain/index.ts';
import { ORDERS, type Timeline } from '../../playback/index.ts';
import type { TimeWindow } from '../../store/index.ts';
import type { Curves } from './backlogCurves.ts';

/** Stretches of the axis, and rows of the map. */
const COLUMNS = 96;
const ROWS = 16;
const PERCENTILES = [50, 95, 99] as const;

export class LatencyCurves {
  private key = '';
  private count = -1;
  private version = 0;
  private made: Curves | null = null;

  read({ world, horizonUs }: Timeline, subject: number, axis: TimeWindow): Curves {
    const column = latenciesOf(world, world.trace).of(
      subject === ORDERS ? ORDERS_ANSWERED : subject,
    );
    const key = `${subject} ${axis.fromUs} ${axis.toUs} ${world.trace.forgettings.length}`;
    // What is known of the future is drawn too, pale: so the whole column counts.
    const isSame = this.made !== null && key === this.key && column.length === this.count;
    if (isSame && this.made !== null) return this.made;
    this.key = key;
    this.count = column.length;
    this.version++;
    this.made = curvesOf(column, axis, horizonUs, this.version);
    return this.made;
  }
}

function curvesOf(
  column: LatencyColumn,
  { fromUs, toUs }: TimeWindow,
  horizonUs: number,
  version: number,
): Curves {
  const columnUs = Math.max(1, (toUs - fromUs) / COLUMNS);
  const first = column.countBefore(fromUs);
  const end = column.countBefore(toUs);
  let most = 0;
  for (let i = first; i < end; i++) most = Math.max(most, column.latencyUs[i] ?? 0);
  const rowValue = (most / 1e6 || 1) / ROWS;
  const counts = new Uint32Array(COLUMNS * ROWS);
  const timesUs = new Float64Array(COLUMNS);
  const percentiles = PERCENTILES.map(() => new Float64Array(COLUMNS));
  let length = 0;
  let at = first;
  for (let c = 0; c < COLUMNS && fromUs + c * columnUs <= horizonUs; c++) {
    const from = at;
    const untilUs = fromUs + (c + 1) * columnUs;
    while (at < end && (column.atUs[at] ?? 0) < untilUs) {
      const row = Math.min(ROWS - 1, Math.floor((column.latencyUs[at] ?? 0) / 1e6 / rowValue));
      counts[c * ROWS + row] = (counts[c * ROWS + row] ?? 0) + 1;
      at++;
    }
    timesUs[length] = fromUs + c * columnUs;
    const sorted = column.latencyUs.slice(from, at).sort();
    for (const [p, percent] of PERCENTILES.entries()) {
      const values = percentiles[p];
      // Where nothing ended there is nothing to say: the last that was said still stands.
      if (values !== undefined)
        values[length] =
          sorted.length === 0 ? (values[length - 1] ?? 0) : nearestRank(sorted, percent) / 1e6;
    }
    length++;
  }
  const curve = (values: Float64Array): Curve => ({ timesUs, values, length });
  const heat: TimeHeat = {
    fromUs,
    columnUs,
    columns: COLUMNS,
    rowValue,
    rows: ROWS,
    counts,
    state: 'done',
    version,
  };
  return {
    areas: [],
    lines: percentiles.map((values, p) => ({
      id: `p${PERCENTILES[p]}`,
      label: `${PERCENTILES[p]} of 100 within`,
      curve: curve(values),
      dash: dashes[p],
    })),
    ghosts: [],
    unit: 'seconds',
    heat,
  };
}

const dashes: readonly (string | undefined)[] = [undefined, '5 3', '1 3'];

/** The sample that so many of a hundred do not exceed. */
export function nearestRank(sorted: Float64Array, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? 0;
}
