/** words are numbers and times as they stand on the stage. */
import type { Duration } from '../../engine/index.ts';

/** 2656 as 2,656. Written out rather than asked of the machine: a picture is the same everywhere. */
export function counted(count: number): string {
  const digits = String(Math.trunc(count));
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** "1.4 s", "160 ms", "40 µs": two or three figures. */
export function timed(us: number): string {
  if (us >= 9_950_000) return `${Math.round(us / 1e6)} s`;
  if (us >= 999_500) return `${(us / 1e6).toFixed(1)} s`;
  if (us >= 9_950) return `${Math.round(us / 1e3)} ms`;
  if (us >= 950) return `${trimmed(us / 1e3)} ms`;
  return `${Math.round(us)} µs`;
}

/** A time until something: rounded up, so that it never says 0 before it is over. */
export function remaining(us: number): string {
  if (us >= 10_000_000) return `${Math.ceil(us / 1e6)} s`;
  return `${(Math.ceil(us / 1e5) / 10).toFixed(1)} s`;
}

/** "50 /s", "1 every 2 s". */
export function rated(perS: number): string {
  if (perS <= 0) return 'none';
  if (perS >= 1) return `${perS >= 100 ? counted(Math.round(perS)) : trimmed(perS)} /s`;
  return `1 every ${trimmed(1 / perS)} s`;
}

export function about(duration: Duration, us: number): string {
  return duration.kind === 'constant' ? timed(us) : `about ${timed(us)}`;
}

export function amountOf(unit: string, amount: number): string {
  const whole = counted(amount);
  return /^[a-z]/i.test(unit) ? `${whole} ${unit}` : `${unit}${whole}`;
}

export function nameOf(message: number): string {
  return `m${message}`;
}

/** "2nd", "13th" */
export function ordinal(count: number): string {
  const ones = count % 10;
  const isTeen = Math.floor(count / 10) % 10 === 1;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th');
  return `${count}${ending}`;
}

function trimmed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
