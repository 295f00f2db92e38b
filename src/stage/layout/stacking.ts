/** stacking divides a height among things that stand one above the other. */

/** Heights of at least their needs that fill what there is, as evenly as may be. */
export function shareHeight(needs: readonly number[], available: number): number[] {
  const spare = available - needs.reduce((sum, need) => sum + need, 0);
  if (spare <= 0 || needs.length === 0) return [...needs];
  // The smallest ones catch up first: equal things should look equal.
  const sorted = [...needs].sort((a, b) => a - b);
  let level = sorted[0] ?? 0;
  let left = spare;
  for (let i = 0; i < sorted.length; i++) {
    const next = sorted[i + 1] ?? Number.POSITIVE_INFINITY;
    const rise = Math.min(next - level, left / (i + 1));
    level += rise;
    left -= rise * (i + 1);
    if (left <= 0) break;
  }
  return needs.map((need) => Math.max(need, level));
}

export interface Stacked {
  readonly height: number;
  /** Where its middle would be if it stood alone. */
  readonly wanted: number;
}

/** Middles as near as possible to the wanted ones, in their order, none touching another. */
export function spreadOut(
  items: readonly Stacked[],
  top: number,
  bottom: number,
  gap: number,
): number[] {
  const order = items.map((_, i) => i).sort((a, b) => wantedOf(items, a) - wantedOf(items, b));
  const middles: number[] = items.map(() => 0);
  let free = top;
  for (const i of order) {
    const half = (items[i]?.height ?? 0) / 2;
    middles[i] = Math.max(wantedOf(items, i), free + half);
    free = (middles[i] ?? 0) + half + gap;
  }
  let ceiling = bottom;
  for (const i of order.reverse()) {
    const half = (items[i]?.height ?? 0) / 2;
    middles[i] = Math.min(middles[i] ?? 0, ceiling - half);
    ceiling = (middles[i] ?? 0) - half - gap;
  }
  return middles;
}

function wantedOf(items: readonly Stacked[], i: number): number {
  return items[i]?.wanted ?? 0;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
