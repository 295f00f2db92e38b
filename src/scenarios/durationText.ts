/**
 * durationText reads and writes lengths of time as people do: 250us, 200ms, 1.5s, 2min.
 *
 * Reading is exact. A text that is no whole number of microseconds is refused, never rounded: two
 * readers that round differently would run two different worlds.
 */
const usPerUnit = { us: 1n, ms: 1_000n, s: 1_000_000n, min: 60_000_000n } as const;

/** The form of a duration. Seven decimals of a minute still can be a whole microsecond. */
export const durationPattern = /^(\d{1,15})(?:\.(\d{1,7}))?(us|ms|s|min)$/;

/** The longest a scenario may speak of: a day. */
export const MAX_DURATION_US = 86_400_000_000;

/** The microseconds of a duration, or null where the text is none, or none of whole microseconds. */
export function parseDuration(text: string): number | null {
  const match = durationPattern.exec(text);
  if (!match) return null;
  const [, whole = '', decimals = '', unit] = match;
  const scaled = BigInt(whole + decimals) * usPerUnit[unit as keyof typeof usPerUnit];
  const scale = 10n ** BigInt(decimals.length);
  return scaled % scale === 0n ? Number(scaled / scale) : null;
}

/** The same for a text that has been checked. */
export function usOf(text: string): number {
  return parseDuration(text) ?? Number.NaN;
}

/** The shortest exact text in the largest unit that gives at least one: 1.5s, 200ms, 33.333ms. */
export function writeDuration(us: number): string {
  if (us === 0) return '0s';
  if (us >= 1_000_000) return `${decimal(us, 6)}s`;
  if (us >= 1_000) return `${decimal(us, 3)}ms`;
  return `${us}us`;
}

/** A whole number divided by a power of ten, without going through binary fractions. */
function decimal(whole: number, places: number): string {
  const digits = String(whole).padStart(places + 1, '0');
  const decimals = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (decimals && `.${decimals}`);
}
