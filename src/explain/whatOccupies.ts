/** whatOccupies is what a consumer is busy with that could take another message instead. */
import { Delivering, Fact, NO_FACT, NO_NODE, NO_ROW, Rule, type World } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { name } from './names.ts';
import type { Past, Reason } from './Reason.ts';
import { messagePart, type Piece, say } from './Sentence.ts';
import { ordinal, time } from './words.ts';

/** The delivery that a consumer is busy with: the oldest begun, else the oldest it has. */
export function firstInHand({ consumers, deliveries }: World, consumer: number): number {
  const first = consumers.firstDelivery[consumer] ?? NO_ROW;
  let delivery = first;
  while (delivery !== NO_ROW && deliveries.state[delivery] !== Delivering.working)
    delivery = deliveries.next[delivery] ?? NO_ROW;
  return delivery === NO_ROW ? first : delivery;
}

/** What is going on with a delivery that takes up its consumer. */
export function whatOccupies(c: Chronicle, delivery: number): Reason | Past | null {
  const { world } = c;
  const { consumers, deliveries } = world;
  if (delivery === NO_ROW) return null;
  const copy = deliveries.copy[delivery] ?? NO_ROW;
  const consumer = deliveries.consumer[delivery] ?? NO_ROW;
  const who = name(world, world.placeOf(consumer));
  const it = messagePart(world.messageNumber(copy));
  const nth = deliveries.number[delivery] ?? 1;
  const again: Piece = nth > 1 ? `, its ${ordinal(nth)} delivery` : '';
  const fact = deliveries.lastFact[delivery] ?? NO_FACT;
  if (!world.isAlive(consumer)) {
    const crash = c.turns.before(world.placeOf(consumer), c.length);
    return {
      clause: say`the broker does not know yet that ${who} is gone`,
      rule: Rule.connectionSeen,
      behind: crash === NO_FACT ? null : { past: crash },
    };
  }
  switch (deliveries.state[delivery]) {
    case Delivering.working:
      return {
        clause: say`${who} is working on ${it} until ${time(deliveries.endsAtUs[delivery] ?? 0)}${again}`,
        rule: Rule.work,
        fact,
        behind: whyAgain(c, copy),
      };
    case Delivering.settling:
      return { clause: say`the answer for ${it} is on its way`, rule: Rule.ackAfterWork, fact };
    case Delivering.onWire:
      return { clause: say`${it} is on its way to ${who}${again}`, rule: Rule.prefetch, fact };
    default:
      return {
        clause: world.isByHand(consumers.group[consumer] ?? NO_NODE)
          ? say`${who} has not said what became of ${it}`
          : say`${who} holds ${it}${again}`,
        rule: Rule.ackAfterWork,
        fact,
      };
  }
}

/** A message that failed before comes again because it failed. */
function whyAgain(c: Chronicle, copy: number): Past | null {
  const number = c.world.messageNumber(copy);
  const failed = c.messages.latestOf(number, failing, c.length);
  return failed === NO_FACT ? null : { past: failed };
}

const failing: ReadonlySet<number> = new Set([Fact.attemptFailed]);
