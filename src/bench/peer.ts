/**
 * peer runs another simulator of discrete events on M/M/8, for P1: each in a process of its own, in its
 * own idiom, and thrown out when it does not report what Erlang's formula says.
 *
 * Of the peers that the goals name only simjs is an npm package. SimPy (P2), simloop and discrete-sim (P3)
 * cannot be had as one, so they are not measured here.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Mean time in the system of M/M/8 at 7.2 a second, each taking a second on average (Erlang C). */
export const MEAN_SOJOURN_S = 1.877;
/** What a million customers at this load may be off by, and no more. */
const TOLERANCE = 0.05;

/** Customers per CPU second of simjs. */
export function runSimjs(customers: number): number {
  const file = fileURLToPath(new URL('./peers/simjs.ts', import.meta.url));
  const output = execFileSync(process.execPath, ['--import', 'tsx', file, String(customers)], {
    encoding: 'utf8',
  });
  const result = JSON.parse(output) as { perCpuS: number; done: number; meanSojournS: number };
  if (result.done !== customers) throw new Error(`simjs did ${result.done} of ${customers}`);
  checkSojourn('simjs', result.meanSojournS, MEAN_SOJOURN_S);
  return result.perCpuS;
}

/** What is not right is no figure. */
export function checkSojourn(who: string, meanS: number, expectedS: number): void {
  if (Math.abs(meanS / expectedS - 1) <= TOLERANCE) return;
  throw new Error(
    `${who}: the mean time in the system is ${meanS.toFixed(3)} s, Erlang C says ${expectedS} s`,
  );
}
