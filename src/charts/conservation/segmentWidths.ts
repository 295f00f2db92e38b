/**
 * segmentWidths divides the length of a bar among counts, in proportion, but with a least width for
 * every count above zero: one lost message among a million must be seen.
 *
 * What the small ones gain the large ones give, in proportion to what they have to give. The widths
 * and the gaps between them always add up to the length.
 */
export function segmentWidths(
  counts: readonly number[],
  length: number,
  gap: number,
  least: number,
): number[] {
  const shown = counts.filter((count) => count > 0).length;
  if (shown === 0) return counts.map(() => 0);
  const room = Math.max(0, length - gap * (shown - 1));
  const floor = Math.min(least, room / shown);
  const small = new Set<number>();
  for (;;) {
    let left = room - small.size * floor;
    let weight = 0;
    counts.forEach((count, i) => {
      if (count > 0 && !small.has(i)) weight += count;
    });
    left = Math.max(0, left);
    const tooSmall = counts.findIndex(
      (count, i) => count > 0 && !small.has(i) && (left * count) / weight < floor - 1e-9,
    );
    if (tooSmall < 0) {
      return counts.map((count, i) => {
        if (count <= 0) return 0;
        return small.has(i) ? floor : (left * count) / weight;
      });
    }
    small.add(tooSmall);
  }
}
