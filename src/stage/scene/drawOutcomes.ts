/** drawOutcomes counts what came of it all: effects, answered orders, and the trays of the other fates. */
import { ordersOf } from '../../engine/index.ts';
import type { ResultPart } from '../layout/Layout.ts';
import type { MarkKind } from '../marks/index.ts';
import { drawTrays } from './drawTrays.ts';
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
  drawTrays(look);
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
