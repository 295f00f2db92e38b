/**
 * swarm tries many random runs for as long as one likes, and prints the smallest that breaks a law:
 *
 *     node --import tsx src/engine/verification/swarm.ts [runs] [seed]
 *
 * The same seed tries the same runs again, as long as the generator stays as it is. What it finds gets
 * a test of its own, in words: a seed says nothing to whoever changes the generator next.
 */
import fc from 'fast-check';
import { playAndCheck } from './playAndCheck.ts';
import { anyRun } from './randomRuns.ts';

const [runs = '1000', seed = '1'] = process.argv.slice(2);
const outcome = fc.check(
  fc.property(anyRun(), (run) => {
    playAndCheck(run);
  }),
  {
    numRuns: Number(runs),
    seed: Number(seed),
  },
);
process.stdout.write(
  outcome.failed
    ? `${String(outcome.errorInstance)}\nseed ${outcome.seed}, path ${outcome.counterexamplePath}\n${fc.stringify(outcome.counterexample)}\n`
    : `${outcome.numRuns} runs from seed ${seed}: all laws hold\n`,
);
process.exitCode = outcome.failed ? 1 : 0;
