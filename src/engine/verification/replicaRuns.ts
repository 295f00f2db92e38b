/**
 * replicaRuns generates systems whose log has replicas, and lets these die, come back and lose their disks
 * beside all else that is done to a log.
 */
import fc from 'fast-check';
import type { Act, Intervention, LogReplication } from '../index.ts';
import { anyLogRun, LOG_ACTS_UNTIL_US, type LogRun } from './logRuns.ts';
import { MS } from './worlds.ts';

const anyReplication: fc.Arbitrary<LogReplication> = fc
  .record({
    replicas: fc.constantFrom(1, 2, 3, 3, 3, 5),
    confirmAfter: fc.constantFrom('leader' as const, 'inSync' as const, 'inSync' as const),
    minInSync: fc.constantFrom(1, 1, 2, 3),
    fetchUs: fc.constantFrom(1, 2, 5, 12).map((ms) => ms * MS),
    maxLagUs: fc.constantFrom(4, 15, 40).map((ms) => ms * MS),
    electionUs: fc.constantFrom(0, 3, 20).map((ms) => ms * MS),
    uncleanElection: fc.boolean(),
    restartUs: fc.constantFrom(Number.POSITIVE_INFINITY, 10 * MS, 30 * MS),
  })
  .map((spec) => ({ ...spec, minInSync: Math.min(spec.minInSync, spec.replicas) }));

const which = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null, freq: 2 });
const atUs = fc.integer({ min: 0, max: LOG_ACTS_UNTIL_US });
const target = 'log';

const anyFall: fc.Arbitrary<Intervention> = fc
  .tuple(
    atUs,
    fc.oneof(
      fc.record({
        kind: fc.constant('crashReplica' as const),
        target: fc.constant(target),
        replica: which,
        how: fc.constantFrom('kill' as const, 'kill' as const, 'loseDisk' as const),
      }),
      fc.record({
        kind: fc.constant('restartReplica' as const),
        target: fc.constant(target),
        replica: which,
      }),
    ) as fc.Arbitrary<Act>,
  )
  .map(([at, act]) => ({ ...act, atUs: at }) as Intervention);

/** A system of one log that several brokers keep, with its groups, and what is done to all of them. */
export function anyReplicaRun(): fc.Arbitrary<LogRun> {
  return fc
    .tuple(anyLogRun(), anyReplication, fc.array(anyFall, { maxLength: 10, size: 'max' }))
    .map(([{ scenario, acts }, replication, falls]) => {
      const most = replication.replicas;
      const nodes = scenario.nodes.map((node) =>
        node.kind === 'log'
          ? { ...node, storage: { kind: 'written' as const }, replication }
          : node,
      );
      const own = falls.filter((act) => !('replica' in act) || (act.replica ?? 1) <= most);
      return {
        scenario: { ...scenario, nodes },
        acts: [...acts, ...own].sort((a, b) => a.atUs - b.atUs),
      };
    });
}
