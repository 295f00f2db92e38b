/**
 * drawReturned shows those that came back one by one, next to the exit, where the pile itself is bricks:
 * what is rare stays one mark for each message for as long as it is.
 */
import type { QueuePart, Rect } from '../layout/Layout.ts';
import { at, type Look } from './Look.ts';
import { isOneByOne, marksOf, type Pack, packOf, partOf, placeOf } from './pack.ts';
import { deliveriesOf, isOnDisk } from './readyList.ts';
import { counted, nameOf } from './words.ts';

/** So many are one mark each. */
const MOST_SINGLE = 200;
/** Of the width of the queue. */
const MOST_SHARE = 0.5;

/** Draws them, and returns what is left of the field. `returned`: rows of copies, the oldest first. */
export function drawReturned(
  look: Look,
  { node, floorY }: QueuePart,
  field: Rect,
  returned: readonly number[],
): Rect {
  const { scene, m } = look;
  const count = returned.length;
  const words = `${counted(count)} returned`;
  const height = field.height - m.textLine;
  const most = { ...field, y: field.y + m.textLine, height, width: field.width * MOST_SHARE };
  // A card's name would be the only one in a heap: discs, cells, and beyond two hundred bricks.
  const sizes = { ...m.pack, card: { ...m.pack.card, mostRows: 0 } };
  const rung = count > MOST_SINGLE ? ('flow' as const) : null;
  const loose = packOf(count, most, sizes, { view: { rung, first: 0 } });
  const columns = Math.ceil(marksOf(loose) / Math.max(1, loose.rows));
  const gaps = loose.size.hundred === undefined ? 0 : columns / 2 + m.gap;
  const width = Math.max(look.widthOf(words, 'small') + m.gap, columns * loose.size.pitchX + gaps);
  const own = { ...most, x: field.x + field.width - width, width };
  const pack: Pack = { ...loose, field: own };
  const right = field.x + field.width;
  scene.names.push({
    x: right,
    y: field.y + 0.72 * m.textLine,
    text: loose.k > 1 ? `${words}, one is ${counted(loose.k)}` : words,
    anchor: 'end',
    isWords: true,
    isBare: true,
  });
  if (isOneByOne(pack)) drawSingly(look, node, pack, returned);
  else drawCells(look, node, pack, returned);
  const x = own.x - m.gap;
  scene.rules.push({ from: { x, y: field.y }, to: { x, y: floorY - m.gap / 2 }, look: 'apart' });
  return { ...field, width: x - m.gap - field.x };
}

function drawSingly(look: Look, queue: number, pack: Pack, returned: readonly number[]): void {
  const { world } = look;
  const hasDisk = at(world.queues.durable, queue) === 1;
  returned.forEach((copy, i) => {
    const message = world.messageNumber(copy);
    const { x, y } = placeOf(pack, i);
    const options = {
      deliveries: deliveriesOf(world, copy),
      onDisk: hasDisk && isOnDisk(world, copy),
    };
    const r = pack.size.width / 2;
    look.mark({ kind: 'ready', x, y, r, options, message, place: queue, queue, isAside: true });
    if (look.isNamed(message)) {
      look.scene.names.push({
        x,
        y: y - r - look.m.gap / 2,
        text: nameOf(message),
        anchor: 'middle',
      });
    }
  });
}

function drawCells(look: Look, queue: number, pack: Pack, returned: readonly number[]): void {
  const { world } = look;
  const part = partOf(pack, 0, returned.length);
  const marks = marksOf(part.pack);
  look.scene.heaps.push({
    ...part,
    look: 'ready',
    queue,
    messageAt: (i) => {
      const copy = returned[i];
      return copy === undefined || pack.k > 1 ? 0 : world.messageNumber(copy);
    },
    framed: Array.from({ length: marks }, (_, i) => i),
    barred: [],
    isAside: true,
  });
}
