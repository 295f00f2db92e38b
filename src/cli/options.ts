/** options reads the values of options, and says what one must be. */
import { parseDuration } from '../scenarios/index.ts';
import { BadInput } from './BadInput.ts';
import type { Given } from './Command.ts';

/** A whole number, or undefined where the option is not given. */
export function wholeOption(
  given: Given,
  name: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const text = given.options.get(name);
  if (text === undefined) return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new BadInput(`--${name} must be a whole number from ${least} to ${most}, got "${text}"`);
}

/** A duration in microseconds, or undefined where the option is not given. */
export function durationOption(given: Given, name: string, mostUs: number): number | undefined {
  const text = given.options.get(name);
  if (text === undefined) return undefined;
  const us = parseDuration(text);
  if (us !== null && us <= mostUs) return us;
  throw new BadInput(
    `--${name} must be a duration such as 200ms, 1.5s or 2min, of at most a day, got "${text}"`,
  );
}

/** One of several words; the first where the option is not given. */
export function choiceOption<const Word extends string>(
  given: Given,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const text = given.options.get(name);
  const word = text === undefined ? words[0] : words.find((one) => one === text);
  if (word !== undefined) return word;
  throw new BadInput(`--${name} must be ${words.join(', ')}, got "${text}"`);
}
