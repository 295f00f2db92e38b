/** The lifecycles: XState machines that say what may happen, and the tables compiled from them. */
import { brokerEvents, brokerLifecycle, brokerStates } from './brokerLifecycle.ts';
import { consumerEvents, consumerLifecycle, consumerStates } from './consumerLifecycle.ts';
import { copyEvents, copyLifecycle, copyStates } from './copyLifecycle.ts';
import { compileTable } from './TransitionTable.ts';

export { type BrokerState, brokerLifecycle, brokerStates } from './brokerLifecycle.ts';
export { type ConsumerState, consumerLifecycle, consumerStates } from './consumerLifecycle.ts';
export { type CopyState, copyLifecycle, copyStates } from './copyLifecycle.ts';
export { NOT_ALLOWED, type TransitionTable } from './TransitionTable.ts';

export const copyTable = compileTable(copyLifecycle, copyStates, copyEvents);
export const consumerTable = compileTable(consumerLifecycle, consumerStates, consumerEvents);
export const brokerTable = compileTable(brokerLifecycle, brokerStates, brokerEvents);

/** Numbers of the copy's states, as the tables and the world's columns use them. */
export const Copy = numbered(copyStates);
export const CopyDoes = numbered(copyEvents);
export const Consumer = numbered(consumerStates);
export const ConsumerDoes = numbered(consumerEvents);
export const Broker = numbered(brokerStates);
export const BrokerDoes = numbered(brokerEvents);

function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.freeze(Object.fromEntries(names.map((name, i) => [name, i]))) as Record<
    Name,
    number
  >;
}
