/** raising is when a broker raises an alarm, and when that is over. */
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import type { World } from '../World.ts';
import { Alarm } from './alarmTables.ts';

/** Whether it can take nothing more in. */
export function isShort(world: World, broker: number): boolean {
  return (
    isMemoryShort(world, broker) ||
    isDiskShort(world, broker) ||
    world.alarms.alarms.isDiskFull[broker] === 1
  );
}

/** A publish is the first that it does not read. */
export function raiseFor(world: World, broker: number, message: number): void {
  const cause = world.messages.lastFact[message];
  if (isMemoryShort(world, broker)) raise(world, broker, Alarm.memory, cause);
  if (isDiskShort(world, broker)) raise(world, broker, Alarm.disk, cause);
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
  const { queuesOf, durableOf } = world.alarms;
  const isMemory = alarm === Alarm.memory;
  const used = depthOf(world, (isMemory ? queuesOf : durableOf)[broker]);
  const rule = isMemory ? Rule.memoryAlarm : Rule.diskAlarm;
  return world.record(kind, NO_MESSAGE, broker, used, cause, rule);
}

export function isMemoryShort(world: World, broker: number): boolean {
  const { limitsOf, queuesOf } = world.alarms;
  return depthOf(world, queuesOf[broker]) >= limitsOf[broker].memory;
}

export function isDiskShort(world: World, broker: number): boolean {
  const { limitsOf, durableOf } = world.alarms;
  return depthOf(world, durableOf[broker]) >= limitsOf[broker].disk;
}

function depthOf(world: World, queues: readonly number[]): number {
  let depth = 0;
  for (const queue of queues) depth += world.depthOf(queue);
  return depth;
}
