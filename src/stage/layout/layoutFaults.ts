/**
 * layoutFaults lists what is wrong with a layout, in sentences: what overlaps, sticks out, or ends in
 * the air. It is for tests: a layout that is right has none.
 */
import type { Plan } from '../../engine/index.ts';
import { type Box, type Layout, type Rect, sizeOf, type TextPlace, weightOf } from './Layout.ts';
import { textWidth } from './textWidth.ts';
import type { Point } from './WirePath.ts';

/** What each text place says at the moment. */
export type Said = ReadonlyMap<string, string | readonly [string, string]>;

export function layoutFaults(layout: Layout, plan: Plan, said: Said = new Map()): string[] {
  const texts: PlacedText[] = layout.texts.flatMap((place) => {
    const rect = textRect(layout, place, said);
    return rect === null ? [] : [{ place, rect }];
  });
  for (const { box, rect } of layout.replicas)
    texts.push({ place: { key: `${box}.replicas`, box }, rect });
  return [...boxFaults(layout), ...textFaults(layout, texts), ...wireFaults(layout, plan, texts)];
}

interface PlacedText {
  readonly place: Pick<TextPlace, 'key' | 'box'>;
  readonly rect: Rect;
}

function boxFaults({ boxes, width, height }: Layout): string[] {
  const faults: string[] = [];
  boxes.forEach((box, i) => {
    if (!isInside(box, { x: 0, y: 0, width, height })) faults.push(`${box.key} sticks out`);
    const container = boxes.find(({ key }) => key === box.within);
    if (container !== undefined && !isInside(box, container)) {
      faults.push(`${box.key} sticks out of ${container.key}`);
    }
    for (const other of boxes.slice(i + 1)) {
      const isNested = other.within === box.key || box.within === other.key;
      if (!isNested && overlap(box, other)) faults.push(`${box.key} overlaps ${other.key}`);
    }
  });
  return faults;
}

function textFaults({ boxes, width, height }: Layout, texts: readonly PlacedText[]): string[] {
  const faults: string[] = [];
  texts.forEach(({ place, rect }, i) => {
    const home = boxes.find(({ key }) => key === place.box);
    const isLabel = home !== undefined && !overlap(rect, home);
    const room = home === undefined || isLabel ? { x: 0, y: 0, width, height } : home;
    if (!isInside(rect, room)) faults.push(`${place.key} sticks out`);
    for (const box of boxes) {
      const isAtHome = box.key === place.box || box.key === home?.within;
      const holds = boxes.some(({ key, within }) => key === place.box && within === box.key);
      if (!isAtHome && !holds && overlap(rect, box)) faults.push(`${place.key} lies on ${box.key}`);
    }
    for (const other of texts.slice(i + 1)) {
      if (overlap(rect, other.rect)) faults.push(`${place.key} lies on ${other.place.key}`);
    }
  });
  return faults;
}

function wireFaults(
  { boxes, wires, consumers }: Layout,
  plan: Plan,
  texts: readonly PlacedText[],
): string[] {
  const faults: string[] = [];
  const boxOf = (node: number): Box | undefined =>
    boxes.find(({ place, kind }) => place === node && kind !== 'tray');
  for (const { key, wire, consumer, path } of wires) {
    const from = plan.wireFrom[wire] ?? -1;
    const to = plan.wireTo[wire] ?? -1;
    const first = path.points[0];
    const last = path.points[path.points.length - 1];
    if (first === undefined || last === undefined) {
      faults.push(`${key} leads nowhere`);
      continue;
    }
    const ends = new Set<Box>();
    const starts = [boxOf(from), ...groupBoxes(boxes, consumers, plan, from)];
    const hasStaff = consumers.some(({ node }) => node === to);
    const targets =
      consumer >= 0
        ? [boxOf(plan.nodes.length + consumer)]
        : [boxOf(to), ...groupBoxes(boxes, consumers, plan, to)];
    const start = starts.find((box) => box !== undefined && isOnEdge(first, box));
    const end = targets.find((box) => box !== undefined && isOnEdge(last, box));
    if (start === undefined) faults.push(`${key} starts at nothing`);
    else ends.add(start);
    const isEmptyGroup = plan.nodes[to]?.kind === 'consumer' && !hasStaff;
    if (end === undefined && !isEmptyGroup) faults.push(`${key} ends at nothing`);
    else if (end !== undefined) ends.add(end);
    for (const box of boxes) {
      if (ends.has(box) || box.within !== undefined) continue;
      if (crosses(path.points, shrunk(box))) {
        faults.push(`${key} runs through ${box.key}`);
      }
    }
    for (const { place, rect } of texts) {
      const home = boxes.find((box) => box.key === place.box);
      if (home !== undefined && ends.has(home) && !isOutside(rect, home)) continue;
      if (crosses(path.points, rect)) faults.push(`${key} crosses ${place.key} out`);
    }
  }
  return faults;
}

function groupBoxes(
  boxes: readonly Box[],
  consumers: Layout['consumers'],
  plan: Plan,
  group: number,
): Box[] {
  if (plan.nodes[group]?.kind !== 'consumer') return [];
  const own = new Set(consumers.filter(({ node }) => node === group).map(({ box }) => box));
  return boxes.filter(
    ({ key, kind, place }) => own.has(key) || (kind === 'crowd' && place === group),
  );
}

/** The ink of a text, or null where it says nothing. */
function textRect(layout: Layout, place: TextPlace, said: Said): Rect | null {
  const words = said.get(place.key) ?? place.text ?? '';
  const size = sizeOf(place.style, layout.metrics);
  const width =
    typeof words === 'string'
      ? textWidth(words, size, weightOf(place.style))
      : textWidth(words[0], size, 'bold') + textWidth(words[1], size, 'regular');
  if (width === 0) return null;
  const x =
    place.anchor === 'start' ? place.x : place.x - (place.anchor === 'end' ? width : width / 2);
  return { x, y: place.y - 0.73 * size, width, height: 0.93 * size };
}

function overlap(a: Rect, b: Rect): boolean {
  const slack = 0.25;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

function isInside(a: Rect, b: Rect): boolean {
  const slack = 0.5;
  return (
    a.x >= b.x - slack &&
    a.y >= b.y - slack &&
    a.x + a.width <= b.x + b.width + slack &&
    a.y + a.height <= b.y + b.height + slack
  );
}

function isOutside(a: Rect, b: Rect): boolean {
  return !overlap(a, b);
}

function isWithin({ x, y }: Point, box: Rect, inset: number): boolean {
  return (
    x > box.x + inset &&
    x < box.x + box.width - inset &&
    y > box.y + inset &&
    y < box.y + box.height - inset
  );
}

function isOnEdge({ x, y }: Point, box: Box): boolean {
  if (box.kind === 'exchange') {
    const r = box.width / 2;
    return Math.abs(Math.hypot(x - box.x - r, y - box.y - r) - r) < 1.5;
  }
  const near = 1.25;
  const isAtSide = Math.abs(x - box.x) < near || Math.abs(x - box.x - box.width) < near;
  const isAtEnd = Math.abs(y - box.y) < near || Math.abs(y - box.y - box.height) < near;
  const isLevel = y > box.y - near && y < box.y + box.height + near;
  const isBelow = x > box.x - near && x < box.x + box.width + near;
  return (isAtSide && isLevel) || (isAtEnd && isBelow);
}

function shrunk({ x, y, width, height }: Rect): Rect {
  return { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
}

/** Whether a line through the points enters a rectangle. */
function crosses(points: readonly Point[], rect: Rect): boolean {
  for (let i = 1; i < points.length; i++) {
    const from = points[i - 1] as Point;
    const to = points[i] as Point;
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 2));
    for (let step = 0; step <= steps; step++) {
      const part = step / steps;
      const point = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      if (isWithin(point, rect, 0)) return true;
    }
  }
  return false;
}
