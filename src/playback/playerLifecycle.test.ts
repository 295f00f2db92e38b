import { expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { machineOf, stateAfter } from '../engine/index.ts';
import { type PlayerEvent, type PlayerState, playerLifecycle } from './playerLifecycle.ts';

it('is a machine: every state is reached, and every event goes where the machine goes', () => {
  const machine = machineOf(playerLifecycle);
  const states = Object.keys(playerLifecycle.states) as PlayerState[];
  const events = machine.events as PlayerEvent[];
  const reached = new Set<unknown>([initialTransition(machine)[0].value]);
  for (const state of states) {
    const before = machine.resolveState({ value: state, context: {} });
    for (const type of events) {
      const [after] = transition(machine, before, { type });
      const next = stateAfter(playerLifecycle, state, type);
      expect(next ?? state, `${state} ${type}`).toBe(after.value);
      if (next !== undefined) reached.add(next);
    }
  }
  expect([...reached].sort()).toEqual(states.sort());
});
