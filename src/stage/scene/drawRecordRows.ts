/**
 * drawRecordRows draws what a group has before it in rows, the oldest record next to the exit as in a
 * queue: hollow what was handed out, solid what nobody has read. All rows have the same scale.
 */
import { NO_ROW } from '../../engine/index.ts';
import type { QueuePart, Rect } from '../layout/Layout.ts';
import type { Metrics } from '../layout/Metrics.ts';
import { textWidth } from '../layout/textWidth.ts';
import type { MarkOptions } from '../marks/index.ts';
import { nameAbove } from './drawReady.ts';
import { at, type Look } from './Look.ts';
import {
  isOneByOne,
  marksOf,
  type Pack,
  type PackOptions,
  packOf,
  partOf,
  placeOf,
} from './pack.ts';

/** A record that was handed out and not settled, or one that is shown with its history. */
export interface RowMark {
  readonly kind: 'unacked' | 'ready';
  readonly message: number;
  readonly options?: MarkOptions;
}

export interface RecordRow {
  /** "P1 C2": what it is about, and who has it. */
  readonly label: string;
  /** Wordings of what is to be said about it, the longest first. */
  readonly tells: readonly string[];
  /** "1 of 10", at the exit. */
  readonly count: string;
  /** There is a committed offset, and a tick that marks it. */
  readonly hasTick: boolean;
  /** Handed out, and not read by anybody: the former are the older ones. */
  readonly held: number;
  readonly unread: number;
  /** The record that holds up the others, and which of all it is. */
  readonly blocking: { readonly index: number; readonly mark: RowMark } | null;
  /** All of them, the oldest first, for as long as they are drawn one by one. */
  readonly marks: () => Iterable<RowMark>;
}

/** Whether so many rows have room in a field. */
export function rowsFit(m: Metrics, field: Rect, rows: number): boolean {
  return rows > 0 && field.height >= rows * m.recordRow;
}

/** Draws them, and returns at which scale. */
export function drawRecordRows(look: Look, part: QueuePart, rows: readonly RecordRow[]): Pack {
  const { m } = look;
  const { field } = part;
  const height = field.height / rows.length;
  const most = Math.max(1, ...rows.map(({ held, unread }) => held + unread));
  const isTall = height >= m.textLine + m.pack.disc.pitchY + m.gap;
  const widest = (words: (row: RecordRow) => string): number =>
    Math.max(...rows.map((row) => textWidth(words(row), m.small)));
  const sides = { label: widest(({ label }) => label), count: widest(({ count }) => count) };
  const width = isTall ? field.width : field.width - sides.label - sides.count - 2 * m.gap;
  const sizes = packSizes(m, isTall, most, width - TICK_ROOM * m.gap);
  const stripOf = (slot: Rect): Rect =>
    isTall ? stripBelow(slot, most, sizes, m) : stripBetween(slot, sides, m);
  const view = look.viewOf(part.node);
  const before = look.options.before?.piles.get(part.node);
  const packs = rows.map((row, i) => {
    const slot = { ...field, y: field.y + i * height, height };
    const strip = stripOf(slot);
    const options = { room: most, view, before: before?.[i]?.pack };
    const pack = packRow(row, clearOfTick(strip, m), sizes, options);
    drawStrip(look, row, strip);
    drawRecords(look, part.node, row, pack);
    if (isTall) sayAbove(look, row, { ...slot, y: strip.y - m.textLine });
    else sayBeside(look, row, slot, strip, strip.width - lengthOf(pack) - 2 * m.gap);
    return pack;
  });
  return packs[0] as Pack;
}

/**
 * A partition is one row for as long as that holds what there is. Beside words there is no room for names
 * above the marks.
 */
function packSizes(m: Metrics, isTall: boolean, most: number, width: number): Metrics['pack'] {
  const { card, large, disc } = m.pack;
  const side = Math.round(25 * m.unit);
  const diameter = 17 * m.unit;
  const square = { width: diameter, height: diameter, pitchX: side, pitchY: side, foot: side / 2 };
  const isOneRow = most <= Math.floor(width / disc.pitchX);
  return {
    ...m.pack,
    card: { ...card, mostRows: isTall ? 1 : 0 },
    large: { ...large, ...square, mostRows: isTall ? 1 : 0 },
    disc: { ...disc, mostRows: isOneRow ? 1 : disc.mostRows },
  };
}

/** How far the marks of a row reach from the exit. */
function lengthOf(pack: Pack): number {
  return Math.ceil(marksOf(pack) / Math.max(1, pack.rows)) * pack.size.pitchX;
}

// Where

/** Under the words, as high as its marks, the two in the middle of their slot. */
function stripBelow(slot: Rect, most: number, sizes: Metrics['pack'], m: Metrics): Rect {
  const { x, y, width } = slot;
  const whole = { x, y, width, height: slot.height - m.textLine - m.gap / 2 };
  const { rows, size } = packOf(most, clearOfTick(whole, m), sizes);
  const height = Math.min(whole.height, rows * size.pitchY + 2);
  return { x, y: y + m.textLine + (whole.height - height) / 2, width, height };
}

/** The plate of a mark's ×n reaches out to its right. */
function clearOfTick(strip: Rect, m: Metrics): Rect {
  return { ...strip, width: strip.width - TICK_ROOM * m.gap };
}

/** Between the marks and the tick, in gaps. */
const TICK_ROOM = 1.5;

function stripBetween(
  { x, y, width, height }: Rect,
  { label, count }: { readonly label: number; readonly count: number },
  m: Metrics,
): Rect {
  return {
    x: x + label + m.gap,
    y,
    width: width - label - count - 2 * m.gap,
    height: height - m.gap / 4,
  };
}

/** The line that the records stand on, and the tick before which all is committed. */
function drawStrip({ scene }: Look, { hasTick }: RecordRow, { x, y, width, height }: Rect): void {
  const right = x + width;
  const bottom = y + height;
  scene.rules.push({ from: { x, y: bottom }, to: { x: right, y: bottom }, look: 'disk' });
  if (!hasTick) return;
  scene.rules.push({ from: { x: right, y }, to: { x: right, y: bottom }, look: 'limit' });
}

// What

/** Where what was handed out and what was not are bricks, each has a last one that is not whole. */
export function packRow(
  { held, unread }: Pick<RecordRow, 'held' | 'unread'>,
  field: Rect,
  sizes: Metrics['pack'],
  options: PackOptions,
): Pack {
  const pack = packOf(held + unread, field, sizes, options);
  if (pack.k === 1) return pack;
  const spare = sizes.brick.pitchX;
  const narrower = { ...field, x: field.x + spare, width: field.width - spare };
  return packOf(held + unread, narrower, sizes, options);
}

export function drawRecords(
  look: Look,
  group: number,
  row: Pick<RecordRow, 'held' | 'unread' | 'blocking' | 'marks'>,
  pack: Pack,
): void {
  const { scene, m } = look;
  const { held, unread, blocking } = row;
  const messageAt = (i: number): number =>
    pack.k > 1 ? 0 : (nthOf(row.marks(), pack.first + i)?.message ?? 0);
  const piles = scene.piles.get(group) ?? [];
  scene.piles.set(group, [...piles, { pack, held, messageAt }]);
  if (isOneByOne(pack)) {
    drawOneByOne(look, group, row, pack);
    return;
  }
  const heap = { queue: group, framed: [], barred: [] };
  const handed = partOf(pack, 0, held);
  if (held > 0) {
    scene.heaps.push({ ...heap, ...handed, look: 'unacked', messageAt });
  }
  const rest = partOf(pack, held, unread);
  if (unread > 0) {
    const restAt = (i: number): number => messageAt(rest.from + i);
    scene.heaps.push({ ...heap, ...rest, look: 'ready', messageAt: restAt });
  }
  // What holds up the others is one mark, however many there are.
  if (blocking !== null) {
    const i = blocking.index - pack.first;
    if (i < 0 || i >= pack.shown) return;
    const { x, y } = placeOf(pack, Math.floor(i / pack.k));
    scene.rings.push({ x, y, r: m.pack.disc.width / 2 + m.gap / 4 });
    look.mark({ ...blocking.mark, x, y, r: m.pack.disc.width / 2, place: group, queue: group });
  }
  markTraced(look, group, row, pack);
}

/** The traced record is a mark of its own in any heap. */
function markTraced(look: Look, group: number, row: Pick<RecordRow, 'marks'>, pack: Pack): void {
  const { options, m } = look;
  if (options.traced === 0 && (options.pointed ?? 0) === 0) return;
  let i = -pack.first;
  for (const mark of row.marks()) {
    const place = i++;
    if (!look.isNamed(mark.message) || place < 0 || place >= pack.shown) continue;
    const { x, y } = placeOf(pack, Math.floor(place / pack.k));
    const r = m.pack.disc.width / 2;
    if (mark.message === options.traced) {
      look.mark({ ...mark, x, y, r, place: group, queue: group });
    }
    nameAbove(look, { ...pack, size: m.pack.disc }, mark.message, x, y);
  }
}

function nthOf<Item>(items: Iterable<Item>, n: number): Item | undefined {
  let i = 0;
  for (const item of items) if (i++ === n) return item;
  return undefined;
}

function drawOneByOne(look: Look, group: number, row: Pick<RecordRow, 'marks'>, pack: Pack): void {
  const { options } = look;
  const r = pack.size.width / 2;
  let i = -pack.first;
  for (const mark of row.marks()) {
    const place = i++;
    if (place < 0) continue;
    if (place >= pack.shown) return;
    const { x, y } = placeOf(pack, place);
    look.mark({ ...mark, x, y, r, place: group, queue: group });
    const isNamed = look.isNamed(mark.message) || (pack.grain === 'card' && options.showsIds);
    if (isNamed) nameAbove(look, pack, mark.message, x, y);
  }
}

// Words

function sayAbove(look: Look, row: RecordRow, { x, y, width }: Rect): void {
  const { m } = look;
  const base = y + 0.72 * m.textLine;
  const right = x + width;
  say(look, row.label, x, base, 'start');
  say(look, row.count, right, base, 'end');
  const from = x + textWidth(row.label, m.small) + m.gap;
  const room = right - textWidth(row.count, m.small) - m.gap - from;
  const told = row.tells.find((words) => textWidth(words, m.small) <= room);
  if (told !== undefined) say(look, told, from, base, 'start');
}

function sayBeside(
  look: Look,
  row: RecordRow,
  { x, y, width, height }: Rect,
  strip: Rect,
  free: number,
): void {
  const { m } = look;
  const base = y + height / 2 + 0.36 * m.small;
  say(look, row.label, x, base, 'start');
  say(look, row.count, x + width, base, 'end');
  const told = row.tells.find((words) => textWidth(words, m.small) <= free);
  if (told !== undefined) say(look, told, strip.x, base, 'start');
}

function say({ scene }: Look, text: string, x: number, y: number, anchor: 'start' | 'end'): void {
  if (text !== '') scene.names.push({ x, y, text, anchor, isWords: true, isBare: true });
}

/** The records of a partition from one on that a group reads. */
export function* readableFrom({ world }: Look, first: number, bit: number): Iterable<number> {
  const { records } = world.logs;
  for (let record = first; record !== NO_ROW; record = at(records.next, record)) {
    if ((at(records.readers, record) & bit) !== 0) yield record;
  }
}
