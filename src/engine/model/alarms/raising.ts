/** raising is when a broker raises an alarm, and when that is over. */
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { Alarm } from './alarmTables.ts';

/** Whether it can take nothing more in. */
export function isShort(world: World, broker: number): boolean {
  return (
    isAtLimit(world, broker, Alarm.memory) ||
    isAtLimit(world, broker, Alarm.disk) ||
    world.alarms.alarms.isDiskFull[broker] === 1
  );
}

/** Somebody waits at its door, so the alarm of each limit that it has come to is up. */
export function raiseAtLimits(world: World, broker: number, cause: number): void {
  if (isAtLimit(world, broker, Alarm.memory)) raise(world, broker, Alarm.memory, cause);
  if (isAtLimit(world, broker, Alarm.disk)) raise(world, broker, Alarm.disk, cause);
}

/** Nobody waits at its door, so its alarms are over where there is room. */
export function clearBelowLimits(world: World, broker: number, cause: number): void {
  const isFull = world.alarms.alarms.isDiskFull[broker] === 1;
  if (!isAtLimit(world, broker, Alarm.memory)) clear(world, broker, Alarm.memory, cause);
  if (!isFull && !isAtLimit(world, broker, Alarm.disk)) clear(world, broker, Alarm.disk, cause);
}

export function raise(world: World, broker: number, alarm: number, cause: number): void {
  const { alarms } = world.alarms;
  if ((alarms.raised[broker] & alarm) !== 0) return;
  alarms.raised[broker] |= alarm;
  alarms.times[broker]++;
  alarms.raisedFact[broker] = recordOf(world, Fact.alarmRaised, broker, alarm, cause);
}

export function clear(world: World, broker: number, alarm: number, cause: number): void {
  const { alarms } = world.alarms;
  if ((alarms.raised[broker] & alarm) === 0) return;
  alarms.raised[broker] &= ~alarm;
  recordOf(world, Fact.alarmCleared, broker, alarm, cause);
}

function recordOf(
  world: World,
  kind: number,
  broker: number,
  alarm: number,
  cause: number,
): number {
  const rule = alarm === Alarm.memory ? Rule.memoryAlarm : Rule.diskAlarm;
  return world.record(kind, NO_MESSAGE, broker, usedOf(world, broker, alarm), cause, rule);
}

function isAtLimit(world: World, broker: number, alarm: number): boolean {
  const { memory, disk } = world.alarms.limitsOf[broker];
  return usedOf(world, broker, alarm) >= (alarm === Alarm.memory ? memory : disk);
}

/** What it holds: the messages of all its queues in memory, those of the durable ones on disk. */
function usedOf(world: World, broker: number, alarm: number): number {
  const { plan, queues } = world;
  let used = 0;
  for (const queue of plan.queuesOf[broker])
    if (alarm === Alarm.memory || queues.durable[queue] === 1) used += world.depthOf(queue);
  return used;
}
