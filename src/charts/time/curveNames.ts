/**
 * The names of the curves, written at the curves instead of in a legend. They are placed anew when
 * the curves or the frame changed, but not on every frame of a playback, unless the playhead or a
 * pole has run into one.
 */
import type { Selection } from 'd3';
import type { TextMeasure } from '../textMeasure';
import type { Curve } from './Curve';
import { curveColumns } from './curveColumns';
import {
  type CurveToLabel,
  clearOf,
  type LabelRoom,
  type PlacedLabel,
  placeCurveLabels,
} from './curveLabels';
import type { DrawnCurve } from './curveLayer';
import type { TimeChartFrame, TimeScales } from './timeChartFrame';

export interface NameSituation {
  readonly playheadX: number;
  readonly horizonUs: number;
  readonly poles: readonly number[];
  /** Do not wait for the next round. */
  readonly atOnce: boolean;
}

export interface CurveNames {
  update(curves: readonly DrawnCurve[], frame: TimeChartFrame, scales: TimeScales): void;
  draw(situation: NameSituation): void;
  destroy(): void;
}

/** While curves grow, their names look for a better place this often. */
const replaceMs = 250;
const columnWidth = 4;
const areaWeight = 650;

export function createCurveNames(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  measure: TextMeasure,
): CurveNames {
  const group = svg.append('g').attr('class', 'time-chart-names').attr('aria-hidden', 'true');
  let drawn: readonly DrawnCurve[] = [];
  let frame: TimeChartFrame | undefined;
  let scales: TimeScales | undefined;
  let labels = new Map<string, PlacedLabel>();
  let stale = true;
  let placedAt = Number.NEGATIVE_INFINITY;
  let latest: NameSituation | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function draw(situation: NameSituation): void {
    latest = situation;
    const placed = [...labels.values()];
    const struck = !clearOf(
      placed,
      [situation.playheadX, ...situation.poles],
      4 * (frame?.unit ?? 1),
    );
    const due = performance.now() - placedAt >= replaceMs;
    if (situation.atOnce || struck || (stale && due)) {
      place(situation);
    } else if (stale || placed.length < drawn.length) {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (latest) place(latest);
      }, replaceMs);
    }
  }

  function place(situation: NameSituation): void {
    if (!frame || !scales) return;
    placedAt = performance.now();
    stale = false;
    const room: LabelRoom = {
      left: frame.left,
      right: frame.width,
      top: frame.top,
      bottom: frame.bottom,
      floor: frame.bottom + (frame.axisY - frame.bottom) * 0.85,
      columnWidth,
      lineHeight: 18 * frame.unit,
      clearance: 4 * frame.unit,
      playheadX: situation.playheadX,
      poles: situation.poles,
    };
    const placed = placeCurveLabels(toLabel(frame, scales, situation), room, labels);
    labels = new Map(placed.map((label) => [label.id, label]));
    write(placed, frame);
  }

  function toLabel(
    { left, right, bottom }: TimeChartFrame,
    { x, y }: TimeScales,
    { horizonUs }: NameSituation,
  ): CurveToLabel[] {
    const columns = Math.max(1, Math.floor((right - left) / columnWidth));
    const zero = new Float32Array(columns).fill(bottom);
    const reduce = (curve: Curve, untilUs: number) =>
      curveColumns(curve, { x, y }, untilUs, left, columnWidth, columns);
    const toUs = x.domain()[1] ?? 0;
    return drawn.map((curve, index) => {
      const endUs = curve.top.timesUs[curve.top.length - 1] ?? 0;
      const untilUs = curve.kind === 'ghost' ? endUs : Math.min(toUs, horizonUs);
      return {
        id: `${curve.kind} ${curve.id}`,
        kind: curve.kind,
        variants: variants(curve),
        ...reduce(curve.top, untilUs),
        isCovered: curve.kind === 'area' && drawn[index + 1]?.kind === 'area',
        floor: curve.below ? reduce(curve.below, untilUs).highest : zero,
      };
    });
  }

  /** The whole name, and what stands before its first colon or comma. */
  function variants({ label, kind }: DrawnCurve) {
    const weight = kind === 'area' ? areaWeight : 400;
    const short = label.split(/[:,]/, 1)[0] ?? label;
    return [...new Set([label, short])].map((text) => ({
      text,
      width: measure.width(text, weight),
    }));
  }

  function write(placed: readonly PlacedLabel[], { unit }: TimeChartFrame): void {
    group
      .selectAll<SVGGElement, PlacedLabel>('g')
      .data(placed, (label) => label.id)
      .join((enter) => {
        const name = enter.append('g');
        name.append('rect');
        name.append('text').attr('dy', '0.36em');
        return name;
      })
      .attr('class', (label) => `time-chart-name time-chart-name-${label.id.split(' ', 1)[0]}`)
      .attr('data-inside', (label) => label.inside)
      .attr('transform', (label) => `translate(${Math.round(label.x)},${Math.round(label.y)})`)
      .call((name) => name.select('text').text((label) => label.text))
      .select('rect')
      .attr('x', -5 * unit)
      .attr('y', -10 * unit)
      .attr('width', (label) => label.width + 10 * unit)
      .attr('height', 20 * unit)
      .attr('rx', 3 * unit);
  }

  return {
    update(curves, nextFrame, nextScales) {
      drawn = curves;
      frame = nextFrame;
      scales = nextScales;
      stale = true;
    },
    draw,
    destroy() {
      clearTimeout(timer);
    },
  };
}
