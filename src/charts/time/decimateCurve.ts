/**
 * decimateCurve keeps of a curve what its pixels can show: per pixel column the first, the lowest,
 * the highest and the last sample. Drawn as steps, the result is the same picture as the whole
 * curve, spikes included, at a cost that depends on the width of the chart and not on the run.
 *
 * The four per column are the M4 aggregation of Jugel et al., "M4: a visualization-oriented time
 * series data aggregation", VLDB 2014.
 */
import { type Curve, sampleAt } from './Curve';

const none: Curve = { timesUs: new Float64Array(0), values: new Float64Array(0), length: 0 };

export function decimateCurve(curve: Curve, fromUs: number, toUs: number, columns: number): Curve {
  const last = sampleAt(curve, toUs);
  if (last < 0 || columns <= 0 || toUs <= fromUs) return none;
  const entering = sampleAt(curve, fromUs);
  const first = Math.max(0, entering);
  const kept = last - first + 1 <= 4 * columns ? everything() : columnExtremes();
  // What holds when the window opens was set before it.
  if (entering >= 0 && kept.length > 0) kept.timesUs[0] = Math.max(fromUs, kept.timesUs[0] ?? 0);
  return kept;

  function everything() {
    return {
      timesUs: curve.timesUs.slice(first, last + 1),
      values: curve.values.slice(first, last + 1),
      length: last - first + 1,
    };
  }

  function columnExtremes() {
    const { timesUs, values } = curve;
    const keptTimes = new Float64Array(4 * columns + 4);
    const keptValues = new Float64Array(4 * columns + 4);
    const columnUs = (toUs - fromUs) / columns;
    let length = 0;
    let index = first;
    while (index <= last) {
      const column = Math.max(0, Math.floor(((timesUs[index] ?? 0) - fromUs) / columnUs));
      const endUs =
        column >= columns - 1 ? Number.POSITIVE_INFINITY : fromUs + (column + 1) * columnUs;
      const start = index;
      let low = index;
      let high = index;
      for (; index <= last && (timesUs[index] ?? 0) < endUs; index++) {
        const value = values[index] ?? 0;
        if (value < (values[low] ?? 0)) low = index;
        if (value > (values[high] ?? 0)) high = index;
      }
      if (index === start) index++; // A sample on the border that rounding put into this column.
      keep(start, Math.min(low, high), Math.max(low, high), index - 1);
    }
    return { timesUs: keptTimes, values: keptValues, length };

    function keep(...samples: readonly number[]): void {
      let before = -1;
      for (const sample of samples) {
        if (sample === before) continue;
        before = sample;
        keptTimes[length] = timesUs[sample] ?? 0;
        keptValues[length] = values[sample] ?? 0;
        length++;
      }
    }
  }
}
