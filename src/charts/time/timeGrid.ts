/** The grid of the time chart: three values on the left, the instants below, nothing else. */
import type { Selection } from 'd3';
import type { TextMeasure } from '../textMeasure';
import { type TimeTick, timeTicks } from './timeAxis';
import type { TimeChartFrame, TimeScales } from './timeChartFrame';
import { formatValue, type ValueTicks } from './valueTicks';

export interface TickLabel {
  readonly node: SVGTextElement;
  readonly x: number;
  readonly width: number;
}

export interface TimeGrid {
  /** Without values where there is no vertical axis. */
  draw(frame: TimeChartFrame, scales: TimeScales, ticks: ValueTicks | null, unit: string): void;
  /** Of the time axis: the playhead's own label takes the place of those it meets. */
  tickLabels(): readonly TickLabel[];
}

export function createTimeGrid(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  measure: TextMeasure,
): TimeGrid {
  const grid = svg.append('g').attr('class', 'time-chart-grid').attr('aria-hidden', 'true');
  const values = grid.append('g').attr('class', 'time-chart-values');
  const unitLabel = grid.append('text').attr('class', 'time-chart-unit');
  const times = grid.append('g').attr('class', 'time-chart-times');
  let labels: TickLabel[] = [];

  return {
    draw(frame, { x, y }, ticks, unit) {
      const { left, right, unit: u } = frame;
      const shown = ticks === null ? [] : readableTicks(ticks, (frame.bottom - frame.top) / u);
      const rows = values
        .selectAll<SVGGElement, number>('g')
        .data(shown)
        .join((enter) => {
          const row = enter.append('g');
          row.append('line');
          row.append('text').attr('dy', '0.36em');
          return row;
        })
        .attr('transform', (tick) => `translate(0,${Math.round(y(tick)) + 0.5})`);
      rows.select('line').attr('x1', left).attr('x2', right);
      rows
        .select('text')
        .attr('x', left - 10 * u)
        .text(formatValue);
      unitLabel
        .attr('x', 0)
        .attr('y', 15 * u)
        .attr('display', frame.top > 24 * u ? null : 'none')
        .text(unit);

      const [fromUs = 0, toUs = 0] = x.domain();
      const room = Math.floor((right - left) / (76 * u)) + 1;
      const marks = times
        .selectAll<SVGGElement, TimeTick>('g')
        .data(timeTicks(fromUs, toUs, room), (tick) => tick.atUs)
        .join((enter) => {
          const mark = enter.append('g');
          mark.append('line');
          mark.append('text');
          return mark;
        })
        .attr('transform', (tick) => `translate(${x(tick.atUs)},${frame.axisY})`);
      marks
        .select('line')
        .attr('y1', -3 * u)
        .attr('y2', 3 * u);
      const texts = marks
        .select<SVGTextElement>('text')
        .attr('y', frame.tickLabelY - frame.axisY)
        .attr('visibility', null)
        .text((tick) => tick.label);
      const tickTexts = texts.data();
      labels = texts.nodes().map((node, i) => {
        const tick = tickTexts[i] as TimeTick;
        return { node, x: x(tick.atUs), width: measure.width(tick.label) };
      });
    },
    tickLabels: () => labels,
  };
}

/** Ticks that would touch each other say nothing that the outermost do not. */
function readableTicks(ticks: ValueTicks, height: number): readonly number[] {
  if (height < 18) return [ticks[2]];
  return height < 40 ? [ticks[0], ticks[2]] : ticks;
}
