/** solved is what a learner has solved: kept in the browser, and read back as any input is read. */
import { challenges, claims } from './shipped.ts';

/** By id of a challenge its best score, of a claim 100. */
export type Solved = Readonly<Record<string, number>>;

export const noneSolved: Solved = {};

export function withSolved(solved: Solved, id: string, score: number): Solved {
  return score > (solved[id] ?? 0) ? { ...solved, [id]: score } : solved;
}

export function writeSolved(solved: Solved): string {
  return JSON.stringify(solved);
}

/** What is not ours is left out: a score is a whole number from 1 to 100, of something that there is. */
export function readSolved(text: string | null): Solved {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return noneSolved;
    const known = [...challenges, ...claims].flatMap(({ id }): [string, number][] => {
      const score: unknown = Object.hasOwn(parsed, id) ? parsed[id as never] : undefined;
      const isScore = Number.isInteger(score) && (score as number) >= 1 && (score as number) <= 100;
      return isScore ? [[id, score as number]] : [];
    });
    return Object.fromEntries(known);
  } catch {
    return noneSolved;
  }
}
