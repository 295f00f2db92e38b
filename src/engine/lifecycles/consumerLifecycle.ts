/** consumerLifecycle says what may happen to one consumer: it works, it dies, it comes back, it leaves. */
import type { Lifecycle } from './Lifecycle.ts';

export const consumerStates = ['idle', 'working', 'down', 'leaving', 'removed'] as const;
export type ConsumerState = (typeof consumerStates)[number];

export const consumerEvents = ['START', 'REST', 'CRASH', 'RESTART', 'LEAVE'] as const;
export type ConsumerEvent = (typeof consumerEvents)[number];

export const consumerLifecycle: Lifecycle<ConsumerState, ConsumerEvent> = {
  id: 'consumer',
  initial: 'idle',
  states: {
    idle: { on: { START: 'working', CRASH: 'down', LEAVE: 'removed' } },
    working: { on: { REST: 'idle', CRASH: 'down', LEAVE: 'leaving' } },
    down: { on: { RESTART: 'idle', LEAVE: 'removed' } },
    // Told to stop: it finishes what it has begun, and takes nothing new.
    leaving: { on: { REST: 'removed', CRASH: 'removed' } },
    removed: { type: 'final' },
  },
};
