/** GuardState is what a world has of callers that try again, and of breakers that keep them from it. */
import type { Table } from '../../kernel/index.ts';
import type { CallBreaker, CallRetry, Scenario } from '../Scenario.ts';
import { Attempts, Breakers, Failures } from './guardTables.ts';

export class GuardState {
  /** Whether any call here is guarded. */
  readonly isOn: boolean;
  readonly attempts = new Attempts();
  readonly breakers: Breakers;
  readonly failures: Failures;
  readonly tables: readonly Table[];
  /** By wire. */
  readonly retryOf: readonly (CallRetry | undefined)[];
  readonly breakerOf: readonly (CallBreaker | undefined)[];
  /** The wires that have a breaker. */
  readonly guarded: readonly number[];
  /** By wire: the first of its slots for failures. */
  readonly firstSlot: readonly number[];

  constructor({ wires }: Scenario) {
    this.retryOf = wires.map(({ retry }) => retry);
    this.breakerOf = wires.map(({ breaker }) => breaker);
    this.guarded = this.breakerOf.flatMap((spec, wire) => (spec === undefined ? [] : [wire]));
    this.isOn = this.guarded.length > 0 || this.retryOf.some((spec) => spec !== undefined);
    let slots = 0;
    this.firstSlot = this.breakerOf.map((spec) => {
      const first = slots;
      slots += spec?.failures ?? 0;
      return first;
    });
    this.breakers = new Breakers(wires.length);
    this.failures = new Failures(slots);
    // A world without any of this has no such tables, and its checkpoints cost nothing more.
    this.tables = this.isOn ? [this.attempts, this.breakers, this.failures] : [];
  }

  /** A row of `attempts` for a call that has just taken its own: they have the same number. */
  begin(): void {
    // Taken first: the columns may grow.
    const row = this.attempts.take();
    this.attempts.number[row] = 1;
  }
}
