/**
 * valueTicks chooses the three ticks of the vertical axis: zero, a middle and a top, all round.
 *
 * Zero is always there, or a slope would mean nothing. The step is the smallest round number whose
 * double is not below the highest value, so at least three quarters of the height are used.
 */
export type ValueTicks = readonly [zero: 0, middle: number, top: number];

const roundSteps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10];

/** Counts have no halves: `whole` keeps the step a whole number. */
export function valueTicks(highest: number, whole: boolean): ValueTicks {
  const needed = highest > 0 ? highest / 2 : whole ? 1 : 0.5;
  const magnitude = 10 ** Math.floor(Math.log10(needed));
  for (const mantissa of roundSteps) {
    const step = Number((mantissa * magnitude).toPrecision(6));
    if (step < needed * (1 - 1e-9)) continue;
    if (whole && !Number.isInteger(step)) continue;
    return [0, step, 2 * step];
  }
  // Only reached for counts below two, where every round step is a fraction.
  return [0, 1, 2];
}

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export function formatValue(value: number): string {
  if (value >= 1e6) return `${short.format(value / 1e6)}M`;
  if (value >= 1e5) return `${short.format(value / 1e3)}k`;
  return plain.format(value);
}
