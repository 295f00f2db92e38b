/**
 * markGeometry describes each mark once, as a few shapes around (0, 0) for a given radius. The
 * canvas and the SVG back end both read it, so a mark on the stage and the same mark in a sentence
 * cannot drift apart.
 *
 * The proportions are those of the mark sheet. Below a radius of about 7 the strokes stop shrinking
 * with the mark: a ring thinner than a pixel is no ring.
 */
import type { MarkKind, MarkOptions, MarkPaint } from './Mark';

export type Outline =
  | { readonly type: 'circle'; readonly x: number; readonly y: number; readonly r: number }
  /** Clockwise, from an angle to an angle in radians; 0 points right. */
  | {
      readonly type: 'arc';
      readonly x: number;
      readonly y: number;
      readonly r: number;
      readonly from: number;
      readonly to: number;
    }
  /** x, y, x, y, ... */
  | { readonly type: 'line'; readonly points: readonly number[]; readonly closed: boolean }
  | {
      readonly type: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly corner: number;
    };

export interface MarkShape {
  readonly outline: Outline;
  readonly fill?: MarkPaint;
  readonly stroke?: MarkPaint;
  readonly strokeWidth?: number;
  readonly dash?: readonly [number, number];
  readonly round?: boolean;
  readonly opacity?: number;
}

export interface MarkText {
  readonly text: string;
  /** The middle of the text, on its baseline. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: MarkPaint;
}

export interface MarkGeometry {
  /** Back to front. */
  readonly shapes: readonly MarkShape[];
  readonly texts: readonly MarkText[];
}

const TOP = -Math.PI / 2;
const TURN = 2 * Math.PI;

/** Below this radius the ×n of a redelivered mark would be a smudge; the broken ring stays. */
const smallestBadge = 9;

export function markGeometry(kind: MarkKind, r: number, options: MarkOptions = {}): MarkGeometry {
  const pen = Math.max(2, 0.3 * r);
  const deliveries = options.deliveries ?? (kind === 'redelivered' ? 2 : 1);
  const shapes = stateShapes(kind, r, pen, options);
  if (deliveries < 2) return { shapes, texts: [] };
  const badge = r < smallestBadge ? undefined : deliveryBadge(r, deliveries);
  return {
    shapes: [...shapes, brokenRing(r, pen), ...(badge ? [badge.plate] : [])],
    texts: badge ? [badge.text] : [],
  };
}

function stateShapes(kind: MarkKind, r: number, pen: number, options: MarkOptions): MarkShape[] {
  switch (kind) {
    case 'inTransit':
      return arrow(r, pen, options.angle ?? 0);
    case 'ready':
    case 'redelivered':
      return [
        disc(r),
        ...(options.isBarred ? [bar(r, pen)] : []),
        ...(options.onDisk ? [floor(r, pen)] : []),
      ];
    case 'unacked':
      return leaseRing(r, pen, options.leaseLeft);
    case 'duplicateEffect':
      return twoDiscs(r, pen);
    case 'done':
      return [check(r, pen)];
    case 'deadLettered':
      return octagon(r, pen);
    case 'lost':
      return brokenCross(r, pen);
    case 'refused':
      return [openTriangle(r, pen)];
  }
}

function arrow(r: number, pen: number, angle: number): MarkShape[] {
  const turned = (points: number[]) => turn(points, angle);
  return [
    {
      outline: { type: 'line', points: turned([-2.1 * r, 0, -0.9 * r, 0]), closed: false },
      stroke: 'inTransit',
      strokeWidth: 0.72 * pen,
      round: true,
    },
    {
      outline: {
        type: 'line',
        points: turned([-0.8 * r, -0.8 * r, r, 0, -0.8 * r, 0.8 * r]),
        closed: true,
      },
      fill: 'inTransit',
    },
  ];
}

function disc(r: number): MarkShape {
  return { outline: { type: 'circle', x: 0, y: 0, r }, fill: 'ready' };
}

function floor(r: number, pen: number): MarkShape {
  const y = r + 0.72 * pen;
  return {
    outline: { type: 'line', points: [-r, y, r, y], closed: false },
    stroke: 'ink',
    strokeWidth: 0.48 * pen,
  };
}

/** A bar across the disc: no way out yet. */
function bar(r: number, pen: number): MarkShape {
  return {
    outline: { type: 'line', points: [-0.6 * r, 0, 0.6 * r, 0], closed: false },
    stroke: 'surface',
    strokeWidth: 1.2 * pen,
  };
}

/** The thick arc is what is left of the lease, measured clockwise from the top. */
function leaseRing(r: number, pen: number, leaseLeft: number | undefined): MarkShape[] {
  const ring = r - 0.6 * pen;
  const left = Math.min(1, Math.max(0, leaseLeft ?? 1));
  const thick = { stroke: 'unacked', strokeWidth: 1.44 * pen } as const;
  if (left === 1) return [{ outline: { type: 'circle', x: 0, y: 0, r: ring }, ...thick }];
  const track: MarkShape = {
    outline: { type: 'circle', x: 0, y: 0, r: ring },
    stroke: 'unacked',
    strokeWidth: 0.48 * pen,
    opacity: 0.45,
  };
  if (left === 0) return [track];
  const outline: Outline = { type: 'arc', x: 0, y: 0, r: ring, from: TOP, to: TOP + left * TURN };
  return [track, { outline, ...thick }];
}

function twoDiscs(r: number, pen: number): MarkShape[] {
  return [
    {
      outline: { type: 'circle', x: -0.38 * r, y: 0, r: 0.82 * r },
      stroke: 'duplicateEffect',
      strokeWidth: 0.96 * pen,
    },
    {
      outline: { type: 'circle', x: 0.38 * r, y: 0, r: 0.82 * r },
      fill: 'duplicateEffect',
      stroke: 'surface',
      strokeWidth: 0.36 * pen,
    },
  ];
}

function check(r: number, pen: number): MarkShape {
  return {
    outline: {
      type: 'line',
      points: [-0.85 * r, 0.05 * r, -0.2 * r, 0.7 * r, 0.9 * r, -0.7 * r],
      closed: false,
    },
    stroke: 'done',
    strokeWidth: 1.44 * pen,
    round: true,
  };
}

function octagon(r: number, pen: number): MarkShape[] {
  const c = 0.414 * r; // tan(22.5°): the half side of a regular octagon
  const stem = 1.08 * pen;
  const box = (y: number, height: number): MarkShape => ({
    outline: { type: 'box', x: -stem / 2, y, width: stem, height, corner: 0 },
    fill: 'surface',
  });
  return [
    {
      outline: {
        type: 'line',
        points: [-c, -r, c, -r, r, -c, r, c, c, r, -c, r, -r, c, -r, -c],
        closed: true,
      },
      fill: 'deadLettered',
    },
    box(-0.6 * r, 0.72 * r),
    box(0.32 * r, 1.02 * pen),
  ];
}

function brokenCross(r: number, pen: number): MarkShape[] {
  const a = 0.5 * r;
  const stroke = (points: number[]): MarkShape => ({
    outline: { type: 'line', points, closed: false },
    stroke: 'lost',
    strokeWidth: 1.2 * pen,
    round: true,
  });
  return [
    {
      outline: { type: 'circle', x: 0, y: 0, r: r - 0.3 * pen },
      stroke: 'lost',
      strokeWidth: 0.48 * pen,
      dash: [0.45 * r, 0.35 * r],
    },
    stroke([-a, -a, a, a]),
    stroke([a, -a, -a, a]),
  ];
}

function openTriangle(r: number, pen: number): MarkShape {
  return {
    outline: { type: 'line', points: [-r, -0.75 * r, r, -0.75 * r, 0, r], closed: true },
    stroke: 'refused',
    strokeWidth: 0.9 * pen,
    round: true,
  };
}

function brokenRing(r: number, pen: number): MarkShape {
  return {
    outline: { type: 'circle', x: 0, y: 0, r: r + 0.96 * pen },
    stroke: 'ink',
    strokeWidth: 0.54 * pen,
    dash: [2.2 * r, 0.8 * r],
  };
}

function deliveryBadge(r: number, deliveries: number): { plate: MarkShape; text: MarkText } {
  const text = `×${deliveries}`;
  const width = (1.35 + 0.5 * (text.length - 2)) * r;
  const plate: Outline = {
    type: 'box',
    x: 0.45 * r,
    y: -1.5 * r,
    width,
    height: 0.95 * r,
    corner: 0.25 * r,
  };
  return {
    plate: { outline: plate, fill: 'ink' },
    text: { text, x: 0.45 * r + width / 2, y: -0.75 * r, size: 0.8 * r, fill: 'surface' },
  };
}

function turn(points: readonly number[], angle: number): number[] {
  if (angle === 0) return [...points];
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const turned: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    turned.push(x * cos - y * sin, x * sin + y * cos);
  }
  return turned;
}
