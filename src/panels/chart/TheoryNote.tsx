/** TheoryNote is the sum beside the chart: what is measured, and what is expected where theory can say it. */
import {
  fluidOf,
  type LittlesLaw,
  littlesLaw,
  type Prediction,
  predictionOf,
} from '../../explain/index.ts';
import type { Timeline } from '../../playback/index.ts';
import { type ChartKind, useAtPlayhead, useSession } from '../../store/index.ts';

export function TheoryNote() {
  const { chart, queue } = useSession(({ chart, queue }) => ({ chart, queue }));
  const words = useAtPlayhead((timeline) => noteOf(timeline, queue, chart));
  if (words === null) return null;
  return (
    <p className="chart-panel-note" title={words}>
      {words}
    </p>
  );
}

function noteOf({ world, endUs }: Timeline, queue: number, chart: ChartKind): string | null {
  if (world.plan.nodes[queue]?.kind !== 'queue') return null;
  const prediction = predictionOf(world, queue);
  const law = littlesLaw(world, queue);
  switch (chart) {
    case 'depth': {
      const fluid = prediction === null ? fluidOf(world, queue, endUs) : null;
      const parts = [
        ...(law === null ? [] : [little(law)]),
        ...(prediction === null ? [] : [longRun(prediction)]),
        ...(fluid === null
          ? []
          : [
              `As water: ${whole(fluid.peak)} at ${seconds(fluid.peakAtUs / 1e6)}${
                fluid.emptyAtUs === null ? '' : `, none at ${seconds(fluid.emptyAtUs / 1e6)}`
              }.`,
            ]),
      ];
      return parts.length === 0 ? null : parts.join(' ');
    }
    case 'utilisation':
      return prediction === null
        ? null
        : `ρ = λ / (c μ) = ${perS(prediction.arrivalRatePerS)} / (${prediction.consumerCount} × ${perS(prediction.serviceRatePerS)}) = ${percent(prediction.state.utilisation)}.`;
    case 'latency':
      return prediction === null || law === null
        ? null
        : `${prediction.model}: W = ${seconds(prediction.state.meanSojournS)} on average; here ${seconds(law.meanSojournS)} so far.`;
    default:
      return null;
  }
}

/** "L = λ W: 4.1 = 39.8/s × 103 ms"; where it does not hold yet, both sides of it. */
function little({ meanInSystem, arrivalRatePerS, meanSojournS, isEmpty }: LittlesLaw): string {
  const product = `${perS(arrivalRatePerS)} × ${seconds(meanSojournS)}`;
  if (isEmpty) return `L = λ W: ${number(meanInSystem)} = ${product}.`;
  const so = number(arrivalRatePerS * meanSojournS);
  return `L = λ W when it is empty; so far L = ${number(meanInSystem)}, λ W = ${product} = ${so}.`;
}

function longRun({ model, state }: Prediction): string {
  return Number.isFinite(state.meanInSystem)
    ? `${model} expects L = ${number(state.meanInSystem)}.`
    : `${model} has no long run: more comes than can be done.`;
}

const number = (value: number): string =>
  value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
const perS = (value: number): string => `${number(value)}/s`;
const percent = (share: number): string => `${number(share * 100)} %`;
const seconds = (value: number): string =>
  value < 1 ? `${number(value * 1_000)} ms` : `${number(value)} s`;
