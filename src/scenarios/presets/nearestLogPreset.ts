/**
 * nearestLogPreset says which broker's log and group these behave like most, and in which settings they
 * differ from it. Names, sizes and what is done by hand make no difference.
 */
import type { GroupSpec, LogSpec } from '../../engine/index.ts';
import { type LogPreset, logPresets } from './logPresets.ts';

export interface NearestPreset {
  readonly preset: LogPreset;
  readonly differences: readonly Difference[];
}

export interface Difference {
  /** The setting's name in the specification. */
  readonly setting: string;
  readonly here: unknown;
  readonly there: unknown;
}

const logSettings = ['routing', 'retention', 'maxAgeUs', 'duplicateWindowUs', 'storage'] as const;
const groupSettings = ['startsAt', 'ack', 'handing'] as const;
const orderedSettings = ['commit', 'pollRecords', 'sessionUs', 'maxPollUs', 'retryUs'] as const;
const sharedSettings = [
  'ackWaitUs',
  'backoffUs',
  'maxDeliveries',
  'maxAckPending',
  'onRemoved',
  'claim',
] as const;

/** More differences than this, and it is not like that broker any more. */
const MOST_DIFFERENCES = 6;

/** Null: it is like none of them. */
export function nearestLogPreset(log: LogSpec, group: GroupSpec): NearestPreset | null {
  const candidates = logPresets
    .filter((preset) => isOfItsKind(preset, log, group))
    .map((preset) => ({ preset, differences: differencesTo(preset, log, group) }))
    .sort((a, b) => a.differences.length - b.differences.length);
  const [nearest] = candidates;
  return nearest === undefined || nearest.differences.length > MOST_DIFFERENCES ? null : nearest;
}

const names = { broker: '', log: '', group: '' };

/** What no setting makes up for: how members read, and what an ack does to the log. */
function isOfItsKind({ make }: LogPreset, log: LogSpec, group: GroupSpec): boolean {
  const [theirLog, theirGroup] = make(names);
  const deletes = (one: LogSpec): boolean => one.retention === 'workQueue';
  const waits = (one: GroupSpec): boolean => Number.isFinite(one.ackWaitUs);
  return (
    theirGroup.reading === group.reading &&
    deletes(theirLog) === deletes(log) &&
    waits(theirGroup) === waits(group)
  );
}

function differencesTo({ make }: LogPreset, log: LogSpec, group: GroupSpec): Difference[] {
  const [theirLog, theirGroup] = make(names);
  const own = group.reading === 'perPartition' ? orderedSettings : sharedSettings;
  return [
    ...logSettings.map((setting) => ({ setting, here: log[setting], there: theirLog[setting] })),
    { setting: 'replicas', here: replicasOf(log), there: replicasOf(theirLog) },
    ...[...groupSettings, ...own].map((setting) => ({
      setting,
      here: group[setting],
      there: theirGroup[setting],
    })),
  ].filter(({ here, there }) => spelt(here) !== spelt(there));
}

function replicasOf({ replication }: LogSpec): number {
  return replication?.replicas ?? 1;
}

/** Infinity is not nothing. */
function spelt(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part === Number.POSITIVE_INFINITY ? 'none' : part));
}
