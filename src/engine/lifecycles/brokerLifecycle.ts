/** brokerLifecycle says what may happen to a broker: killed or stopped in order, started, recovered. */
import { setup } from 'xstate';

export const brokerStates = ['running', 'down', 'recovering'] as const;
export type BrokerState = (typeof brokerStates)[number];

export const brokerEvents = ['KILL', 'STOP', 'START', 'RECOVER'] as const;
export type BrokerEvent = (typeof brokerEvents)[number];

export const brokerLifecycle = setup({
  types: { events: {} as { type: BrokerEvent } },
}).createMachine({
  id: 'broker',
  initial: 'running',
  states: {
    running: { on: { KILL: 'down', STOP: 'down' } },
    down: { on: { START: 'recovering' } },
    // Reading its store: it answers nobody yet.
    recovering: { on: { RECOVER: 'running', KILL: 'down' } },
  },
});
