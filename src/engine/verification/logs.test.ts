/** What holds of any run of any log, whatever anybody does to it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healing } from '../faults/healing.ts';
import { isAtRest } from '../faults/logsAtRest.ts';
import { Fact, logFactKinds, logRules, rules, Simulation } from '../index.ts';
import { calm, playLogAndCheck } from './logLaws.ts';
import { anyLogRun, LOG_ACTS_UNTIL_US, type LogRun } from './logRuns.ts';
import { entriesOf, MS } from './worlds.ts';

const MAX_EVENTS = 3_000;
const END_US = 600 * MS;
const RUNS = 300;
const SECONDS = 1_000;

function simulationOf({ scenario, acts }: LogRun): Simulation {
  return new Simulation(scenario, { interventions: acts, maxEvents: MAX_EVENTS });
}

function identityOf(simulation: Simulation) {
  return {
    events: simulation.world.events,
    hash: simulation.hash(),
    state: simulation.world.stateHash(),
    trace: entriesOf(simulation),
  };
}

function forAnyRun(law: (run: LogRun) => void, numRuns = RUNS): void {
  fc.assert(fc.property(anyLogRun(), law), { numRuns });
}

describe('any run of a log', { timeout: 120 * SECONDS }, () => {
  it('keeps its books, counted anew after every event, and the laws', () => {
    forAnyRun(playLogAndCheck, 600);
  });

  it('is the same straight, in slices, and from a checkpoint after another future', () => {
    forAnyRun((run) => {
      const straight = simulationOf(run);
      straight.runUntil(END_US);
      const restless = simulationOf(run);
      for (let untilUs = 0; untilUs < END_US; untilUs += 70 * MS) {
        restless.runUntil(untilUs);
        const here = restless.checkpoint();
        restless.runUntil(untilUs + 50 * MS);
        restless.restore(here);
      }
      restless.runUntil(END_US);
      expect(identityOf(restless)).toEqual(identityOf(straight));
    }, 150);
  });

  it('works everything off in the end, where nothing is lost, stuck or left lying', () => {
    let drained = 0;
    forAnyRun((run) => {
      const { scenario } = run;
      const log = scenario.nodes.find((node) => node.kind === 'log');
      const group = scenario.nodes.find((node) => node.kind === 'group');
      if (log?.kind !== 'log' || group?.kind !== 'group') return;
      const isKept = group.reading === 'perPartition' && log.storage.kind === 'written';
      const producer = scenario.nodes.find((node) => node.kind === 'producer');
      const isPoisoned = producer?.kind === 'producer' && producer.poison.length > 0;
      if (!isKept || isPoisoned) return;
      // A member whose polls always take too long is always given up, and gets nowhere: not here.
      const patient = scenario.nodes.map((node) =>
        node.kind === 'group' ? { ...node, maxPollUs: 60_000 * MS } : node,
      );
      const simulation = new Simulation(
        { ...scenario, nodes: patient },
        {
          interventions: [
            ...calm(run).acts.filter(({ kind }) => kind !== 'removeConsumer'),
            // An armed crash may still kill a member that was restarted: one that is added stays.
            ...healing(scenario, LOG_ACTS_UNTIL_US + 1),
          ],
          maxEvents: 20_000,
        },
      );
      // Two slow-downs at once make a millisecond's work last half a second: only rest is the end.
      do simulation.runUntil(simulation.nowUs + 5_000 * MS);
      while (simulation.stopped === null && !isAtRest(simulation.world));
      if (simulation.stopped !== null) return;
      drained++;
      const { shares, groups, plan } = simulation.world.logs;
      const node = simulation.world.plan.nodes.findIndex(({ id }) => id === group.id);
      if (groups.exists[node] !== 1) return;
      for (let i = 0; i < log.partitions; i++) {
        const share = (plan.firstShare[node] as number) + i;
        expect(shares.undelivered[share]).toBe(0);
      }
    }, 600);
    expect(drained).toBeGreaterThan(10);
  });
});

describe('the generator of runs with logs', { timeout: 60 * SECONDS }, () => {
  it('makes every kind of fact about logs happen, by every rule', () => {
    const kinds = new Set<number>();
    const seen = new Set<number>();
    for (const run of fc.sample(anyLogRun(), { seed: 1, numRuns: 5_000 })) {
      const simulation = simulationOf(run);
      simulation.runUntil(END_US);
      const { trace } = simulation.world;
      for (let fact = 0; fact < trace.length; fact++) {
        kinds.add(trace.kind(fact));
        seen.add(trace.rule(fact));
      }
    }
    expect(logFactKinds.map(({ name }) => name).filter((name) => !kinds.has(Fact[name]))).toEqual(
      [],
    );
    const missing = logRules
      .map(({ name }) => name)
      .filter((name) => !seen.has(rules.findIndex((rule) => rule.name === name)));
    expect(missing).toEqual([]);
  });
});
