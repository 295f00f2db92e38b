/** stationQuantities says how each quantity of a station is read off what its runs add up to. */
import { overBatches, type Quantity } from './batchMeans.ts';
import type { Confidence } from './Confidence.ts';
import type { Estimate } from './Estimate.ts';
import { type LeftOut, unknownQuantity } from './Family.ts';
import type { Observed } from './Station.ts';
import type { StationSum } from './StationHistory.ts';

type StationQuantity = Quantity<StationSum>;

const emptyShare: StationQuantity = ({ empty, time }) => empty / time;
const meanSojourn: StationQuantity = ({ sojourn, left }) => sojourn / left;
export const meanWait: StationQuantity = ({ wait, starts }) => wait / starts;
const foundBusy: StationQuantity = ({ foundAllBusy, arrivals }) => foundAllBusy / arrivals;

const quantities: ReadonlyMap<string, StationQuantity> = new Map([
  ['P0_idle', emptyShare],
  ['P0_empty', emptyShare],
  ['L_in_system', ({ present, time }) => present / time],
  ['Lq_waiting', ({ waiting, time }) => waiting / time],
  ['W_sojourn_mean', meanSojourn],
  ['W_sojourn_mean_of_accepted', meanSojourn],
  ['W_sojourn_mean_all_attempts', meanSojourn],
  ['Wq_wait_mean', meanWait],
  ['Wq_fifo_same_load', meanWait],
  // What an arrival finds, not what time sees: that the two agree is the claim (PASTA).
  ['P_wait>0 (arrival finds busy; PASTA)', foundBusy],
  ['ErlangC_P_wait', foundBusy],
  ['P(N>=10)', ({ tenOrMore, time }) => tenOrMore / time],
  // A busy period begins with each arrival that finds nobody.
  ['busy_period_mean', ({ time, empty, foundEmpty }) => (time - empty) / foundEmpty],
  [
    'sojourn_variance',
    ({ sojourn, sojournSquared, left }) => sojournSquared / left - (sojourn / left) ** 2,
  ],
  [
    'N_variance',
    ({ present, presentSquared, time }) => presentSquared / time - (present / time) ** 2,
  ],
  ['P_loss (reject-publish)', ({ refused, arrivals }) => refused / arrivals],
  ['throughput_accepted', ({ arrivals, refused, time }) => (arrivals - refused) / time],
  ['deliveries_per_message', ({ deliveries, left }) => deliveries / left],
  ['effective_rho', ({ working, time }) => working / time],
  ['P_dead_letter', ({ deadLettered, left }) => deadLettered / left],
]);

const percentile = /^(Wq_wait|W_sojourn)_p(\d\d)$/;

export function stationQuantity(
  observed: Observed,
  quantity: string,
  confidence: Confidence,
): Estimate | LeftOut {
  const [, times, percent] = percentile.exec(quantity) ?? [];
  if (times !== undefined) {
    const samples = times === 'Wq_wait' ? observed.waits : observed.sojourns;
    return samples.quantile(Number(percent) / 100, confidence);
  }
  const of = quantities.get(quantity);
  return of === undefined ? unknownQuantity : overBatches(observed.batches, of, confidence);
}
