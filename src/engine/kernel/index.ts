/** The kernel: time, chance, the future event list, and tables that copy. It imports nothing. */
export { assert, EngineError, fail } from './assert.ts';
export { type Duration, drawDuration, endOf, meanUs, type OnOff } from './Duration.ts';
export {
  type EventHandle,
  FutureEventList,
  type FutureEventListCopy,
  NO_EVENT,
} from './FutureEventList.ts';
export { naturalLogarithm } from './naturalLogarithm.ts';
export { PagedCounts } from './PagedCounts.ts';
export { RandomStreams } from './RandomStreams.ts';
export { RunningHash } from './RunningHash.ts';
export { NEVER, type SimTime, US_PER_MS, US_PER_S } from './SimTime.ts';
export { NO_ROW, Table, type TableCopy } from './Table.ts';
