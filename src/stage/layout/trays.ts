/**
 * trays sets where those lie that met another end than done: each with its count and its marks. They share
 * the width evenly until one of them needs more; those that are empty then make room.
 */
import { type Loads, MOST_SINGLE } from './fates.ts';
import type { Rect, TrayKind } from './Layout.ts';
import type { Metrics } from './Metrics.ts';
import type { Sheet } from './Sheet.ts';
import type { Shape } from './shape.ts';
import { shareHeight, sum } from './stacking.ts';
import { textWidth } from './textWidth.ts';

export function trayHeight(m: Metrics): number {
  return m.textLine + m.trayPad;
}

/** The marks in a tray: how large, how far apart, and where the first one is. */
export interface TrayGrid {
  readonly r: number;
  readonly pitch: number;
  readonly rows: number;
  readonly columns: number;
}

/** The largest marks with which so many fit in a field; the small ones where not even they do. */
export function trayGrid(m: Metrics, width: number, height: number, count: number): TrayGrid {
  const grids = radiiOf(m).map((r) => gridOf(r, m, width, height));
  const fitting = grids.find(({ rows, columns }) => rows * columns >= count);
  return fitting ?? (grids[grids.length - 1] as TrayGrid);
}

/** Large ones, small ones, and in a hall, where even those are large, smaller ones still. */
function radiiOf({ trayMark, unit }: Metrics): number[] {
  const radii = [trayMark, trayMark * 0.65];
  return unit > 1.3 ? [...radii, trayMark * 0.45] : radii;
}

function gridOf(r: number, m: Metrics, width: number, height: number): TrayGrid {
  const pitch = 2 * r + m.gap * (r < m.trayMark ? 0.2 : 0.3);
  const rows = Math.max(1, Math.floor((height - m.gap / 2) / pitch));
  return { r, pitch, rows, columns: Math.max(0, Math.floor(width / pitch)) };
}

const words: Readonly<Record<TrayKind, string>> = {
  deadLettered: 'dead-letter',
  duplicateEffect: 'twice',
  lost: 'LOST',
  refused: 'refused',
};

export function trayWords(kind: TrayKind, count: string): string {
  return `${count} ${words[kind]}`;
}

function kindsOf(shape: Shape): TrayKind[] {
  const kinds: TrayKind[] = ['refused'];
  if (shape.deadLetters.length > 0) kinds.push('deadLettered');
  if (shape.lanes.length > 0) {
    kinds.push('lost');
    // No end of a message: what one that is redelivered may leave behind in the world outside.
    if (shape.lanes.some(({ groups }) => groups.length > 0)) kinds.push('duplicateEffect');
  }
  return kinds;
}

function placeOf(kind: TrayKind, { deadLetters }: Shape): number {
  return kind === 'deadLettered' && deadLetters.length === 1 ? (deadLetters[0] ?? -1) : -1;
}

/** Side by side along the foot of a wide stage. */
export function addTrays(sheet: Sheet, shape: Shape, loads: Loads, y: number, width: number): void {
  const m = sheet.metrics;
  const kinds = kindsOf(shape);
  const height = trayHeight(m);
  const gap = 2 * m.gap;
  const seats = Math.max(2, kinds.length);
  const room = width - 2 * m.margin - gap * (seats - 1);
  const needs = kinds.map((kind) => needOf(m, kind, loads[kind], height));
  // Where it is tight, an empty one shows its nought and its mark, and leaves its word away.
  if (sum(needs) > room)
    kinds.forEach((kind, i) => {
      if (loads[kind] === 0) needs[i] = leastOf(m);
    });
  while (needs.length < seats) needs.push(0);
  const widths = shareHeight(fitted(needs, room), room);
  let x = m.margin;
  kinds.forEach((kind, i) => {
    const each = widths[i] ?? 0;
    addTray(sheet, kind, placeOf(kind, shape), { x, y, width: each, height });
    x += each + gap;
  });
}

/** Needs that are too much together: none gets more than a level at which they fit. */
function fitted(needs: readonly number[], room: number): number[] {
  if (sum(needs) <= room) return [...needs];
  const sorted = [...needs].sort((a, b) => a - b);
  let left = room;
  let level = 0;
  sorted.forEach((need, i) => {
    level = Math.max(level, Math.min(need, left / (sorted.length - i)));
    left -= Math.min(need, level);
  });
  return needs.map((need) => Math.min(need, level));
}

/** The width with which all marks fit, large ones while they are few. */
function needOf(m: Metrics, kind: TrayKind, load: number, height: number): number {
  const words = textWidth(trayWords(kind, load < 100 ? '88' : '888'), m.text);
  const around = words + 2 * m.pad + 1.5 * m.gap;
  if (load === 0) return around + roomForGhost(m);
  const radii = radiiOf(m);
  const r = load > 50 ? (radii[radii.length - 1] as number) : m.trayMark;
  const { rows, pitch } = gridOf(r, m, 1_000, height);
  return around + Math.ceil(load / rows) * pitch + m.gap / 4;
}

/** Nought and its mark. */
function leastOf(m: Metrics): number {
  return textWidth('0', m.text) + 2 * m.pad + roomForGhost(m);
}

/** What the pale mark of an empty tray takes, after its words. */
export function roomForGhost(m: Metrics): number {
  return m.gap + 2 * m.trayMark;
}

/** One below the other on a tall stage, each as high as its marks need. Returns where they end. */
export function stackTrays(
  sheet: Sheet,
  shape: Shape,
  loads: Loads,
  { x, y: top, width }: Omit<Rect, 'height'>,
): number {
  const m = sheet.metrics;
  let y = top;
  for (const kind of kindsOf(shape)) {
    const height = tallTrayHeight(m, kind, loads[kind], width);
    addTray(sheet, kind, placeOf(kind, shape), { x, y, width, height });
    y += height + m.gap;
  }
  return y;
}

function tallTrayHeight(m: Metrics, kind: TrayKind, load: number, width: number): number {
  const least = trayHeight(m);
  const words = textWidth(trayWords(kind, '888'), m.text);
  const room = width - words - 2 * m.pad - 1.5 * m.gap;
  const { r, pitch, rows, columns } = trayGrid(m, room, least, load);
  if (load <= rows * columns || columns === 0) return least;
  const needed = Math.ceil(Math.min(load, MOST_SINGLE) / columns);
  return Math.max(least, needed * pitch + m.gap + r / 2);
}

/** The count stands first, so that it does not move; its marks follow. */
function addTray(sheet: Sheet, kind: TrayKind, place: number, rect: Rect): void {
  const m = sheet.metrics;
  const box = sheet.box('tray', place, rect);
  const room = rect.width - 2 * m.pad;
  const x = rect.x + m.pad;
  const middle = rect.y + rect.height / 2;
  sheet.text(box, 'count', 'text', 'start', x, middle, room);
  sheet.text(box, 'scale', 'small', 'end', x + room, middle, room);
  const whole = sheet.widthOf(trayWords(kind, '0'), 'text');
  const isTight = whole + roomForGhost(m) > room;
  const words = isTight ? sheet.widthOf('0', 'text') : whole;
  const ghost = { x: x + words + m.gap + m.trayMark, y: middle };
  const field = { x, y: rect.y, width: room, height: rect.height };
  sheet.trays.push({ kind, box, field, ghost });
}
