/**
 * holding is what a broker under an alarm does with what publishers send: it does not read it. What has
 * come waits at its door, in order. Its publisher is told that it is blocked: it stops the clock by which it
 * would send again, and gets no confirm. Consumers are served as ever.
 *
 * Source: semantics.md R22 (RabbitMQ, alarms: publishing connections are blocked, and told so; those that only
 * consume go on).
 */
import { NO_EVENT, NO_ROW } from '../../kernel/index.ts';
import { Copy } from '../../lifecycles/index.ts';
import { Fact, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { Alarm } from './alarmTables.ts';
import { isShort, raiseAtLimits } from './raising.ts';

export function isBlocking(world: World, broker: number): boolean {
  return world.alarms.alarms.raised[broker] !== 0 || isShort(world, broker);
}

/** A publish has come to a broker that reads none. */
export function holdBack(world: World, broker: number, message: number): void {
  const { messages, copies, alarms } = world;
  const { heldBack } = alarms;
  raiseAtLimits(world, broker, messages.lastFact[message]);
  if (messages.timer[message] !== NO_EVENT) world.agenda.cancel(messages.timer[message]);
  messages.timer[message] = NO_EVENT;
  // Taken first: the columns may grow.
  const row = heldBack.take();
  heldBack.message[row] = message;
  heldBack.next[row] = 0;
  const of = alarms.alarms;
  if (of.last[broker] === 0) of.first[broker] = row + 1;
  else heldBack.next[of.last[broker] - 1] = row + 1;
  of.last[broker] = row + 1;
  of.held[broker]++;
  if (of.held[broker] > of.heldMax[broker]) of.heldMax[broker] = of.held[broker];
  const fact = world.record(
    Fact.heldBack,
    messages.number[message],
    messages.publisher[message],
    messages.attempts[message],
    of.raisedFact[broker],
    (of.raised[broker] & Alarm.memory) !== 0 ? Rule.memoryAlarm : Rule.diskAlarm,
  );
  messages.lastFact[message] = fact;
  for (let copy = messages.firstCopy[message]; copy !== NO_ROW; copy = copies.sibling[copy]) {
    if (copies.state[copy] === Copy.inTransit) copies.lastFact[copy] = fact;
  }
}

/** The message that has waited longest at a broker's door, which goes in now; NO_ROW: there is none. */
export function takeHeld({ alarms }: World, broker: number): number {
  const { heldBack } = alarms;
  const of = alarms.alarms;
  if (of.first[broker] === 0) return NO_ROW;
  const row = of.first[broker] - 1;
  of.first[broker] = heldBack.next[row];
  if (of.first[broker] === 0) of.last[broker] = 0;
  of.held[broker]--;
  const message = heldBack.message[row];
  heldBack.giveBack(row);
  return message;
}

/** Visits the messages at a broker's door, the oldest first. */
export function forEachHeld(
  { alarms }: World,
  broker: number,
  visit: (message: number) => void,
): void {
  const { message, next } = alarms.heldBack;
  for (let at = alarms.alarms.first[broker]; at !== 0; at = next[at - 1]) visit(message[at - 1]);
}
