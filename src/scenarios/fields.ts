/**
 * fields are the building blocks of the file format: each checks one kind of value and carries the
 * phrase that says what it must be.
 */
import * as z from 'zod/mini';
import { durationPattern, MAX_DURATION_US, parseDuration } from './durationText.ts';

/**
 * Characters that act on a line instead of standing in it: controls, line separators, bidirectional
 * overrides, invisible spaces and marks. Spelt out, because not every reader of a JSON Schema knows
 * the classes of Unicode. The two joiners stay: Persian and many an emoji need them.
 */
const acting =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb';

export function text(most: number, least = 0) {
  const phrase = `one line of ${least} to ${most} characters, without control characters`;
  return z.string(phrase).check(
    z.minLength(least, phrase),
    z.maxLength(most, phrase),
    z.regex(new RegExp(`^[^${acting}]*$`), phrase),
    z.refine((written) => !/\p{Cs}/u.test(written), phrase),
  );
}

export function name(what: string) {
  const phrase = `${what} of 1 to 32 lower-case letters, digits and hyphens`;
  return z.string(phrase).check(z.regex(/^(?!constructor$)[a-z0-9][a-z0-9-]{0,31}$/, phrase));
}

export function whole(least: number, most: number) {
  const phrase = `a whole number from ${least} to ${most}`;
  return z.int(phrase).check(z.gte(least, phrase), z.lte(most, phrase));
}

export function above0(most: number) {
  const phrase = `a number above 0 and at most ${most}`;
  return z.number(phrase).check(z.gt(0, phrase), z.lte(most, phrase));
}

export function choice<const Words extends readonly string[]>(...words: Words) {
  return z.enum(words, words.map((word) => `"${word}"`).join(' or '));
}

export function list<Item extends z.core.$ZodType>(
  item: Item,
  what: string,
  most: number,
  least = 0,
) {
  const phrase = `a list of ${least || 'at most'}${least ? ' to' : ''} ${most} ${what}`;
  return z.array(item, phrase).check(z.minLength(least, phrase), z.maxLength(most, phrase));
}

export function durationFrom(leastUs: number, phrase: string) {
  const says = `${phrase} such as "200ms", "1.5s" or "2min", of whole microseconds and at most a day`;
  return z.string(says).check(
    z.regex(durationPattern, says),
    z.refine((written) => {
      const us = parseDuration(written);
      return us !== null && us >= leastUs && us <= MAX_DURATION_US;
    }, says),
  );
}

export const duration = durationFrom(0, 'a duration');
export const durationAbove0 = durationFrom(1, 'a duration above 0');
/** Left out or null: there is no limit. */
export function orUnlimited<Value extends z.core.$ZodType>(value: Value) {
  return z._default(z.nullable(value), null);
}

/** Adds what a reader of the JSON Schema should know. */
export function about<Schema extends z.core.$ZodType & { check: (...checks: never[]) => Schema }>(
  description: string,
  schema: Schema,
): Schema {
  return schema.check(z.describe(description) as never);
}

export const fraction = z
  .number('a number from 0 to 1')
  .check(z.gte(0, 'a number from 0 to 1'), z.lte(1, 'a number from 0 to 1'));

export const yesOrNo = z.boolean('true or false');

/** An object of these keys and no other. */
export function object<const Shape extends z.core.$ZodShape>(shape: Shape, phrase = 'an object') {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? keys : phrase),
  });
}
