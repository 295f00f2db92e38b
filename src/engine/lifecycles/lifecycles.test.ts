import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import {
  brokerLifecycle,
  brokerTable,
  consumerLifecycle,
  consumerTable,
  copyLifecycle,
  copyTable,
  type Lifecycle,
  machineOf,
  NOT_ALLOWED,
  type TransitionTable,
} from './index.ts';

const lifecycles: readonly [string, Lifecycle<string, string>, TransitionTable][] = [
  ['of a message copy', copyLifecycle, copyTable],
  ['of a consumer', consumerLifecycle, consumerTable],
  ['of a broker', brokerLifecycle, brokerTable],
];

/** What the table says: the next state by name, or undefined. */
function nextIn(table: TransitionTable, state: string, event: string): string | undefined {
  const at = table.states.indexOf(state) * table.events.length + table.events.indexOf(event);
  const next = table.next[at];
  return next === undefined || next === NOT_ALLOWED ? undefined : table.states[next];
}

describe.each(lifecycles)('the lifecycle %s', (_, lifecycle, table) => {
  const machine = machineOf(lifecycle);
  const snapshotOf = (state: string) => machine.resolveState({ value: state, context: {} });

  it('has the same states and events as its table', () => {
    expect([...table.states].sort()).toEqual(Object.keys(machine.states).sort());
    expect([...table.events].sort()).toEqual([...machine.events].sort());
  });

  it('allows in its table what the machine allows, for every state and event', () => {
    for (const state of table.states) {
      for (const type of table.events) {
        const before = snapshotOf(state);
        const [after] = transition(machine, before, { type });
        const expected = before.can({ type }) ? after.value : undefined;
        expect(nextIn(table, state, type), `${state} ${type}`).toBe(expected);
      }
    }
  });

  it('goes the same way as its table on any walk', () => {
    const walk = fc.array(fc.constantFrom(...table.events), { maxLength: 60 });
    fc.assert(
      fc.property(walk, (events) => {
        let [snapshot] = initialTransition(machine);
        let state = table.states[0] as string;
        expect(snapshot.value).toBe(state);
        for (const type of events) {
          const next = nextIn(table, state, type);
          if (next === undefined) continue;
          [snapshot] = transition(machine, snapshot, { type });
          state = next;
          expect(snapshot.value).toBe(state);
        }
      }),
    );
  });

  it('can reach every state from its first', () => {
    const reached = new Set([table.states[0] as string]);
    for (const state of reached) {
      for (const event of table.events) {
        const next = nextIn(table, state, event);
        if (next !== undefined) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual([...table.states].sort());
  });

  it('ends where it says that it ends, and nowhere else', () => {
    for (const state of table.states) {
      const goesOn = table.events.some((event) => nextIn(table, state, event) !== undefined);
      expect(goesOn, state).toBe(snapshotOf(state).status !== 'done');
    }
  });

  it('never waits: it has no timers and no actions', () => {
    for (const state of table.states) {
      for (const type of table.events) {
        const [, actions] = transition(machine, snapshotOf(state), { type });
        expect(actions).toEqual([]);
      }
    }
  });
});
