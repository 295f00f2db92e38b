/** drawReady draws a queue's ready messages on the rung of their pile: cards, discs, cells or bricks. */
import { NO_ROW } from '../../engine/index.ts';
import { at, type Look } from './Look.ts';
import { isOneByOne, type Pack, partOf, placeOf } from './pack.ts';
import { deliveriesOf, isOnDisk, type ReadyList, readyCopyAt } from './readyList.ts';
import { nameOf } from './words.ts';

export interface Lying {
  /** Those in this pile; `gone`: those that the broker's crash took, which lie behind them. */
  readonly ready: number;
  readonly gone: number;
  readonly list: ReadyList;
  /** Those that came back stand elsewhere. */
  readonly isApart: boolean;
  readonly hasDisk: boolean;
}

export function drawReady(look: Look, queue: number, pack: Pack, lying: Lying): void {
  const { world, scene, m } = look;
  const { ready, gone, list } = lying;
  const lost = partOf(pack, ready, gone);
  if (isOneByOne(pack)) {
    drawDiscs(look, queue, pack, lying);
    for (let i = 0; i < lost.pack.whole; i++) {
      const place = placeOf(pack, lost.from + i);
      scene.marks.push({ kind: 'lost', ...place, r: pack.size.width / 2, message: 0, queue });
    }
    return;
  }
  const kept = partOf(pack, 0, ready);
  const within = (positions: readonly number[]): number[] =>
    pack.k > 1
      ? []
      : positions.flatMap((i) =>
          i >= pack.first && i < pack.first + pack.shown ? [i - pack.first] : [],
        );
  if (ready > 0) {
    scene.heaps.push({
      ...kept,
      look: 'ready',
      queue,
      messageAt: (i) => messageAt(i),
      framed: within(list.returnedAt),
      barred: within(list.barredAt),
    });
  }
  if (gone > 0) {
    const nobody = { queue, messageAt: () => 0, framed: [], barred: [] };
    scene.heaps.push({ ...lost, ...nobody, look: 'lost' });
  }
  nameInHeap(look, queue, pack, lying, m.pack.disc.width / 2);

  function messageAt(i: number): number {
    if (pack.k > 1) return 0;
    const copy = readyCopyAt(world, queue, pack.first + i);
    return copy === NO_ROW ? 0 : world.messageNumber(copy);
  }
}

/** Discs, each with its own floor if it is on disk, its ring if it has been here before. */
function drawDiscs(look: Look, queue: number, pack: Pack, { list, hasDisk }: Lying): void {
  const { world, options } = look;
  const { copies } = world;
  const barred = new Set(list.barredAt);
  let copy = readyCopyAt(world, queue, pack.first);
  for (let i = 0; i < pack.shown && copy !== NO_ROW; i++, copy = at(copies.next, copy)) {
    const { x, y } = placeOf(pack, i);
    const message = world.messageNumber(copy);
    look.mark({
      kind: 'ready',
      x,
      y,
      r: pack.size.width / 2,
      options: {
        onDisk: hasDisk && isOnDisk(world, copy),
        deliveries: deliveriesOf(world, copy),
        isBarred: barred.has(pack.first + i),
      },
      message,
      place: queue,
      queue,
      wire: at(world.messages.wire, at(copies.message, copy)),
    });
    const hasName = pack.grain === 'card' && options.showsIds;
    if (hasName || look.isNamed(message)) nameAbove(look, pack, message, x, y);
  }
}

/** Above the ring of one that has been here before. */
export function nameAbove(look: Look, { size }: Pack, message: number, x: number, y: number): void {
  const { scene, m } = look;
  const above = size.height / 2 + m.gap / 2 + size.height * 0.09;
  scene.names.push({ x, y: y - above, text: nameOf(message), anchor: 'middle' });
}

/** The traced message is a disc of its own, with its name, wherever it lies in the heap. */
function nameInHeap(look: Look, queue: number, pack: Pack, lying: Lying, r: number): void {
  const { world, scene, options, m } = look;
  const { copies, queues } = world;
  const { traced, pointed = 0 } = options;
  if (traced === 0 && pointed === 0) return;
  let i = 0;
  for (let copy = at(queues.head, queue); copy !== NO_ROW; copy = at(copies.next, copy)) {
    if (lying.isApart && at(copies.deliveryCount, copy) > 0) continue;
    const message = world.messageNumber(copy);
    const place = i++ - pack.first;
    if (!look.isNamed(message) || place < 0 || place >= pack.shown) continue;
    const { x, y } = placeOf(pack, Math.floor(place / pack.k));
    if (message === traced) {
      look.mark({
        kind: 'ready',
        x,
        y,
        r,
        options: { deliveries: deliveriesOf(world, copy) },
        message,
      });
    }
    const isLeft = x - pack.field.x < 3 * m.pack.card.pitchX;
    scene.names.push({
      x: x + (isLeft ? 1 : -1) * (r + m.gap),
      y: y + 0.36 * m.small,
      text: nameOf(message),
      anchor: isLeft ? 'start' : 'end',
    });
  }
}
