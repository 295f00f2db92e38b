/** ClaimPanel is a claim to be broken: what is promised, what may happen and when, and whether it held. */
import { type Claim, instantsMs, type Outcome } from '../../challenges/index.ts';
import { Button } from '../../ui/index.ts';
import './ChallengePanel.css';
import { amount, Tick } from './DesignPanel.tsx';

export interface ClaimPanelProps {
  readonly claim: Claim;
  readonly mishap: number | null;
  readonly atMs: number;
  /** What came of it; null: it has not been tried. */
  readonly outcome: Outcome | null;
  /** How many things were tried on this claim. */
  readonly tries: number;
  readonly choose: (mishap: number, atMs: number) => void;
  readonly test: () => void;
}

export function ClaimPanel({ claim, mishap, atMs, outcome, tries, choose, test }: ClaimPanelProps) {
  const isBroken = outcome !== null && !outcome.isKept;
  return (
    <section className="challenge-panel" aria-label="The claim">
      <h2>{claim.title}</h2>
      <p className="told">{claim.story}</p>
      <fieldset className="challenge-menu">
        <legend>One of these breaks it. Which?</legend>
        {claim.menu.map(({ label }, i) => (
          <label key={label}>
            <input
              type="radio"
              name="happens"
              checked={mishap === i}
              onChange={() => choose(i, atMs)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <label className="challenge-instant">
        at <strong>{(atMs / 1_000).toFixed(2)} s</strong>
        <input
          type="range"
          min={0}
          max={instantsMs.length - 1}
          value={instantsMs.indexOf(atMs)}
          aria-valuetext={`${(atMs / 1_000).toFixed(2)} seconds`}
          onChange={(event) => choose(mishap ?? 0, instantsMs[Number(event.target.value)] ?? atMs)}
        />
      </label>
      <Button variant="primary" disabled={mishap === null} onClick={test}>
        Let it happen
      </Button>
      <ul className="challenge-goals" aria-label="Promise">
        <li data-reached={outcome?.isKept}>
          <Tick isReached={outcome?.isKept ?? null} />
          <span>{claim.promise.text}</span>
          {outcome !== null && (
            <span className="measured">{amount(outcome.value, claim.promise.unit)}</span>
          )}
        </li>
      </ul>
      <div role="status">
        {outcome !== null && (
          <p className="challenge-verdict">
            {isBroken ? (
              <>
                Broken, at the {ordinal(tries)} try. {claim.because}
              </>
            ) : (
              'The promise holds. Try something else.'
            )}
          </p>
        )}
      </div>
    </section>
  );
}

function ordinal(count: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth'][count - 1] ?? `${count}th`;
}
