/** The theory: closed forms that a simulation can be held against. Rates per second, times in seconds. */
export { type Drain, drainAfterOutage, drainAfterSpike } from './fluidDrain.ts';
export { mD1, mG1 } from './mG1.ts';
export { erlangB, erlangC, mM1, mMc, sojournQuantileS } from './mMc.ts';
export { type LossState, mMcK } from './mMcK.ts';
export type { SteadyState } from './SteadyState.ts';
