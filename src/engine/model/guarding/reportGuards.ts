/** reportGuards sums up what became of calls, and what breakers have seen and refused. */
import type { World } from '../World.ts';
import { Breaker } from './guardTables.ts';

export interface BreakerReport {
  readonly state: 'closed' | 'open' | 'halfOpen';
  /** How often it has opened. */
  readonly opened: number;
  /** Calls that it refused. */
  readonly blocked: number;
  /** When it will let a call try, while it is open; else null. */
  readonly triesAtUs: number | null;
}

export interface ServiceReport {
  /** Calls made to it, each attempt counted. */
  readonly calls: number;
  /** Answered as they should be. */
  readonly done: number;
  /** Turned away: no thread was free, and no room to wait. */
  readonly refused: number;
  /** Answered with a failure, as a call of its own had failed. */
  readonly failed: number;
  /** Its caller waited no longer. */
  readonly timedOut: number;
}

export function serviceReport({ tallies }: World, service: number): ServiceReport {
  return {
    calls: tallies.offered[service],
    done: tallies.done[service],
    refused: tallies.refused[service],
    failed: tallies.failed[service],
    timedOut: tallies.timedOut[service],
  };
}

const states = ['closed', 'open', 'halfOpen'] as const;

export function breakerReport({ guards }: World, wire: number): BreakerReport {
  const { state, opened, blocked, dueAtUs } = guards.breakers;
  return {
    state: states[state[wire] as 0 | 1 | 2],
    opened: opened[wire],
    blocked: blocked[wire],
    triesAtUs: state[wire] === Breaker.open ? dueAtUs[wire] : null,
  };
}

/** By wire: "backend → database". */
export function breakersOf(world: World): Record<string, BreakerReport> {
  const { wires } = world.plan.scenario;
  return Object.fromEntries(
    world.guards.guarded.map((wire) => [
      `${wires[wire].from} → ${wires[wire].to}`,
      breakerReport(world, wire),
    ]),
  );
}
