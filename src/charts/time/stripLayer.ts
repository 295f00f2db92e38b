/**
 * The strip layer draws one strip for each of several that work: as high as its share of time at work, a
 * thin line where it waits, and a broken frame with the word DOWN where it is down.
 */
import type { Selection } from 'd3';
import { stateColour } from '../chartState';
import type { TimeChartFrame, TimeScales } from './timeChartFrame';

export interface TimeStrip {
  readonly id: string;
  readonly label: string;
  readonly fromUs: number;
  readonly cellUs: number;
  /** The share of each cell of time at work, from 0 to 1. */
  readonly shares: Float32Array;
  /** How many cells count. */
  readonly cells: number;
  readonly outages: readonly StripOutage[];
}

export interface StripOutage {
  readonly fromUs: number;
  readonly toUs: number;
  /** "DOWN", "gone" */
  readonly word: string;
}

export interface StripLayer {
  update(strips: readonly TimeStrip[] | undefined): boolean;
  labels(): readonly string[];
  draw(frame: TimeChartFrame, scales: TimeScales): void;
}

/** Shares that differ by less look alike. */
const STEPS = 8;

export function createStripLayer(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  mask: string,
): StripLayer {
  const names = svg.append('g').attr('class', 'time-chart-strip-names').attr('aria-hidden', 'true');
  const group = svg.append('g').attr('class', 'time-chart-strips').attr('mask', mask);
  let strips: readonly TimeStrip[] = [];
  let drawn = '';

  return {
    update(next = []) {
      const key = next
        .map(({ id, cells, outages, shares }) => {
          const outage = outages.at(-1);
          return `${id} ${cells} ${outages.length} ${outage?.toUs ?? 0} ${shares.length} ${shares[cells - 1] ?? 0}`;
        })
        .join();
      const isSame = key === drawn && next[0]?.shares === strips[0]?.shares;
      strips = next;
      drawn = key;
      return !isSame;
    },
    labels: () => strips.map(({ label }) => label),
    draw(frame, { x }) {
      const { top, bottom, left, unit: u } = frame;
      const rowHeight = strips.length === 0 ? 0 : (bottom - top) / strips.length;
      const height = Math.min(20 * u, rowHeight - 4 * u);
      const base = (i: number): number => top + (i + 0.5) * rowHeight + height / 2;
      names
        .selectAll<SVGTextElement, TimeStrip>('text')
        .data(strips, ({ id }) => id)
        .join('text')
        .attr('x', left - 10 * u)
        .attr('y', (_, i) => base(i) - height / 2)
        .attr('dy', '0.36em')
        .attr('text-anchor', 'end')
        .text(({ label }) => label);
      const rows = group
        .selectAll<SVGGElement, TimeStrip>('g')
        .data(strips, ({ id }) => id)
        .join((enter) => {
          const row = enter.append('g');
          row
            .append('path')
            .attr('class', 'time-chart-strip-work')
            .attr('fill', stateColour('unacked'));
          row.append('path').attr('class', 'time-chart-strip-base');
          row.append('path').attr('class', 'time-chart-strip-down');
          return row;
        });
      rows
        .select('.time-chart-strip-work')
        .attr('d', (strip, i) => workPath(strip, x, base(i), height));
      rows
        .select('.time-chart-strip-base')
        .attr(
          'd',
          ({ fromUs, cellUs, cells }, i) =>
            `M${x(fromUs).toFixed(1)},${base(i).toFixed(1)}H${x(fromUs + cells * cellUs).toFixed(1)}`,
        );
      rows.select('.time-chart-strip-down').attr('d', ({ outages }, i) =>
        outages
          .map(({ fromUs, toUs }) => {
            const [from, to] = [x(fromUs), x(toUs)];
            const y = base(i);
            return `M${from.toFixed(1)},${y.toFixed(1)}V${(y - height).toFixed(1)}H${to.toFixed(1)}V${y.toFixed(1)}Z`;
          })
          .join(''),
      );
      rows.each((strip, i) => {
        group
          .selectAll<SVGTextElement, StripOutage>(`text[data-row="${i}"]`)
          .data(strip.outages.filter(({ fromUs, toUs }) => x(toUs) - x(fromUs) > 44 * u))
          .join('text')
          .attr('data-row', i)
          .attr('x', ({ fromUs, toUs }) => (x(fromUs) + x(toUs)) / 2)
          .attr('y', base(i) - height / 2)
          .attr('dy', '0.36em')
          .attr('text-anchor', 'middle')
          .text(({ word }) => word);
      });
      group
        .selectAll<SVGTextElement, unknown>('text')
        .filter(function () {
          return Number(this.getAttribute('data-row')) >= strips.length;
        })
        .remove();
    },
  };
}

/** A block for each stretch of about the same share. */
function workPath(
  { fromUs, cellUs, shares, cells }: TimeStrip,
  x: (us: number) => number,
  base: number,
  height: number,
): string {
  let path = '';
  let start = 0;
  const stepOf = (cell: number): number => Math.ceil((shares[cell] ?? 0) * STEPS);
  for (let cell = 1; cell <= cells; cell++) {
    const step = stepOf(start);
    if (cell < cells && stepOf(cell) === step) continue;
    if (step > 0) {
      const [from, to] = [x(fromUs + start * cellUs), x(fromUs + cell * cellUs)];
      path += `M${from.toFixed(1)},${base.toFixed(1)}v${(-(height * step) / STEPS).toFixed(1)}H${to.toFixed(1)}V${base.toFixed(1)}Z`;
    }
    start = cell;
  }
  return path;
}
