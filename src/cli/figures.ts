/** figures writes numbers and times for people: 12,345 and 1.234 s. The same on every machine. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** At most so many decimals, and no idle zeros: 2.5, 3. */
export function decimal(value: number, decimals: number): string {
  const [whole = '', fraction = ''] = value.toFixed(decimals).split('.');
  const needed = fraction.replace(/0+$/, '');
  return count(Number(whole)) + (needed && `.${needed}`);
}

export function time(us: number): string {
  if (us >= 1_000_000) return `${decimal(us / 1_000_000, 3)} s`;
  if (us >= 1_000) return `${decimal(us / 1_000, 2)} ms`;
  return us === 0 ? '0' : `${decimal(us, 1)} µs`;
}
