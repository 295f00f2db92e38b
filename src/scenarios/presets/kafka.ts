/**
 * kafka is a log and a group that behave like a topic and a consumer group of Apache Kafka, as its
 * documentation of October 2024 (3.9) has it; nothing here was recorded from a broker.
 */
import type { GroupSpec, LogReplication, LogSpec } from '../../engine/index.ts';
import { plainGroup, plainLog } from './logStandards.ts';

/** Three brokers have each partition: what is usual, though a topic has one where nobody says more. */
const kafkaReplication: LogReplication = {
  replicas: 3,
  // acks=all is the default; min.insync.replicas is 1, so that "all" may be one (K6).
  confirmAfter: 'inSync',
  minInSync: 1,
  // replica.lag.time.max.ms is 30 s; unclean.leader.election.enable is false (K7).
  maxLagUs: 30_000_000,
  uncleanElection: false,
  // How fast a network is, and how soon a controller notices, is ours.
  fetchUs: 2_000,
  electionUs: 1_000_000,
  restartUs: Number.POSITIVE_INFINITY,
};

export const kafkaLog: typeof plainLog = {
  ...plainLog,
  partitions: 3,
  // Order only within a partition; a key has one partition as long as their number stays (K1).
  routing: 'byKey',
  // Reading does not delete; retention does, after 7 days by default (K3).
  retention: 'limits',
  maxAgeUs: 7 * 24 * 3_600 * 1_000_000,
  // Not flushed with each write: a killed process loses nothing, and a machine what no other has.
  storage: { kind: 'written' },
  replication: kafkaReplication,
  // An idempotent producer's retries are known, whatever their age; its own resends are not (K8).
  duplicateWindowUs: 0,
};

export const kafkaGroupKnobs: typeof plainGroup = {
  ...plainGroup,
  // One owner for each partition in a group (K2); progress is one offset for each (K3).
  reading: 'perPartition',
  ack: 'all',
  // A new group skips what is there already: auto.offset.reset=latest (K9).
  startsAt: 'new',
  // max.poll.records 500; auto-commit every 5 s; session 45 s; max.poll.interval 5 min (K9).
  pollRecords: 500,
  commit: { kind: 'interval', us: 5_000_000 },
  sessionUs: 45_000_000,
  maxPollUs: 300_000_000,
  // group.initial.rebalance.delay.ms is 3 s for an empty group; a running one waits for its members.
  rebalanceUs: 0,
  // No delivery limit and no dead letters: the application retries or skips (K10).
  retryUs: 1_000_000,
};

/** A consumer group: what is not committed when a member goes is read again by another (K4). */
export function kafkaGroup(
  names: { readonly broker: string; readonly log: string; readonly group: string },
  change: { readonly log?: Partial<LogSpec>; readonly group?: Partial<GroupSpec> } = {},
): readonly [LogSpec, GroupSpec] {
  const { broker, log, group } = names;
  return [
    { ...kafkaLog, id: log, title: log, broker, ...change.log },
    { ...kafkaGroupKnobs, id: group, title: group, broker, log, ...change.group },
  ];
}

/**
 * A share group (KIP-932): any member gets any record, with a lock of 30 s and at most 5 deliveries, of
 * which the first counts; then the record is archived, which here is parked (K11). No order is kept.
 */
export function kafkaShareGroup(
  names: { readonly broker: string; readonly log: string; readonly group: string },
  change: { readonly log?: Partial<LogSpec>; readonly group?: Partial<GroupSpec> } = {},
): readonly [LogSpec, GroupSpec] {
  const { broker, log, group } = names;
  return [
    { ...kafkaLog, id: log, title: log, broker, ...change.log },
    {
      ...plainGroup,
      id: group,
      title: group,
      broker,
      log,
      startsAt: 'new',
      ackWaitUs: 30_000_000,
      maxDeliveries: 5,
      // share.partition.max.record.locks was 200 in the code of 2024, for each partition.
      maxAckPending: 200,
      ...change.group,
    },
  ];
}
