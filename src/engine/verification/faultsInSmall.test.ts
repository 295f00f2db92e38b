/**
 * Every fault at every event: small systems, in which each component fails at each index of the run,
 * is healed a little later, and everything drains.
 */
import { describe, expect, it } from 'vitest';
import { troublesOfTrace } from '../faults/laws.ts';
import { FaultCampaign, type Scenario, Simulation } from '../index.ts';
import { inSmall, smallSystems } from './smallSystems.ts';

describe.each(Object.entries(smallSystems))('%s', (_, system) => {
  it('keeps its promises and comes to rest, whatever fails at whichever event', () => {
    const { tally } = playAll(system);
    expect(tally.results.slice(0, 5)).toEqual([]);
    expect(tally.summary().unrest.runs).toBe(0);
    expect(tally.runs).toBeGreaterThan(200);
  });

  it('tells a story in order when nothing fails', () => {
    const simulation = new Simulation(system);
    simulation.runUntil(system.durationUs);
    expect(troublesOfTrace(simulation)).toEqual([]);
  });
});

describe('the safe system', () => {
  const [, safe] = Object.entries(smallSystems)[0] ?? [];

  it('gives each order exactly one effect, whatever fails but its producer', () => {
    if (!safe) throw new Error('there is a first system');
    const { tally } = playAll(safe, ['p']);
    const { attempts, acknowledged, lost, duplicated } = tally.summary();
    // All are confirmed, none of them is lost, and no effect is repeated: that is one for each.
    expect({ attempts, acknowledged, lost }).toEqual({
      attempts: 4 * tally.runs,
      acknowledged: 4 * tally.runs,
      lost: 0,
    });
    expect(tally.results).toEqual([]);
    // Sometimes: the keys were needed.
    expect(duplicated).toBeGreaterThan(50);
  });
});

function playAll(system: Scenario, spared: readonly string[] = []): FaultCampaign {
  const campaign = new FaultCampaign(system, { ...inSmall, spared });
  campaign.playAll();
  return campaign;
}
