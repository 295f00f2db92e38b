/** Random systems with keys are held to the laws of order; on failure fast-check prints the smallest one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderReport, rules } from '../index.ts';
import { expectRepeatable } from './expectRepeatable.ts';
import { QUEUE } from './keyed.ts';
import { anyKeyedRun, playKeyed, simulationOf } from './keyedRuns.ts';

describe('any system with keys, whatever is done to it', { timeout: 60_000 }, () => {
  it('keeps order within a key, knows what it remembers, and balances its books', () => {
    const seen = new Set<string>();
    let waited = 0;
    fc.assert(
      fc.property(anyKeyedRun, (one) => {
        const { world } = playKeyed(one);
        const { trace } = world;
        for (let i = 0; i < trace.length; i++) seen.add(rules[trace.rule(i)]?.name ?? '');
        waited += orderReport(world, QUEUE).outOfOrder;
      }),
      { seed: 1, numRuns: 600 },
    );
    // Sometimes: the generator does reach what the laws are about.
    for (const rule of ['perKeyInFlight', 'duplicateWindow', 'lateAckAccepted', 'missedDelete'])
      expect(seen).toContain(rule);
    for (const rule of [
      'leaseTimer',
      'deliveryLimit',
      'backoff',
      'noAck',
      'onDisk',
      'staleReceipt',
    ])
      expect(seen).toContain(rule);
    expect(waited).toBeGreaterThan(0);
  });

  it('plays the same from any checkpoint', () => {
    fc.assert(
      fc.property(anyKeyedRun, fc.nat({ max: 120 }), (one, after) => {
        expectRepeatable(() => simulationOf(one), after);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});
