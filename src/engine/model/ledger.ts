/** ledger is where effects are counted by order, so that a second one of the same order is seen. */
import { Fact, NO_FACT, Rule } from '../trace/index.ts';
import { isRemembered, remember, whyUnknown } from './keys/remembering.ts';
import { KeyMode } from './tables.ts';
import type { World } from './World.ts';

/** The key of an order is recorded: the ledger's top bit. The rest counts effects. */
const SEEN = 128;
const COUNT = 127;

/**
 * Looks an order's key up before the work on it, which a fact says has begun. True: the key is known, and
 * there is nothing to do. A consumer that records keys before the effect records this one now.
 */
export function isKnown(
  world: World,
  consumer: number,
  order: number,
  message: number,
  fact: number,
): boolean {
  const group = world.consumers.group[consumer];
  const keyMode = world.groups.idempotencyKey[group];
  if (keyMode === KeyMode.none) return false;
  if (isSeen(world, consumer, group, order)) return true;
  if (keyMode === KeyMode.beforeEffect) writeKey(world, consumer, order, message, fact);
  return false;
}

function isSeen(world: World, consumer: number, group: number, order: number): boolean {
  return world.keyStores.hasStore[group] === 1
    ? isRemembered(world, consumer, order)
    : (world.ledgers[group].get(order) & SEEN) !== 0;
}

/** Records the key of an order where the consumer keeps its keys. */
export function writeKey(
  world: World,
  consumer: number,
  order: number,
  message: number,
  fact: number,
): void {
  const group = world.consumers.group[consumer];
  if (world.keyStores.hasStore[group] === 1) remember(world, consumer, order, message, fact);
  else world.ledgers[group].set(order, world.ledgers[group].get(order) | SEEN);
}

/** Counts an effect, and says what it was: applied, repeated, or suppressed by its key. */
export function countEffect(
  world: World,
  consumer: number,
  group: number,
  order: number,
  wasKnown: boolean,
): number {
  const { groups, ledgers } = world;
  const keyMode = groups.idempotencyKey[group];
  if (wasKnown || (keyMode === KeyMode.withEffect && isSeen(world, consumer, group, order))) {
    groups.suppressedEffects[group]++;
    return Fact.effectSuppressed;
  }
  const entry = ledgers[group].get(order);
  const done = entry & COUNT;
  groups.effects[group]++;
  const seen = keyMode === KeyMode.withEffect ? SEEN : entry & SEEN;
  ledgers[group].set(order, seen | Math.min(done + 1, COUNT));
  if (done === 0) return Fact.effectApplied;
  groups.duplicateEffects[group]++;
  return Fact.effectRepeated;
}

/** What an effect rests on, where it is not just the work. */
const effectRules: Readonly<Record<number, number>> = {
  [Fact.effectSuppressed]: Rule.idempotencyKey,
  [Fact.effectRepeated]: Rule.noIdempotencyKey,
};

/**
 * Records an effect of this kind, which followed from the work that a fact tells of. Of a repeated one it
 * says why no key has stopped it. Where key and effect are one step, the key is recorded with it.
 */
export function recordEffect(
  world: World,
  consumer: number,
  order: number,
  message: number,
  count: number,
  kind: number,
  work: number,
): number {
  const group = world.consumers.group[consumer];
  const keyMode = world.groups.idempotencyKey[group];
  let rule = effectRules[kind] ?? Rule.work;
  let cause = work;
  if (kind === Fact.effectRepeated && keyMode !== KeyMode.none) {
    const why = whyUnknown(world, consumer, order);
    rule = why.rule;
    if (why.cause !== NO_FACT) cause = why.cause;
  }
  const fact = world.record(kind, message, world.placeOf(consumer), count, cause, rule);
  const isRecorded = keyMode === KeyMode.withEffect && kind !== Fact.effectSuppressed;
  if (isRecorded && world.keyStores.hasStore[group] === 1)
    remember(world, consumer, order, message, fact);
  return fact;
}
