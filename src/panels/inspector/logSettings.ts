/** logSettings says in words how a log keeps its records, and how a group reads them. */
import type { GroupSpec, LogReplication, LogSpec } from '../../engine/index.ts';
import { writeDuration } from '../../scenarios/index.ts';

export interface SettingLine {
  readonly id: string;
  readonly name: string;
  readonly words: string;
}

const line = (id: string, name: string, words: string): SettingLine => ({ id, name, words });

export function logLines(log: LogSpec): SettingLine[] {
  const { partitions, routing, retention, maxRecords, maxAgeUs, duplicateWindowUs } = log;
  const byKey = 'by the hash of the key: a key keeps its order';
  return [
    line('partitions', 'partitions', `${partitions}`),
    ...(partitions === 1
      ? []
      : [
          line('routing', 'a record goes', routing === 'byKey' ? byKey : 'to the next one in turn'),
        ]),
    line('retention', 'keeps', kept[retention]),
    ...(Number.isFinite(maxRecords)
      ? [line('maxRecords', 'at most', `${maxRecords} records`)]
      : []),
    ...(Number.isFinite(maxAgeUs) ? [line('maxAge', 'for at most', age(maxAgeUs))] : []),
    line(
      'duplicates',
      'the same id again',
      duplicateWindowUs === 0
        ? 'is a record of its own'
        : `is not taken within ${spanOf(duplicateWindowUs)}`,
    ),
    line('storage', 'on disk', stored(log)),
    ...(log.replication === undefined ? [] : replicaLines(log.replication)),
  ];
}

function replicaLines(replication: LogReplication): SettingLine[] {
  const { replicas, confirmAfter, minInSync, fetchUs, maxLagUs, electionUs } = replication;
  const least = minInSync > 1 ? `, and at least ${minInSync}` : '';
  return [
    line('replicas', 'replicas', `${replicas}, fetched within ${spanOf(fetchUs)}`),
    line(
      'confirmAfter',
      'confirms when',
      confirmAfter === 'leader' ? 'the leader has it' : `all in sync have it${least}`,
    ),
    line('maxLag', 'in sync is', `who is not behind for ${spanOf(maxLagUs)}`),
    line(
      'election',
      'a new leader',
      `comes after ${spanOf(electionUs)}, ${
        replication.uncleanElection ? 'in sync or, if need be, not' : 'and has to be in sync'
      }`,
    ),
  ];
}

const kept: Readonly<Record<LogSpec['retention'], string>> = {
  limits: 'what is read, too, up to its limits',
  workQueue: 'what is not acknowledged',
  interest: 'what some group is not done with',
};

const DAY_US = 24 * 3_600 * 1e6;

/** "45 s", "1.5 ms". */
export function spanOf(us: number): string {
  return writeDuration(us).replace(/[a-zµ]+$/, ' $&');
}

function age(us: number): string {
  return us % DAY_US === 0 ? `${us / DAY_US} days` : spanOf(us);
}

function stored({ storage }: LogSpec): string {
  switch (storage.kind) {
    case 'memory':
      return 'nothing: it is in memory';
    case 'written':
      return 'each change, before it is answered';
    case 'interval':
      return `every ${spanOf(storage.us)}`;
    case 'snapshot':
      return storage.onStop ? 'snapshots, and when stopped in order' : 'snapshots alone';
  }
}

export function groupLines(group: GroupSpec): SettingLine[] {
  const begins =
    group.startsAt === 'first' ? 'at the first record there is' : 'behind the last record';
  const isOrdered = group.reading === 'perPartition';
  return [
    line('reading', 'reads', isOrdered ? 'each partition by one owner' : 'by any member, shared'),
    line('startsAt', 'begins', begins),
    ...(isOrdered ? orderedLines(group) : sharedLines(group)),
  ];
}

function orderedLines({
  pollRecords,
  commit,
  sessionUs,
  maxPollUs,
  retryUs,
}: GroupSpec): SettingLine[] {
  const every = commit.kind === 'records' ? commit.every : 0;
  const each = every === 1 ? 'after each record' : `after ${every} records`;
  return [
    line('poll', 'a poll returns', `up to ${pollRecords} records`),
    line('commit', 'commits', commit.kind === 'records' ? each : `every ${spanOf(commit.us)}`),
    line('session', 'gives up', `a member silent for ${spanOf(sessionUs)}`),
    ...(Number.isFinite(maxPollUs)
      ? [line('maxPoll', 'or', `one without a poll for ${spanOf(maxPollUs)}`)]
      : []),
    line('retry', 'what fails', `is tried again after ${spanOf(retryUs)}, without an end`),
  ];
}

function sharedLines(group: GroupSpec): SettingLine[] {
  const { ack, ackWaitUs, maxDeliveries, maxAckPending, claim, onRemoved } = group;
  const again = Number.isFinite(ackWaitUs)
    ? `without an ack for ${spanOf(ackWaitUs)}`
    : 'never by itself';
  return [
    line('ack', 'an ack', acks[ack]),
    line('ackWait', 'hands out again', again),
    ...(Number.isFinite(maxDeliveries)
      ? [line('maxDeliveries', 'parks', `what was delivered ${maxDeliveries} times`)]
      : []),
    ...(Number.isFinite(maxAckPending)
      ? [line('maxAckPending', 'pending at most', `${maxAckPending} records`)]
      : []),
    line(
      'claim',
      'members claim',
      claim === null
        ? 'nothing'
        : `every ${spanOf(claim.everyUs)}, what is idle for ${spanOf(claim.minIdleUs)}`,
    ),
    line(
      'onRemoved',
      'a removed record',
      onRemoved === 'settled' ? 'is settled' : 'stays pending without its body',
    ),
  ];
}

const acks: Readonly<Record<GroupSpec['ack'], string>> = {
  explicit: 'settles one record',
  all: 'settles all before it, too',
  none: 'is not needed: delivered is done',
};
