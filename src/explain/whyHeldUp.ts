/**
 * whyHeldUp is why a ready message is not handed out: what stands ahead of it, who would take it and
 * cannot, who is not there. It asks the very questions that delivering asks, in the same order.
 */
import {
  Consumer,
  Copy,
  Fact,
  hasRoom,
  isServed,
  NO_FACT,
  NO_NODE,
  NO_ROW,
  Rule,
  type World,
} from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { name, nodeCalled, the } from './names.ts';
import type { Past, Reason } from './Reason.ts';
import { messagePart, say } from './Sentence.ts';
import { latestAct } from './settingAt.ts';
import { firstInHand, whatOccupies } from './whatOccupies.ts';
import { theBroker } from './whoWas.ts';
import { whyNotAsked } from './whyNotAsked.ts';
import { whyStandsStill } from './whyOfReplicas.ts';
import { counted } from './words.ts';

/** Why this ready copy waits. */
export function whyHeldUp(c: Chronicle, copy: number): Reason | Past {
  const { copies } = c.world;
  const queue = copies.queue[copy] ?? NO_NODE;
  const down = brokerDown(c, queue);
  if (down !== null) return down;
  const still = whyStandsStill(c, queue);
  if (still !== null) return still;
  const keyed = keyInFlight(c, copy);
  if (keyed !== null) return keyed;
  const ahead = aheadOf(c.world, copy);
  if (ahead.count === 0) return noTaker(c, queue);
  const first = messagePart(c.world.messageNumber(ahead.first));
  return {
    clause:
      ahead.count === 1
        ? say`${first} is ahead of it in ${the(c.world, queue)}`
        : say`${counted(ahead.count, 'message')} are ahead of it in ${the(c.world, queue)}, ${first} first`,
    rule: Rule.none,
    behind: keyInFlight(c, ahead.first) ?? noTaker(c, queue),
  };
}

/** Its broker takes and hands out nothing. */
export function brokerDown(c: Chronicle, queue: number): Reason | Past | null {
  const { world, turns, trace } = c;
  const broker = world.plan.brokerOf[queue] ?? NO_NODE;
  if (broker === NO_NODE || world.isRunning(broker)) return null;
  const turn = turns.before(broker, c.length);
  const rule = Rule.brokerUnreachable;
  const isStarting = turn !== NO_FACT && trace.kind(turn) === Fact.brokerStarted;
  if (turn !== NO_FACT && !isStarting) return { past: turn, rule };
  return { clause: say`${theBroker(c, queue)} is still starting`, rule, behind: pastOf(turn) };
}

/** Another message of its key is with a consumer, or waits out its backoff. */
function keyInFlight(c: Chronicle, copy: number): Reason | null {
  const { copies, letters, order } = c.world;
  const queue = copies.queue[copy] ?? NO_NODE;
  const lane = letters.lane[copies.letter[copy] ?? NO_ROW] ?? NO_ROW;
  if (order.nodes.perKeyInFlight[queue] !== 1 || lane === NO_ROW) return null;
  for (let other = 0; other < copies.rows; other++) {
    const state = copies.state[other];
    if (copies.queue[other] !== queue || letters.lane[copies.letter[other] ?? NO_ROW] !== lane)
      continue;
    if (state !== Copy.unacked && state !== Copy.delayed) continue;
    const it = messagePart(c.world.messageNumber(other));
    return {
      clause: say`${it}, of the same key, is ${state === Copy.delayed ? 'waiting out its backoff' : 'in flight'}`,
      rule: Rule.perKeyInFlight,
      behind: state === Copy.delayed ? null : whatOccupies(c, copies.delivery[other] ?? NO_ROW),
    };
  }
  return null;
}

interface Ahead {
  readonly count: number;
  /** The first of all. */
  readonly first: number;
}

function aheadOf({ copies }: World, copy: number): Ahead {
  let count = 0;
  let first = copy;
  for (
    let at = copies.previous[copy] ?? NO_ROW;
    at !== NO_ROW;
    at = copies.previous[at] ?? NO_ROW
  ) {
    count++;
    first = at;
  }
  return { count, first };
}

/** Why nobody takes what stands at the head of this queue. */
function noTaker(c: Chronicle, queue: number): Reason | Past {
  const { world } = c;
  const here = consumersOf(world, queue);
  const served = here.filter((consumer) => isServed(world, consumer));
  if (here.length === 0)
    return { clause: say`nobody takes from ${the(world, queue)}`, rule: Rule.roundRobin };
  if (served.length === 0) return nobodyServed(c, here);
  const active = world.policies.active[queue] ?? NO_ROW;
  const isSingle = world.queues.hasPolicy[queue] === 1 && world.policies.singleActive[queue] === 1;
  const full = isSingle && active !== NO_ROW ? [active] : served;
  return full.some((consumer) => hasRoom(world, consumer))
    ? { clause: NOBODY_KNOWS, rule: Rule.none }
    : (whyNotAsked(c, full) ?? allFull(c, full, isSingle));
}

/** There is no such state between two events; a test says so. */
export const NOBODY_KNOWS = 'nothing that is known holds it up';

/** All that take from a queue and have not left. */
function consumersOf({ consumers }: World, queue: number): number[] {
  return Array.from({ length: consumers.rows }, (_, consumer) => consumer).filter(
    (consumer) =>
      consumers.queue[consumer] === queue && consumers.state[consumer] !== Consumer.removed,
  );
}

function nobodyServed(c: Chronicle, here: readonly number[]): Reason | Past {
  const { world } = c;
  const [only = NO_ROW] = here;
  const dead = here.filter((consumer) => !world.isAlive(consumer));
  // Of several it is told why the last one went: until then there was somebody.
  const last = dead
    .map((consumer) => c.turns.before(world.placeOf(consumer), c.length))
    .reduce((latest, turn) => Math.max(latest, turn), NO_FACT);
  if (dead.length === here.length && last !== NO_FACT) {
    const rule = Rule.roundRobin;
    if (here.length === 1) return { past: last, rule };
    const all = `all ${counted(here.length, 'consumer')} are down`;
    return { clause: all, rule, behind: { past: last } };
  }
  const away = here.find((consumer) => world.isAlive(consumer)) ?? only;
  return notServed(c, away);
}

/** Why a consumer that lives is sent nothing. */
function notServed(c: Chronicle, consumer: number): Reason {
  const { world } = c;
  const { plan, wires, consumers } = world;
  const group = consumers.group[consumer] ?? NO_NODE;
  const wire = plan.subscriptionOf[group] ?? NO_NODE;
  const who = name(world, world.placeOf(consumer));
  if (consumers.state[consumer] === Consumer.leaving)
    return { clause: say`${who} is leaving and takes nothing new`, rule: Rule.roundRobin };
  if (wires.isCut[wire] === 1)
    return {
      clause: say`the wire to ${who} is cut`,
      rule: Rule.wireCut,
      behind: pastOf(cutOf(c, wire)),
    };
  if (world.isByHand(group))
    return { clause: say`${who} has not asked for messages`, rule: Rule.get };
  return { clause: say`${who} has no connection to the broker`, rule: Rule.roundRobin };
}

/** Who cut a wire last. */
function cutOf(c: Chronicle, wire: number): number {
  const { plan } = c.world;
  return latestAct(
    c,
    c.length,
    (act) =>
      act.kind === 'cutWire' &&
      plan.wireFrom[wire] === nodeCalled(plan, act.from) &&
      plan.wireTo[wire] === nodeCalled(plan, act.to),
  );
}

function pastOf(fact: number): Past | null {
  return fact === NO_FACT ? null : { past: fact };
}

/** Each of these holds as many messages as it may. */
function allFull(c: Chronicle, full: readonly number[], isSingle: boolean): Reason {
  const { world } = c;
  const { consumers, groups, deliveries } = world;
  const [only = NO_ROW] = full;
  const limit = groups.prefetchLimit[consumers.group[only] ?? NO_NODE] ?? 0;
  const who = name(world, world.placeOf(only));
  const busiest = full.find((consumer) => world.isAlive(consumer)) ?? only;
  const oldest = firstInHand(world, busiest);
  const one = deliveries.rows > 0 && limit === 1 ? 'its one message' : `${limit} messages`;
  return {
    clause:
      full.length > 1
        ? say`each of its ${String(full.length)} consumers holds as many as its prefetch allows`
        : isSingle
          ? say`only ${who} is served, which holds as many as it may`
          : say`${who} holds ${one}, all that its prefetch allows`,
    rule: isSingle ? Rule.singleActive : Rule.prefetch,
    behind: oldest === NO_ROW ? null : whatOccupies(c, oldest),
  };
}
