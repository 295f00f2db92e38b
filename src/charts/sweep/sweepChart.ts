/**
 * The sweep chart has a column for each value of a knob, a dot for each run, and beside the dots their mean
 * with the interval that holds the true one in 95 of 100 sweeps. The dots of one seed stand at the same place
 * of each column, so that the eye can follow it. A press on a dot opens its run.
 */
import { scaleLinear, select } from 'd3';
import '../charts.css';
import { type ChartSize, observeSize } from '../observeSize';
import { formatValue, valueTicks } from '../time/valueTicks';
import './sweepChart.css';

export interface SweepColumn {
  /** "20 ms" */
  readonly label: string;
  /** By seed; null has not been run yet. */
  readonly runs: readonly (number | null)[];
  /** Of the runs there are; null before the first. */
  readonly mean: number | null;
  /** The 95 % interval of the mean; null with fewer than two runs. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface SweepChartData {
  readonly columns: readonly SweepColumn[];
  /** What the columns are: "E-mail senders: consumers". */
  readonly knob: string;
  /** What the axis counts: "messages", "s". */
  readonly unit: string;
  readonly firstSeed: number;
}

export interface SweepChartEvents {
  /** A dot was pressed: the run of this column and seed (its position). */
  open(column: number, run: number): void;
}

export interface SweepChart {
  draw(data: SweepChartData): void;
  destroy(): void;
}

interface Dot {
  readonly column: number;
  readonly run: number;
  readonly value: number;
}

const margin = { top: 26, right: 12, bottom: 44, left: 56 };
/** The part of a column that its dots take; their mean stands in the rest. */
const dotsShare = 0.62;

export function createSweepChart(host: HTMLElement, events: SweepChartEvents): SweepChart {
  let size: ChartSize = { width: 0, height: 0, unit: 1 };
  let data: SweepChartData | undefined;

  const svg = select(host).append('svg').attr('class', 'sweep-chart').attr('role', 'img');
  const grid = svg.append('g');
  const columns = svg.append('g');
  const dots = svg.append('g');
  const means = svg.append('g');
  const unitLabel = svg.append('text').attr('class', 'sweep-chart-unit');
  const knobLabel = svg.append('text').attr('class', 'sweep-chart-knob');
  const sizes = observeSize(host, (next) => {
    size = next;
    render();
  });

  function render(): void {
    if (data === undefined || size.width < 80 || size.height < 80) return;
    const { width, height, unit } = size;
    const edge = {
      top: margin.top * unit,
      right: width - margin.right * unit,
      bottom: height - margin.bottom * unit,
      left: margin.left * unit,
    };
    const found = data.columns.flatMap(({ runs }, column) =>
      runs.flatMap((value, run): Dot[] => (value === null ? [] : [{ column, run, value }])),
    );
    const tops = data.columns.flatMap(({ high }) => (high === null ? [] : [high]));
    const ticks = valueTicks(Math.max(0, ...tops, ...found.map(({ value }) => value)), false);
    const y = scaleLinear([0, ticks[2]], [edge.bottom, edge.top]);
    const step = (edge.right - edge.left) / data.columns.length;
    const left = (column: number): number => edge.left + column * step;
    const seeds = Math.max(1, data.columns[0]?.runs.length ?? 1);
    const x = ({ column, run }: Dot): number =>
      left(column) + step * (0.06 + (dotsShare * (run + 0.5)) / seeds);
    const xMean = (column: number): number => left(column) + step * (0.06 + dotsShare + 0.08);

    svg.attr('width', width).attr('height', height).attr('aria-label', inWords(data));
    unitLabel
      .attr('x', edge.left - 10 * unit)
      .attr('y', 14 * unit)
      .text(data.unit);
    knobLabel
      .attr('x', (edge.left + edge.right) / 2)
      .attr('y', height - 6 * unit)
      .text(data.knob);

    grid
      .selectAll('g')
      .data(ticks)
      .join((enter) => {
        const tick = enter.append('g');
        tick.append('line');
        tick.append('text').attr('dy', '0.32em');
        return tick;
      })
      .attr('transform', (value) => `translate(0,${y(value)})`)
      .each(function (value) {
        const tick = select(this);
        tick.select('line').attr('x1', edge.left).attr('x2', edge.right);
        tick
          .select('text')
          .attr('x', edge.left - 10 * unit)
          .text(formatValue(value));
      });

    columns
      .selectAll('text')
      .data(data.columns)
      .join('text')
      .attr('x', (_, column) => left(column) + step / 2)
      .attr('y', edge.bottom + 18 * unit)
      .text(({ label }) => label);

    dots
      .selectAll<SVGCircleElement, Dot>('circle')
      .data(found, ({ column, run }) => `${column}/${run}`)
      .join((enter) => {
        const dot = enter.append('circle');
        dot.append('title');
        return dot;
      })
      .attr('r', 3.5 * unit)
      .attr('cx', x)
      .attr('cy', ({ value }) => y(value))
      .on('click', (_, { column, run }) => events.open(column, run))
      .select('title')
      .text(({ run, value }) => `seed ${(data?.firstSeed ?? 0) + run}: ${formatValue(value)}`);

    const drawn = data.columns.flatMap((entry, column) =>
      entry.mean === null ? [] : [{ ...entry, mean: entry.mean, column }],
    );
    means
      .selectAll('g')
      .data(drawn)
      .join((enter) => {
        const mean = enter.append('g');
        mean.append('line').attr('class', 'sweep-chart-interval');
        mean.append('line').attr('class', 'sweep-chart-mean');
        mean.append('text');
        return mean;
      })
      .each(function ({ column, mean, low, high }) {
        const at = xMean(column);
        const group = select(this);
        group
          .select('.sweep-chart-interval')
          .attr('x1', at)
          .attr('x2', at)
          .attr('y1', y(Math.max(0, low ?? mean)))
          .attr('y2', y(high ?? mean));
        group
          .select('.sweep-chart-mean')
          .attr('x1', at - 7 * unit)
          .attr('x2', at + 7 * unit)
          .attr('y1', y(mean))
          .attr('y2', y(mean));
        group
          .select('text')
          .attr('x', Math.min(at, edge.right))
          .attr('y', y(high ?? mean) - 7 * unit)
          .text(formatValue(Number(mean.toPrecision(3))));
      });
  }

  return {
    draw(next) {
      data = next;
      render();
    },
    destroy() {
      sizes.disconnect();
      svg.remove();
    },
  };
}

function inWords({ columns, knob, unit }: SweepChartData): string {
  const parts = columns.map(({ label, mean }) =>
    mean === null ? `${label}: not run yet` : `${label}: ${formatValue(mean)} ${unit}`,
  );
  return `${knob}. Mean of ${parts.join('; ')}.`;
}
