/**
 * parseArguments sorts what was typed behind a command: `--name value`, `--name=value`, operands, and
 * `--` after which everything is an operand. What it does not know it refuses, with the nearest it knows.
 */

import { suggestion } from '../scenarios/index.ts';
import { BadInput } from './BadInput.ts';
import type { Command, Given } from './Command.ts';

export function parseArguments(command: Command, typed: readonly string[]): Given {
  const operands: string[] = [];
  const options = new Map<string, string>();
  const repeated = new Map<string, string[]>();
  const rest = [...typed];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') operands.push(...rest.splice(0));
    else if (word.startsWith('-') && word !== '-')
      takeOption(command, word, rest, options, repeated);
    else operands.push(word);
  }
  const missing = command.operands[operands.length];
  if (missing !== undefined) throw new BadInput(`${command.name} needs ${missing}`);
  const extra = operands[command.operands.length];
  if (extra !== undefined) throw new BadInput(`${command.name} does not take "${extra}"`);
  return { operands, options, repeated };
}

function takeOption(
  command: Command,
  word: string,
  rest: string[],
  options: Map<string, string>,
  repeated: Map<string, string[]>,
): void {
  const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  if (!Object.hasOwn(command.options, name)) {
    const known = Object.keys(command.options).map((option) => `--${option}`);
    throw new BadInput(`${command.name} has no option ${word}; ${suggestion(word, known)}`);
  }
  if (options.has(name)) throw new BadInput(`--${name} is given twice`);
  const stands = command.options[name];
  if (stands === null || stands === undefined) {
    if (value !== undefined) throw new BadInput(`--${name} takes no value, got "${value}"`);
    options.set(name, '');
    return;
  }
  const given = value ?? rest.shift();
  if (given === undefined) throw new BadInput(`--${name} needs a value: --${name} ${stands}`);
  if (command.repeatable?.includes(name))
    repeated.set(name, [...(repeated.get(name) ?? []), given]);
  else options.set(name, given);
}
