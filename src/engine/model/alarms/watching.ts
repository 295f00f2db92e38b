/**
 * watching lets in, after each event, what waits at the door of a broker: one message for each that has gone, for
 * as long as there is room. When nobody waits any more, its alarm is over. A disk that somebody has filled raises
 * its alarm at once; unless it has a limit as well, that is over at once when there is room again.
 *
 * What counts: each message that a queue has (ready, delayed, unacked) in memory; of a durable queue also on
 * disk. Real brokers count bytes, and look every few seconds.
 */
import { NO_ROW } from '../../kernel/index.ts';
import { Rule } from '../../trace/index.ts';
import { readPublish, waitForConfirm } from '../publishing.ts';
import type { World } from '../World.ts';
import { Alarm } from './alarmTables.ts';
import { takeHeld } from './holding.ts';
import { clear, clearBelowLimits, isShort, raise, raiseAtLimits } from './raising.ts';

export function watchAlarms(world: World): void {
  const { alarms, brokers, limitsOf } = world.alarms;
  for (const broker of brokers) {
    if (!world.isRunning(broker)) continue;
    // What has just happened is the cause.
    const cause = world.trace.length - 1;
    if (alarms.isDiskFull[broker] === 1) raise(world, broker, Alarm.disk, cause);
    // Without a limit nothing else can have filled it.
    else if (limitsOf[broker].disk === Number.POSITIVE_INFINITY)
      clear(world, broker, Alarm.disk, cause);
    if (alarms.held[broker] > 0) letIn(world, broker);
    if (alarms.held[broker] > 0) raiseAtLimits(world, broker, world.trace.length - 1);
    else if (alarms.raised[broker] !== 0) clearBelowLimits(world, broker, world.trace.length - 1);
  }
}

/** What has waited longest is read first, for as long as there is room. */
function letIn(world: World, broker: number): void {
  while (!isShort(world, broker)) {
    const message = takeHeld(world, broker);
    if (message === NO_ROW) break;
    waitForConfirm(world, message);
    readPublish(world, message, Rule.none);
  }
}

/** A broker that goes down looks at nothing; what waits at its door is lost like what is on its wires. */
export function alarmsStop(world: World, broker: number): void {
  world.alarms.alarms.raised[broker] = 0;
  let message = takeHeld(world, broker);
  for (; message !== NO_ROW; message = takeHeld(world, broker))
    readPublish(world, message, Rule.brokerUnreachable);
}
