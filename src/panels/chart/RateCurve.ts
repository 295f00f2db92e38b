/** RateCurve is the slope of a counter over time: what goes in or out each second. */
import type { Curve } from '../../charts/index.ts';
import type { Samples } from '../../playback/index.ts';

/** The slope of a counter over the second before each sample, per second. */
export class RateCurve {
  private source: Float64Array | null = null;
  private values = new Float64Array(0);
  private length = 0;

  /** The rate of a column of totals; only what is new is computed. */
  read(samples: Samples, totals: Float64Array): Curve {
    if (this.source !== totals) {
      this.source = totals;
      this.values = new Float64Array(totals.length);
      this.length = 0;
    }
    const span = Math.max(1, Math.round(1e6 / samples.everyUs));
    for (let i = this.length; i < samples.length; i++) {
      const from = Math.max(0, i - span);
      const seconds = ((i - from) * samples.everyUs) / 1e6;
      this.values[i] = seconds === 0 ? 0 : ((totals[i] ?? 0) - (totals[from] ?? 0)) / seconds;
    }
    this.length = samples.length;
    return { timesUs: samples.timesUs, values: this.values, length: samples.length };
  }
}
