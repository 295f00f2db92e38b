/**
 * Estimate is what runs say about a quantity: a figure, and the interval in which the truth lies unless
 * the runs were as unlucky as the level of confidence allows.
 */
export interface Estimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Of a share: how many independent trials it was counted in. */
  readonly trials?: number;
}

/** Without chance: right to within the tolerance, which is that of the discretisation. */
export function within(estimate: number, tolerance: number): Estimate {
  return { estimate, low: estimate - tolerance, high: estimate + tolerance };
}

/** The smallest relative error of a row that fails it four times out of five; Infinity for a value of 0. */
export function errorSeen({ low, high }: Estimate, value: number, deviations: number): number {
  // Four times out of five a normal estimate lies less than 0.8416 deviations beyond the truth.
  const reach = ((high - low) / 2) * (1 + (deviations === 0 ? 0 : 0.8416 / deviations));
  return value === 0 ? Number.POSITIVE_INFINITY : reach / Math.abs(value);
}

/** One estimate over another, from runs that have nothing to do with each other. */
export function ratioOf(over: Estimate, under: Estimate): Estimate {
  const relative = ({ estimate, low, high }: Estimate): number => (high - low) / 2 / estimate;
  const estimate = over.estimate / under.estimate;
  const reach = estimate * Math.sqrt(relative(over) ** 2 + relative(under) ** 2);
  return within(estimate, reach);
}
