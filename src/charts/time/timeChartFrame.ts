/**
 * timeChartFrame divides the chart: a band of lanes for flags on top, a strip for how long they
 * last, the plot, and the time axis with its own line below, which is also the scrubber.
 *
 * One unit is a sixteenth of the root font size, so everything follows the presenter scale.
 */
import type { ScaleLinear } from 'd3';

/** Time to the right, values upwards. */
export interface TimeScales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

export interface TimeChartFrame {
  readonly unit: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Of the plot: the top tick and zero. */
  readonly top: number;
  readonly bottom: number;
  readonly laneHeight: number;
  /** Where the brackets of lasting flags lie. */
  readonly bracketY: number;
  readonly axisY: number;
  readonly tickLabelY: number;
}

export interface FrameInput {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  /** Widths in pixels. */
  readonly widestValue: number;
  readonly unitLabel: number;
  readonly lanes: number;
  /** How many brackets of lasting flags lie above each other. */
  readonly bracketLevels: number;
}

export function timeChartFrame(input: FrameInput): TimeChartFrame {
  const { width, height, unit, widestValue, unitLabel, lanes, bracketLevels } = input;
  const isLow = height < 136 * unit;
  const isNarrow = width < 480 * unit;
  const laneHeight = 20 * unit;
  const band = Math.max(isLow ? 0 : 1, lanes) * laneHeight;
  const brackets = Math.min(2, bracketLevels) * bracketStep * unit;
  const gutter = (isNarrow ? widestValue : Math.max(widestValue, unitLabel)) + 12 * unit;
  const axisY = height - (isLow ? 24 : 28) * unit;
  const bottom = axisY - (isLow ? 4 : 12) * unit;
  const top = Math.min(bottom - 8 * unit, band + brackets + 8 * unit);
  return {
    unit,
    width,
    height,
    left: Math.max(20 * unit, gutter),
    right: Math.max(gutter + 8 * unit, width - 26 * unit),
    top,
    bottom,
    laneHeight,
    bracketY: band + 4 * unit,
    axisY,
    tickLabelY: axisY + 20 * unit,
  };
}

/** From one level of brackets to the next, in units. */
export const bracketStep = 7;

/** How many lanes a chart of this height can afford. */
export function lanesFor(height: number, unit: number): number {
  if (height < 136 * unit) return 1;
  return height < 200 * unit ? 2 : 3;
}
