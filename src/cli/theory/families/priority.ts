/** priority: M/M/1 with two classes. The engine's queues know no priorities; what FIFO does is run. */
import { type Family, LeftOut, tooBusy } from '../Family.ts';
import { isTooBusy, runLength } from '../runLength.ts';
import { observe, workOf } from '../Station.ts';
import { stationQuantity } from '../stationQuantities.ts';
import { exponential } from '../systems.ts';

export const priority: Family = {
  models: ['M/M/1-priority'],
  measure: (params, lab) => {
    const mu = params.rate('mu');
    const load = params.chance('rho_high') + params.chance('rho_low');
    if (load >= 1) params.refuse('rho_low', 'such that rho_high + rho_low is below 1');
    if (isTooBusy(load * mu, mu)) return tooBusy;
    return (quantity, confidence) => {
      if (quantity === 'Wq_high' || quantity === 'Wq_low') return new LeftOut('priorities');
      const station = { arrivalRatePerS: load * mu, work: workOf(exponential(mu)), servers: 1 };
      const observed = observe(station, runLength(load * mu, mu, 1, lab.effort), lab);
      return stationQuantity(observed, quantity, confidence);
    };
  },
};
