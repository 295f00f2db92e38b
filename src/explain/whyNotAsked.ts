/** whyNotAsked is why a queue sends nothing to consumers that ask for their messages: none has a call open. */
import { Asking, NO_ROW, Rule, receiveOf } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { name } from './names.ts';
import type { Reason } from './Reason.ts';
import { messagePart, say } from './Sentence.ts';
import { firstInHand, whatOccupies } from './whatOccupies.ts';
import { time } from './words.ts';

/** Of the one that will ask first, among these; null: all of them are sent what they have room for. */
export function whyNotAsked(c: Chronicle, takers: readonly number[]): Reason | null {
  const { world } = c;
  if (!world.plan.receives) return null;
  const asking = takers.filter((consumer) => receiveOf(world, consumer) !== undefined);
  const { receivers, deliveries } = world;
  const dueUs = (consumer: number): number =>
    receivers.state[consumer] === Asking.not
      ? Number.POSITIVE_INFINITY
      : world.agenda.dueUs(receivers.due[consumer] ?? NO_ROW);
  const [first] = asking.toSorted((a, b) => dueUs(a) - dueUs(b));
  if (first === undefined) return null;
  const who = name(world, world.placeOf(first));
  switch (receivers.state[first]) {
    case Asking.pausing:
      return { clause: say`${who} asks again at ${time(dueUs(first))}`, rule: Rule.receive };
    case Asking.onWire:
      return { clause: say`the call of ${who} is on its way`, rule: Rule.receive };
    case Asking.answered:
      return { clause: say`the answer to ${who} is on its way`, rule: Rule.receive };
    default: {
      const delivery = firstInHand(world, first);
      if (delivery === NO_ROW) return { clause: say`${who} has not asked`, rule: Rule.receive };
      const it = messagePart(world.messageNumber(deliveries.copy[delivery] ?? NO_ROW));
      return {
        clause: say`${who} asks for no more until it is done with ${it}`,
        rule: Rule.receive,
        behind: whatOccupies(c, delivery),
      };
    }
  }
}
