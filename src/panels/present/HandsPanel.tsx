/**
 * HandsPanel is the bet of a class: the options, and for each the hands that were raised, as a bar. Beside
 * the result it stands again, with the option that the engine bears out.
 */
import { Check } from 'lucide-react';
import type { ChoiceBet } from '../../lessons/course/index.ts';
import './PresentPanels.css';

export interface HandsPanelProps {
  readonly bet: ChoiceBet;
  /** What is asked, where it does not stand above already. */
  readonly asks: string | null;
  /** The hands for each option; null: not counted. */
  readonly tally: readonly number[] | null;
  /** Whether the result is out. */
  readonly isKnown: boolean;
}

export function HandsPanel({ bet, asks, tally, isKnown }: HandsPanelProps) {
  const raised = tally?.reduce((sum, count) => sum + count, 0) ?? 0;
  const most = Math.max(1, ...(tally ?? []));
  return (
    <section className="hands" aria-label="The bet of the class">
      <h2 className="lesson-heading">{headingOf(isKnown, tally === null ? null : raised)}</h2>
      {asks !== null && <p className="hands-asks">{asks}</p>}
      <ol className="hands-options">
        {bet.options.map(({ id, text }, i) => {
          const count = tally?.[i];
          const isRight = isKnown && id === bet.right;
          return (
            <li key={id} data-right={isKnown ? isRight : undefined}>
              <span className="hands-letter">{i + 1}</span>
              <span className="hands-text">
                {text}
                {isRight && (
                  <span className="hands-right">
                    <Check aria-hidden="true" /> so it is
                  </span>
                )}
              </span>
              {count !== undefined && (
                <>
                  <span className="hands-count">{count}</span>
                  <span className="hands-bar" aria-hidden="true">
                    <span style={{ width: `${(100 * count) / most}%` }} />
                  </span>
                </>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function headingOf(isKnown: boolean, raised: number | null): string {
  const hands = raised === null ? '' : `, ${raised} ${raised === 1 ? 'hand' : 'hands'}`;
  return isKnown ? `Your bet${hands}, and the engine` : `Your bet${hands}`;
}
