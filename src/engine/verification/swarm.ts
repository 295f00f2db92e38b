/**
 * swarm tries many random runs for as long as one likes, and prints the smallest that breaks a law:
 *
 *     node --import tsx src/engine/verification/swarm.ts [runs] [seed]
 *
 * A seed that was found is kept in `foundSeeds.ts`, where a test repeats it for ever.
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
