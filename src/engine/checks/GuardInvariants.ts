/**
 * GuardInvariants hold breakers and attempts to what they may be: after each event, and with all calls looked
 * at whenever asked.
 *
 * The number in the comments is that of the list of invariants in MODEL.md.
 */
import { EngineError, NO_EVENT, NO_ROW } from '../kernel/index.ts';

type Column = { readonly [row: number]: number };

/** InspectedGuards is as much of a world with guarded calls as these checks look at. */
export interface InspectedGuards {
  readonly seed: number;
  readonly nowUs: number;
  readonly events: number;
  readonly plan: {
    readonly scenario: {
      readonly wires: readonly { readonly from: string; readonly to: string }[];
    };
  };
  readonly calls: {
    readonly rows: number;
    readonly wire: Column;
    readonly state: Column;
    readonly callerGone: Column;
  };
  readonly guards: {
    readonly isOn: boolean;
    readonly guarded: readonly number[];
    readonly retryOf: readonly ({ readonly attempts: number } | undefined)[];
    readonly breakerOf: readonly ({ readonly failures: number } | undefined)[];
    readonly attempts: { readonly rows: number; readonly number: Column };
    readonly breakers: {
      readonly state: Column;
      readonly due: Column;
      readonly probe: Column;
      readonly noted: Column;
    };
  };
}

/** States of a breaker, and of a call whose row is free. */
const CLOSED = 0;
const OPEN = 1;
const HALF_OPEN = 2;
const FREE = 0;

export class GuardInvariants {
  private readonly world: InspectedGuards;

  constructor(world: InspectedGuards) {
    this.world = world;
  }

  /** 21. What a breaker waits for is there; it counts failures while it is closed, and no more than it needs. */
  afterEvent(): void {
    const { guards, calls } = this.world;
    const { state, due, probe, noted } = guards.breakers;
    for (const wire of guards.guarded) {
      const is = state[wire];
      if ((is === OPEN) !== (due[wire] !== NO_EVENT))
        this.fail(wire, is === OPEN ? 'it stays open for ever' : 'its time open has no end');
      const limit = guards.breakerOf[wire]?.failures ?? 0;
      if (noted[wire] > (is === CLOSED ? limit : 0))
        this.fail(wire, `it has counted ${noted[wire]} failures, and opens at ${limit}`);
      const call = probe[wire];
      if (call === NO_ROW) continue;
      const isLive = calls.state[call] !== FREE && calls.callerGone[call] === 0;
      if (is !== HALF_OPEN || !isLive || calls.wire[call] !== wire)
        this.fail(wire, 'nobody waits for the call that tries');
    }
  }

  /** 21. Each call is an attempt that its caller may make. */
  recount(): void {
    const { guards, calls } = this.world;
    if (!guards.isOn) return;
    if (guards.attempts.rows !== calls.rows)
      this.fail(0, `${guards.attempts.rows} attempts are counted for ${calls.rows} calls`);
    for (let row = 0; row < calls.rows; row++) {
      if (calls.state[row] === FREE) continue;
      const number = guards.attempts.number[row];
      const limit = guards.retryOf[calls.wire[row]]?.attempts ?? 1;
      if (number < 1 || number > limit)
        this.fail(calls.wire[row], `a call counts as attempt ${number} of ${limit}`);
    }
  }

  private fail(wire: number, what: string): never {
    const { events, nowUs, seed, plan } = this.world;
    const { from, to } = plan.scenario.wires[wire];
    throw new EngineError(
      `calls ${from} → ${to}: ${what} (event ${events}, ${nowUs} µs, seed ${seed})`,
    );
  }
}
