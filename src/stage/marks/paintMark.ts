/**
 * paintMark draws marks on a canvas. Many marks are painted layer by layer and style by style, one
 * path for all that share a style: the number of strokes then depends on the variety of the marks,
 * not on their number.
 */
import type { MarkKind, MarkOptions, MarkPaint } from './Mark';
import { type MarkGeometry, type MarkShape, type MarkText, markGeometry } from './markGeometry';
import type { MarkPalette } from './markPalette';

export interface PlacedMark {
  readonly kind: MarkKind;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly options?: MarkOptions | undefined;
}

export function paintMark(
  context: CanvasRenderingContext2D,
  kind: MarkKind,
  x: number,
  y: number,
  r: number,
  palette: MarkPalette,
  options: MarkOptions = {},
): void {
  const geometry = knownGeometry(kind, r, options);
  const angle = turnOf(kind, options);
  for (const shape of geometry.shapes) {
    context.beginPath();
    trace(context, shape, x, y, angle);
    ink(context, shape, palette);
  }
  for (const text of geometry.texts) write(context, text, x, y, palette);
}

/** Marks that overlap may interleave; marks that do not look as if painted one by one. */
export function paintMany(
  context: CanvasRenderingContext2D,
  marks: Iterable<PlacedMark>,
  palette: MarkPalette,
): void {
  const layers: Map<string, Batch>[] = [];
  const texts: { text: MarkText; x: number; y: number }[] = [];
  for (const { kind, x, y, r, options } of marks) {
    const geometry = knownGeometry(kind, r, options ?? {});
    const angle = turnOf(kind, options);
    geometry.shapes.forEach((shape, depth) => {
      layers[depth] ??= new Map();
      const layer = layers[depth];
      const key = styleKey(shape);
      const batch = layer.get(key);
      if (batch) batch.placed.push({ shape, x, y, angle });
      else layer.set(key, { style: shape, placed: [{ shape, x, y, angle }] });
    });
    for (const text of geometry.texts) texts.push({ text, x, y });
  }
  for (const layer of layers) {
    for (const { style, placed } of layer.values()) {
      context.beginPath();
      for (const { shape, x, y, angle } of placed) trace(context, shape, x, y, angle);
      ink(context, style, palette);
    }
  }
  for (const { text, x, y } of texts) write(context, text, x, y, palette);
}

interface Batch {
  readonly style: MarkShape;
  readonly placed: { shape: MarkShape; x: number; y: number; angle: number }[];
}

const knownStyles = new WeakMap<MarkShape, string>();

function styleKey(shape: MarkShape): string {
  const known = knownStyles.get(shape);
  if (known !== undefined) return known;
  const { fill, stroke, strokeWidth, dash, round, opacity } = shape;
  const key = `${fill}|${stroke}|${strokeWidth}|${dash}|${round}|${opacity}`;
  knownStyles.set(shape, key);
  return key;
}

/** Arrows of one size are one geometry, turned when it is traced: no two need point the same way. */
function turnOf(kind: MarkKind, options: MarkOptions | undefined): number {
  return kind === 'inTransit' ? (options?.angle ?? 0) : 0;
}

/** An arc of a lease is redrawn when it has moved by about half a pixel on the largest mark. */
const leaseSteps = 256;
const known = new Map<string, MarkGeometry>();

function knownGeometry(kind: MarkKind, r: number, options: MarkOptions): MarkGeometry {
  const { leaseLeft, onDisk, isBarred, deliveries } = options;
  const lease =
    leaseLeft === undefined ? undefined : Math.round(leaseLeft * leaseSteps) / leaseSteps;
  const key = `${kind}|${r}|${lease}|${onDisk}|${isBarred}|${deliveries}`;
  let geometry = known.get(key);
  if (!geometry) {
    if (known.size > 4096) known.clear();
    geometry = markGeometry(kind, r, { leaseLeft: lease, onDisk, isBarred, deliveries });
    known.set(key, geometry);
  }
  return geometry;
}

function trace(
  context: CanvasRenderingContext2D,
  shape: MarkShape,
  x: number,
  y: number,
  angle: number,
): void {
  const { outline } = shape;
  switch (outline.type) {
    case 'circle':
      context.moveTo(x + outline.x + outline.r, y + outline.y);
      context.arc(x + outline.x, y + outline.y, outline.r, 0, 2 * Math.PI);
      return;
    case 'arc': {
      const { r, from, to } = outline;
      const cx = x + outline.x;
      const cy = y + outline.y;
      context.moveTo(cx + r * Math.cos(from), cy + r * Math.sin(from));
      context.arc(cx, cy, r, from, to);
      return;
    }
    case 'line': {
      const { points, closed } = outline;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      for (let i = 0; i < points.length; i += 2) {
        const ox = points[i] ?? 0;
        const oy = points[i + 1] ?? 0;
        const px = x + ox * cos - oy * sin;
        const py = y + ox * sin + oy * cos;
        if (i === 0) context.moveTo(px, py);
        else context.lineTo(px, py);
      }
      // A fill closes by itself, and a long path with many closings is slow in Chromium.
      if (closed && shape.stroke) context.closePath();
      return;
    }
    case 'box': {
      const { width, height, corner } = outline;
      if (corner === 0) context.rect(x + outline.x, y + outline.y, width, height);
      else context.roundRect(x + outline.x, y + outline.y, width, height, corner);
    }
  }
}

function ink(context: CanvasRenderingContext2D, style: MarkShape, palette: MarkPalette): void {
  context.globalAlpha = style.opacity ?? 1;
  if (style.fill) {
    context.fillStyle = palette[style.fill];
    context.fill();
  }
  if (style.stroke) {
    context.strokeStyle = palette[style.stroke];
    context.lineWidth = style.strokeWidth ?? 1;
    context.lineCap = style.round ? 'round' : 'butt';
    context.lineJoin = style.round ? 'round' : 'miter';
    context.setLineDash((style.dash ?? []) as number[]);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function write(
  context: CanvasRenderingContext2D,
  { text, x, y, size, fill }: MarkText,
  dx: number,
  dy: number,
  palette: Readonly<Record<MarkPaint, string>>,
): void {
  context.font = `700 ${size}px "Inter Variable", Inter, system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillStyle = palette[fill];
  context.fillText(text, x + dx, y + dy);
}
