/** drawQueues shows what lies in each queue: ready, delayed, on disk or not, lost with its broker. */
import {
  Broker,
  Copy,
  CopyFlag,
  Fact,
  FlushKind,
  forEachLease,
  MessageFlag,
  NO_EVENT,
  NO_ROW,
} from '../../engine/index.ts';
import type { QueuePart, Rect } from '../layout/Layout.ts';
import { at, type Look } from './Look.ts';
import { edgeAfter, isOneByOne, type Pack, type PackSizes, packOf, placeOf } from './pack.ts';
import type { Words } from './Scene.ts';
import { counted, nameOf, remaining } from './words.ts';

/** Cells that are looked at one by one. */
const MOST_CELLS = 6_000;

export function drawQueues(look: Look): void {
  for (const part of look.layout.queues) drawQueue(look, part);
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
  const pack = packOf(ready + gone, field, look.m.pack, room);
  const kept = keptOf(look, queue, pack);
  drawReady(look, queue, pack, ready, gone, kept);
  drawFloor(look, part, pack, ready, kept);
  if (room > 0) drawLimit(look, part, pack, limit);

  look.tally(queue).ready += ready;
  tell(look, part, { ready, delayed, unacked, gone, kept, pack });
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

/** How many of the ready ones are on disk, counted from the oldest; null where none ever is. */
function keptOf({ world, plan }: Look, queue: number, pack: Pack): number | null {
  const { queues, copies, messages } = world;
  const isWritten =
    at(queues.durable, queue) === 1 && at(queues.flushKind, queue) !== FlushKind.never;
  if (!isWritten || !isPersistent(plan, queue)) return null;
  let notYet = 0;
  for (let copy = at(queues.tail, queue); copy !== NO_ROW; copy = at(copies.previous, copy)) {
    const isTransient =
      (at(messages.flags, at(copies.message, copy)) & MessageFlag.persistent) === 0;
    const isOnDisk = (at(copies.flags, copy) & CopyFlag.onDisk) !== 0;
    if (!isOnDisk || isTransient) notYet++;
    // What is written is written in order, unless somebody publishes what is never written.
    else if (pack.k > 1 || !isMixed(plan, queue)) break;
  }
  return world.countOf(queue, Copy.ready) - notYet;
}

function publishersOf(plan: Look['plan'], queue: number): boolean[] {
  return plan.nodes.flatMap((node, i) => {
    if (node.kind !== 'producer' && node.kind !== 'service') return [];
    const reaches = (plan.wiresFrom[i] ?? []).some((wire) =>
      (plan.routes[at(plan.wireTo, wire)] ?? []).includes(queue),
    );
    return reaches ? [node.publishing.persistent] : [];
  });
}

function isPersistent(plan: Look['plan'], queue: number): boolean {
  const persistent = publishersOf(plan, queue);
  return persistent.length === 0 || persistent.includes(true);
}

function isMixed(plan: Look['plan'], queue: number): boolean {
  const persistent = publishersOf(plan, queue);
  return persistent.includes(true) && persistent.includes(false);
}

function drawReady(
  look: Look,
  queue: number,
  pack: Pack,
  ready: number,
  gone: number,
  kept: number | null,
): void {
  const { scene, m } = look;
  if (isOneByOne(pack)) {
    drawDiscs(look, queue, pack, kept !== null);
    for (let i = ready; i < ready + gone; i++) {
      scene.marks.push({ kind: 'lost', ...placeOf(pack, i), r: pack.size.width / 2, message: 0 });
    }
    return;
  }
  const whole = Math.floor(ready / pack.k);
  const own = { ...pack, count: ready, whole, remainder: ready - whole * pack.k };
  if (ready > 0) {
    const framed = framedOf(look, queue, pack);
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
    const isNamed = pack.rung === 'card' ? options.showsIds : message === options.traced;
    if (isNamed) {
      const below = pack.size.width / 2 + m.small + m.gap / 4;
      const nameY = pack.rung === 'card' ? y + below : y - pack.size.height / 2 - m.gap / 2;
      scene.names.push({ x, y: nameY, text: nameOf(message), anchor: 'middle' });
    }
  }
}

/** How many of the ready ones have been delivered before. Bricks are too coarse to say. */
function returnedOf(look: Look, queue: number, pack: Pack): number {
  return framedOf(look, queue, pack).length;
}

/** Cells of messages that have been delivered before. */
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

// What is apart

/** Delayed ones and ones that nobody has stand to the left. Returns what is left for the ready ones. */
function drawAsides(look: Look, part: QueuePart, delayed: number, orphans: number): Rect {
  const { scene, m } = look;
  const { field, box } = part;
  look.tally(part.node).delayed += delayed;
  look.tally(part.node).unacked += orphans;
  if (delayed + orphans === 0) return field;
  const words = [
    delayed > 0 ? `${counted(delayed)} delayed` : '',
    orphans > 0 ? `${counted(orphans)} held by nobody` : '',
  ].filter((text) => text !== '');
  look.say(`${box}.aside`, words.join(', '));
  const width = Math.floor(field.width / 3);
  const x = field.x + width + m.gap;
  scene.rules.push({
    from: { x, y: field.y },
    to: { x, y: field.y + field.height },
    look: 'apart',
  });
  const top = m.textLine;
  const own = { x: field.x, y: field.y + top, width, height: field.height - top };
  const half = delayed > 0 && orphans > 0 ? width / 2 : width;
  const aside = withoutNames(m.pack);
  if (delayed > 0) {
    const pack = packOf(delayed, { ...own, width: half }, aside);
    if (isOneByOne(pack)) drawDelayed(look, part.node, pack);
    else scene.heaps.push({ pack, look: 'ready', queue: -1, from: 0, framed: [] });
  }
  if (orphans > 0) drawOrphans(look, part.node, { ...own, x: own.x + width - half, width: half });
  return { ...field, x: x + m.gap, width: field.width - width - 2 * m.gap };
}

/** What is apart has no room for names. */
function withoutNames(sizes: PackSizes): PackSizes {
  return { ...sizes, card: { ...sizes.card, mostRows: 0 } };
}

function drawDelayed(look: Look, queue: number, pack: Pack): void {
  const { world } = look;
  const { copies } = world;
  let i = 0;
  for (let copy = 0; copy < copies.rows && i < pack.count; copy++) {
    if (at(copies.queue, copy) !== queue || at(copies.state, copy) !== Copy.delayed) continue;
    const options = { deliveries: at(copies.deliveryCount, copy) + 1 };
    const message = world.messageNumber(copy);
    look.mark({ kind: 'ready', ...placeOf(pack, i++), r: pack.size.width / 2, options, message });
  }
}

/** Unacked messages whose consumer is gone: each lease runs on, and nobody works. */
function drawOrphans(look: Look, queue: number, field: Rect): void {
  const { world, m } = look;
  const { copies, queues } = world;
  const leaseUs = at(queues.leaseUs, queue);
  const pack = packOf(1, field, withoutNames(m.pack));
  const room = pack.rows * Math.floor(field.width / pack.size.pitchX);
  let i = 0;
  forEachLease(world, (copy, leftUs) => {
    if (at(copies.queue, copy) !== queue || at(copies.delivery, copy) !== NO_ROW) return;
    if (i >= room) return;
    const message = world.messageNumber(copy);
    const options = {
      leaseLeft: leaseUs === 0 ? 0 : leftUs / leaseUs,
      deliveries: at(copies.deliveryCount, copy),
    };
    look.mark({ kind: 'unacked', ...placeOf(pack, i++), r: pack.size.width / 2, options, message });
  });
}

/** How many of this queue's messages the broker's crash took, while it is down. */
function lostInCrash({ world, plan }: Look, queue: number): number {
  const { brokers, trace } = world;
  const broker = at(plan.brokerOf, queue);
  if (at(brokers.state, broker) !== Broker.down) return 0;
  let lost = 0;
  // The losses are recorded right after the crash, in its own instant.
  const from = at(brokers.lastFact, broker);
  if (from < 0 || trace.known <= from || trace.kind(from) !== Fact.brokerDown) return 0;
  const atUs = trace.atUs(from);
  for (let i = from + 1; i < trace.length && trace.atUs(i) === atUs; i++) {
    if (trace.kind(i) === Fact.lost && trace.place(i) === queue && trace.cause(i) === from) lost++;
  }
  return lost;
}

// Words

interface Told {
  readonly ready: number;
  readonly delayed: number;
  readonly unacked: number;
  readonly gone: number;
  readonly kept: number | null;
  readonly pack: Pack;
}

function tell(look: Look, { box, node }: QueuePart, told: Told): void {
  const { world, plan } = look;
  const { ready, unacked, gone, kept, pack } = told;
  const broker = at(plan.brokerOf, node);
  const isDown = at(world.brokers.state, broker) !== Broker.running;
  const wordings: Words[] = [];
  if (isDown) {
    const lost = gone > 0 ? `, ${counted(gone)} LOST` : '';
    const rest = ready > 0 || gone === 0 ? `, ${counted(ready)} kept` : '';
    wordings.push([`DOWN${lost}`, rest], [`DOWN${lost}`, ''], ['DOWN', '']);
  } else {
    const also = unacked > 0 ? `, ${counted(unacked)} unacked` : '';
    const number = counted(ready);
    wordings.push([number, ` ready${also}`], [number, ' ready'], [number, '']);
  }
  look.sayFirst(`${box}.count`, ...wordings);

  const limit = at(world.queues.maxLength, node);
  const room = Number.isFinite(limit) ? `, room for ${counted(limit)}` : '';
  const notYet = kept === null ? 0 : ready - kept;
  const disk = kept === null ? 'in memory' : 'on disk';
  if (isDown) {
    const back = brokerWord(look, broker);
    look.sayFirst(`${box}.disk`, `${disk}${back.slice(4)}`, disk);
  } else if (notYet > 0) look.sayFirst(`${box}.disk`, `${disk}, ${counted(notYet)} not yet`, disk);
  else look.sayFirst(`${box}.disk`, `${disk}${room}`, disk);
  const returned = returnedOf(look, node, pack);
  if (pack.k > 1) explainScale(look, box, pack);
  else if (returned > 0) look.say(`${box}.scale`, `${counted(returned)} returned`);
}

/** "DOWN", "DOWN, back in 1.4 s", "DOWN, recovering". */
export function brokerWord({ world }: Look, broker: number): string {
  const { brokers, nowUs } = world;
  if (at(brokers.due, broker) === NO_EVENT) return 'DOWN';
  const left = remaining(at(brokers.dueAtUs, broker) - nowUs);
  return at(brokers.state, broker) === Broker.down
    ? `DOWN, starts in ${left}`
    : `DOWN, recovers in ${left}`;
}

/** A brick beside the words that say what it stands for. */
function explainScale(look: Look, box: string, pack: Pack): void {
  const { scene, m } = look;
  const place = look.placeOf(`${box}.scale`);
  if (place === undefined) return;
  const long = `= ${counted(pack.k)} messages`;
  const room = place.width - pack.size.width - m.gap;
  const words = look.widthOf(long, 'small') <= room ? long : `= ${counted(pack.k)}`;
  look.say(place.key, words);
  const x = place.x - look.widthOf(words, 'small') - m.gap / 2 - pack.size.width / 2;
  scene.samples.push({ x, y: place.y - 0.36 * m.small, size: pack.size });
}
