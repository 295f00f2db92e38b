/**
 * tandem: M/M/1 queues one behind the other. What leaves one in a steady state is Poisson (Burke).
 *
 * The engine's one way from a queue to the next is that of dead letters: each stage does its work and
 * then hands on, by a failure that is not to come back.
 */
import { Fact, type NodeSpec, type Scenario, US_PER_S } from '../../../engine/index.ts';
import { overBatches, type Quantity, type Sums } from '../batchMeans.ts';
import { type Family, type Lab, seeds, tooBusy, unknownQuantity } from '../Family.ts';
import { isTooBusy, type RunLength, runLength } from '../runLength.ts';
import {
  consumer,
  exponential,
  orders,
  placeOf,
  producer,
  queue,
  system,
  wire,
} from '../systems.ts';

type TandemSum = 'time' | 'present' | 'empty' | 'left' | 'sojourn' | 'gap' | 'gapSquared';

const quantities: Readonly<Record<string, Quantity<TandemSum>>> = {
  L_total: ({ present, time }) => present / time,
  W_total: ({ sojourn, left }) => sojourn / left,
  interdeparture_mean: ({ gap, left }) => gap / left,
  interdeparture_scv: ({ gap, gapSquared, left }) => (gapSquared * left) / (gap * gap) - 1,
  P_all_stages_empty: ({ empty, time }) => empty / time,
};

export const tandem: Family = {
  models: ['tandem M/M/1 (Burke/Jackson)'],
  measure: (params, lab) => {
    const lambda = params.rate('lambda_');
    const rates = params.list('mus', lambda, 1e6);
    if (rates.length > 10) params.refuse('mus', 'at most 10 stages');
    if (isTooBusy(lambda, Math.min(...rates))) return tooBusy;
    const length = runLength(lambda, Math.min(...rates), 1, lab.effort);
    return (quantity, confidence) => {
      const of = quantities[quantity];
      return of === undefined
        ? unknownQuantity
        : overBatches(observe(lambda, rates, length, lab), of, confidence);
    };
  },
};

function observe(lambda: number, rates: readonly number[], length: RunLength, lab: Lab) {
  return lab.once(`tandem ${lambda} ${rates.join()}`, () => {
    const untilS = length.warmUpS + length.stretches * length.stretchS;
    const scenario = scenarioOf(lambda, rates, Math.ceil(2 * lambda * untilS));
    return seeds.flatMap((seed) => history(scenario, rates.length, seed, untilS, length, lab));
  });
}

function scenarioOf(lambda: number, rates: readonly number[], count: number): Scenario {
  const gap = exponential(lambda);
  const poison = Array.from({ length: count }, (_, i) => i + 1);
  const stages = rates.flatMap((rate, i): NodeSpec[] => [
    queue({ id: `q${i}`, deadLetterTo: i + 1 < rates.length ? `q${i + 1}` : null }),
    consumer(exponential(rate), { id: `c${i}`, onFailure: 'discard' }),
  ]);
  return system(
    [producer(gap, { ...orders(gap, count), poison }), ...stages],
    [wire('p', 'q0'), ...rates.map((_, i) => wire(`q${i}`, `c${i}`))],
  );
}

function history(
  scenario: Scenario,
  stages: number,
  seed: number,
  untilS: number,
  { warmUpS, stretchS, stretches }: RunLength,
  lab: Lab,
): Sums<TandemSum>[] {
  const { trace, messageCount } = lab.play(scenario, seed, Math.ceil(untilS * US_PER_S)).world;
  const first = placeOf(scenario, 'q0');
  const last = placeOf(scenario, `q${stages - 1}`);
  const sums = Array.from({ length: stretches }, noSums);
  const cameUs = new Float64Array(messageCount + 1);
  let present = 0;
  let nowUs = 0;
  let leftUs = 0;
  let stretch = -1;
  const grow = (atUs: number): void => {
    const sum = sums[stretch];
    const forS = (atUs - nowUs) / US_PER_S;
    nowUs = atUs;
    if (sum === undefined) return;
    sum.time += forS;
    sum.present += present * forS;
    if (present === 0) sum.empty += forS;
  };
  const passTo = (atUs: number): void => {
    for (;;) {
      const endUs = (warmUpS + (stretch + 1) * stretchS) * US_PER_S;
      if (endUs > atUs || stretch >= stretches) break;
      grow(endUs);
      stretch++;
    }
    grow(atUs);
  };
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kind(i);
    const atUs = trace.atUs(i);
    if (kind === Fact.stored && trace.place(i) === first) {
      passTo(atUs);
      cameUs[trace.message(i)] = atUs;
      present++;
    } else if (kind === Fact.dropped && trace.place(i) === last) {
      passTo(atUs);
      present--;
      const sum = sums[stretch];
      if (sum !== undefined) {
        const gap = (atUs - leftUs) / US_PER_S;
        sum.left++;
        sum.sojourn += (atUs - (cameUs[trace.message(i)] ?? 0)) / US_PER_S;
        sum.gap += gap;
        sum.gapSquared += gap * gap;
      }
      leftUs = atUs;
    }
  }
  passTo((warmUpS + stretches * stretchS) * US_PER_S);
  return sums;
}

function noSums(): Record<TandemSum, number> {
  return { time: 0, present: 0, empty: 0, left: 0, sojourn: 0, gap: 0, gapSquared: 0 };
}
