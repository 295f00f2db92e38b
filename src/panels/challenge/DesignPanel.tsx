/** DesignPanel is a problem: what is asked, what can be chosen and for how much, and how the design did. */
import { Check, X } from 'lucide-react';
import {
  type Challenge,
  costOf,
  type Design,
  type Option,
  type Verdict,
} from '../../challenges/index.ts';
import { Button, SegmentedControl } from '../../ui/index.ts';
import './ChallengePanel.css';

export interface DesignPanelProps {
  readonly challenge: Challenge;
  readonly design: Design;
  /** Of this very design; null: it has not been tested. */
  readonly verdict: Verdict | null;
  readonly choose: (design: Design) => void;
  readonly test: () => void;
}

export function DesignPanel({ challenge, design, verdict, choose, test }: DesignPanelProps) {
  const bestCost = costOf(challenge, challenge.best);
  return (
    <section className="challenge-panel" aria-label="The problem">
      <h2>{challenge.title}</h2>
      <p className="told">{challenge.story}</p>
      <ul className="challenge-goals" aria-label="Goals">
        {challenge.goals.map(({ text }, i) => {
          const held = verdict?.goals[i];
          return (
            <li key={text} data-reached={held?.isReached}>
              <Tick isReached={held?.isReached ?? null} />
              <span>{text}</span>
              {held !== undefined && (
                <span className="measured">{amount(held.value, held.goal.unit)}</span>
              )}
            </li>
          );
        })}
      </ul>
      <div role="status">
        {verdict !== null && (
          <p className="challenge-verdict">
            {verdict.isSolved ? (
              <>
                Solved, <strong>{verdict.score} of 100</strong>.{' '}
                {verdict.score === 100
                  ? challenge.because
                  : `It can be done for $${bestCost} an hour.`}
              </>
            ) : (
              'Not yet: watch the run, change the design, and test it again.'
            )}
          </p>
        )}
      </div>
      {challenge.choices.map(({ title, options }, i) => (
        <div key={title} className="challenge-choice" data-stacked={isLong(options)}>
          <h3>{title}</h3>
          <SegmentedControl
            label={title}
            segments={options.map((option, position) => ({
              value: String(position),
              label: labelOf(option),
            }))}
            value={String(design[i] ?? 0)}
            onChange={(value) => choose(design.with(i, Number(value)))}
          />
        </div>
      ))}
      <div className="challenge-test">
        <p className="challenge-cost">
          <strong>${costOf(challenge, design)}</strong> an hour
        </p>
        <Button variant="primary" onClick={test}>
          Test the design
        </Button>
      </div>
    </section>
  );
}

export function Tick({ isReached }: { isReached: boolean | null }) {
  if (isReached === null)
    return <span className="challenge-open" role="img" aria-label="not tested" />;
  return isReached ? <Check aria-label="reached" /> : <X aria-label="missed" />;
}

export function amount(value: number, unit: string): string {
  const number = Number(value.toFixed(2)).toLocaleString('en');
  return unit === '' ? number : `${number} ${unit}`;
}

/** "4 · $40": what is free says only what it is. */
function labelOf({ label, cost }: Option): string {
  return cost === 0 ? label : `${label} · $${cost}`;
}

/** Labels that would not stand side by side stand below each other. */
function isLong(options: readonly Option[]): boolean {
  return options.reduce((sum, option) => sum + labelOf(option).length + 4, 0) > 56;
}
