/** WorldBook is the book of one world: all that was offered is somewhere. */
import type { Staged } from '../../lessons/course/index.ts';
import type { LessonWorlds, Slot } from '../../lessons/index.ts';
import { ledgerOf, MarkIcon } from '../index.ts';
import { useWorlds } from './useWorlds.ts';

export function WorldBook({ worlds, slot }: { worlds: LessonWorlds<Staged>; slot: Slot }) {
  const { session } = slot;
  const ledger = useWorlds(worlds, () =>
    ledgerOf(session.timeline.world, session.store.getState().queue),
  );
  const number = (value: number): string => value.toLocaleString('en-GB');
  const parts = ledger.parts.filter(({ count, id }) => count > 0 || id === 'done' || id === 'lost');
  return (
    <p className="lesson-book" data-balances={ledger.balances}>
      <span>
        <strong>{number(ledger.offered)}</strong> offered
      </span>
      {ledger.also.map(({ word, count }) => (
        <span key={word} className="lesson-book-term">
          <span className="lesson-book-sign">+</span>
          <span>
            <strong>{number(count)}</strong> {word}
          </span>
        </span>
      ))}
      {parts.map((part, i) => (
        <span key={part.id} className="lesson-book-term">
          <span className="lesson-book-sign">{i === 0 ? '=' : '+'}</span>
          <span className="lesson-book-part" data-empty={part.count === 0}>
            <MarkIcon kind={part.mark} />
            <strong>{number(part.count)}</strong> {part.word}
          </span>
        </span>
      ))}
    </p>
  );
}
