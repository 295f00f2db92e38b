/** handsOf is the bet that a class takes with raised hands; null for the hook, which has none. */
import type { ChoiceBet, Lesson } from './Lesson.ts';

export function handsOf({ bet, notes }: Lesson): ChoiceBet | null {
  return bet?.kind === 'choice' ? bet : (notes.hands ?? null);
}
