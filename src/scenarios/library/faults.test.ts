/**
 * Each component of each shipped scenario crashes, and whatever is promised is kept.
 *
 * The small ones are tried at each event. Of the large ones the first events are tried closely, and the
 * whole run at as many places as the budget allows. `npm run campaign` tries many more.
 */
import { describe, expect, test } from 'vitest';
import { FaultCampaign, type FaultOptions } from '../../engine/index.ts';
import goldenHashes from './goldenHashes.json' with { type: 'json' };
import { type ShippedName, shippedNames, shippedScenario } from './index.ts';

/** Events to play in a campaign: well below a second. */
const BUDGET = 180_000;
const FIRST = 400;

/** Of the shorter ones the whole run is the first events already. */
const long = shippedNames.filter((name) => goldenHashes[name].events > FIRST);

const sums = { runs: 0, lost: 0, duplicated: 0, reasons: new Set<string>() };

function hold(name: ShippedName, options: FaultOptions): void {
  const campaign = new FaultCampaign(shippedScenario(name), { ...options, budget: BUDGET });
  const tally = campaign.playAll();
  const { lost, unexpected, duplicated, losses } = tally.summary();
  const where = `one of each ${campaign.every} of the first ${campaign.horizon} events, seed ${campaign.seed}`;
  expect(tally.results.slice(0, 3), where).toEqual([]);
  expect(unexpected, where).toBe(0);
  // Of the smallest each event is tried, and that is all there is.
  expect(tally.runs, where).toBeGreaterThan(Math.min(20, goldenHashes[name].events));
  sums.runs += tally.runs;
  sums.lost += lost;
  sums.duplicated += duplicated;
  for (const { reason } of losses) sums.reasons.add(reason);
}

describe('whatever crashes, and at whichever event', { timeout: 60_000 }, () => {
  test.each(shippedNames)('%s keeps its promises and comes to rest', (name) => {
    hold(name, {});
  });

  test.each(long)('%s does so early on', (name) => {
    hold(name, { events: FIRST });
  });

  test('in some of these runs messages are lost that nobody promised to keep, or come twice', () => {
    // Where this fails alone (-t), the campaigns before it were left out.
    expect(sums.runs).toBeGreaterThan(15_000);
    expect(sums.lost).toBeGreaterThan(0);
    expect(sums.duplicated).toBeGreaterThan(0);
    for (const reason of ['memoryOnly', 'notFlushed', 'ackBeforeWork', 'deliveryLimit'])
      expect(sums.reasons).toContain(reason);
  });
});
