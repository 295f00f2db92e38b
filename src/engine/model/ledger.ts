/** ledger is where effects are counted by order, so that a second one of the same order is seen. */
import { Fact } from '../trace/index.ts';
import { KeyMode } from './tables.ts';
import type { World } from './World.ts';

/** The key of an order is recorded: the ledger's top bit. The rest counts effects. */
const SEEN = 128;
const COUNT = 127;

/**
 * Looks an order's key up before the work on it. True: the key is known, and there is nothing to do.
 * A consumer that records keys before the effect records this one now.
 */
export function isKnown(world: World, group: number, order: number): boolean {
  const keyMode = world.groups.idempotencyKey[group];
  if (keyMode === KeyMode.none) return false;
  const entry = world.ledgers[group].get(order);
  if (entry & SEEN) return true;
  if (keyMode === KeyMode.beforeEffect) world.ledgers[group].set(order, entry | SEEN);
  return false;
}

/** Counts an effect, and says what it was: applied, repeated, or suppressed by its key. */
export function countEffect(world: World, group: number, order: number, wasKnown: boolean): number {
  const { groups, ledgers } = world;
  const entry = ledgers[group].get(order);
  const done = entry & COUNT;
  const keyMode = groups.idempotencyKey[group];
  if (wasKnown || (keyMode === KeyMode.withEffect && (entry & SEEN) !== 0)) {
    groups.suppressedEffects[group]++;
    return Fact.effectSuppressed;
  }
  groups.effects[group]++;
  const seen = keyMode === KeyMode.withEffect ? SEEN : entry & SEEN;
  ledgers[group].set(order, seen | Math.min(done + 1, COUNT));
  if (done === 0) return Fact.effectApplied;
  groups.duplicateEffects[group]++;
  return Fact.effectRepeated;
}
