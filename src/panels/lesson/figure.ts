/** figure writes a number as people do: whole ones whole, others with as many places as one reads. */
export function figure(value: number): string {
  const digits = Number.isInteger(value)
    ? 0
    : Math.abs(value) >= 100
      ? 0
      : Math.abs(value) >= 1
        ? 1
        : 3;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}
