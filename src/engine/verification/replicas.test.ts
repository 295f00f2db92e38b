/** Replicas of logs: what they promise in any run, and what each rule means in a run that one can follow. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healing } from '../faults/healing.ts';
import { isAtRest } from '../faults/logsAtRest.ts';
import {
  Fact,
  type Intervention,
  type LogReplication,
  replicaFactKinds,
  replicaRules,
  rules,
  type Scenario,
  Simulation,
} from '../index.ts';
import { playLogAndCheck } from './logLaws.ts';
import { LOG_ACTS_UNTIL_US, type LogRun } from './logRuns.ts';
import { anyReplicaRun } from './replicaRuns.ts';
import {
  at,
  broker,
  careful,
  consumer,
  entriesOf,
  group,
  log,
  logLine,
  logOf,
  MS,
  producer,
  replicated,
} from './worlds.ts';

const MAX_EVENTS = 3_000;
const END_US = 600 * MS;
const SECONDS = 1_000;

function simulationOf({ scenario, acts }: LogRun): Simulation {
  return new Simulation(scenario, { interventions: acts, maxEvents: MAX_EVENTS });
}

describe('any run of a log with replicas', { timeout: 120 * SECONDS }, () => {
  it('keeps its books, counted anew after every event, and the laws', () => {
    fc.assert(fc.property(anyReplicaRun(), playLogAndCheck), { numRuns: 500 });
  });

  it('is the same straight, in slices, and from a checkpoint after another future', () => {
    const law = (run: LogRun): void => {
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
      expect(restless.world.stateHash()).toBe(straight.world.stateHash());
      expect(entriesOf(restless)).toEqual(entriesOf(straight));
    };
    fc.assert(fc.property(anyReplicaRun(), law), { numRuns: 100 });
  });

  it('loses nothing that two replicas had to have before the confirm, whoever is killed', () => {
    let confirmed = 0;
    const law = ({ scenario, acts }: LogRun): void => {
      const kills = acts.flatMap((act): Intervention[] =>
        act.kind === 'crashReplica' || act.kind === 'restartReplica' ? [asKill(act)] : [],
      );
      const simulation = new Simulation(asPromised(scenario), {
        interventions: [...kills, ...healing(scenario, LOG_ACTS_UNTIL_US + 1)],
        maxEvents: 20_000,
      });
      do simulation.runUntil(simulation.nowUs + 5_000 * MS);
      while (simulation.stopped === null && !isAtRest(simulation.world));
      if (simulation.stopped !== null) return;
      const told = messagesOf(simulation, Fact.confirmed);
      const there = new Set(messagesInLog(simulation));
      expect(told.filter((message) => !there.has(message))).toEqual([]);
      confirmed += told.length;
    };
    fc.assert(fc.property(anyReplicaRun(), law), { numRuns: 300 });
    expect(confirmed).toBeGreaterThan(100);
  });
});

describe('the generator of runs with replicas', { timeout: 60 * SECONDS }, () => {
  it('makes every kind of fact about replicas happen, by every rule', () => {
    const kinds = new Set<number>();
    const seen = new Set<string>();
    for (const run of fc.sample(anyReplicaRun(), { seed: 1, numRuns: 600 })) {
      const simulation = simulationOf(run);
      simulation.runUntil(END_US);
      for (const { kind, rule } of entriesOf(simulation)) {
        kinds.add(kind);
        seen.add(rules[rule]?.name ?? '');
      }
    }
    const missing = replicaFactKinds.filter(({ name }) => !kinds.has(Fact[name]));
    expect(missing).toEqual([]);
    expect(replicaRules.filter(({ name }) => !seen.has(name))).toEqual([]);
  });
});

/** Three replicas, a record every 10 ms, fetched within 2; a leader is missed for 5 ms. */
function world(over: Partial<LogReplication>, orders: readonly number[]): Scenario {
  return logLine({
    producer: producer(orders, {
      publishing: { ...careful, timeoutUs: 200 * MS, backoffUs: [20 * MS] },
    }),
    broker: broker(),
    log: log({ replication: replicated(over) }),
    group: group({ reading: 'perPartition', commit: { kind: 'records', every: 1 } }),
    members: consumer(1 * MS),
  });
}

const every10 = (count: number): number[] => Array.from({ length: count }, (_, i) => i * 10 * MS);
const leaveOut = ['published', 'started', 'offsetCommitted', 'partitionDealt', 'effectApplied'];

function story(system: Scenario, acts: readonly Intervention[], untilUs: number): string[] {
  const simulation = new Simulation(system, { interventions: acts });
  while (simulation.nextUs() <= untilUs && simulation.step()) simulation.recount();
  return logOf(simulation, leaveOut);
}

describe('a record', () => {
  it('is confirmed and read when all in sync have it: one fetch later', () => {
    expect(story(world({}, [0]), [], 50 * MS)).toEqual([
      '0 appended m1 l',
      '2 recordReplicated m1 l',
      '2 recordDelivered m1 c1',
      '2 confirmed m1 p',
    ]);
  });

  it('is confirmed at once where the leader is enough, and read a fetch later all the same', () => {
    expect(story(world({ confirmAfter: 'leader' }, [0]), [], 50 * MS)).toEqual([
      '0 appended m1 l',
      '0 confirmed m1 p',
      '2 recordReplicated m1 l',
      '2 recordDelivered m1 c1',
    ]);
  });

  it('waits for a dead replica until that has been behind for too long', () => {
    const dies = at(5 * MS, { kind: 'crashReplica', target: 'l', replica: 3, how: 'kill' });
    // It fell behind when it died, at 5 ms; 20 ms later nobody waits for it any more.
    expect(story(world({}, every10(2)), [dies], 60 * MS).slice(4)).toEqual([
      '5 intervened l',
      '5 replicaDown l',
      '10 appended m2 l',
      '25 leftInSync l',
      '25 recordReplicated m2 l',
      '25 recordDelivered m2 c1',
      '25 confirmed m2 p',
    ]);
  });

  it('is refused while too few are in sync, and taken when its producer sends it again', () => {
    const dies = (replica: number) =>
      at(5 * MS, { kind: 'crashReplica', target: 'l', replica, how: 'kill' });
    const back = at(45 * MS, { kind: 'restartReplica', target: 'l', replica: 3 });
    const system = world({ minInSync: 2 }, [0, 30 * MS]);
    // Replica 3 has all that is safe when it comes back: it is in sync at once. The resend is due at 50.
    expect(story(system, [dies(2), dies(3), back], 60 * MS).slice(8)).toEqual([
      '25 leftInSync l',
      '25 leftInSync l',
      '30 appendRefused m2 l',
      '45 intervened l',
      '45 replicaUp l',
      '45 joinedInSync l',
      '50 resent m2 p',
      '50 appended m2 l',
      '52 recordReplicated m2 l',
      '52 recordDelivered m2 c1',
      '52 confirmed m2 p',
    ]);
  });
});

describe('a leader that dies', () => {
  const dies = at(21 * MS, { kind: 'crashReplica', target: 'l', replica: null, how: 'kill' });

  it('takes with it what it alone has, confirmed or not', () => {
    const told = story(world({ confirmAfter: 'leader' }, every10(3)), [dies], 60 * MS);
    expect(told.slice(8)).toEqual([
      '20 appended m3 l',
      '20 confirmed m3 p',
      '21 intervened l',
      '21 replicaDown l',
      '26 leaderElected l',
      '26 recordLost m3 l',
      '26 leftInSync l',
    ]);
  });

  it('costs an election, where its producer waits for all in sync and sends again', () => {
    const told = story(world({}, every10(3)), [dies], 60 * MS);
    expect(told.slice(8)).toEqual([
      '20 appended m3 l',
      '21 intervened l',
      '21 replicaDown l',
      '26 leaderElected l',
      '26 recordForgotten m3 l',
      '26 leftInSync l',
      '41 resent m3 p',
      '41 appended m3 l',
      '43 recordReplicated m3 l',
      '43 recordDelivered m3 c1',
      '43 confirmed m3 p',
    ]);
  });
});

describe('a partition without anybody in sync', () => {
  const kill = (atMs: number, replica: number) =>
    at(atMs * MS, { kind: 'crashReplica', target: 'l', replica, how: 'kill' } as const);
  const back = (atMs: number, replica: number) =>
    at(atMs * MS, { kind: 'restartReplica', target: 'l', replica } as const);
  // Both followers are out of sync at 25 ms; m2 is on the leader alone, and confirmed.
  const acts = [kill(5, 2), kill(5, 3), kill(40, 1), back(41, 2), back(41, 3)];

  it('waits until one that was comes back, and then has everything', () => {
    const told = story(world({}, [0, 30 * MS]), [...acts, back(60, 1)], 80 * MS);
    expect(told.slice(10)).toEqual([
      '30 appended m2 l',
      '30 recordReplicated m2 l',
      '30 recordDelivered m2 c1',
      '30 confirmed m2 p',
      '40 intervened l',
      '40 replicaDown l',
      '41 intervened l',
      '41 replicaUp l',
      '41 intervened l',
      '41 replicaUp l',
      '45 leaderMissing l',
      '60 intervened l',
      '60 replicaUp l',
      '60 leaderElected l',
      '62 joinedInSync l',
      '62 joinedInSync l',
    ]);
  });

  it('loses what was safe where another may lead', () => {
    const told = story(world({ uncleanElection: true }, [0, 30 * MS]), acts, 80 * MS);
    expect(told.slice(18)).toEqual([
      '41 intervened l',
      '41 replicaUp l',
      '45 leaderElected l',
      '45 recordLost m2 l',
      '45 rebalanceBegan g',
      '45 leftInSync l',
      '45 joinedInSync l',
    ]);
  });

  it('loses everything where the last one in sync comes back with another disk', () => {
    const gone = at(40 * MS, { kind: 'crashReplica', target: 'l', replica: 1, how: 'loseDisk' });
    const emptied = [kill(5, 2), kill(5, 3), gone, back(41, 2), back(41, 3), back(60, 1)];
    const told = story(world({}, [0, 30 * MS]), emptied, 80 * MS);
    expect(told.slice(-7)).toEqual([
      '60 replicaUp l',
      '60 leaderElected l',
      '60 recordLost m1 l',
      '60 recordLost m2 l',
      '60 rebalanceBegan g',
      '60 joinedInSync l',
      '60 joinedInSync l',
    ]);
  });
});

// What a run promises

function asPromised(scenario: Scenario): Scenario {
  const nodes = scenario.nodes.map((node) => {
    if (node.kind === 'producer') return { ...node, poison: [] };
    if (node.kind !== 'log') return node;
    const safe = { minInSync: 2, uncleanElection: false, confirmAfter: 'inSync' } as const;
    const replication = replicated({ ...node.replication, replicas: 3, ...safe });
    const kept = {
      maxRecords: Number.POSITIVE_INFINITY,
      maxPerKey: Number.POSITIVE_INFINITY,
      maxAgeUs: Number.POSITIVE_INFINITY,
    };
    return { ...node, ...kept, retention: 'limits' as const, replication };
  });
  return { ...scenario, nodes };
}

function asKill(act: Intervention): Intervention {
  const { replica } = act as { replica: number | null };
  const within = replica === null ? null : Math.min(3, replica);
  return act.kind === 'crashReplica'
    ? { ...act, replica: within, how: 'kill' }
    : ({ ...act, replica: within } as Intervention);
}

function messagesOf(simulation: Simulation, kind: number): number[] {
  return entriesOf(simulation)
    .filter((entry) => entry.kind === kind)
    .map(({ message }) => message);
}

function messagesInLog({ world: { logs } }: Simulation): number[] {
  const { records } = logs;
  return Array.from({ length: records.rows }, (_, row) => row)
    .filter((row) => (records.partition[row] ?? -1) >= 0)
    .map((row) => records.message[row] ?? 0);
}
