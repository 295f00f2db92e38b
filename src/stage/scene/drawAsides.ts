/** drawAsides shows what a queue has and cannot deliver: delayed ones, and ones that nobody works on. */
import { Copy, forEachDelay, forEachLease, NO_ROW, type World } from '../../engine/index.ts';
import type { QueuePart, Rect } from '../layout/Layout.ts';
import { nameAbove } from './drawReady.ts';
import { at, type Look } from './Look.ts';
import { isOneByOne, type Pack, type PackSizes, packOf, placeOf } from './pack.ts';
import { counted, remaining } from './words.ts';

/** Delayed ones and ones that nobody has stand to the left. Returns what is left for the ready ones. */
export function drawAsides(look: Look, part: QueuePart, delayed: number, orphans: number): Rect {
  const { scene, m } = look;
  const { field, box } = part;
  look.tally(part.node).delayed += delayed;
  look.tally(part.node).unacked += orphans;
  if (delayed + orphans === 0) return field;
  const words = [
    delayed > 0 ? `${counted(delayed)} delayed${untilNext(look, part.node)}` : '',
    orphans > 0 ? `${counted(orphans)} held by nobody` : '',
  ].filter((text) => text !== '');
  const short = words.map((text) => text.replace(/, next.*/, '')).join(', ');
  const long = words.join(', ');
  const widest = field.width * 0.55;
  const told = look.widthOf(long, 'small') <= widest ? long : short;
  look.say(`${box}.aside`, told);
  const width = Math.round(
    Math.min(widest, Math.max(field.width / 4, look.widthOf(told, 'small'))),
  );
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
    else drawDelayedCells(look, part.node, pack);
  }
  if (orphans > 0) drawOrphans(look, part.node, { ...own, x: own.x + width - half, width: half });
  return { ...field, x: x + m.gap, width: field.width - width - 2 * m.gap };
}

/** ", next in 1.2 s": when the first of the delayed ones may be handed out again. */
function untilNext({ world }: Look, queue: number): string {
  let leastUs = Number.POSITIVE_INFINITY;
  forEachDelay(world, (copy, leftUs) => {
    if (at(world.copies.queue, copy) === queue) leastUs = Math.min(leastUs, leftUs);
  });
  return Number.isFinite(leastUs) ? `, next in ${remaining(leastUs)}` : '';
}

/** What is apart has no room for names. */
function withoutNames(sizes: PackSizes): PackSizes {
  return { ...sizes, card: { ...sizes.card, mostRows: 0 } };
}

function drawDelayed(look: Look, queue: number, pack: Pack): void {
  const { world } = look;
  const { copies } = world;
  let i = 0;
  for (const copy of delayedIn(world, queue)) {
    const options = { deliveries: at(copies.deliveryCount, copy) + 1 };
    const message = world.messageNumber(copy);
    const { x, y } = placeOf(pack, i++);
    const r = pack.size.width / 2;
    look.mark({ kind: 'ready', x, y, r, options, message, place: queue, queue, isAside: true });
    if (look.isNamed(message)) nameAbove(look, pack, message, x, y);
  }
}

function drawDelayedCells(look: Look, queue: number, pack: Pack): void {
  const { world } = look;
  const rows = delayedIn(world, queue);
  const messageAt = (i: number): number => {
    const copy = rows[i];
    return copy === undefined || pack.k > 1 ? 0 : world.messageNumber(copy);
  };
  const shared = { pack, queue, from: 0, messageAt, framed: [], barred: [] };
  look.scene.heaps.push({ ...shared, look: 'delayed', isAside: true });
}

function delayedIn({ copies }: World, queue: number): number[] {
  const rows: number[] = [];
  for (let copy = 0; copy < copies.rows; copy++) {
    if (at(copies.queue, copy) === queue && at(copies.state, copy) === Copy.delayed)
      rows.push(copy);
  }
  return rows;
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
