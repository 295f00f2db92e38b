/** Brokers short of room, in random systems, are held to every law; on failure fast-check prints the smallest one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healing } from '../faults/healing.ts';
import { factKinds, rules, Simulation } from '../index.ts';
import { alarmFacts, alarmRules, anyAlarmRun } from './alarmRuns.ts';
import { expectRepeatable } from './expectRepeatable.ts';
import { playAndCheck } from './playAndCheck.ts';
import { ACTS_UNTIL_US } from './randomRuns.ts';

describe('any system whose brokers run short of room', { timeout: 120_000 }, () => {
  it('keeps every law, and shows each rule that is about it', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyAlarmRun(), (run) => {
        const { trace } = playAndCheck(run).world;
        for (let i = 0; i < trace.length; i++) {
          seen.add(rules[trace.rule(i)]?.name ?? '');
          seen.add(factKinds[trace.kind(i)]?.name ?? '');
        }
      }),
      { seed: 1, numRuns: 500 },
    );
    expect([...alarmFacts, ...alarmRules].filter((name) => !seen.has(name))).toEqual([]);
  });

  it('plays the same from any checkpoint', () => {
    fc.assert(
      fc.property(anyAlarmRun(), fc.nat({ max: 120 }), ({ scenario, acts }, after) => {
        const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
        expectRepeatable(
          () => new Simulation(scenario, { interventions, maxEvents: 1_000 }),
          after,
        );
      }),
      { seed: 2, numRuns: 150 },
    );
  });
});
