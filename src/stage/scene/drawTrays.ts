/** drawTrays lays what met another end than done into its tray, one mark each while that is rare. */
import { NO_ROW } from '../../engine/index.ts';
import { deadLettersOf, type Fate, fatesOf, MOST_SINGLE } from '../layout/fates.ts';
import type { TrayKind, TrayPart } from '../layout/Layout.ts';
import { roomForGhost, trayGrid, trayWords } from '../layout/trays.ts';
import { endsOf } from './ends.ts';
import { at, type Look } from './Look.ts';
import type { Words } from './Scene.ts';
import { counted, nameOf } from './words.ts';

/** Two discs beside each other are wider than one: smaller, they keep their distance. */
const TWO_DISCS = 0.78;

export function drawTrays(look: Look): void {
  const fates = fatesOf(look.world);
  for (const part of look.layout.trays) drawTray(look, part, fates[part.kind]);
}

function drawTray(look: Look, part: TrayPart, { count, special, part: word }: Fate): void {
  const { m, scene } = look;
  const { kind, box, field } = part;
  const number = counted(count);
  const plain: Words = [number, trayWords(kind, '')];
  const also = special > 0 ? `, ${counted(special)} ${word}` : '';
  // More words are for where there are few marks.
  const wordings: Words[] = [[number, `${trayWords(kind, '')}${also}`], plain];
  const room = field.width - roomFor(look, field, Math.min(count, MOST_SINGLE));
  if (count === 0) wordings.push([number, '']);
  const fitting = wordings.find((words) => look.widthOfWords(words, 'text') <= room) ?? plain;
  look.say(`${box}.count`, fitting);
  look.box(box, { isQuiet: count + special === 0, says: `${number}${trayWords(kind, '')}${also}` });
  const start = field.x + look.widthOfWords(fitting, 'text') + 1.5 * m.gap;
  const width = field.x + field.width - start;
  const scale = shareOut(look, count, width, field.height);
  if (scale.k > 1) look.say(`${box}.scale`, `one is ${counted(scale.k)}`);
  const numbers = scale.k > 1 ? [] : numbersIn(look, kind, count);
  const { r, pitch, rows } = scale.grid;
  const high = Math.min(rows, Math.max(1, scale.shown));
  const top = field.y + field.height / 2 - ((high - 1) * pitch) / 2;
  for (let i = 0; i < scale.shown; i++) {
    const x = start + r + Math.floor(i / high) * pitch;
    const y = top + (i % high) * pitch;
    const message = numbers[i] ?? 0;
    look.mark({ kind, x, y, r: kind === 'duplicateEffect' ? r * TWO_DISCS : r, message });
    if (!look.isNamed(message)) continue;
    // One alone has its name beside it: above it is the edge of the tray.
    scene.names.push(
      scale.shown === 1
        ? { x: x + r + m.gap / 2, y: y + 0.36 * m.small, text: nameOf(message), anchor: 'start' }
        : { x, y: y - r - m.gap / 2, text: nameOf(message), anchor: 'middle' },
    );
  }
}

/** What the marks need, at most. */
function roomFor({ m }: Look, field: TrayPart['field'], count: number): number {
  if (count === 0) return roomForGhost(m);
  const { pitch, rows } = trayGrid(m, field.width, field.height, count * 2);
  return Math.ceil(count / rows) * pitch + 1.5 * m.gap;
}

/** One mark each for as long as that is rare, else one for each k: the number says the rest. */
function shareOut(look: Look, count: number, width: number, height: number) {
  const { m } = look;
  const grid = trayGrid(m, width, height, count);
  if (count <= Math.min(MOST_SINGLE, grid.rows * grid.columns)) return { k: 1, shown: count, grid };
  for (let k = 10; k <= count; k *= 10) {
    const scale = look.widthOf(`one is ${counted(k)}`, 'small') + m.gap;
    const shown = Math.floor(count / k);
    const coarse = trayGrid(m, width - scale, height, shown);
    if (shown <= Math.min(MOST_SINGLE, coarse.rows * coarse.columns))
      return { k, shown, grid: coarse };
  }
  return { k: 1, shown: 0, grid };
}

/** Which messages they are; nobody where that cannot be told for certain. */
function numbersIn({ world, plan }: Look, kind: TrayKind, count: number): readonly number[] {
  if (kind !== 'deadLettered') {
    const numbers = endsOf(world, kind);
    return numbers.length === count ? numbers : [];
  }
  const { queues, copies } = world;
  const numbers: number[] = [];
  for (const queue of deadLettersOf(plan)) {
    for (let copy = at(queues.head, queue); copy !== NO_ROW; copy = at(copies.next, copy)) {
      numbers.push(world.messageNumber(copy));
    }
  }
  return numbers.length === count ? numbers : [];
}
