/**
 * The curve layer draws areas, lines and ghosts, and their names.
 *
 * It keeps what it was given, decimated and stacked, and rebuilds only what changed: a ghost is
 * reduced once, however often the curve in front of it grows.
 */
import type { Selection } from 'd3';
import { type ChartState, stateColour } from '../chartState';
import type { TextMeasure } from '../textMeasure';
import type { Textures } from '../textures';
import { type Curve, isSameCurve } from './Curve';
import { createCurveNames, type NameSituation } from './curveNames';
import { decimateCurve } from './decimateCurve';
import type { HorizonMask } from './horizonMask';
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

/** A curve as it is drawn: decimated and stacked. */
export interface DrawnCurve {
  readonly id: string;
  readonly kind: 'area' | 'line' | 'ghost';
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
  drawNames(situation: NameSituation): void;
  destroy(): void;
}

export function createCurveLayer(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  textures: Textures,
  measure: TextMeasure,
  mask: HorizonMask,
): CurveLayer {
  const solidGroup = svg.append('g').attr('mask', mask.url);
  const ghostGroup = svg.append('g');
  const names = createCurveNames(svg, measure);

  const thinned = new Map<string, { source: Curve; thin: Curve }>();
  let drawn: DrawnCurve[] = [];
  let highest = 0;
  let isWhole = true;
  let pathsStale = true;

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
    frame: TimeChartFrame,
    scales: TimeScales,
    toUs: number,
    reframed: boolean,
  ): void {
    if (!pathsStale && !reframed) return;
    pathsStale = false;
    names.update(drawn, frame, scales);
    mask.resize(frame);
    const solid = drawn.filter((curve) => curve.kind !== 'ghost');
    const lines = new Map(solid.map((curve) => [curve, stepPath(curve.top, scales, toUs)]));
    solidGroup
      .selectAll<SVGPathElement, DrawnCurve>('path.time-chart-area')
      .data(
        solid.filter((curve) => curve.kind === 'area'),
        (curve) => curve.id,
      )
      .join('path')
      .attr('class', 'time-chart-area')
      .attr('fill', (curve) => textures.fill(curve.state))
      .attr('d', (curve) => closeArea(lines.get(curve) ?? '', curve.top, curve.below, scales))
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
      .attr('d', (curve) => stepPath(curve.top, scales, 0));
  }

  return {
    update,
    highest: () => highest,
    isWhole: () => isWhole,
    drawPaths,
    drawPlayhead: mask.move,
    drawNames: names.draw,
    destroy: names.destroy,
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
