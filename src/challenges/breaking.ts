/** breaking lets one thing of a claim's menu happen, and says whether the promise holds. */
import type { Scenario } from '../engine/index.ts';
import { type JsonObject, type JsonValue, readDocument } from '../scenarios/index.ts';
import type { Claim } from './Claim.ts';
import { isWithin, measuredIn, runOf } from './judge.ts';

export interface Outcome {
  /** The number that the promise is about. */
  readonly value: number;
  readonly isKept: boolean;
}

/** The system of a claim with something of its menu happening; null: with nothing. */
export function systemWith(claim: Claim, mishap: number | null, atMs: number): Scenario {
  const { system, menu, title } = claim;
  const happening = mishap === null ? [] : (menu[mishap]?.faults ?? []);
  const faults = happening.map((fault): JsonObject => ({ at: `${atMs}ms`, ...fault }));
  const reading = readDocument(withFaults(system, faults), title);
  if (!reading.ok) throw new Error(reading.error);
  return reading.scenario;
}

export function outcomeOf(claim: Claim, mishap: number | null, atMs: number): Outcome {
  const scenario = systemWith(claim, mishap, atMs);
  const value = measuredIn(claim.promise, runOf(scenario, scenario.seed));
  return { value, isKept: isWithin(claim.promise, value) };
}

function withFaults(system: JsonValue, faults: readonly JsonObject[]): JsonValue {
  if (typeof system !== 'object' || system === null || Array.isArray(system)) return system;
  const { faults: script } = system as JsonObject;
  return {
    ...(system as JsonObject),
    faults: [...(Array.isArray(script) ? script : []), ...faults],
  };
}
