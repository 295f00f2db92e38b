/** The lifecycles: what may happen, as data; the tables compiled from it, and its XState machines. */
import { brokerEvents, brokerLifecycle, brokerStates } from './brokerLifecycle.ts';
import { consumerEvents, consumerLifecycle, consumerStates } from './consumerLifecycle.ts';
import { copyEvents, copyLifecycle, copyStates } from './copyLifecycle.ts';
import { compileTable } from './TransitionTable.ts';

export { type BrokerState, brokerLifecycle, brokerStates } from './brokerLifecycle.ts';
export { type ConsumerState, consumerLifecycle, consumerStates } from './consumerLifecycle.ts';
export { type CopyState, copyLifecycle, copyStates } from './copyLifecycle.ts';
export { type Lifecycle, type LifecycleState, stateAfter } from './Lifecycle.ts';
export { machineOf } from './machineOf.ts';
export { NOT_ALLOWED, type TransitionTable } from './TransitionTable.ts';

export const copyTable = compileTable(copyLifecycle, copyStates, copyEvents);
export const consumerTable = compileTable(consumerLifecycle, consumerStates, consumerEvents);
export const brokerTable = compileTable(brokerLifecycle, brokerStates, brokerEvents);

export * as BrokerDoes from './numbers/brokerEvents.ts';
// Numbers of the states and events, as the tables and the world's columns use them.
export * as Broker from './numbers/brokerStates.ts';
export * as ConsumerDoes from './numbers/consumerEvents.ts';
export * as Consumer from './numbers/consumerStates.ts';
export * as CopyDoes from './numbers/copyEvents.ts';
export * as Copy from './numbers/copyStates.ts';
export { COPY_EVENTS, COPY_STATES } from './numbers/counts.ts';
