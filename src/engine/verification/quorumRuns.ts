/**
 * quorumRuns generates systems some of whose queues have replicas, and lets these die and come back beside
 * all else that is done.
 */
import fc from 'fast-check';
import type { Intervention, QueueReplication, QueueSpec } from '../index.ts';
import { ACTS_UNTIL_US, anyRun, type RandomRun } from './randomRuns.ts';
import { MS } from './worlds.ts';

const anyReplication: fc.Arbitrary<QueueReplication> = fc.record({
  replicas: fc.constantFrom(1, 2, 3, 3, 3, 5),
  electionUs: fc.constantFrom(0, 3, 20).map((ms) => ms * MS),
  reachUs: fc.constantFrom(0, 1, 5).map((ms) => ms * MS),
  restartUs: fc.constantFrom(Number.POSITIVE_INFINITY, 10 * MS, 30 * MS),
});

const anyFall = fc.record({
  atUs: fc.integer({ min: 0, max: ACTS_UNTIL_US / MS }).map((ms) => ms * MS),
  queue: fc.nat({ max: 1_000 }),
  replica: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null, freq: 2 }),
  isDown: fc.constantFrom(true, true, false),
});

/** Like any other run, and the queues that keep what they confirm on disk may be kept by a majority. */
export function anyQuorumRun(): fc.Arbitrary<RandomRun> {
  return fc
    .tuple(
      anyRun(),
      fc.array(anyReplication, { minLength: 1, maxLength: 3 }),
      fc.array(anyFall, { maxLength: 12, size: 'max' }),
    )
    .map(([{ scenario, acts, strides }, replications, falls]) => {
      let next = 0;
      const nodes = scenario.nodes.map((node) => {
        const replication = replications[next++ % replications.length];
        return node.kind === 'queue' && replication !== undefined
          ? asQuorum(node, replication)
          : node;
      });
      const queues = nodes.filter((node): node is QueueSpec => node.kind === 'queue');
      const own = falls.flatMap(({ atUs, queue, replica, isDown }): Intervention[] => {
        const node = queues[queue % queues.length];
        if (node?.replication === undefined || (replica ?? 1) > node.replication.replicas)
          return [];
        const target = node.id;
        return isDown
          ? [{ kind: 'crashReplica', target, replica, how: 'kill', atUs }]
          : [{ kind: 'restartReplica', target, replica, atUs }];
      });
      return {
        scenario: { ...scenario, nodes },
        acts: [...acts, ...own].sort((a, b) => a.atUs - b.atUs),
        strides,
      };
    });
}

function asQuorum(queue: QueueSpec, replication: QueueReplication): QueueSpec {
  const us = queue.flush.kind === 'eachPublish' ? queue.flush.us : MS;
  return {
    ...queue,
    durable: true,
    flush: { kind: 'eachPublish', us },
    confirmAfter: 'flushed',
    replication,
  };
}
