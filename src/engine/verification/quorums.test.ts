/** Replicas of queues: what they promise in any run, and what each rule means in a run that one can follow. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Fact,
  type Intervention,
  type NodeSpec,
  type QueueReplication,
  quorumFactKinds,
  quorumRules,
  type Scenario,
  Simulation,
} from '../index.ts';
import { expectRepeatable } from './expectRepeatable.ts';
import { healedRun, playAndCheck } from './playAndCheck.ts';
import { anyQuorumRun } from './quorumRuns.ts';
import { ACTS_UNTIL_US, type RandomRun } from './randomRuns.ts';
import { Sightings } from './Sightings.ts';
import {
  at,
  broker,
  careful,
  consumer,
  entriesOf,
  line,
  logOf,
  MS,
  producer,
  queue,
  quorum,
} from './worlds.ts';

const SECONDS = 1_000;

describe('any run of queues with replicas', { timeout: 120 * SECONDS }, () => {
  it('keeps its books, the laws, and comes to rest when all replicas run again', () => {
    const law = (run: RandomRun): void => {
      playAndCheck(run);
    };
    fc.assert(fc.property(anyQuorumRun(), law), { numRuns: 400 });
  });

  it('is the same straight, and from a checkpoint after a detour', () => {
    const law = (run: RandomRun, after: number): void => {
      expectRepeatable(() => healedRun(run, 3_000), after);
    };
    fc.assert(fc.property(anyQuorumRun(), fc.nat({ max: 200 }), law), { numRuns: 100 });
  });

  it('loses nothing with its replicas, whichever die and how many', () => {
    let falls = 0;
    const law = ({ scenario, acts }: RandomRun): void => {
      const interventions = acts.filter(
        ({ kind }) => kind === 'crashReplica' || kind === 'restartReplica',
      );
      const simulation = new Simulation(withNoOtherLoss(scenario), {
        interventions,
        maxEvents: 3_000,
      });
      simulation.runUntil(2 * ACTS_UNTIL_US);
      const facts = entriesOf(simulation);
      const gone = facts.filter(({ kind }) => kind === Fact.lost || kind === Fact.dropped);
      expect(gone).toEqual([]);
      falls += facts.filter(({ kind }) => kind === Fact.replicaDown).length;
    };
    fc.assert(fc.property(anyQuorumRun(), law), { numRuns: 200 });
    expect(falls).toBeGreaterThan(200);
  });

  it('makes every kind of fact about replicas of queues happen, by every rule', () => {
    const sightings = new Sightings();
    for (const { scenario, acts } of fc.sample(anyQuorumRun(), { seed: 1, numRuns: 200 })) {
      const simulation = new Simulation(scenario, { interventions: acts, maxEvents: 3_000 });
      simulation.runUntil(ACTS_UNTIL_US);
      sightings.note(simulation);
    }
    const facts = [...quorumFactKinds.map(({ name }) => name), 'leaderElected' as const];
    const ofRules = [...quorumRules.map(({ name }) => name), 'caughtUp' as const];
    expect(sightings.missing(facts, ofRules)).toEqual([]);
  });
});

/** Nothing but replicas can lose what is in these queues. */
function withNoOtherLoss(scenario: Scenario): Scenario {
  const nodes = scenario.nodes.map((node): NodeSpec => {
    if (node.kind === 'producer') return { ...node, poison: [] };
    if (node.kind === 'queue') {
      const noLimit = Number.POSITIVE_INFINITY;
      return { ...node, maxDeliveries: noLimit, maxLength: noLimit };
    }
    if (node.kind !== 'consumer') return node;
    const { mishaps, ...careful } = node;
    return { ...careful, ack: 'afterWork', onFailure: 'return', restartUs: 0 };
  });
  return { ...scenario, nodes, wires: scenario.wires.map((wire) => ({ ...wire, loss: 0 })) };
}

/** Three replicas; a disk takes 1 ms, a majority 3; a leader is missed for 5 ms; one message is 4 ms of work. */
function world(over: Partial<QueueReplication>, orders: readonly number[]): Scenario {
  return line({
    producer: producer(orders, { publishing: careful }),
    broker: broker(),
    queue: queue({ flush: { kind: 'eachPublish', us: 1 * MS }, replication: quorum(over) }),
    consumer: consumer(4 * MS),
  });
}

const leaveOut = ['published', 'started', 'effectApplied'];

function story(system: Scenario, acts: readonly Intervention[], untilUs = 200 * MS): string[] {
  const simulation = new Simulation(system, { interventions: acts });
  while (simulation.nextUs() <= untilUs && simulation.step()) simulation.recount();
  return logOf(simulation, leaveOut);
}

const kill = (atMs: number, replica: number | null): Intervention =>
  at(atMs * MS, { kind: 'crashReplica', target: 'q', replica, how: 'kill' });
const back = (atMs: number, replica: number | null): Intervention =>
  at(atMs * MS, { kind: 'restartReplica', target: 'q', replica });

describe('a message in a queue with replicas', () => {
  it('is confirmed when most of them have written it', () => {
    expect(story(world({}, [0]), [])).toEqual([
      '0 stored m1 q',
      '0 delivered m1 c1',
      '3 flushed m1 q',
      '3 confirmed m1 p',
      '4 acked m1 q',
    ]);
  });

  it('is written by two of three when a follower is dead, which lacks it until it has caught up', () => {
    const told = story(world({}, [10 * MS]), [kill(5, 3), back(20, 3)]);
    expect(told).toEqual([
      '5 intervened q',
      '5 replicaDown q',
      '10 stored m1 q',
      '10 delivered m1 c1',
      '13 leftInSync q',
      '13 flushed m1 q',
      '13 confirmed m1 p',
      '14 acked m1 q',
      '20 intervened q',
      '20 replicaUp q',
      '23 joinedInSync q',
    ]);
  });

  it('waits for another leader when its own dies, and is written then', () => {
    expect(story(world({}, [10 * MS, 11 * MS]), [kill(12, null)])).toEqual([
      '10 stored m1 q',
      '10 delivered m1 c1',
      '11 stored m2 q',
      '12 intervened q',
      '12 replicaDown q',
      '14 acked m1 q',
      // Nobody is given m2 until somebody leads, and what was being written is written anew.
      '17 leaderElected q',
      '17 delivered m2 c1',
      '20 leftInSync q',
      '20 flushed m1 q',
      '20 flushed m2 q',
      '20 confirmed m1 p',
      '20 confirmed m2 p',
      '21 acked m2 q',
    ]);
  });
});

describe('a queue that has lost most of its replicas', () => {
  it('stands still and loses nothing; it goes on when enough are back', () => {
    const told = story(world({}, [0, 10 * MS]), [kill(5, 2), kill(6, 3), back(30, 2)]);
    expect(told.slice(5)).toEqual([
      '5 intervened q',
      '5 replicaDown q',
      '6 intervened q',
      '6 replicaDown q',
      '6 majorityLost q',
      '10 stored m2 q',
      '30 intervened q',
      '30 replicaUp q',
      // It missed nothing: nothing has been written since it died.
      '30 majorityBack q',
      '30 delivered m2 c1',
      '33 leftInSync q',
      '33 flushed m2 q',
      '33 confirmed m2 p',
      '34 acked m2 q',
    ]);
  });

  it('is led again only when most run, by one that has all of it', () => {
    // Replica 3 misses m1. Then all die, and the first to come back is the one that lacks it.
    const acts = [kill(0, 3), kill(20, 1), kill(20, 2), back(30, 3), back(40, 2)];
    const told = story(world({}, [10 * MS]), acts);
    expect(told.slice(8)).toEqual([
      '20 intervened q',
      '20 replicaDown q',
      '20 majorityLost q',
      '20 intervened q',
      '20 replicaDown q',
      '30 intervened q',
      '30 replicaUp q',
      '40 intervened q',
      '40 replicaUp q',
      '45 leaderElected q',
      '48 joinedInSync q',
      '48 majorityBack q',
    ]);
  });
});
