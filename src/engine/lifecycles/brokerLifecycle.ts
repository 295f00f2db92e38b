/** brokerLifecycle says what may happen to a broker: killed or stopped in order, started, recovered. */
import type { Lifecycle } from './Lifecycle.ts';

export const brokerStates = ['running', 'down', 'recovering'] as const;
export type BrokerState = (typeof brokerStates)[number];

export const brokerEvents = ['KILL', 'STOP', 'START', 'RECOVER'] as const;
export type BrokerEvent = (typeof brokerEvents)[number];

export const brokerLifecycle: Lifecycle<BrokerState, BrokerEvent> = {
  id: 'broker',
  initial: 'running',
  states: {
    running: { on: { KILL: 'down', STOP: 'down' } },
    down: { on: { START: 'recovering' } },
    // Reading its store: it answers nobody yet.
    recovering: { on: { RECOVER: 'running', KILL: 'down' } },
  },
};
