/** wrongPart says what is wrong with a part of an address: a clause, for whoever knows which address it is. */

export function wrongPart(name: string, expected: string, got: string): string {
  return `has a part "${name}" that must be ${expected}, got "${short(got)}"`;
}

export function wholeNumber(least: number, most: number): string {
  return `a whole number from ${least} to ${most}`;
}

export const aDuration = 'a duration such as 10.6s';

/** On one line and short, whatever it holds. */
export function short(text: string, most = 32): string {
  return text.slice(0, most).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
}
