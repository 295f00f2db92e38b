/** samples judges figures of messages that have nothing to do with each other: means and shares. */
import type { Confidence } from './Confidence.ts';
import type { Estimate } from './Estimate.ts';

/** A tally of independent samples. */
export class Samples {
  private count = 0;
  private sum = 0;
  private squares = 0;
  private isShare = true;

  add(sample: number): void {
    this.count++;
    this.sum += sample;
    this.squares += sample * sample;
    if (sample !== 0 && sample !== 1) this.isShare = false;
  }

  /** Of yes and no Wilson's interval, which holds for rare events too; else the normal one. */
  estimate({ z }: Confidence): Estimate {
    const mean = this.sum / this.count;
    if (this.isShare) return { ...wilson(mean, this.count, z), trials: this.count };
    const variance = (this.squares - this.sum * mean) / (this.count - 1);
    const reach = z * Math.sqrt(variance / this.count);
    return { estimate: mean, low: mean - reach, high: mean + reach };
  }
}

/** E. B. Wilson, Journal of the American Statistical Association 22 (1927). */
function wilson(share: number, trials: number, z: number): Estimate {
  const weight = (z * z) / trials;
  const centre = (share + weight / 2) / (1 + weight);
  const reach =
    (z / (1 + weight)) * Math.sqrt((share * (1 - share)) / trials + weight / (4 * trials));
  return {
    estimate: share,
    low: Math.max(0, centre - reach),
    high: Math.min(1, centre + reach),
  };
}
