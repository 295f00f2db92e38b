/**
 * furniture is the inside of each kind of box: where its title, its numbers and its marks stand.
 *
 * How tall a box wants to be is said here too, so that the arrangements never count lines themselves.
 */
import type { Plan } from '../../engine/index.ts';
import type { Rect } from './Layout.ts';
import type { Metrics } from './Metrics.ts';
import { replicaRoom } from './replicaRow.ts';
import type { Sheet } from './Sheet.ts';
import type { Point } from './WirePath.ts';

export function producerHeight(m: Metrics): number {
  return 1.5 * m.pad + m.titleLine + 2 * m.textLine;
}

/** A producer that publishes: one that commits a state of its own has two lines more to say. */
export function feederHeight(plan: Plan, node: number, m: Metrics): number {
  return producerHeight(m) + (commits(plan, node) ? 2 * m.textLine : 0);
}

function commits({ publishing }: Plan, node: number): boolean {
  return publishing[node]?.committing !== undefined;
}

export function addProducer(sheet: Sheet, node: number, rect: Rect, isAsker: boolean): void {
  const m = sheet.metrics;
  const box = sheet.box('producer', node, rect);
  const x = rect.x + m.pad;
  const room = rect.width - 2 * m.pad;
  const isCommitting = commits(sheet.plan, node);
  const lines = isCommitting ? 4 : 2;
  const top = rect.y + (rect.height - m.titleLine - lines * m.textLine) / 2;
  sheet.text(box, 'title', 'title', 'start', x, top + m.titleLine / 2, room, sheet.title(node));
  const second = top + m.titleLine + m.textLine / 2;
  sheet.text(box, 'rate', 'text', 'start', x, second, room);
  sheet.text(box, 'note', 'text', 'start', x, second + m.textLine, room);
  const last = second + 3 * m.textLine;
  const indent = 2 * m.trayMark + m.gap;
  if (isCommitting) {
    sheet.text(box, 'committed', 'text', 'start', x, last - m.textLine, room);
    sheet.text(box, 'kept', 'text', 'start', x, last, room);
    sheet.text(box, 'broken', 'text', 'start', x + indent, last, room - indent);
  }
  const fate = isCommitting ? { x: x + m.trayMark, y: last } : null;
  sheet.producers.push({ node, box, isAsker, fate });
}

export function serviceHeight(m: Metrics): number {
  return 1.5 * m.pad + m.titleLine + m.textLine + 2.5 * m.gap + m.gap / 2;
}

/** A service that only the work of consumers needs: nobody sees its threads. */
export function neededHeight(m: Metrics): number {
  return 1.5 * m.pad + m.titleLine + m.textLine;
}

export function addService(sheet: Sheet, node: number, rect: Rect): void {
  const m = sheet.metrics;
  const box = sheet.box('service', node, rect);
  const x = rect.x + m.pad;
  const room = rect.width - 2 * m.pad;
  const top = rect.y + 0.75 * m.pad;
  const title = top + m.titleLine / 2;
  const load = sheet.widthOf('88 of 88 busy', 'text');
  const isWide = room - load - m.gap > sheet.widthOf(sheet.title(node), 'title');
  const titleRoom = isWide ? room - load - m.gap : room;
  sheet.text(box, 'title', 'title', 'start', x, title, titleRoom, sheet.title(node));
  const second = top + m.titleLine + m.textLine / 2;
  // Where both do not fit side by side the load is told in the second line, after what it does.
  if (isWide) sheet.text(box, 'load', 'text', 'end', x + room, title, load + m.gap);
  sheet.text(box, 'work', 'text', 'start', x, second, room);
  const y = top + m.titleLine + m.textLine + m.gap / 2;
  const threads = { x, y, width: room, height: rect.y + rect.height - 0.75 * m.pad - y };
  sheet.services.push({ node, box, threads });
}

/** A circle that copies. Its name stands to the left where there is nothing, else below. */
export function addExchange(
  sheet: Sheet,
  node: number,
  centre: Point,
  labelSide: 'left' | 'right' | 'below',
  room: number,
): void {
  const m = sheet.metrics;
  const r = m.exchange;
  const rect = { x: centre.x - r, y: centre.y - r, width: 2 * r, height: 2 * r };
  const box = sheet.box('exchange', node, rect);
  sheet.text(
    box,
    'kind',
    'word',
    'middle',
    centre.x,
    centre.y,
    2 * r,
    sheet.plan.nodes[node]?.kind === 'log' ? 'log' : 'fan-out',
  );
  const title = sheet.title(node);
  if (labelSide !== 'below') {
    const x = labelSide === 'left' ? centre.x - r - m.gap : centre.x + r + m.gap;
    const anchor = labelSide === 'left' ? 'end' : 'start';
    sheet.text(box, 'title', 'text', anchor, x, centre.y, room, title);
    sheet.text(box, 'state', 'word', anchor, x, centre.y + m.textLine, room);
    addReplicas(sheet, node, box, x, centre.y + 1.5 * m.textLine, labelSide === 'left' ? 1 : 0);
  } else {
    const y = centre.y + r + m.gap / 2 + m.textLine / 2;
    sheet.text(box, 'title', 'text', 'middle', centre.x, y, room, title);
    sheet.text(box, 'state', 'word', 'middle', centre.x, y + m.textLine, room);
    addReplicas(sheet, node, box, centre.x, y + 1.5 * m.textLine, 0.5);
  }
  sheet.exchanges.push({ node, box, centre, radius: r });
}

/** The squares of its replicas, from `y` down; `part` of their width lies to the left of `x`. */
function addReplicas(
  sheet: Sheet,
  node: number,
  box: string,
  x: number,
  y: number,
  part: number,
): void {
  const room = replicaRoom(sheet.plan, node, sheet.metrics);
  if (room === null) return;
  const { rows, count, width, height } = room;
  const rect = { x: x - part * width, y, width, height };
  sheet.replicas.push({ node, box, rect, rows, count });
}

/** At least a heap of two or three rows. */
export function queueHeight(m: Metrics): number {
  return 0.75 * m.pad + m.titleLine + m.heap + m.gap + m.textLine + m.gap / 2;
}

/** A group has a line for each partition; a shared one has one for each member, and one for the rest. */
export function laneHeight({ nodes }: Plan, node: number, members: number, m: Metrics): number {
  const spec = nodes[node];
  if (spec?.kind !== 'group') return queueHeight(m);
  const log = nodes.find(({ id }) => id === spec.log);
  const partitions = log?.kind === 'log' ? log.partitions : 1;
  const rows = Math.min(spec.reading === 'perPartition' ? partitions : members + 1, MOST_ROWS);
  return queueHeight(m) + Math.max(0, rows * m.recordRow - m.heap);
}

/** More rows than this do not make a group higher. */
const MOST_ROWS = 6;

export function addQueue(sheet: Sheet, node: number, rect: Rect): void {
  const m = sheet.metrics;
  const box = sheet.box('queue', node, rect);
  const x = rect.x + m.pad;
  const room = rect.width - 2 * m.pad;
  const head = rect.y + 0.75 * m.pad + m.titleLine / 2;
  const title = sheet.title(node);
  const wanted = sheet.widthOf(title, 'title');
  const count = sheet.widthOf('888 ready', 'text');
  // A narrow queue keeps its whole name, and counts on a line of its own.
  const isNarrow = wanted + m.gap + count > room;
  const titleWidth = Math.min(wanted, room);
  sheet.text(box, 'title', 'title', 'start', x, head, room, title);
  if (isNarrow) sheet.text(box, 'count', 'text', 'start', x, head + m.textLine, room);
  else sheet.text(box, 'count', 'text', 'end', x + room, head, room - titleWidth - m.gap);
  const foot = rect.y + rect.height - m.gap / 2 - m.textLine / 2;
  const floorY = foot - m.textLine / 2 - m.gap / 4;
  const top = head + m.titleLine / 2 + m.gap / 4 + (isNarrow ? m.textLine : 0);
  const field = { x, y: top, width: room, height: floorY - m.gap / 4 - top };
  // Whoever keeps it stands where it is kept: at the end of its disk.
  const replicas = replicaRoom(sheet.plan, node, m);
  const footRoom = replicas === null ? room : room - replicas.width - m.gap;
  if (replicas !== null) addReplicas(sheet, node, box, x + room, foot - replicas.height / 2, 1);
  sheet.text(box, 'disk', 'small', 'start', x, foot, footRoom * 0.45);
  sheet.text(box, 'scale', 'small', 'end', x + footRoom, foot, footRoom * 0.55);
  sheet.text(box, 'aside', 'small', 'start', x, top + m.textLine / 2, room * 0.55);
  const y = head + 0.55 * m.title;
  const points = [
    { x, y },
    { x: x + titleWidth, y },
  ];
  sheet.queues.push({ node, box, field, floorY, underline: { kind: 'underline', points } });
}

const NOTES = 2;

export function resultHeight(m: Metrics): number {
  return m.textLine + m.numberLine + NOTES * m.textLine;
}

/** What came of it all: a title, a count, and what has to be said about it. */
export function addResult(sheet: Sheet, node: number, rect: Rect, title: string): void {
  const m = sheet.metrics;
  const key = `result-${node}`;
  const place = (name: string, style: 'caption' | 'number' | 'text', y: number, text?: string) =>
    sheet.text(key, name, style, 'start', rect.x, y, rect.width, text);
  place('title', 'caption', rect.y + m.textLine / 2, title);
  place('count', 'number', rect.y + m.textLine + m.numberLine / 2);
  const notes: Point[] = [];
  const indent = 2 * m.trayMark + m.gap;
  for (let note = 0; note < NOTES; note++) {
    const y = rect.y + m.textLine + m.numberLine + (note + 0.5) * m.textLine;
    notes.push({ x: rect.x + m.trayMark + m.gap / 4, y });
    sheet.text(key, `note-${note}`, 'text', 'start', rect.x, y, rect.width);
    const noted = rect.x + indent;
    sheet.text(key, `marked-${note}`, 'text', 'start', noted, y, rect.width - indent);
  }
  sheet.results.push({ node, key, notes });
}

/** The same in one row: the count, its title, and one note. */
export function addResultRow(sheet: Sheet, node: number, rect: Rect, title: string): void {
  const m = sheet.metrics;
  const key = `result-${node}`;
  const number = sheet.widthOf('$88,888', 'number');
  const y = rect.y + rect.height / 2;
  sheet.text(key, 'count', 'number', 'start', rect.x, y, number);
  const noted = Math.min(sheet.widthOf('88 stopped by key', 'text'), rect.width / 3);
  const room = rect.width - number - noted - 2 * m.gap;
  sheet.text(key, 'title', 'caption', 'start', rect.x + number + m.gap, y, room, title);
  const indent = 2 * m.trayMark + m.gap;
  const x = rect.x + rect.width - noted;
  sheet.text(key, 'note-0', 'text', 'start', x, y, noted);
  sheet.text(key, 'marked-0', 'text', 'start', x + indent, y, noted - indent);
  sheet.results.push({ node, key, notes: [{ x: x + m.trayMark + m.gap / 4, y }] });
}

export function resultRowHeight(m: Metrics): number {
  return 2 * m.textLine;
}
