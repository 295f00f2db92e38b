/**
 * orderLaws say what must hold of keys and ids, told from the trace alone: at most one message of a key in
 * flight, first deliveries and effects in the order of storing, nothing stored twice within its window.
 *
 * They know the keys from outside: message n is the n-th that the one producer published.
 */
import { Fact, factName, type Simulation } from '../index.ts';

/** What ends a message's being in flight. */
const ends: ReadonlySet<number> = new Set([
  Fact.acked,
  Fact.ackedEarly,
  Fact.returned,
  Fact.delayEnded,
  Fact.deadLettered,
  Fact.dropped,
  Fact.lost,
  Fact.forgotten,
]);

/** While a message of a key is in flight no other of that key is handed out. */
export function inFlightTogether({ world }: Simulation, keys: readonly string[]): string[] {
  const { trace } = world;
  const inFlight = new Map<string, Set<number>>();
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { kind, message, atUs } = trace.entry(i);
    const key = keys[message - 1];
    if (key === undefined) continue;
    const there = inFlight.get(key) ?? new Set();
    inFlight.set(key, there);
    if (kind === Fact.delivered || kind === Fact.redelivered) {
      if (there.size > 0)
        found.push(`m${message} of ${key} is handed out at ${atUs} beside m${[...there]}`);
      there.add(message);
    } else if (ends.has(kind)) there.delete(message);
  }
  return found;
}

/** Of each key, what this kind of fact first happens to comes in the order in which it was stored. */
function outOfOrder({ world }: Simulation, keys: readonly string[], wanted: number): string[] {
  const { trace } = world;
  const storedAt = new Map<number, number>();
  const isInDoubt = new Set<number>();
  const latest = new Map<string, number>();
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { kind, message } = trace.entry(i);
    const key = keys[message - 1];
    if (key === undefined) continue;
    // What comes back as a dead letter is stored anew.
    if (kind === Fact.stored || kind === Fact.redriven) storedAt.set(message, i);
    // Which of two copies is delivered, the trace does not tell.
    if (kind === Fact.storedAgain) isInDoubt.add(message);
    if (kind !== wanted || isInDoubt.has(message)) continue;
    const place = storedAt.get(message) ?? 0;
    if (place < (latest.get(key) ?? 0))
      found.push(`${factName(wanted)} m${message} of ${key}, after one stored later`);
    else latest.set(key, place);
  }
  return found;
}

export function deliveredOutOfOrder(simulation: Simulation, keys: readonly string[]): string[] {
  return outOfOrder(simulation, keys, Fact.delivered);
}

/** Where nobody goes on working whose lease or connection has ended, effects come in order too. */
export function finishedOutOfOrder(simulation: Simulation, keys: readonly string[]): string[] {
  const { trace } = simulation.world;
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kind(i);
    const isCutOff =
      kind === Fact.leaseEnded || kind === Fact.connectionClosed || kind === Fact.brokerDown;
    if (isCutOff) return [];
  }
  return outOfOrder(simulation, keys, Fact.effectApplied);
}

/** Nothing is stored again whose id was stored less than a window ago. */
export function storedWithinWindow({ world }: Simulation, windowUs: number): string[] {
  const { trace } = world;
  const storedAtUs = new Map<number, number>();
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { kind, message, atUs } = trace.entry(i);
    const sinceUs = atUs - (storedAtUs.get(message) ?? Number.NEGATIVE_INFINITY);
    if (kind === Fact.storedAgain && sinceUs < windowUs)
      found.push(`m${message} is stored again after ${sinceUs} µs`);
    if (kind === Fact.stored || kind === Fact.storedAgain) storedAtUs.set(message, atUs);
    if (kind === Fact.lost) storedAtUs.delete(message);
  }
  return found;
}
