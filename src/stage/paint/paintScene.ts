/** paintScene puts a scene's marks, heaps, packets and lines on a canvas. It decides nothing. */
import { svgPath, type WirePath } from '../layout/WirePath.ts';
import { type PlacedMark, paintMany } from '../marks/index.ts';
import { marksOf, type PackSize, placeOf } from '../scene/pack.ts';
import { mostOn } from '../scene/rungs.ts';
import type { Band, Head, Heap, Rule, Scene, Slot } from '../scene/Scene.ts';
import { paintReplicas } from './paintReplicas.ts';
import type { StagePalette } from './StagePalette.ts';

export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly palette: StagePalette;
  /** Device pixels per pixel. */
  readonly ratio: number;
  /** Pixels per unit, and the size of the small text. */
  readonly unit: number;
  readonly small: number;
}

export function paintScene(brush: Brush, scene: Scene): void {
  const { context, palette } = brush;
  context.lineCap = 'butt';
  context.lineJoin = 'miter';
  for (const band of scene.bands) paintBand(brush, band);
  paintRules(brush, scene.rules);
  paintSlots(brush, scene.slots);
  paintReplicas(brush, scene.replicas);
  for (const heap of scene.heaps) paintHeap(brush, heap);
  for (const { x, y, size } of scene.samples) {
    context.fillStyle = palette.marks.ready;
    context.beginPath();
    traceBrick(brush, x, y, size, 1);
    context.fill();
  }
  paintRings(brush, scene);
  paintMany(context, scene.marks as readonly PlacedMark[], palette.marks);
  context.setLineDash([]);
  paintHeads(brush, scene.heads);
  paintNames(brush, scene);
}

/** The band is pale, and so are its ticks the more they blur: together they are always as much ink. */
function paintBand({ context, palette, unit }: Brush, band: Band): void {
  const { path, width, spacing, shift, sharpness, isCall } = band;
  const way = wayOf(path);
  context.strokeStyle = isCall ? palette.ink : palette.marks.inTransit;
  context.lineCap = 'butt';
  context.lineWidth = width;
  context.globalAlpha = 0.62 - 0.34 * sharpness;
  context.stroke(way);
  if (sharpness > 0) {
    const tick = 2.5 * unit;
    context.globalAlpha = sharpness;
    context.lineWidth = Math.max(width, 5 * unit);
    context.setLineDash([tick, spacing - tick]);
    context.lineDashOffset = -shift;
    context.stroke(way);
    context.setLineDash([]);
    context.lineDashOffset = 0;
  }
  context.globalAlpha = 1;
}

const ways = new WeakMap<WirePath, Path2D>();

function wayOf(path: WirePath): Path2D {
  const known = ways.get(path);
  if (known !== undefined) return known;
  const way = new Path2D(svgPath(path));
  ways.set(path, way);
  return way;
}

const ruleLooks = {
  disk: { colour: 'border', width: 'hairline', dash: [] },
  floor: { colour: 'ink', width: 'heavy', dash: [] },
  limit: { colour: 'ink', width: 'stroke', dash: [] },
  apart: { colour: 'border', width: 'hairline', dash: [2, 3] },
  cut: { colour: 'ink', width: 'heavy', dash: [] },
  // In the colour of the paper: what lies beneath is broken there.
  gap: { colour: 'panel', width: 'heavy', dash: [] },
  lever: { colour: 'ink', width: 'heavy', dash: [] },
} as const;

function paintRules({ context, palette, ratio }: Brush, rules: readonly Rule[]): void {
  for (const { from, to, look } of rules) {
    const { colour, width, dash } = ruleLooks[look];
    const lineWidth = Math.max(1 / ratio, palette[width]);
    // A level or upright line lies on whole device pixels.
    const snap = (value: number): number => snapped(value, lineWidth, ratio);
    const isLevel = from.y === to.y;
    const isUpright = from.x === to.x;
    context.strokeStyle = palette[colour];
    context.lineWidth = lineWidth;
    context.setLineDash(dash as unknown as number[]);
    context.beginPath();
    context.moveTo(isUpright ? snap(from.x) : from.x, isLevel ? snap(from.y) : from.y);
    context.lineTo(isUpright ? snap(to.x) : to.x, isLevel ? snap(to.y) : to.y);
    context.stroke();
  }
  context.setLineDash([]);
}

function snapped(value: number, lineWidth: number, ratio: number): number {
  const isOdd = Math.round(lineWidth * ratio) % 2 === 1;
  return isOdd ? (Math.floor(value * ratio) + 0.5) / ratio : Math.round(value * ratio) / ratio;
}

const isRound: Readonly<Record<Slot['look'], boolean>> = {
  place: true,
  room: true,
  taken: true,
  free: false,
  busy: false,
  calling: false,
};

function paintSlots(brush: Brush, slots: readonly Slot[]): void {
  const { context, palette } = brush;
  const outlined = new Path2D();
  const filled = new Path2D();
  for (const { x, y, r, look } of slots) {
    const path = look === 'busy' || look === 'taken' ? filled : outlined;
    if (isRound[look]) {
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
    } else path.rect(x - r, y - r, 2 * r, 2 * r);
    if (look === 'calling') filled.rect(x - r, y, 2 * r, r);
  }
  context.strokeStyle = palette.border;
  context.lineWidth = Math.max(palette.hairline, 1.25);
  context.stroke(outlined);
  context.fillStyle = palette.ink;
  context.fill(filled);
}

function paintHeap(brush: Brush, { pack, look, from, framed, barred }: Heap): void {
  const { context, palette } = brush;
  const { whole, remainder, k, size } = pack;
  if (look === 'lost') {
    paintCrosses(brush, pack, from);
    return;
  }
  if (look === 'unacked') {
    paintHollow(brush, pack, from);
    return;
  }
  context.fillStyle = palette.marks.ready;
  context.beginPath();
  for (let i = 0; i < whole; i++) traceCell(brush, pack, from + i, 1);
  if (remainder > 0) traceCell(brush, pack, from + whole, remainder / k);
  context.fill();
  paintBars(brush, pack, from, barred);
  if (framed.length === 0) return;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const i of framed) {
    const { x, y } = placeOf(pack, from + i);
    traceBrick(brush, x, y, size, 1);
  }
  context.stroke();
}

/** A bar through each: it may not be handed out yet. */
function paintBars(
  brush: Brush,
  pack: Heap['pack'],
  from: number,
  barred: readonly number[],
): void {
  if (barred.length === 0) return;
  const { context, palette } = brush;
  const { width, height } = pack.size;
  const bar = { ...pack.size, width: width * 0.7, height: Math.max(1.5, height * 0.22) };
  context.fillStyle = palette.panel;
  context.beginPath();
  for (const i of barred) {
    const { x, y } = placeOf(pack, from + i);
    traceBrick(brush, x, y, bar, 1);
  }
  context.fill();
}

/** Hollow cells, as rings are hollow: what was handed out. */
function paintHollow(brush: Brush, pack: Heap['pack'], from: number): void {
  const { context, palette } = brush;
  const { width, height } = pack.size;
  const line = Math.max(1.25, height * 0.25);
  const inner = { ...pack.size, width: width - line, height: height - line };
  const marks = marksOf(pack);
  context.strokeStyle = palette.marks.unacked;
  context.lineWidth = line;
  context.beginPath();
  for (let i = 0; i < marks; i++) {
    const { x, y } = placeOf(pack, from + i);
    traceBrick(brush, x, y, inner, 1);
  }
  context.stroke();
}

function traceCell(brush: Brush, pack: Heap['pack'], i: number, part: number): void {
  const { x, y } = placeOf(pack, i);
  traceBrick(brush, x, y, pack.size, part);
}

/** A cell or a brick on whole device pixels, filled from its floor by a part of its height. */
function traceBrick(
  { context, ratio }: Brush,
  x: number,
  y: number,
  { width, height }: PackSize,
  part: number,
): void {
  const snap = (value: number): number => Math.round(value * ratio) / ratio;
  const whole = snap(height);
  const filled = part === 1 ? whole : Math.max(1 / ratio, snap(height * part));
  context.rect(snap(x - width / 2), snap(y - height / 2) + whole - filled, snap(width), filled);
}

function paintCrosses({ context, palette }: Brush, pack: Heap['pack'], from: number): void {
  const a = pack.size.height * 0.36;
  const marks = marksOf(pack);
  context.strokeStyle = palette.marks.lost;
  context.lineWidth = Math.max(1.25, pack.size.height * 0.2);
  context.beginPath();
  for (let i = 0; i < marks; i++) {
    const { x, y } = placeOf(pack, from + i);
    context.moveTo(x - a, y - a);
    context.lineTo(x + a, y + a);
    context.moveTo(x + a, y - a);
    context.lineTo(x - a, y + a);
  }
  context.stroke();
}

/** More messages than dots are cells, on a wire as in a pile. */
function paintHeads(brush: Brush, heads: readonly Head[]): void {
  const { context, palette } = brush;
  const paths = { hollow: new Path2D(), call: new Path2D(), message: new Path2D() };
  const areCells = heads.length > mostOn.dots;
  for (const head of heads) {
    const { x, y, angle, r, look } = head;
    if (areCells && look === 'message') {
      paintCell(brush, head);
      continue;
    }
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const path = paths[look];
    const left = x - 0.8 * r * cos + 0.8 * r * sin;
    const top = y - 0.8 * r * sin - 0.8 * r * cos;
    path.moveTo(left, top);
    path.lineTo(x + r * cos, y + r * sin);
    path.lineTo(x - 0.8 * r * cos - 0.8 * r * sin, y - 0.8 * r * sin + 0.8 * r * cos);
    // Back to the start by hand: a long path with many closings is slow in Chromium.
    path.lineTo(left, top);
  }
  context.fillStyle = palette.page;
  context.fill(paths.hollow);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.25;
  context.stroke(paths.hollow);
  context.fillStyle = palette.ink;
  context.fill(paths.call);
  context.fillStyle = palette.marks.inTransit;
  context.fill(paths.message);
}

/** On whole device pixels: a path of thousands of slanted edges costs more than all the rest. */
function paintCell({ context, palette, ratio }: Brush, { x, y, r }: Head): void {
  const side = Math.max(2, Math.round(1.5 * r * ratio)) / ratio;
  const snap = (value: number): number => Math.round(value * ratio) / ratio;
  context.fillStyle = palette.marks.inTransit;
  context.fillRect(snap(x - side / 2), snap(y - side / 2), side, side);
}

/** Names carry a rim in the colour of the paper, so that a line behind them does not cross them out. */
function paintNames({ context, palette, small }: Brush, { names }: Scene): void {
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  context.lineWidth = small * 0.3;
  context.strokeStyle = palette.panel;
  context.fillStyle = palette.ink;
  for (const { x, y, text, anchor, isWords, isBare } of names) {
    context.font = `${small}px ${isWords ? palette.textFont : palette.idFont}`;
    context.textAlign = anchor === 'middle' ? 'center' : anchor;
    if (isBare !== true) context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
  context.lineJoin = 'miter';
}

/** A ring clears its ground, so that the mark in it stands out from a heap of its own colour. */
function paintRings({ context, palette }: Brush, { rings }: Scene): void {
  context.strokeStyle = palette.ink;
  context.lineWidth = Math.max(2, palette.stroke);
  context.beginPath();
  for (const { x, y, r } of rings) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
  }
  context.fillStyle = palette.panel;
  context.fill();
  context.stroke();
}
