/**
 * The time chart shows quantities over time above the one time axis, and that axis is the scrubber:
 * the playhead's handle sits on it, the flags of all that is injected stand on it, and dragging
 * anywhere moves the playhead. What is simulated but not yet played is pale; a future that was
 * given up is a dotted ghost.
 *
 * draw() may be called sixty times a second. It compares what it is given with what it has drawn:
 * paths are rebuilt when a curve, the axis or the size changed; a moving playhead only moves.
 */
import { scaleLinear, select } from 'd3';
import '../charts.css';
import { type ChartSize, observeSize } from '../observeSize';
import { createTextMeasure } from '../textMeasure';
import { appendTextures } from '../textures';
import { createBrush } from './brush';
import { type CurveInput, createCurveLayer } from './curveLayer';
import { bracketLevels, lanesUsed, type PlacedFlag, placeFlags } from './flagLanes';
import { createFlagLayer, type TimeFlag } from './flagLayer';
import { createHeatLayer, type TimeHeat } from './heatLayer';
import { createPlayhead } from './playhead';
import { createStripLayer, type TimeStrip } from './stripLayer';
import './timeChart.css';
import { createHorizonMask } from './horizonMask';
import { lanesFor, type TimeScales, timeChartFrame } from './timeChartFrame';
import { createTimeGrid } from './timeGrid';
import { formatValue, valueTicks } from './valueTicks';

export interface TimeChartData extends CurveInput {
  /** The axis. */
  readonly fromUs: number;
  readonly toUs: number;
  readonly playheadUs: number;
  /** Simulated so far. */
  readonly horizonUs: number;
  readonly flags: readonly TimeFlag[];
  /** The instant that is pointed at, here or elsewhere; null: none. */
  readonly hoverUs: number | null;
  /** Of the vertical axis: "messages", "per s". */
  readonly unit: string;
  /** How often each value came, under the curves. */
  readonly heat?: TimeHeat | undefined;
  /** Strips in place of a vertical axis. */
  readonly strips?: readonly TimeStrip[] | undefined;
}

export interface TimeChartEvents {
  seek(atUs: number): void;
  /** The instant under the pointer, or null. */
  hover(atUs: number | null): void;
  /** Looks at a window of the axis alone; null: at all of it. */
  zoom(window: { readonly fromUs: number; readonly toUs: number } | null): void;
  selectFlag(id: string): void;
  /** While a flag is dragged or an arrow key is held. */
  dragFlag(id: string, atUs: number): void;
  /** Where it was let go. */
  dropFlag(id: string, atUs: number): void;
  deleteFlag(id: string): void;
}

export interface TimeChart {
  draw(data: TimeChartData): void;
  destroy(): void;
}

const labelSize = 14;

export function createTimeChart(host: HTMLElement, events: TimeChartEvents): TimeChart {
  let size: ChartSize = { width: 0, height: 0, unit: 1 };
  let data: TimeChartData | undefined;
  let resized = true;
  let drawnAxis = '';
  let drawnFraming = '';
  let drawnFlags = 0;
  let lanes = 0;

  const root = select(host).append('div').attr('class', 'time-chart').attr('role', 'group');
  const svg = root.append('svg').attr('class', 'time-chart-drawing');
  const textures = appendTextures(svg.append('defs'));
  const measure = createTextMeasure(host, () => labelSize * size.unit);
  const x = scaleLinear();
  const y = scaleLinear();
  const scales: TimeScales = { x, y };

  const grid = createTimeGrid(svg, measure);
  const mask = createHorizonMask(svg);
  const heat = createHeatLayer(svg, mask.url);
  const strips = createStripLayer(svg, mask.url);
  const curves = createCurveLayer(svg, textures, measure, mask);
  const washes = svg.append('g').attr('class', 'time-chart-washes').attr('aria-hidden', 'true');
  const poles = svg.append('g').attr('class', 'time-chart-poles');
  const playhead = createPlayhead(svg, scales, measure, events);
  const brush = createBrush(svg, playhead.surface, scales, (window) => events.zoom(window));
  playhead.leaveTo((event) => brush.takes(event));
  const flags = createFlagLayer({ svg, poles, washes }, scales, measure, events, () =>
    playhead.focus(),
  );

  const sizes = observeSize(host, (next) => {
    size = next;
    measure.forget();
    resized = true;
    render();
  });
  const fontsLoaded = () => {
    measure.forget();
    resized = true;
    render();
  };
  document.fonts.addEventListener('loadingdone', fontsLoaded);

  function render(): void {
    if (!data || size.width < 80 || size.height < 60) return;
    const axis = [data.fromUs, data.toUs, data.unit, size.width, size.height, size.unit].join();
    const axisChanged = resized || axis !== drawnAxis;
    const heatChanged = heat.update(data.heat);
    const stripsChanged = strips.update(data.strips);
    const curvesChanged =
      curves.update(data, size.width, axisChanged) || heatChanged || stripsChanged;
    const flagsChanged = flags.differ(data.flags) || axisChanged;
    if (curvesChanged || flagsChanged) layout(data, axisChanged, flagsChanged);
    playhead.draw(data.playheadUs, data.horizonUs);
    playhead.point(data.hoverUs);
    curves.drawPlayhead(x(data.playheadUs), x(Math.min(data.toUs, data.horizonUs)));
    curves.drawNames({
      playheadX: x(data.playheadUs),
      horizonUs: data.horizonUs,
      poles: flags.poles(),
      atOnce: axisChanged,
    });
    drawnAxis = axis;
    resized = false;
  }

  /** Everything but the playhead: the frame, the scales, the grid, the paths and the flags. */
  function layout(next: TimeChartData, axisChanged: boolean, flagsChanged: boolean): void {
    const names = strips.labels();
    const highest = Math.max(curves.highest(), heat.highest());
    const ticks = valueTicks(highest, curves.isWhole() && next.heat === undefined);
    const brackets = bracketLevels(
      next.flags.flatMap(({ id, atUs, untilUs }) =>
        untilUs === undefined ? [] : [{ id, from: atUs, to: untilUs }],
      ),
    );
    const input = {
      width: size.width,
      height: size.height,
      unit: size.unit,
      widestValue: Math.max(
        ...(names.length > 0 ? names : ticks.map(formatValue)).map((text) => measure.width(text)),
      ),
      unitLabel: measure.width(next.unit),
      bracketLevels: Math.max(0, ...[...brackets.values()].map((level) => level + 1)),
    };
    const { left, right } = timeChartFrame({ ...input, lanes: 0 });
    x.domain([next.fromUs, next.toUs]).range([left, right]);
    const visible = next.flags.filter((flag) => flag.atUs >= next.fromUs && flag.atUs <= next.toUs);
    const placed = placeVisible(visible, next.unit);
    // A lane that was opened stays open while flags move, or the plot would jump under the hand.
    const keepLanes = !axisChanged && drawnFlags === visible.length;
    lanes = Math.max(lanesUsed(placed), keepLanes ? lanes : 0);
    drawnFlags = visible.length;
    const frame = timeChartFrame({ ...input, lanes });
    const framing = [ticks[2], names.join(), ...Object.values(frame)].join();
    const reframed = axisChanged || framing !== drawnFraming;
    drawnFraming = framing;
    if (reframed) {
      y.domain([0, ticks[2]]).range([frame.bottom, frame.top]);
      svg.attr('width', size.width).attr('height', size.height);
      textures.scale(6 * size.unit, 1.25 * size.unit);
      grid.draw(frame, scales, names.length > 0 ? null : ticks, next.unit);
      brush.place(frame);
      playhead.place(frame, grid.tickLabels());
    }
    root.attr('aria-label', describe(next));
    heat.draw(frame, scales);
    strips.draw(frame, scales);
    curves.drawPaths(frame, scales, next.toUs, reframed);
    if (flagsChanged || reframed) flags.draw(frame, visible, placed, brackets);
  }

  function placeVisible(visible: readonly TimeFlag[], unit: string): PlacedFlag[] {
    const toPlace = visible.map((flag) => ({
      id: flag.id,
      x: x(flag.atUs),
      labelWidth: flags.labelWidth(flag),
      selected: flag.selected,
    }));
    return placeFlags(toPlace, {
      left: 0,
      right: size.width,
      lanes: lanesFor(size.height, size.unit),
      pennant: 10 * size.unit,
      gap: 5 * size.unit,
      takenUntil: measure.width(unit) + 8 * size.unit,
    });
  }

  return {
    draw(next) {
      data = next;
      render();
    },
    destroy() {
      document.fonts.removeEventListener('loadingdone', fontsLoaded);
      sizes.disconnect();
      curves.destroy();
      playhead.destroy();
      root.remove();
    },
  };
}

function describe({ areas, lines, strips = [], unit }: TimeChartData): string {
  const names = [...areas, ...lines, ...strips].map(({ label }) => label);
  return `${names.join(', ') || 'Nothing'} over time, in ${unit}`;
}
