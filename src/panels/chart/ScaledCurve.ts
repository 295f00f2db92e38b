/** ScaledCurve is a column of samples in another unit: seconds for microseconds. */
import type { Curve } from '../../charts/index.ts';
import type { Samples } from '../../playback/index.ts';

export class ScaledCurve {
  private readonly factor: number;
  private source: Float64Array | null = null;
  private values = new Float64Array(0);
  private length = 0;

  constructor(factor: number) {
    this.factor = factor;
  }

  /** Only what is new is computed. */
  read(samples: Samples, column: Float64Array): Curve {
    if (this.source !== column) {
      this.source = column;
      this.values = new Float64Array(column.length);
      this.length = 0;
    }
    for (let i = this.length; i < samples.length; i++)
      this.values[i] = (column[i] ?? 0) * this.factor;
    this.length = samples.length;
    return { timesUs: samples.timesUs, values: this.values, length: samples.length };
  }
}
