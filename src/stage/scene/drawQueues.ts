/** drawQueues shows what lies in each queue: ready, come back, on disk or not, lost with its broker. */
import { Broker, Copy, NO_ROW, type QuorumReport, quorumReport } from '../../engine/index.ts';
import type { QueuePart, Rect } from '../layout/Layout.ts';
import { drawAsides } from './drawAsides.ts';
import { drawGroup } from './drawLogs.ts';
import { drawReady, type Lying } from './drawReady.ts';
import { drawReturned } from './drawReturned.ts';
import { at, type Look } from './Look.ts';
import { edgeAfter, isOneByOne, type Pack, type PileView, packOf, placeOf } from './pack.ts';
import { readyCopyAt, readyListOf } from './readyList.ts';
import { keptOf, lostInCrash } from './survival.ts';
import { brokerWord, quorumWord, tellQueue } from './tellQueue.ts';
import { counted } from './words.ts';

export function drawQueues(look: Look): void {
  for (const part of look.layout.queues) {
    if (look.plan.nodes[part.node]?.kind === 'group') drawGroup(look, part);
    else drawQueue(look, part);
  }
}

function drawQueue(look: Look, part: QueuePart): void {
  const { world, m } = look;
  const queue = part.node;
  const ready = world.countOf(queue, Copy.ready);
  const delayed = world.countOf(queue, Copy.delayed);
  const unacked = world.countOf(queue, Copy.unacked);
  // Unacked, and neither on a wire nor with anybody: its lease is all that still holds it.
  const orphans = Math.max(0, unacked - look.tally(queue).unacked);
  const gone = lostInCrash(world, queue);
  const list = readyListOf(world, queue);
  const kept = keptOf(look, queue);

  const view = look.viewOf(queue);
  const whole = belowWindow(drawAsides(look, part, delayed, orphans), view, look);
  const before = look.options.before?.piles.get(queue)?.[0]?.pack;
  const limit = at(world.queues.maxLength, queue);
  const room = Number.isFinite(limit) ? limit : 0;
  const options = { room, view, before };
  const all = packOf(ready + gone, roomFor(whole, ready, gone, look), m.pack, options);
  // Bricks are too coarse to say who came back: these stay one mark each, next to the exit.
  const isApart = all.k > 1 && list.returned.length > 0;
  const field = isApart ? drawReturned(look, part, whole, list.returned) : whole;
  const others = ready - (isApart ? list.returned.length : 0);
  const pack = isApart
    ? packOf(others + gone, roomFor(field, others, gone, look), m.pack, options)
    : all;
  const lying: Lying = { ready: others, gone, list, isApart, hasDisk: kept !== null };
  drawReady(look, queue, pack, lying);
  drawFloor(look, part, pack, others, kept === null ? null : Math.min(kept, others));
  drawWindow(look, part, pack);
  if (room > 0) drawLimit(look, part, pack, limit);

  look.tally(queue).ready += ready;
  const messageAt = (i: number): number => {
    if (isApart || pack.k > 1) return 0;
    const copy = readyCopyAt(world, queue, pack.first + i);
    return copy === NO_ROW ? 0 : world.messageNumber(copy);
  };
  look.scene.piles.set(queue, [{ pack, held: 0, messageAt }]);
  const barred = list.barredAt.length;
  const quorum = quorumReport(world, queue);
  tellQueue(look, part, { ready, unacked, gone, kept, pack, list, isApart, quorum });
  describe(look, part, { ready, unacked, delayed, barred, isWritten: kept !== null, quorum });
}

/** A window is seen under the line that says where in the pile it is. */
function belowWindow(field: Rect, { rung }: PileView, { m }: Look): Rect {
  if (rung === null) return field;
  return { ...field, y: field.y + m.gap, height: field.height - m.gap };
}

/** Where some are kept and some are gone, each kind has a last brick that is not whole. */
function roomFor(field: Rect, ready: number, gone: number, { m }: Look): Rect {
  const spare = ready > 0 && gone > 0 ? m.pack.brick.pitchX : 0;
  return { ...field, x: field.x + spare, width: field.width - spare };
}

// The floor, the window, and the limit

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
  const last = pack.first + pack.shown;
  const left = edgeAfter(pack, kept >= last ? last : Math.floor(kept / column) * column);
  const until = pack.field.x + pack.field.width;
  if (left >= until) return;
  scene.rules.push({
    from: { x: Math.max(field.x, left - m.gap / 8), y: floorY },
    to: { x: kept === ready ? right : until, y: floorY },
    look: 'floor',
  });
}

/** Above a window of the pile: how much of the pile it is, and where in it. */
function drawWindow({ scene, m }: Look, { field }: QueuePart, pack: Pack): void {
  if (pack.shown === pack.count) return;
  const y = field.y + m.gap / 4;
  const right = field.x + field.width;
  const along = (messages: number): number => right - (messages / pack.count) * field.width;
  const from = along(pack.first + pack.shown);
  const to = along(pack.first);
  scene.rules.push({ from: { x: field.x, y }, to: { x: right, y }, look: 'disk' });
  const least = Math.max(0, m.gap / 2 - (to - from)) / 2;
  scene.rules.push({ from: { x: from - least, y }, to: { x: to + least, y }, look: 'floor' });
}

/** Where there is no more room: an empty place each, while they are few, else a line. */
function drawLimit({ scene }: Look, { field, floorY }: QueuePart, pack: Pack, limit: number): void {
  if (pack.shown < pack.count) return;
  if (isOneByOne(pack)) {
    const r = pack.size.width * 0.36;
    for (let i = pack.count; i < limit; i++) {
      scene.slots.push({ ...placeOf(pack, i), r, look: 'place' });
    }
    return;
  }
  const x = edgeAfter(pack, limit) - 1;
  if (x < field.x - pack.size.pitchX) return;
  scene.rules.push({ from: { x, y: field.y }, to: { x, y: floorY }, look: 'limit' });
}

interface Described {
  readonly ready: number;
  readonly unacked: number;
  readonly delayed: number;
  readonly barred: number;
  readonly isWritten: boolean;
  readonly quorum: QuorumReport | null;
}

/** In words, for whoever does not see it. */
function describe(look: Look, { node, box }: QueuePart, told: Described): void {
  const { world, plan } = look;
  const broker = at(plan.brokerOf, node);
  const title = plan.nodes[node]?.title ?? '';
  const isDown = at(world.brokers.state, broker) !== Broker.running;
  const { quorum } = told;
  const standsStill = quorum?.standsStill === true;
  const count = (many: number, word: string): string =>
    many > 0 ? `${counted(many)} ${word}` : '';
  const says = [
    `${title}${isDown ? `, ${brokerWord(look, broker)}` : standsStill ? ', stands still' : ''}: ${counted(told.ready)} ready`,
    count(told.barred, 'wait for their key'),
    count(told.unacked, 'unacked'),
    count(told.delayed, 'delayed'),
    quorum !== null ? quorumWord(quorum) : told.isWritten ? 'on disk' : 'in memory',
  ];
  look.box(box, {
    isBroken: isDown || standsStill,
    says: says.filter((words) => words !== '').join(', '),
  });
}
