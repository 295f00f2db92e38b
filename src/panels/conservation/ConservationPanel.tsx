/** ConservationPanel shows that nothing disappears: all that was offered is somewhere. */
import { useEachFrame, useSession } from '../../store/index.ts';
import { MarkIcon } from '../mark/MarkIcon.tsx';
import { ledgerOf } from './ledgerOf.ts';
import { useBar } from './useBar.ts';
import './ConservationPanel.css';

export interface ConservationPanelProps {
  /** "A": which of several books it is. Those stand one above the other, without their bars. */
  readonly letter?: string;
  /** Parts that are shown, by their ids; all where it is not given. */
  readonly shows?: readonly string[];
}

export function ConservationPanel({ letter, shows }: ConservationPanelProps) {
  const { queue } = useSession(({ queue }) => ({ queue }));
  const ledger = useEachFrame(({ world }) => ledgerOf(world, queue));
  const bar = useBar(ledger);
  // What is left out is nothing: the sum stays what it is.
  const parts = ledger.parts.filter(
    ({ id, count }) => shows === undefined || count > 0 || shows.includes(id),
  );
  const number = (value: number): string => value.toLocaleString('en-GB');
  return (
    <section
      className="conservation"
      aria-label={letter === undefined ? 'Where everything is' : `Where everything is in ${letter}`}
    >
      <p className="conservation-sum">
        {letter !== undefined && <strong className="conservation-letter">{letter}</strong>}
        <span className="conservation-part">
          <strong data-testid="offered">{number(ledger.offered)}</strong> offered
        </span>
        {ledger.also.map(({ word, count }) => (
          <span key={word} className="conservation-term">
            <span className="conservation-sign">+</span>
            <span className="conservation-part">
              <strong>{number(count)}</strong> {word}
            </span>
          </span>
        ))}
        {parts.map((part, i) => (
          <span key={part.id} className="conservation-term">
            <span className="conservation-sign">{i === 0 ? '=' : '+'}</span>
            <span className="conservation-part" data-empty={part.count === 0}>
              <MarkIcon kind={part.mark} />
              <strong data-testid={part.id}>{number(part.count)}</strong> {part.word}
            </span>
          </span>
        ))}
        {(letter === undefined || !ledger.balances) && (
          <span className="conservation-verdict" data-balances={ledger.balances}>
            {ledger.balances ? 'balances' : 'does not balance'}
          </span>
        )}
      </p>
      {letter === undefined && <div ref={bar} className="conservation-strip" />}
    </section>
  );
}
