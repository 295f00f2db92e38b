/**
 * execute carries out one line of the command line and says what to print, without printing it.
 *
 * Everything a command can do is testable through it; main.ts only connects it to the terminal.
 */

import { suggestion } from '../scenarios/index.ts';
import { BadInput } from './BadInput.ts';
import type { Command, Ending, Terminal } from './Command.ts';
import { challenges } from './commands/challenges.ts';
import { conformance } from './commands/conformance.ts';
import { faults } from './commands/faults.ts';
import { lessons } from './commands/lessons.ts';
import { run } from './commands/run.ts';
import { schema } from './commands/schema.ts';
import { sweep } from './commands/sweep.ts';
import { theory } from './commands/theory.ts';
import { trace } from './commands/trace.ts';
import { parseArguments } from './parseArguments.ts';

const commands: readonly Command[] = [
  run,
  trace,
  sweep,
  conformance,
  theory,
  faults,
  challenges,
  lessons,
  schema,
];

export interface Execution {
  /** 0: all holds. 1: a check failed. 2: the input was bad. */
  readonly code: 0 | 1 | 2;
  readonly output: Iterable<string>;
  /** One line for standard error, or undefined. */
  readonly complaint?: string | undefined;
  /** What takes its time, after the output; it ends with a code and a complaint of its own. */
  readonly later?: ((terminal: Terminal) => Promise<Ending>) | undefined;
}

export function execute(typed: readonly string[]): Execution {
  try {
    const [name, ...rest] = typed;
    if (name === undefined) throw new BadInput('no command; --help lists them');
    if (name === '--help' || name === '-h' || name === 'help') {
      return { code: 0, output: [generalHelp()] };
    }
    const command = commands.find((one) => one.name === name);
    if (!command) {
      const names = commands.map((one) => one.name);
      throw new BadInput(`there is no command "${name}"; ${suggestion(name, names)}`);
    }
    if (asksForHelp(rest)) return { code: 0, output: [helpOf(command)] };
    return command.run(parseArguments(command, rest));
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { code: 2, output: [], complaint: error.message };
  }
}

function asksForHelp(typed: readonly string[]): boolean {
  const end = typed.indexOf('--');
  const options = end < 0 ? typed : typed.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

function generalHelp(): string {
  const list = commands.map(
    ({ name, takes, does }) => `  ${`${name} ${takes}`.trim()}\n      ${does}\n`,
  );
  return `Queuescope at the command line: npm run --silent sim -- COMMAND

${list.join('')}
COMMAND --help says more. Exit codes: 0 all holds, 1 a check failed, 2 bad input.
`;
}

function helpOf({ name, takes, does, help }: Command): string {
  return `${`${name} ${takes}`.trim()}\n\n${does}\n\n${help()}\n`;
}
