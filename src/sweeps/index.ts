/** Sweeps: many runs in a pool of workers, and what they say together. */

export { startBrowserWorker } from './browserWorkers.ts';
export { type CloudRun, cloudOf } from './cloud.ts';
export { differenceOf, type Estimate, estimateOf } from './Estimate.ts';
export { type Measures, measureNames, measuresOf } from './measuresOf.ts';
export { answersTo, type Pool, type PoolWorker } from './pool.ts';
export { type Answer, answer, type Port, type RunWorker, runWorker } from './RunWorker.ts';
export { type Job, runOnce } from './runOnce.ts';
export { readSetting, type Setting, type SettingReading, type SettingValue } from './Setting.ts';
export { rowsOfShard, type Shard, wholeSweep } from './Shard.ts';
export { MAX_ROWS, type Point, type Sweep, type SweepReading, sweepOf } from './Sweep.ts';
export { type Placed, setAt } from './setAt.ts';
export { studentT } from './studentT.ts';
export { type MeasureRow, RunFailed, type SweepRow, sweepRows } from './sweepRows.ts';
