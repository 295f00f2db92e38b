/** sums are how arithmetic is written on a card: numbers as people read them, and a result behind it. */
import type { Sum } from './Card.ts';

/** "1,500", "0.65", "6.67" */
export function written(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}

/** What the engine counted: from a hundred on nobody reads what stands behind the point. */
export function measured(value: number): string {
  return written(Math.abs(value) >= 100 ? Math.round(value) : value);
}

/** `(250 − 100) × 10` and 1,500 give "(250 − 100) × 10 = 1,500". */
export function sum(text: string, value: number, unit = ''): Sum {
  return { text: `${text} = ${written(value)}${unit}`, value };
}

/** A result that needs no arithmetic, because it can be seen. */
export function plainly(text: string, value: number): () => Sum {
  return () => ({ text, value });
}

/** The n-th value of a card's sentence. A card whose sums ask for a value that it has no control for is wrong. */
export function valueAt(values: readonly number[], at: number): number {
  const value = values[at];
  if (value === undefined) throw new RangeError(`a card has no value ${at}`);
  return value;
}
