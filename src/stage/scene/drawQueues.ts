/** drawQueues shows what lies in each queue: ready, on disk or not, lost with its broker. */
import { Broker, Copy, CopyFlag, NO_ROW } from '../../engine/index.ts';
import type { QueuePart, Rect } from '../layout/Layout.ts';
import { drawAsides } from './drawAsides.ts';
import { drawGroup } from './drawLogs.ts';
import { at, type Look } from './Look.ts';
import { edgeAfter, isOneByOne, type Pack, packOf, placeOf } from './pack.ts';
import { keptOf, lostInCrash } from './survival.ts';
import { brokerWord, tellQueue } from './tellQueue.ts';
import { counted, nameOf } from './words.ts';

/** Cells that are looked at one by one. */
const MOST_CELLS = 6_000;

export function drawQueues(look: Look): void {
  for (const part of look.layout.queues) {
    if (look.plan.nodes[part.node]?.kind === 'group') drawGroup(look, part);
    else drawQueue(look, part);
  }
}

function drawQueue(look: Look, part: QueuePart): void {
  const { world, plan } = look;
  const queue = part.node;
  const ready = world.countOf(queue, Copy.ready);
  const delayed = world.countOf(queue, Copy.delayed);
  const unacked = world.countOf(queue, Copy.unacked);
  // Unacked, and neither on a wire nor with anybody: its lease is all that still holds it.
  const orphans = Math.max(0, unacked - look.tally(queue).unacked);
  const gone = lostInCrash(look, queue);

  const field = drawAsides(look, part, delayed, orphans);
  const limit = at(world.queues.maxLength, queue);
  const room = Number.isFinite(limit) ? limit : 0;
  const pack = packOf(ready + gone, roomFor(field, ready, gone, look), look.m.pack, room);
  const kept = keptOf(look, queue);
  const framed = framedOf(look, queue, pack);
  drawReady(look, queue, pack, { ready, gone, framed, hasDisk: kept !== null });
  drawFloor(look, part, pack, ready, kept);
  if (room > 0) drawLimit(look, part, pack, limit);

  look.tally(queue).ready += ready;
  tellQueue(look, part, { ready, unacked, gone, kept, pack, returned: framed.length });
  const broker = at(plan.brokerOf, queue);
  const title = plan.nodes[queue]?.title ?? '';
  const isDown = at(world.brokers.state, broker) !== Broker.running;
  const says = [
    `${title}${isDown ? `, ${brokerWord(look, broker)}` : ''}: ${counted(ready)} ready`,
    unacked > 0 ? `${counted(unacked)} unacked` : '',
    delayed > 0 ? `${counted(delayed)} delayed` : '',
    kept === null ? 'in memory' : 'on disk',
  ];
  look.box(part.box, { isBroken: isDown, says: says.filter((words) => words !== '').join(', ') });
}

// The ready ones

/** Where some are kept and some are gone, each kind has a last brick that is not whole. */
function roomFor(field: Rect, ready: number, gone: number, { m }: Look): Rect {
  const spare = ready > 0 && gone > 0 ? m.pack.brick.pitchX : 0;
  return { ...field, x: field.x + spare, width: field.width - spare };
}

interface Lying {
  readonly ready: number;
  readonly gone: number;
  readonly framed: readonly number[];
  readonly hasDisk: boolean;
}

function drawReady(look: Look, queue: number, pack: Pack, lying: Lying): void {
  const { scene, m } = look;
  const { ready, gone, framed, hasDisk } = lying;
  if (isOneByOne(pack)) {
    drawDiscs(look, queue, pack, hasDisk);
    for (let i = ready; i < ready + gone; i++) {
      scene.marks.push({ kind: 'lost', ...placeOf(pack, i), r: pack.size.width / 2, message: 0 });
    }
    return;
  }
  const whole = Math.floor(ready / pack.k);
  const own = { ...pack, count: ready, whole, remainder: ready - whole * pack.k };
  if (ready > 0) {
    scene.heaps.push({ pack: own, look: 'ready', queue, from: 0, framed });
  }
  if (gone > 0) {
    const lostWhole = Math.floor(gone / pack.k);
    const lost = { ...pack, count: gone, whole: lostWhole, remainder: gone - lostWhole * pack.k };
    const from = Math.ceil(ready / pack.k);
    scene.heaps.push({ pack: lost, look: 'lost', queue: -1, from, framed: [] });
  }
  traceInHeap(look, queue, pack, m.pack.disc.width / 2);
}

/** Discs, each with its own floor if it is on disk, its ring if it has been here before. */
function drawDiscs(look: Look, queue: number, pack: Pack, hasFloor: boolean): void {
  const { world, scene, options, m } = look;
  const { queues, copies } = world;
  let i = 0;
  for (let copy = at(queues.head, queue); copy !== NO_ROW; copy = at(copies.next, copy)) {
    const { x, y } = placeOf(pack, i++);
    const message = world.messageNumber(copy);
    const delivered = at(copies.deliveryCount, copy);
    const onDisk = hasFloor && (at(copies.flags, copy) & CopyFlag.onDisk) !== 0;
    const deliveries = delivered === 0 ? 1 : delivered + 1;
    look.mark({
      kind: 'ready',
      x,
      y,
      r: pack.size.width / 2,
      options: { onDisk, deliveries },
      message,
      place: queue,
      queue,
      wire: at(world.messages.wire, at(copies.message, copy)),
    });
    const hasName = pack.rung === 'card' && options.showsIds;
    if (hasName || message === options.traced) {
      // Above the ring of one that has been here before.
      const above = pack.size.height / 2 + m.gap + m.gap / 8;
      scene.names.push({ x, y: y - above, text: nameOf(message), anchor: 'middle' });
    }
  }
}

/** Which of the ready ones have been delivered before. Bricks are too coarse to say. */
function framedOf({ world }: Look, queue: number, pack: Pack): number[] {
  if (pack.k > 1) return [];
  const { queues, copies } = world;
  const framed: number[] = [];
  let i = 0;
  let copy = at(queues.head, queue);
  while (copy !== NO_ROW && i < MOST_CELLS) {
    if (at(copies.deliveryCount, copy) > 0) framed.push(i);
    copy = at(copies.next, copy);
    i++;
  }
  return framed;
}

/** The traced message is a disc of its own, with its name, wherever it lies in the heap. */
function traceInHeap(look: Look, queue: number, pack: Pack, r: number): void {
  const { world, scene, options, m } = look;
  if (options.traced === 0) return;
  const { queues, copies } = world;
  let i = 0;
  for (let copy = at(queues.head, queue); copy !== NO_ROW; copy = at(copies.next, copy), i++) {
    if (world.messageNumber(copy) !== options.traced) continue;
    const { x, y } = placeOf(pack, Math.floor(i / pack.k));
    const delivered = at(copies.deliveryCount, copy);
    const deliveries = delivered === 0 ? 1 : delivered + 1;
    look.mark({ kind: 'ready', x, y, r, options: { deliveries }, message: options.traced });
    const isLeft = x - pack.field.x < 3 * m.pack.card.pitchX;
    scene.names.push({
      x: x + (isLeft ? 1 : -1) * (r + m.gap),
      y: y + 0.36 * m.small,
      text: nameOf(options.traced),
      anchor: isLeft ? 'start' : 'end',
    });
    return;
  }
}

// The floor, and the limit

/** A thin line is the disk; a heavy one lies under what is written on it. */
function drawFloor(
  { scene, m }: Look,
  { field, floorY }: QueuePart,
  pack: Pack,
  ready: number,
  kept: number | null,
): void {
  if (kept === null) return;
  const right = field.x + field.width;
  scene.rules.push({
    from: { x: field.x, y: floorY },
    to: { x: right, y: floorY },
    look: 'disk',
  });
  if (isOneByOne(pack) || kept === 0) return;
  // Under a column of which some are not written yet, the floor is not there yet either.
  const column = pack.rows * pack.k;
  const left = edgeAfter(pack, kept === ready ? ready : Math.floor(kept / column) * column);
  if (left >= right) return;
  scene.rules.push({
    from: { x: Math.max(field.x, left - m.gap / 8), y: floorY },
    to: { x: right, y: floorY },
    look: 'floor',
  });
}

function drawLimit({ scene }: Look, { field, floorY }: QueuePart, pack: Pack, limit: number): void {
  const x = edgeAfter(pack, limit) - 1;
  if (x < field.x - pack.size.pitchX) return;
  scene.rules.push({ from: { x, y: field.y }, to: { x, y: floorY }, look: 'limit' });
}
