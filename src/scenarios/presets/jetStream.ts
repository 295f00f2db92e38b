/**
 * jetStream is a log and a group that behave like a stream and a consumer of NATS JetStream, as recorded
 * from version 2.9.10 and as its documentation of June 2026 has it.
 */
import type { GroupSpec, LogSpec } from '../../engine/index.ts';
import { plainGroup, plainLog } from './logStandards.ts';

/** Every knob that is not the model's own default says where it is from; N-rules are in MODEL.md. */
export const jetStreamLog: typeof plainLog = {
  ...plainLog,
  // "The default window to track duplicates in is 2 minutes" (N7).
  duplicateWindowUs: 120_000_000,
  // Written to a file with each publish; the file is synced every 2 minutes, which matters only when
  // the whole machine fails. A killed process loses nothing (recorded: nats-file-storage-kill9).
  storage: { kind: 'written' },
};

export const jetStreamGroup: typeof plainGroup = {
  ...plainGroup,
  // AckWait 30 s (N1); MaxDeliver −1 (N2); MaxAckPending 1000 over all clients (N5).
  ackWaitUs: 30_000_000,
  maxAckPending: 1_000,
  // A message that a limit removes is not pending any more (recorded: nats-discard-old).
  onRemoved: 'settled',
};

/** A work queue: an ack deletes, and one group reads (N6). */
export function jetStreamWorkQueue(
  names: { readonly broker: string; readonly log: string; readonly group: string },
  change: { readonly log?: Partial<LogSpec>; readonly group?: Partial<GroupSpec> } = {},
): readonly [LogSpec, GroupSpec] {
  const { broker, log, group } = names;
  return [
    { ...jetStreamLog, id: log, title: log, broker, retention: 'workQueue', ...change.log },
    { ...jetStreamGroup, id: group, title: group, broker, log, ...change.group },
  ];
}
