/** The measures: what a run's facts add up to. */
export { type FinishOrder, finishOrder } from './finishOrder.ts';
export { type Spread, spreadOf } from './Spread.ts';
export { type Waits, waitsOf } from './waitsOf.ts';
