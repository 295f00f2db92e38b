/** unevenWork: M/G/1. Poisson arrivals, one consumer, work that is more or less even than exponential. */
import { drawDuration, RandomStreams, US_PER_S } from '../../../engine/index.ts';
import { overBatches } from '../batchMeans.ts';
import { type Family, tooBusy } from '../Family.ts';
import { isTooBusy, runLength } from '../runLength.ts';
import { type Observed, observe, type Work, workOf } from '../Station.ts';
import { stationQuantity } from '../stationQuantities.ts';
import { constant, exponential } from '../systems.ts';
import type { Params } from '../TheoryRow.ts';

interface Kind {
  readonly scv: number;
  work(mu: number): Work;
}

const kinds: Readonly<Record<string, Kind>> = {
  'M/D/1': { scv: 0, work: (mu) => workOf(constant(mu)) },
  // Two exponential phases of half the length each.
  'M/E2/1': {
    scv: 0.5,
    work: (mu) => listed(`E2 ${mu}`, (draw) => draw(2 * mu) + draw(2 * mu)),
  },
  // One of two exponentials. Balanced means: p1 / mu1 = p2 / mu2, with p1 from the scv.
  'M/H2/1 (scv 4)': {
    scv: 4,
    work: (mu) => {
      const quick = (1 + Math.sqrt((4 - 1) / (4 + 1))) / 2;
      return listed(`H2 ${mu}`, (draw, chance) =>
        chance < quick ? draw(2 * quick * mu) : draw(2 * (1 - quick) * mu),
      );
    },
  },
  'M/U(0,2/mu)/1': {
    scv: 1 / 3,
    work: (mu) => workOf({ kind: 'uniform', lowUs: 0, highUs: (2 * US_PER_S) / mu }),
  },
};

export const unevenWork: Family = {
  models: Object.keys(kinds),
  measure: (params, lab, model) => {
    const kind = kinds[model];
    const lambda = params.rate('lambda_');
    const mu = params.rate('mu');
    if (kind === undefined) throw new Error(`${model} is no kind of work`);
    if (lambda >= mu) params.refuse('lambda_', 'less than mu, for a steady state');
    isNear(params, 'service_scv', kind.scv);
    if (isTooBusy(lambda, mu)) return tooBusy;
    const length = runLength(lambda, mu, Math.max(1, kind.scv), lab.effort);
    const measured = (work: Work): Observed =>
      observe({ arrivalRatePerS: lambda, work, servers: 1 }, length, lab);
    return (quantity, confidence) => {
      const uneven = measured(kind.work(mu));
      if (quantity !== 'ratio_to_M/M/1_Wq') return stationQuantity(uneven, quantity, confidence);
      // The same seeds give the same arrivals, so that only the work differs: stretch by stretch.
      const { batches } = measured(workOf(exponential(mu)));
      const pairs = uneven.batches.map(({ wait, starts }, i) => ({
        wait,
        starts,
        otherWait: batches[i]?.wait ?? 0,
        otherStarts: batches[i]?.starts ?? 0,
      }));
      return overBatches(
        pairs,
        ({ wait, starts, otherWait, otherStarts }) => wait / starts / (otherWait / otherStarts),
        confidence,
      );
    };
  },
};

function isNear(params: Params, name: string, value: number): void {
  if (Math.abs(params.amount(name) - value) > 1e-9) params.refuse(name, `${value} for this model`);
}

/** More than any of the runs needs. */
const LISTED = 150_000;

/**
 * Work that the engine has no kind of its own for: a list drawn beforehand from the engine's streams,
 * another one for each seed.
 */
function listed(
  name: string,
  drawOne: (draw: (rate: number) => number, chance: number) => number,
): Work {
  return {
    name,
    of: (seed) => {
      const random = new RandomStreams(seed);
      const lengths = random.open('work/listed');
      const choices = random.open('work/listed/choice');
      const draw = (rate: number): number => drawDuration(exponential(rate), 0, 1, random, lengths);
      const listUs = Array.from({ length: LISTED }, () => drawOne(draw, random.nextUnit(choices)));
      return { kind: 'listed', listUs };
    },
  };
}
