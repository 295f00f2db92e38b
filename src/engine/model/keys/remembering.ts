/**
 * remembering is what becomes of keys that are not kept for ever: a store forgets each after its time to
 * live, and one that is only in memory goes with its process.
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_FACT, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { Class, Event } from '../eventKinds.ts';
import { KeyMode } from '../tables.ts';
import type { World } from '../World.ts';
import { Key } from './keyTables.ts';

/** The place of the store that a consumer looks into: its group's, or its own. */
function storeOf(world: World, consumer: number): number {
  const group = world.consumers.group[consumer];
  return world.keyStores.keepers.inMemory[group] === 1 ? world.placeOf(consumer) : group;
}

/** Whether a consumer finds the key of an order in its store. */
export function isRemembered(world: World, consumer: number, order: number): boolean {
  const { keyStores } = world;
  const row = keyStores.find(storeOf(world, consumer), order);
  return row !== NO_ROW && keyStores.keys.state[row] === Key.remembered;
}

/** A consumer records the key of an order, together with what this fact tells. */
export function remember(
  world: World,
  consumer: number,
  order: number,
  message: number,
  fact: number,
): void {
  const { keyStores, agenda } = world;
  const { keys, stores, keepers } = keyStores;
  const place = storeOf(world, consumer);
  const store = keyStores.store(place);
  let row = keyStores.find(place, order);
  const isThere = row !== NO_ROW && keys.state[row] === Key.remembered;
  if (row === NO_ROW) row = keyStores.add(place, order);
  else if (isThere && keys.timer[row] !== NO_EVENT) agenda.cancel(keys.timer[row]);
  if (!isThere) stores.remembered[store]++;
  keys.message[row] = message;
  keys.state[row] = Key.remembered;
  keys.lastFact[row] = fact;
  const ttlUs = keepers.ttlUs[world.consumers.group[consumer]];
  // As with a lease: whoever looks at the very instant at which a key ends is too late.
  keys.timer[row] =
    ttlUs === Number.POSITIVE_INFINITY
      ? NO_EVENT
      : agenda.schedule(world.nowUs + ttlUs, Class.lease, Event.keyExpires, row);
}

/** A key has been remembered for its time. */
export function keyExpires(world: World, row: number): void {
  const { keys, stores } = world.keyStores;
  const place = keys.place[row];
  const store = world.keyStores.store(place);
  keys.timer[row] = NO_EVENT;
  keys.state[row] = Key.forgotten;
  keys.lastFact[row] = world.record(
    Fact.keyForgotten,
    keys.message[row],
    place,
    --stores.remembered[store],
    keys.lastFact[row],
    Rule.keyTimeToLive,
  );
  stores.forgotten[store]++;
}

/** A process dies, and with it the keys that only it knew. */
export function loseKeys(world: World, consumer: number, cause: number): void {
  const { keyStores, agenda } = world;
  const { keys, stores } = keyStores;
  const place = world.placeOf(consumer);
  const rows = keyStores.rememberedKeys(place);
  if (rows.length === 0) return;
  const store = keyStores.store(place);
  const fact = world.record(
    Fact.keysLost,
    NO_MESSAGE,
    place,
    rows.length,
    cause,
    Rule.keysInMemory,
  );
  for (const row of rows) {
    if (keys.timer[row] !== NO_EVENT) agenda.cancel(keys.timer[row]);
    keys.timer[row] = NO_EVENT;
    keys.state[row] = Key.lost;
    keys.lastFact[row] = fact;
  }
  stores.remembered[store] = 0;
  stores.lost[store] += rows.length;
}

/** Why an order has its effect again although keys are recorded: a rule, and the fact it rests on or NO_FACT. */
export function whyUnknown(
  world: World,
  consumer: number,
  order: number,
): { readonly rule: number; readonly cause: number } {
  const { keyStores, groups, consumers } = world;
  const { keys } = keyStores;
  const group = consumers.group[consumer];
  const own = keyStores.find(storeOf(world, consumer), order);
  const other = own === NO_ROW ? inAnotherStore(world, group, order) : NO_ROW;
  if (other !== NO_ROW) return { rule: Rule.keyElsewhere, cause: keys.lastFact[other] };
  const cause = own === NO_ROW ? NO_FACT : keys.lastFact[own];
  if (own !== NO_ROW && keys.state[own] === Key.forgotten) {
    return { rule: Rule.keyTimeToLive, cause };
  }
  if (own !== NO_ROW && keys.state[own] === Key.lost) return { rule: Rule.keysInMemory, cause };
  const isLate = groups.idempotencyKey[group] === KeyMode.afterEffect;
  return { rule: isLate ? Rule.keyNotYet : Rule.noIdempotencyKey, cause };
}

/** The key of an order in the store of another consumer of the group, the first that has had it. */
function inAnotherStore(world: World, group: number, order: number): number {
  const { consumers, keyStores } = world;
  for (let other = 0; other < consumers.rows; other++) {
    if (consumers.group[other] !== group) continue;
    const row = keyStores.find(world.placeOf(other), order);
    if (row !== NO_ROW) return row;
  }
  return keyStores.find(group, order);
}
