/** words turns numbers, times and lists into English. */
import type { Piece } from './Sentence.ts';

/** 1936 is "1,936". */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 delivery", "3 deliveries" */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}

/** "2nd" */
export function ordinal(n: number): string {
  const isTeen = n % 100 >= 11 && n % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${grouped(n)}${ending}`;
}

/** "once", "twice", "3 times" */
export function times(n: number): string {
  return n === 1 ? 'once' : n === 2 ? 'twice' : `${grouped(n)} times`;
}

/** A length of time or an instant: "10.6 s", "160 ms", "40 µs". */
export function time(us: number): string {
  if (us >= 1_000_000 || us === 0) return `${digits(us / 1_000_000)} s`;
  return us >= 1_000 ? `${digits(us / 1_000)} ms` : `${digits(us)} µs`;
}

/** At most three decimals, and no more than needed. */
export function digits(value: number): string {
  const [whole = '0', decimals = ''] = value.toFixed(3).split('.');
  const needed = decimals.replace(/0+$/, '');
  return grouped(Number(whole)) + (needed === '' ? '' : `.${needed}`);
}

/** "m7", "m7 and m9", "m7, m9 and m12" */
export function listed(items: readonly Piece[]): Piece {
  return items.map((item, i) => {
    if (i === 0) return item;
    return [i === items.length - 1 ? ' and ' : ', ', item];
  });
}
