/**
 * The curve layer draws areas, lines and ghosts, and their names.
 *
 * All that is simulated is drawn once, behind a mask: full up to the playhead, pale from there to
 * the horizon. A moving playhead moves two rectangles of the mask.
 */
import type { Selection } from 'd3';
import { type ChartState, stateColour } from '../chartState';
import type { TextMeasure } from '../textMeasure';
import type { Textures } from '../textures';
import { type Curve, isSameCurve } from './Curve';
import { curveColumns } from './curveColumns';
import {
  type CurveToLabel,
  clearOf,
  type LabelRoom,
  type PlacedLabel,
  placeCurveLabels,
} from './curveLabels';
import { decimateCurve } from './decimateCurve';
import { stackCurves } from './stackCurves';
import { closeArea, stepPath } from './stepPath';
import type { TimeChartFrame, TimeScales } from './timeChartFrame';

export interface TimeArea {
  readonly id: string;
  readonly label: string;
  readonly state: 'ready' | 'unacked' | 'done' | 'deadLettered' | 'none';
  readonly curve: Curve;
}

export interface TimeLine {
  readonly id: string;
  readonly label: string;
  readonly curve: Curve;
  readonly dash?: string | undefined;
  /** A line takes a colour only for the state it counts. */
  readonly state?: ChartState | undefined;
}

export interface TimeGhost {
  readonly id: string;
  readonly label: string;
  readonly curve: Curve;
}

export interface CurveInput {
  readonly fromUs: number;
  readonly toUs: number;
  /** Stacked from the bottom up. */
  readonly areas: readonly TimeArea[];
  readonly lines: readonly TimeLine[];
  readonly ghosts: readonly TimeGhost[];
}

interface LabelSituation {
  readonly playheadX: number;
  readonly horizonUs: number;
  readonly poles: readonly number[];
  readonly atOnce: boolean;
}

interface DrawnCurve {
  readonly id: string;
  readonly kind: CurveToLabel['kind'];
  readonly label: string;
  readonly state: ChartState;
  readonly dash: string | undefined;
  readonly source: Curve;
  readonly top: Curve;
  readonly below: Curve | undefined;
}

export interface CurveLayer {
  /** Takes over new curves; true if there is something to draw. */
  update(input: CurveInput, width: number, axisChanged: boolean): boolean;
  highest(): number;
  isWhole(): boolean;
  drawPaths(frame: TimeChartFrame, scales: TimeScales, toUs: number, reframed: boolean): void;
  drawPlayhead(playheadX: number, horizonX: number): void;
  drawLabels(situation: LabelSituation): void;
  destroy(): void;
}

/** While curves grow, their names look for a better place this often. */
const relabelMs = 250;
const labelColumnWidth = 4;
const areaWeight = 650;

export function createCurveLayer(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  textures: Textures,
  measure: TextMeasure,
): CurveLayer {
  const mask = createMask(svg);
  const solidGroup = svg.append('g').attr('mask', mask.url);
  const ghostGroup = svg.append('g');
  const names = svg.append('g').attr('class', 'time-chart-names').attr('aria-hidden', 'true');

  const thinned = new Map<string, { source: Curve; thin: Curve }>();
  let drawn: DrawnCurve[] = [];
  let highest = 0;
  let isWhole = true;
  let frame: TimeChartFrame | undefined;
  let scales: TimeScales | undefined;
  let pathsStale = true;
  let labels = new Map<string, PlacedLabel>();
  let labelsStale = true;
  let labelledAt = Number.NEGATIVE_INFINITY;
  let lastSituation: LabelSituation | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function update(input: CurveInput, width: number, axisChanged: boolean): boolean {
    const given = givenCurves(input);
    const same =
      !axisChanged &&
      given.length === drawn.length &&
      given.every((curve, i) => {
        const before = drawn[i];
        return (
          before?.id === curve.id &&
          before.kind === curve.kind &&
          before.label === curve.label &&
          before.state === curve.state &&
          before.dash === curve.dash &&
          isSameCurve(before.source, curve.curve)
        );
      });
    if (same) return false;
    const columns = Math.ceil(width);
    const thin = given.map(({ kind, id, curve }) => {
      const key = `${kind} ${id}`;
      const before = thinned.get(key);
      if (!axisChanged && before && isSameCurve(before.source, curve)) return before.thin;
      const decimated = decimateCurve(curve, input.fromUs, input.toUs, columns);
      thinned.set(key, { source: { ...curve }, thin: decimated });
      return decimated;
    });
    // A stack has the instants of all its curves: once more down to what the columns can show.
    const stacked = stackCurves(thin.slice(0, input.areas.length)).map((curve) =>
      decimateCurve(curve, input.fromUs, input.toUs, columns),
    );
    drawn = given.map(({ curve, ...rest }, i) => ({
      ...rest,
      source: { ...curve },
      top: stacked[i] ?? thin[i] ?? curve,
      below: i < stacked.length ? stacked[i - 1] : undefined,
    }));
    forgetOthers();
    measureValues();
    pathsStale = true;
    labelsStale = true;
    return true;
  }

  function forgetOthers(): void {
    const current = new Set(drawn.map(({ kind, id }) => `${kind} ${id}`));
    for (const key of thinned.keys()) if (!current.has(key)) thinned.delete(key);
  }

  function measureValues(): void {
    highest = 0;
    isWhole = true;
    for (const { top } of drawn) {
      for (let i = 0; i < top.length; i++) {
        const value = top.values[i] ?? 0;
        if (value > highest) highest = value;
        if (isWhole && !Number.isInteger(value)) isWhole = false;
      }
    }
  }

  function drawPaths(
    nextFrame: TimeChartFrame,
    nextScales: TimeScales,
    toUs: number,
    reframed: boolean,
  ): void {
    frame = nextFrame;
    scales = nextScales;
    if (!pathsStale && !reframed) return;
    pathsStale = false;
    labelsStale = true;
    mask.resize(frame);
    const solid = drawn.filter((curve) => curve.kind !== 'ghost');
    const lines = new Map(solid.map((curve) => [curve, stepPath(curve.top, nextScales, toUs)]));
    solidGroup
      .selectAll<SVGPathElement, DrawnCurve>('path.time-chart-area')
      .data(
        solid.filter((curve) => curve.kind === 'area'),
        (curve) => curve.id,
      )
      .join('path')
      .attr('class', 'time-chart-area')
      .attr('fill', (curve) => textures.fill(curve.state))
      .attr('d', (curve) => closeArea(lines.get(curve) ?? '', curve.top, curve.below, nextScales))
      .raise();
    solidGroup
      .selectAll<SVGPathElement, DrawnCurve>('path.time-chart-line')
      .data(solid, (curve) => `${curve.kind} ${curve.id}`)
      .join('path')
      .attr('class', 'time-chart-line')
      .attr('stroke', lineColour)
      .attr('stroke-dasharray', (curve) => curve.dash ?? null)
      .attr('d', (curve) => lines.get(curve) ?? null)
      .raise();
    ghostGroup
      .selectAll<SVGPathElement, DrawnCurve>('path')
      .data(
        drawn.filter((curve) => curve.kind === 'ghost'),
        (curve) => curve.id,
      )
      .join('path')
      .attr('class', 'time-chart-ghost')
      .attr('d', (curve) => stepPath(curve.top, nextScales, 0));
  }

  function drawLabels(situation: LabelSituation): void {
    lastSituation = situation;
    const placed = [...labels.values()];
    const struck = !clearOf(
      placed,
      [situation.playheadX, ...situation.poles],
      4 * (frame?.unit ?? 1),
    );
    const due = performance.now() - labelledAt >= relabelMs;
    if (situation.atOnce || struck || (labelsStale && due)) {
      relabel(situation);
    } else if (labelsStale || placed.length < drawn.length) {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (lastSituation) relabel(lastSituation);
      }, relabelMs);
    }
  }

  function relabel(situation: LabelSituation): void {
    if (!frame || !scales) return;
    labelledAt = performance.now();
    labelsStale = false;
    const room: LabelRoom = {
      left: frame.left,
      right: frame.width,
      top: frame.top,
      bottom: frame.bottom,
      floor: frame.bottom + (frame.axisY - frame.bottom) * 0.85,
      columnWidth: labelColumnWidth,
      lineHeight: 18 * frame.unit,
      clearance: 4 * frame.unit,
      playheadX: situation.playheadX,
      poles: situation.poles,
    };
    const placed = placeCurveLabels(toLabel(frame, scales, situation), room, labels);
    labels = new Map(placed.map((label) => [label.id, label]));
    drawNames(placed, frame);
  }

  function toLabel(
    { left, right, bottom }: TimeChartFrame,
    { x, y }: TimeScales,
    { horizonUs }: LabelSituation,
  ): CurveToLabel[] {
    const columns = Math.max(1, Math.floor((right - left) / labelColumnWidth));
    const zero = new Float32Array(columns).fill(bottom);
    const reduce = (curve: Curve, untilUs: number) =>
      curveColumns(curve, { x, y }, untilUs, left, labelColumnWidth, columns);
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

  function drawNames(placed: readonly PlacedLabel[], { unit }: TimeChartFrame): void {
    names
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
    update,
    highest: () => highest,
    isWhole: () => isWhole,
    drawPaths,
    drawPlayhead: mask.move,
    drawLabels,
    destroy() {
      clearTimeout(timer);
    },
  };
}

function lineColour({ kind, state }: DrawnCurve): string {
  return kind === 'line' && state === 'none' ? 'var(--ink)' : stateColour(state);
}

function givenCurves({ areas, lines, ghosts }: CurveInput) {
  const plain = { state: 'none' as ChartState, dash: undefined };
  return [
    ...areas.map((area) => ({ ...plain, ...area, kind: 'area' as const })),
    ...lines.map((line) => ({
      ...line,
      kind: 'line' as const,
      state: line.state ?? plain.state,
      dash: line.dash,
    })),
    ...ghosts.map((ghost) => ({ ...plain, ...ghost, kind: 'ghost' as const })),
  ];
}

let instances = 0;

/** What lies ahead of the playhead is shown this strongly. */
const pale = 0.4;

function createMask(svg: Selection<SVGSVGElement, unknown, null, undefined>) {
  const id = `time-chart-mask-${++instances}`;
  const mask = svg
    .append('defs')
    .append('mask')
    .attr('id', id)
    .attr('maskUnits', 'userSpaceOnUse')
    .attr('x', 0)
    .attr('y', 0);
  const played = mask.append('rect').attr('fill', '#fff');
  const ahead = mask.append('rect').attr('fill', '#fff').attr('fill-opacity', pale);
  let left = 0;
  return {
    url: `url(#${id})`,
    resize(frame: TimeChartFrame) {
      left = frame.left - frame.unit;
      mask.attr('width', frame.width).attr('height', frame.height);
      played.attr('x', left);
      for (const rect of [played, ahead]) rect.attr('height', frame.bottom + 3 * frame.unit);
    },
    move(playheadX: number, horizonX: number) {
      played.attr('width', Math.max(0, Math.min(playheadX, horizonX) - left));
      ahead.attr('x', playheadX).attr('width', Math.max(0, horizonX - playheadX));
    },
  };
}
