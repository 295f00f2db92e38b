/**
 * flawsOf looks at a sentence as an editor would: is it whole, short enough, and does it name only what
 * there is? Every sentence that any run can give passes it; tests say so.
 */
import type { World } from '../engine/index.ts';
import { consumerAt, nameInside } from './names.ts';
import { type Part, plain } from './Sentence.ts';

/** The longest that a sentence may be, counting a name as one word. */
const WORDS_AT_MOST = 20;

export function flawsOf(world: World, parts: readonly Part[]): string[] {
  const text = plain({ parts });
  const flaws: string[] = [];
  const mind = (isWrong: boolean, flaw: string): void => {
    if (isWrong) flaws.push(`${flaw}: ${text}`);
  };
  mind(/undefined|null|NaN|Infinity|\[object/.test(text), 'not a sentence');
  mind(!/[^.]\.$/.test(text), 'no full stop');
  mind(/\s\s|\s[.,:]|\.\.|,,/.test(text), 'loose punctuation');
  const first = parts.find((part) => part.kind !== 'mark' && plain({ parts: [part] }) !== '');
  mind(first?.kind === 'text' && !/^\s*[A-Z0-9]/.test(first.text), 'no capital');
  // A name is one word, however many its title has.
  const spoken = parts
    .map((part) => (part.kind === 'name' ? 'N' : plain({ parts: [part] })))
    .join(' ');
  const words = spoken
    .split(/[.]\s/)
    .map((sentence) => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu)?.length);
  mind(
    words.some((count) => (count ?? 0) > WORDS_AT_MOST),
    'too long',
  );
  for (const part of parts) {
    if (part.kind === 'name') {
      const exists =
        part.place >= 0 &&
        (part.place < world.plan.nodes.length || consumerAt(world, part.place) !== null);
      mind(!exists, 'names nobody');
      const title = nameInside(world, part.place);
      mind(part.text !== title && part.text !== world.plan.nodes[part.place]?.title, 'misnamed');
    } else if (part.kind === 'message') {
      mind(!(part.number >= 1 && part.number <= world.messageCount), 'no such message');
    } else if (part.kind !== 'mark') {
      const shouted = part.text.match(/\b[A-Z]{2,}\b/g) ?? [];
      mind(
        shouted.some((word) => word !== 'LOST' && word !== 'DOWN'),
        'shouts',
      );
    }
  }
  return flaws;
}
