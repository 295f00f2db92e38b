/** logStandards are the log and the group that have no limits and do nothing special: presets vary them. */
import type { GroupSpec, LogSpec } from '../../engine/index.ts';

const NONE = Number.POSITIVE_INFINITY;

export const plainLog: Omit<LogSpec, 'id' | 'title' | 'broker'> = {
  kind: 'log',
  partitions: 1,
  routing: 'byKey',
  keyCount: 1_000,
  retention: 'limits',
  maxRecords: NONE,
  maxPerKey: NONE,
  maxAgeUs: NONE,
  discard: 'old',
  refuseFullKey: false,
  duplicateWindowUs: 0,
  storage: { kind: 'written' },
  keys: [],
  madeByAppend: false,
  blockSize: 100,
};

export const plainGroup: Omit<GroupSpec, 'id' | 'title' | 'broker' | 'log'> = {
  kind: 'group',
  reading: 'shared',
  startsAt: 'first',
  isThere: true,
  filter: null,
  ack: 'explicit',
  ackWaitUs: NONE,
  backoffUs: [],
  maxDeliveries: NONE,
  maxAckPending: NONE,
  onRemoved: 'settled',
  handing: 'pull',
  isByHand: false,
  claim: null,
  pollRecords: 500,
  commit: { kind: 'interval', us: 5_000_000 },
  sessionUs: 45_000_000,
  maxPollUs: 300_000_000,
  rebalanceUs: 0,
  retryUs: 1_000_000,
};
