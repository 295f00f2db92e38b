/**
 * finishOrder says how far the order of finishing differs from the order of publishing: how many finished
 * after a later one, and how many pairs are the wrong way round (the crossings of the two lists).
 */
export interface FinishOrder {
  readonly finished: number;
  /** Messages that finished after one that was published later. */
  readonly outOfOrder: number;
  /** Pairs that finished the other way round than they were published. */
  readonly crossings: number;
}

/** Of the numbers of messages in the order in which they finished. */
export function finishOrder(numbers: readonly number[]): FinishOrder {
  let outOfOrder = 0;
  let highest = 0;
  for (const number of numbers) {
    if (number < highest) outOfOrder++;
    else highest = number;
  }
  return { finished: numbers.length, outOfOrder, crossings: crossingsOf(numbers) };
}

/** Counts by merging: sorting a list passes each pair that is the wrong way round once. */
function crossingsOf(numbers: readonly number[]): number {
  let crossings = 0;
  let runs = numbers.map((number) => [number]);
  while (runs.length > 1) {
    const merged: number[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const [first, second] = [runs[i], runs[i + 1] ?? []];
      const both: number[] = [];
      let a = 0;
      let b = 0;
      while (a < first.length || b < second.length) {
        if (b === second.length || (a < first.length && first[a] <= second[b])) {
          both.push(first[a++]);
        } else {
          crossings += first.length - a;
          both.push(second[b++]);
        }
      }
      merged.push(both);
    }
    runs = merged;
  }
  return crossings;
}
