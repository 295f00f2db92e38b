/** The faults: what is done to a whole run from outside, and what must hold of it all the same. */
export { FaultCampaign } from './FaultCampaign.ts';
export { DEFAULT_FAULT_OPTIONS, type FaultOptions } from './FaultOptions.ts';
export type { FaultResult, FaultSummary, FaultTally, LossTally } from './FaultTally.ts';
export { type GroupVerdict, groupVerdictsOf } from './groupPromises.ts';
export { healing } from './healing.ts';
export { type OneRun, readOneRun } from './OneRun.ts';
