/**
 * stride picks the events to try when trying each of them would cost too much: one of each so many.
 *
 * A system at its rate repeats itself every few events, and an even stride could meet the same kind of
 * event for ever. So the place within each block of events changes from block to block, as a hash says.
 */
export function strideFor(cost: number, budget: number): number {
  return cost <= budget ? 1 : Math.floor(cost / budget) + 1;
}

export function isPicked(index: number, every: number, salt = 0): boolean {
  const block = Math.floor(index / every);
  // Knuth's multiplicative hash; the high bits are the good ones.
  const hash = Math.imul(block + salt + 1, 2_654_435_761) >>> 12;
  return index % every === hash % every;
}
