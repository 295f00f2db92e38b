/** lossSystem: M/M/1/K, M/M/c/K and Erlang's M/M/c/c. What comes when K are in the system is refused. */
import type { Family } from '../Family.ts';
import { fixedLength } from '../runLength.ts';
import { type Observed, observe, workOf } from '../Station.ts';
import { stationQuantity } from '../stationQuantities.ts';
import { exponential } from '../systems.ts';

/** In all runs of one row. A room of K forgets what was within the time that it takes to empty. */
const MESSAGES = 400_000;

export const lossSystem: Family = {
  models: ['M/M/1/K', 'M/M/c/K', 'M/M/c/c (Erlang B)'],
  measure: (params, lab) => {
    const arrivalRatePerS = params.rate('lambda_');
    const mu = params.rate('mu');
    const servers = params.whole('c');
    const room = params.whole('K', 1_000);
    if (room < servers) params.refuse('K', 'at least c');
    const length = fixedLength(arrivalRatePerS, lab.effort * MESSAGES, room / (servers * mu));
    const station = { arrivalRatePerS, work: workOf(exponential(mu)), servers, room };
    const observed = (): Observed => observe(station, length, lab);
    return (quantity, confidence) => stationQuantity(observed(), quantity, confidence);
  },
};
