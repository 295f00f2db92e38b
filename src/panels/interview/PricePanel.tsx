/** PricePanel is what is said aloud last: what the mend costs, and because of what. */
import type { Card } from '../../interview/cards/index.ts';
import { toldOf } from '../../interview/index.ts';
import './InterviewPanels.css';

export function PricePanel({ card, values }: { card: Card; values: readonly number[] }) {
  const told = toldOf(card, values);
  return (
    <div className="interview-price">
      <p className="told">{card.price}</p>
      <p className="told">
        <strong>Because</strong> {card.because}
      </p>
      {told !== null && <p>{told}</p>}
    </div>
  );
}
