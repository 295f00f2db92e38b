/** replicaNodes turns what a file says of replicas into the engine's, and back. */
import type { LogReplication, QueueReplication } from '../engine/index.ts';
import { usOf, writeDuration } from './durationText.ts';
import type { NodeDocument } from './ScenarioDocument.ts';

type LogReplicationDocument = NonNullable<(NodeDocument & { kind: 'log' })['replication']>;

type QueueReplicationDocument = NonNullable<(NodeDocument & { kind: 'queue' })['replication']>;

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

export function queueReplicationOf(document: QueueReplicationDocument): QueueReplication {
  const { replicas, election, restart, reach } = document;
  return {
    replicas,
    electionUs: usOf(election),
    restartUs: restart === null ? Number.POSITIVE_INFINITY : usOf(restart),
    reachUs: usOf(reach),
  };
}

export function queueReplicationDocument(replication: QueueReplication): QueueReplicationDocument {
  const { replicas, electionUs, restartUs, reachUs } = replication;
  return {
    replicas,
    election: writeDuration(electionUs),
    restart: restartUs === Number.POSITIVE_INFINITY ? null : writeDuration(restartUs),
    reach: writeDuration(reachUs),
  };
}
