/** ChallengeList is every problem and claim, with how well it has been solved. */
import { challenges, claims, type Solved } from '../../challenges/index.ts';
import './ChallengePanel.css';

export interface ChallengeListProps {
  readonly current: string;
  readonly solved: Solved;
  readonly choose: (id: string) => void;
}

export function ChallengeList({ current, solved, choose }: ChallengeListProps) {
  return (
    <label className="challenge-list">
      Problem{' '}
      <select value={current} onChange={(event) => choose(event.target.value)}>
        <optgroup label="Design it">
          {challenges.map(({ id, title }) => (
            <option key={id} value={id}>
              {title + scoreOf(solved, id)}
            </option>
          ))}
        </optgroup>
        <optgroup label="Break it">
          {claims.map(({ id, title }) => (
            <option key={id} value={id}>
              {title + scoreOf(solved, id)}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

function scoreOf(solved: Solved, id: string): string {
  const score = solved[id];
  return score === undefined ? '' : ` · ${score} of 100`;
}
