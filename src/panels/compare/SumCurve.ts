/** SumCurve is the sum of columns over time: all that is in a queue, ready or not. */
import type { Curve } from '../../charts/index.ts';
import type { Samples } from '../../playback/index.ts';

export class SumCurve {
  private source: Float64Array | null = null;
  private values = new Float64Array(0);
  private length = 0;

  /** Only what is new is added up; other columns than last time are added up anew. */
  read({ timesUs, length }: Samples, columns: readonly Float64Array[]): Curve {
    const [first = null] = columns;
    if (this.source !== first) {
      this.source = first;
      this.values = new Float64Array(first?.length ?? 0);
      this.length = 0;
    }
    for (let i = this.length; i < length; i++)
      this.values[i] = columns.reduce((sum, column) => sum + (column[i] ?? 0), 0);
    this.length = length;
    return { timesUs, values: this.values, length };
  }
}
