/** ConservationPanel shows that nothing disappears: all that was offered is somewhere. */
import { useEachFrame, useSession } from '../../store/index.ts';
import { MarkIcon } from '../mark/MarkIcon.tsx';
import { ledgerOf } from './ledgerOf.ts';
import { useBar } from './useBar.ts';
import './ConservationPanel.css';

export function ConservationPanel() {
  const { queue } = useSession(({ queue }) => ({ queue }));
  const ledger = useEachFrame(({ world }) => ledgerOf(world, queue));
  const bar = useBar(ledger);
  const number = (value: number): string => value.toLocaleString('en-GB');
  return (
    <section className="conservation" aria-label="Where everything is">
      <p className="conservation-sum">
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
        {ledger.parts.map((part, i) => (
          <span key={part.id} className="conservation-term">
            <span className="conservation-sign">{i === 0 ? '=' : '+'}</span>
            <span className="conservation-part" data-empty={part.count === 0}>
              <MarkIcon kind={part.mark} />
              <strong data-testid={part.id}>{number(part.count)}</strong> {part.word}
            </span>
          </span>
        ))}
        <span className="conservation-verdict">
          {ledger.balances ? 'balances' : 'does not balance'}
        </span>
      </p>
      <div ref={bar} className="conservation-strip" />
    </section>
  );
}
