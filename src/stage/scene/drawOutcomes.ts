/** drawOutcomes counts what came of it all: effects, answered orders, and the trays of the other fates. */
import { Copy, isRedriven, ordersOf } from '../../engine/index.ts';
import type { ResultPart, TrayPart } from '../layout/Layout.ts';
import { shapeOf } from '../layout/shape.ts';
import type { MarkKind } from '../marks/index.ts';
import { at, type Look } from './Look.ts';
import type { Words } from './Scene.ts';
import { amountOf, counted } from './words.ts';

interface Note {
  readonly words: Words;
  readonly short?: Words;
  readonly mark?: MarkKind;
}

export function drawOutcomes(look: Look): void {
  for (const part of look.layout.results) drawResult(look, part);
  for (const part of look.layout.trays) drawTray(look, part);
}

function drawResult(look: Look, part: ResultPart): void {
  const { world, plan } = look;
  const { node, key } = part;
  const spec = plan.nodes[node];
  const notes: Note[] = [];
  if (spec?.kind === 'consumer') {
    const { groups } = world;
    const effects = at(groups.effects, node);
    const repeated = at(groups.duplicateEffects, node);
    const stopped = at(groups.suppressedEffects, node);
    const amount = amountOf(spec.effect.unit, effects * spec.effect.amount);
    const hasAmount = spec.effect.unit !== '';
    look.say(`${key}.count`, hasAmount ? amount : counted(effects));
    if (repeated > 0) {
      notes.push({ mark: 'duplicateEffect', words: repeatedWords(repeated) });
    }
    if (hasAmount) notes.push({ words: `${counted(effects)} times` });
    if (stopped > 0) {
      const number = counted(stopped);
      notes.push({ words: [number, ' stopped by key'], short: [number, ' stopped'] });
    }
  } else {
    const { done, refused, timedOut } = ordersOf(world);
    look.say(`${key}.count`, counted(done));
    const failed = refused + timedOut;
    if (failed > 0) notes.push({ mark: 'refused', words: [counted(failed), ' failed'] });
    else notes.push({ words: '0 failed' });
  }
  part.notes.forEach((place, i) => {
    const note = notes[i];
    if (note === undefined) return;
    look.sayFirst(
      `${key}.${note.mark === undefined ? 'note' : 'marked'}-${i}`,
      note.words,
      note.short ?? note.words,
    );
    if (note.mark === undefined) return;
    const r = look.m.trayMark;
    look.scene.marks.push({ kind: note.mark, x: place.x, y: place.y, r, message: 0 });
  });
}

/** One extra effect means that one order was done twice; of several nobody can say how they fall. */
function repeatedWords(repeated: number): Words {
  return repeated === 1 ? ['1', ' twice'] : [counted(repeated), ' repeats'];
}

// Trays

interface Fate {
  readonly count: number;
  readonly word: string;
  readonly also: string;
}

function drawTray(look: Look, part: TrayPart): void {
  const { m, scene } = look;
  const { kind, box, field } = part;
  const { count, word, also } = fateOf(look, kind);
  const number = counted(count);
  const words: Words = [number, ` ${word}${also}`];
  look.sayFirst(`${box}.count`, words, [number, ` ${word}`]);
  look.box(box, { isQuiet: count === 0, says: `${number} ${word}${also}` });
  const told = look.scene.texts.get(`${box}.count`) ?? '';
  const start = field.x + look.widthOfWords(told, 'text') + 1.5 * m.gap;
  const pitch = 2 * m.trayMark + m.gap * 0.35;
  const { k, shown } = shareOut(look, count, field.x + field.width - start, pitch);
  if (k > 1) look.say(`${box}.scale`, `one is ${counted(k)}`);
  const y = field.y + field.height / 2;
  for (let i = 0; i < shown; i++) {
    const x = start + m.trayMark + i * pitch;
    scene.marks.push({ kind, x, y, r: m.trayMark, message: 0 });
  }
}

const MOST_MARKS = 24;

/** One mark each while there are few, else one for each k: the number says the rest. */
function shareOut(
  look: Look,
  count: number,
  room: number,
  pitch: number,
): { k: number; shown: number } {
  if (count <= Math.min(MOST_MARKS, Math.floor(room / pitch))) return { k: 1, shown: count };
  for (let k = 10; k <= count; k *= 10) {
    const scale = look.widthOf(`one is ${counted(k)}`, 'small') + look.m.gap;
    const most = Math.min(MOST_MARKS, Math.floor((room - scale) / pitch));
    if (most > 0 && Math.floor(count / k) <= most) return { k, shown: Math.floor(count / k) };
  }
  return { k: 1, shown: 0 };
}

/** How many met this fate, in the words of the conservation bar. */
function fateOf({ world, plan }: Look, kind: TrayPart['kind']): Fate {
  const queues = plan.nodes.flatMap((node, i) => (node.kind === 'queue' ? [i] : []));
  const count = (state: number): number =>
    queues.reduce((total, queue) => total + world.countOf(queue, state), 0);
  if (kind === 'lost') {
    const dropped = count(Copy.dropped);
    const also = dropped > 0 ? `, ${counted(dropped)} of them dropped` : '';
    return { count: count(Copy.lost) + dropped, word: 'LOST', also };
  }
  if (kind === 'deadLettered') {
    const { deadLetters } = shapeOf(plan);
    const held = deadLetters.reduce((total, queue) => total + world.depthOf(queue), 0);
    const isGoingBack = deadLetters.some((queue) => isRedriven(world, queue));
    return { count: held, word: 'dead-letter', also: isGoingBack ? ', going back' : '' };
  }
  const { refused, timedOut } = ordersOf(world);
  const also = timedOut > 0 ? `, ${counted(timedOut)} timed out` : '';
  return { count: count(Copy.refused) + refused, word: 'refused', also };
}
