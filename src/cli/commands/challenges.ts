import {
  challenges as all,
  type Challenge,
  type Claim,
  claims,
  designsOf,
  instantsMs,
  judge,
  outcomeOf,
} from '../../challenges/index.ts';
import type { Command } from '../Command.ts';
import { table } from '../table.ts';

interface ChallengeRow {
  readonly id: string;
  readonly designs: number;
  readonly solve: number;
  /** Dollars an hour: of the shipped best design, and of the cheapest that solves it. */
  readonly bestCost: number;
  readonly cheapest: number;
  readonly goals: readonly { readonly text: string; readonly value: number }[];
}

interface ClaimRow {
  readonly id: string;
  readonly promise: string;
  readonly isKept: boolean;
  /** Of each thing on the menu, the number of instants at which it breaks the promise. */
  readonly breaks: readonly { readonly label: string; readonly instants: number }[];
}

export const challenges: Command = {
  name: 'challenges',
  takes: '[--json]',
  does: 'Tries every design of every challenge, and everything on the menu of every claim.',
  help: () => `  --json            one JSON object, and nothing else

A challenge is held against all its designs: the shipped best must reach every goal, and no cheaper design may.
A claim must hold as long as nothing happens, and be broken by its answer alone. It ends with 1 otherwise.`,
  operands: [],
  options: { json: null },
  run: (given) => {
    const problems = all.map(challengeRow);
    const held = claims.map(claimRow);
    const isRight =
      problems.every(({ bestCost, cheapest }) => bestCost === cheapest) &&
      held.every(({ isKept }, i) => isKept && isBrokenByItsAnswer(held[i], claims[i]));
    const output = given.options.has('json')
      ? [`${JSON.stringify({ challenges: problems, claims: held })}\n`]
      : [challengeTable(problems), '\n', claimTable(held)];
    return isRight
      ? { code: 0, output }
      : { code: 1, output, complaint: 'a shipped answer is not the right one' };
  },
};

function challengeRow(challenge: Challenge): ChallengeRow {
  const verdicts = [...designsOf(challenge)].map((design) => judge(challenge, design));
  const solved = verdicts.filter(({ isSolved }) => isSolved);
  const best = judge(challenge, challenge.best);
  return {
    id: challenge.id,
    designs: verdicts.length,
    solve: solved.length,
    bestCost: best.isSolved ? best.cost : Number.NaN,
    cheapest: Math.min(...solved.map(({ cost }) => cost)),
    goals: best.goals.map(({ goal, value }) => ({ text: goal.text, value })),
  };
}

function claimRow(claim: Claim): ClaimRow {
  return {
    id: claim.id,
    promise: claim.promise.text,
    isKept: outcomeOf(claim, null, 0).isKept,
    breaks: claim.menu.map(({ label }, mishap) => ({
      label,
      instants: instantsMs.filter((atMs) => !outcomeOf(claim, mishap, atMs).isKept).length,
    })),
  };
}

function isBrokenByItsAnswer(row: ClaimRow | undefined, claim: Claim | undefined): boolean {
  return row?.breaks.every(({ instants }, i) => instants > 0 === (i === claim?.answer)) ?? false;
}

function challengeTable(rows: readonly ChallengeRow[]): string {
  return table([
    ['challenge', 'designs', 'solve it', 'best $/h', 'cheapest', 'goals of the best'],
    ...rows.map(({ id, designs, solve, bestCost, cheapest, goals }) => [
      id,
      String(designs),
      String(solve),
      String(bestCost),
      String(cheapest),
      goals.map(({ text, value }) => `${text}: ${Number(value.toFixed(2))}`).join('; '),
    ]),
  ]);
}

function claimTable(rows: readonly ClaimRow[]): string {
  return table([
    ['claim', 'kept', `instants of ${instantsMs.length} at which it breaks`],
    ...rows.map(({ id, isKept, breaks }) => [
      id,
      isKept ? 'yes' : 'no',
      breaks.map(({ label, instants }) => `${label}: ${instants}`).join('; '),
    ]),
  ]);
}
