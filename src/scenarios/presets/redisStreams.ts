/**
 * redisStreams is a log and a group that behave like a stream and a consumer group of Redis, as recorded
 * from version 7.0.15 and as its documentation of August 2026 has it.
 */
import type { GroupSpec, LogSpec } from '../../engine/index.ts';
import { plainGroup, plainLog } from './logStandards.ts';

export const redisLog: typeof plainLog = {
  ...plainLog,
  // XADD makes the stream; a stream without a group loses nothing.
  madeByAppend: true,
  // Appended to a file before the reply (appendonly yes); how often it is synced matters only when the
  // machine fails (D4; recorded: redis-aof-kill9).
  storage: { kind: 'written' },
  // MAXLEN ~ removes whole nodes of 100 entries only (stream-node-max-entries).
  blockSize: 100,
};

export const redisGroup: typeof plainGroup = {
  ...plainGroup,
  // Nothing is redelivered by itself (D1): only a claim moves a pending entry.
  ackWaitUs: Number.POSITIVE_INFINITY,
  // A trimmed or deleted entry stays in the pending list, without a body (D3, recorded).
  onRemoved: 'staysPending',
};

/** Consumers that look every so often for what others have left lying. */
export function redisStreamsGroup(
  names: { readonly broker: string; readonly log: string; readonly group: string },
  change: { readonly log?: Partial<LogSpec>; readonly group?: Partial<GroupSpec> } = {},
): readonly [LogSpec, GroupSpec] {
  const { broker, log, group } = names;
  return [
    { ...redisLog, id: log, title: log, broker, ...change.log },
    {
      ...redisGroup,
      id: group,
      title: group,
      broker,
      log,
      claim: { everyUs: 5_000_000, minIdleUs: 30_000_000 },
      ...change.group,
    },
  ];
}
