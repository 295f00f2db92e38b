/**
 * watching raises the alarms of a broker and clears them, after each event: too many messages in memory,
 * too many records on its disk, or a disk that is full. For each message that goes, one is read of those
 * that wait at its door; an alarm about a limit is over when none waits there any more.
 *
 * What counts: each message that a queue has (ready, delayed, unacked) in memory; of a durable queue also on
 * disk. Real brokers count bytes, and look every few seconds.
 */
import { NO_ROW } from '../../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../../trace/index.ts';
import { readPublish, waitForConfirm } from '../publishing.ts';
import type { World } from '../World.ts';
import { Alarm } from './alarmTables.ts';
import { takeHeld } from './holding.ts';

/** What happened is the cause of what is raised or cleared now. */
export function watchAlarms(world: World): void {
  for (const broker of world.alarms.brokers) {
    if (!world.isRunning(broker)) continue;
    look(world, broker);
    while (!isShort(world, broker)) {
      const message = takeHeld(world, broker);
      if (message === NO_ROW) break;
      waitForConfirm(world, message);
      readPublish(world, message, Rule.none);
      look(world, broker);
    }
  }
}

/** Whether it can take nothing more in. */
function isShort(world: World, broker: number): boolean {
  const { limitsOf, queuesOf, durableOf, alarms } = world.alarms;
  const { memory, disk } = limitsOf[broker];
  return (
    alarms.isDiskFull[broker] === 1 ||
    depthOf(world, queuesOf[broker]) >= memory ||
    depthOf(world, durableOf[broker]) >= disk
  );
}

function look(world: World, broker: number): void {
  const { limitsOf, queuesOf, durableOf, alarms } = world.alarms;
  const { memory, disk } = limitsOf[broker];
  const inMemory = depthOf(world, queuesOf[broker]);
  turn(world, broker, Alarm.memory, inMemory >= memory, inMemory, Rule.memoryAlarm);
  const onDisk = depthOf(world, durableOf[broker]);
  const isFull = onDisk >= disk || alarms.isDiskFull[broker] === 1;
  turn(world, broker, Alarm.disk, isFull, onDisk, Rule.diskAlarm);
}

function depthOf(world: World, queues: readonly number[]): number {
  let depth = 0;
  for (const queue of queues) depth += world.depthOf(queue);
  return depth;
}

function turn(
  world: World,
  broker: number,
  alarm: number,
  isRaised: boolean,
  used: number,
  rule: number,
): void {
  const { alarms } = world.alarms;
  const was = (alarms.raised[broker] & alarm) !== 0;
  if (was === isRaised) return;
  // A place that is free goes to whoever waits: the alarm goes on.
  if (was && hasLimit(world, broker, alarm) && alarms.held[broker] > 0) return;
  const cause = world.trace.length - 1;
  const kind = isRaised ? Fact.alarmRaised : Fact.alarmCleared;
  const fact = world.record(kind, NO_MESSAGE, broker, used, cause, rule);
  if (isRaised) {
    alarms.raised[broker] |= alarm;
    alarms.raisedFact[broker] = fact;
    alarms.times[broker]++;
  } else alarms.raised[broker] &= ~alarm;
}

function hasLimit({ alarms }: World, broker: number, alarm: number): boolean {
  const { memory, disk } = alarms.limitsOf[broker];
  return (alarm === Alarm.memory ? memory : disk) !== Number.POSITIVE_INFINITY;
}

/** A broker that goes down looks at nothing; what waits at its door is lost like what is on its wires. */
export function alarmsStop(world: World, broker: number): void {
  world.alarms.alarms.raised[broker] = 0;
  let message = takeHeld(world, broker);
  for (; message !== NO_ROW; message = takeHeld(world, broker))
    readPublish(world, message, Rule.brokerUnreachable);
}
