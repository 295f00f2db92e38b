/**
 * tally reads the hands of a class as they are called out, "4 7 2 1": one count for each option. A number is
 * all that is kept; nobody needs an account or a phone.
 */
import type { ChoiceBet } from '../course/index.ts';
import { short } from '../wrongPart.ts';

export type TallyReading =
  | { readonly ok: true; readonly counts: readonly number[] }
  | { readonly ok: false; readonly error: string };

/** No class has more hands. */
export const MOST_HANDS = 999;

/** Spaces, commas and full stops part the counts. The error is a whole sentence. */
export function readTally(text: string, { options }: ChoiceBet): TallyReading {
  const parts = text.split(/[\s,.]+/).filter((part) => part !== '');
  const wrong = parts.find((part) => !/^\d{1,3}$/.test(part));
  if (wrong !== undefined) {
    return {
      ok: false,
      error: `A count of hands must be a whole number from 0 to ${MOST_HANDS}, got "${short(wrong, 16)}".`,
    };
  }
  if (parts.length !== options.length) {
    return {
      ok: false,
      error: `The hands must be ${options.length} counts, one for each option, got ${parts.length}.`,
    };
  }
  return { ok: true, counts: parts.map(Number) };
}

/** As in a link: "4.7.2.1". */
export function writeTally(counts: readonly number[]): string {
  return counts.join('.');
}
