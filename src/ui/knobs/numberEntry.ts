/**
 * numberEntry is the arithmetic of a number that a person edits: what may be typed, what one step
 * is, and where the number lies on a slider.
 */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Equal distances on the slider are equal differences, or equal factors. */
  readonly scale?: 'linear' | 'log' | undefined;
}

export type NumberEntry =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly problem: string };

/** Reads what was typed; the problem is a sentence to show beside the field. */
export function readNumber(text: string, range: NumberRange): NumberEntry {
  // "1,500" and "1 500" are how we print numbers, so they may be pasted back.
  const plain = text.trim().replace(/(?<=\d)[,\s\u00a0\u202f](?=\d{3}\b)/g, '');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) {
    return { ok: false, problem: `Write a number, for example ${writeNumber(range.min)}.` };
  }
  const value = Number(plain);
  const { min, max, step } = range;
  if (value < min || value > max) {
    return { ok: false, problem: `From ${writeNumber(min)} to ${writeNumber(max)}.` };
  }
  const steps = (value - min) / step;
  if (Math.abs(steps - Math.round(steps)) > 1e-6) {
    const problem = step === 1 ? 'Whole numbers only.' : `In steps of ${writeNumber(step)}.`;
    return { ok: false, problem };
  }
  return { ok: true, value: snap(value, range) };
}

export function stepNumber(value: number, steps: number, range: NumberRange): number {
  return snap(value + steps * range.step, range);
}

/** Where a value lies on the slider, from 0 to 1. */
export function toSlider(value: number, { min, max, scale }: NumberRange): number {
  if (max === min) return 0;
  if (scale === 'log' && min > 0) return Math.log(value / min) / Math.log(max / min);
  return (value - min) / (max - min);
}

/** The nearest allowed value at a place on the slider. */
export function fromSlider(place: number, range: NumberRange): number {
  const { min, max, scale } = range;
  const value = scale === 'log' && min > 0 ? min * (max / min) ** place : min + place * (max - min);
  return snap(value, range);
}

/** Groups of three as on the rest of the screen: 1,500. */
export function writeNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 });
}

/** Counts steps from the lower end, so that 0.1 + 0.2 is written 0.3. */
function snap(value: number, { min, max, step }: NumberRange): number {
  const steps = Math.round((Math.min(max, Math.max(min, value)) - min) / step);
  const snapped = min + steps * step;
  return Math.min(max, Number(snapped.toFixed(decimals(step, min))));
}

function decimals(...values: readonly number[]): number {
  return Math.max(...values.map((value) => (String(value).split('.')[1] ?? '').length));
}
