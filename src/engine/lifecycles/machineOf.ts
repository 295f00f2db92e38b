/** machineOf makes the XState machine of a lifecycle. */
import { type AnyStateMachine, createMachine } from 'xstate';
import type { Lifecycle } from './Lifecycle.ts';

export function machineOf({ id, initial, states }: Lifecycle<string, string>): AnyStateMachine {
  return createMachine({ id, initial, states });
}
