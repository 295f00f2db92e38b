/**
 * campaign is the long form of the tests about faults: it takes an hour or so.
 *
 *     npm run campaign -- [--budget EVENTS] [--swarm RUNS] [--every N] [--log FILE]
 *
 * It lets two things fail in each small system (one of each N events; 1), lets everything fail in each
 * shipped scenario (crashes, wires, acks; each packet lost, late and doubled) within a budget of events,
 * and goes on with the swarm of random systems where the last campaign stopped. Each step, its seed and its
 * outcome are a line of the log, `campaign.jsonl`: a seed that found something can be tried from there.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedNames } from '../scenarios/index.ts';
import { BadInput } from './BadInput.ts';
import type { Command, Given } from './Command.ts';
import { wholeOption } from './options.ts';
import { parseArguments } from './parseArguments.ts';

const command: Command = {
  name: 'campaign',
  takes: '[--budget EVENTS] [--swarm RUNS] [--every N] [--log FILE]',
  does: 'Goes through many faults, and says what was found.',
  help: () => '',
  operands: [],
  options: { budget: 'EVENTS', swarm: 'RUNS', every: 'N', log: 'FILE' },
  run: (given) => ({ code: campaign(given) === 0 ? 0 : 1, output: [] }),
};

const STANDARD = { budget: 60_000_000, swarm: 20_000, every: 1, log: 'campaign.jsonl' };
const verification = join(import.meta.dirname, '../engine/verification');

/** Plays all steps. Returns how many of them found something. */
function campaign(given: Given): number {
  const budget = wholeOption(given, 'budget', 1) ?? STANDARD.budget;
  const swarm = wholeOption(given, 'swarm', 1) ?? STANDARD.swarm;
  const every = wholeOption(given, 'every', 1) ?? STANDARD.every;
  const log = given.options.get('log') ?? STANDARD.log;
  const seed = nextSeed(log);
  const steps = [
    { what: 'pairs in small systems', args: [join(verification, 'pairsInSmall.ts'), `${every}`] },
    { what: 'swarm', seed, args: [join(verification, 'swarm.ts'), `${swarm}`, `${seed}`] },
    ...shippedNames.map((name) => {
      const main = join(import.meta.dirname, 'main.ts');
      const options = ['--all', '--packets', '--budget', `${budget}`];
      return { what: `faults ${name}`, args: [main, 'faults', name, ...options] };
    }),
  ];
  const found = steps.filter(({ args, ...step }) => {
    process.stdout.write(`\n${step.what}\n`);
    const startedMs = Date.now();
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...args], {
      stdio: 'inherit',
    });
    const seconds = Math.floor((Date.now() - startedMs) / 1000);
    appendFileSync(log, `${JSON.stringify({ ...step, code: status, seconds })}\n`);
    return status !== 0;
  });
  process.stdout.write(
    `\n${steps.length} steps, ${found.length} found something${found.map(({ what }) => `\n  ${what}`).join('')}\n`,
  );
  return found.length;
}

/** The seed after the last one that the log tells of. */
function nextSeed(log: string): number {
  if (!existsSync(log)) return 1;
  const lines = readFileSync(log, 'utf8').split('\n');
  try {
    const seeds = lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line).seed ?? 0]));
    return Math.max(0, ...seeds.map(Number)) + 1;
  } catch {
    throw new BadInput(`--log: ${log} must hold one JSON object a line`);
  }
}

try {
  process.exitCode = command.run(parseArguments(command, process.argv.slice(2))).code;
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
