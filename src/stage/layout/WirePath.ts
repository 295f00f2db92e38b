/**
 * WirePath is the way of a wire over the stage: what SVG draws and what packets travel along.
 *
 * It is kept as a fine polyline with the length up to each corner, so that a place at a fraction of
 * the way is found by halving, and a curve and a bend are the same thing to whoever travels.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Spot extends Point {
  /** The direction of travel, in radians; 0 points right. */
  readonly angle: number;
}

export interface WirePath {
  readonly points: readonly Point[];
  /** The length of the way up to each point. */
  readonly lengths: readonly number[];
  readonly length: number;
}

/** Steps that a quarter turn or half an S is cut into: below a pixel from the true curve. */
const BEND_STEPS = 8;
const CURVE_STEPS = 24;

/** Straight lines through the points, with rounded bends. */
export function bentPath(corners: readonly Point[], radius: number): WirePath {
  const points: Point[] = [];
  corners.forEach((corner, i) => {
    const before = corners[i - 1];
    const after = corners[i + 1];
    if (before === undefined || after === undefined) points.push(corner);
    else points.push(...bend(before, corner, after, radius));
  });
  return pathThrough(points);
}

/** An S from one box to another that leaves and arrives along the axis. */
export function curvedPath(from: Point, to: Point, axis: 'x' | 'y' = 'x'): WirePath {
  // A pixel is no bend.
  if (axis === 'x' && Math.abs(from.y - to.y) < 1.5)
    return pathThrough([from, { ...to, y: from.y }]);
  const middle = axis === 'x' ? (from.x + to.x) / 2 : (from.y + to.y) / 2;
  const c1 = axis === 'x' ? { x: middle, y: from.y } : { x: from.x, y: middle };
  const c2 = axis === 'x' ? { x: middle, y: to.y } : { x: to.x, y: middle };
  const points: Point[] = [];
  for (let i = 0; i <= CURVE_STEPS; i++) points.push(onCubic(from, c1, c2, to, i / CURVE_STEPS));
  return pathThrough(points);
}

/** One way after the other, as one. */
export function joinPaths(first: WirePath, second: WirePath): WirePath {
  return pathThrough([...first.points, ...second.points]);
}

/** Where one is at a fraction of the way, and which way one is going. */
export function spotAt(path: WirePath, fraction: number): Spot {
  const { points, lengths } = path;
  const at = Math.min(1, Math.max(0, fraction)) * path.length;
  let low = 0;
  let high = lengths.length - 1;
  while (high - low > 1) {
    const half = (low + high) >> 1;
    if ((lengths[half] ?? 0) <= at) low = half;
    else high = half;
  }
  const from = points[low] ?? { x: 0, y: 0 };
  const to = points[low + 1] ?? from;
  const start = lengths[low] ?? 0;
  const stretch = (lengths[low + 1] ?? start) - start;
  const part = stretch === 0 ? 0 : (at - start) / stretch;
  return {
    x: from.x + (to.x - from.x) * part,
    y: from.y + (to.y - from.y) * part,
    angle: Math.atan2(to.y - from.y, to.x - from.x),
  };
}

/** The same way without its ends, so that what travels is seen between the boxes and not on them. */
export function inset(path: WirePath, fraction: number, before: number, after: number): number {
  const spare = path.length - before - after;
  return spare <= 0 ? fraction : (before + fraction * spare) / path.length;
}

export function svgPath({ points }: WirePath): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${rounded(x)},${rounded(y)}`).join('');
}

/** How far a place is from the way. */
export function distanceTo(path: WirePath, { x, y }: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < path.points.length; i++) {
    const from = path.points[i - 1] as Point;
    const to = path.points[i] as Point;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / squared;
    const part = Math.min(1, Math.max(0, along));
    least = Math.min(least, Math.hypot(x - from.x - part * dx, y - from.y - part * dy));
  }
  return least;
}

function pathThrough(all: readonly Point[]): WirePath {
  const points = all.filter(
    (point, i) => i === 0 || point.x !== all[i - 1]?.x || point.y !== all[i - 1]?.y,
  );
  const lengths: number[] = [];
  let length = 0;
  points.forEach((point, i) => {
    const before = points[i - 1];
    if (before !== undefined) length += Math.hypot(point.x - before.x, point.y - before.y);
    lengths.push(length);
  });
  return { points, lengths, length };
}

function bend(before: Point, corner: Point, after: Point, radius: number): Point[] {
  const inLength = Math.hypot(corner.x - before.x, corner.y - before.y);
  const outLength = Math.hypot(after.x - corner.x, after.y - corner.y);
  const r = Math.min(radius, inLength / 2, outLength / 2);
  if (r === 0) return [corner];
  const towards = (to: Point, length: number): Point => ({
    x: corner.x + ((to.x - corner.x) * r) / length,
    y: corner.y + ((to.y - corner.y) * r) / length,
  });
  const start = towards(before, inLength);
  const end = towards(after, outLength);
  const points: Point[] = [];
  for (let i = 0; i <= BEND_STEPS; i++) {
    // A cubic whose handles reach two thirds into the corner is a quadratic bend.
    const lean = (from: Point): Point => ({
      x: from.x + ((corner.x - from.x) * 2) / 3,
      y: from.y + ((corner.y - from.y) * 2) / 3,
    });
    points.push(onCubic(start, lean(start), lean(end), end, i / BEND_STEPS));
  }
  return points;
}

function onCubic(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const s = 1 - t;
  const weights = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t] as const;
  return {
    x: weights[0] * a.x + weights[1] * b.x + weights[2] * c.x + weights[3] * d.x,
    y: weights[0] * a.y + weights[1] * b.y + weights[2] * c.y + weights[3] * d.y,
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
