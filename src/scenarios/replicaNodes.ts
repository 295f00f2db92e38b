/** replicaNodes turns what a file says of replicas into the engine's, and back. */
import type { LogReplication } from '../engine/index.ts';
import { usOf, writeDuration } from './durationText.ts';
import type { NodeDocument } from './ScenarioDocument.ts';

type LogReplicationDocument = NonNullable<(NodeDocument & { kind: 'log' })['replication']>;

export function logReplicationOf(document: LogReplicationDocument): LogReplication {
  const { election, restart, fetch, maxLag, ...same } = document;
  return {
    ...same,
    electionUs: usOf(election),
    restartUs: restart === null ? Number.POSITIVE_INFINITY : usOf(restart),
    fetchUs: usOf(fetch),
    maxLagUs: usOf(maxLag),
  };
}

export function logReplicationDocument(replication: LogReplication): LogReplicationDocument {
  const { electionUs, restartUs, fetchUs, maxLagUs, ...same } = replication;
  return {
    ...same,
    election: writeDuration(electionUs),
    restart: restartUs === Number.POSITIVE_INFINITY ? null : writeDuration(restartUs),
    fetch: writeDuration(fetchUs),
    maxLag: writeDuration(maxLagUs),
  };
}
