/**
 * The heat layer draws how often each value came at each time: a cell is the darker the more there were.
 * It is drawn under the curves, and like them only as far as the run has been simulated.
 */
import type { Selection } from 'd3';
import { type ChartState, stateColour } from '../chartState';
import type { TimeChartFrame, TimeScales } from './timeChartFrame';

/** TimeHeat is a table of counts: by column of time, and within a column by value from 0 up. */
export interface TimeHeat {
  readonly fromUs: number;
  readonly columnUs: number;
  readonly columns: number;
  /** The height of a cell, in the unit of the vertical axis. */
  readonly rowValue: number;
  readonly rows: number;
  /** At `column * rows + row`. */
  readonly counts: Uint32Array;
  readonly state: ChartState;
  /** Another number: other counts. */
  readonly version: number;
}

export interface HeatLayer {
  /** True if there is something else to draw. */
  update(heat: TimeHeat | undefined): boolean;
  highest(): number;
  draw(frame: TimeChartFrame, scales: TimeScales): void;
}

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly share: number;
}

export function createHeatLayer(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  mask: string,
): HeatLayer {
  const group = svg.append('g').attr('class', 'time-chart-heat').attr('mask', mask);
  let heat: TimeHeat | undefined;
  let drawn = -1;

  function cells({ counts, columns, rows }: TimeHeat): Cell[] {
    const most = counts.reduce((max, count) => Math.max(max, count), 1);
    const found: Cell[] = [];
    for (let column = 0; column < columns; column++)
      for (let row = 0; row < rows; row++) {
        const count = counts[column * rows + row] ?? 0;
        // By the logarithm: one that took long shows beside a hundred that did not.
        if (count > 0) found.push({ column, row, share: Math.log1p(count) / Math.log1p(most) });
      }
    return found;
  }

  return {
    update(next) {
      const isSame = next?.version === heat?.version && next?.counts === heat?.counts;
      heat = next;
      return !isSame;
    },
    highest: () => (heat === undefined ? 0 : heat.rows * heat.rowValue),
    draw(frame, { x, y }) {
      const key = heat?.version ?? -1;
      drawn = key;
      group.attr('data-version', drawn);
      const table = heat;
      if (table === undefined) {
        group.selectAll('rect').remove();
        return;
      }
      const { fromUs, columnUs, rowValue, state } = table;
      group.attr('fill', stateColour(state));
      const width = Math.max(1, x(fromUs + columnUs) - x(fromUs) - 0.5);
      const height = Math.max(1, y(0) - y(rowValue) - 0.5);
      const inside = cells(table).filter(({ column }) => {
        const left = x(fromUs + column * columnUs);
        return left + width > frame.left && left < frame.right;
      });
      group
        .selectAll<SVGRectElement, Cell>('rect')
        .data(inside)
        .join('rect')
        .attr('x', ({ column }) => x(fromUs + column * columnUs).toFixed(1))
        .attr('y', ({ row }) => y((row + 1) * rowValue).toFixed(1))
        .attr('width', width.toFixed(1))
        .attr('height', height.toFixed(1))
        .attr('opacity', ({ share }) => (0.12 + 0.5 * share).toFixed(2));
    },
  };
}
