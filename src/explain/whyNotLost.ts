/** whyNotLost is what keeps a message: its producer, a disk, a memory, its effect, a dead-letter queue. */
import { Copy, CopyFlag, Fact, NO_FACT, NO_ROW, Rule } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import type { CopyLife } from './lifeOf.ts';
import { name, the } from './names.ts';
import type { Reason } from './Reason.ts';
import { say } from './Sentence.ts';
import { theBroker } from './whoWas.ts';
import { isWithProducer } from './whyNotDone.ts';

/** Of a copy that is still somewhere in the tables. */
export function whyNotLost(c: Chronicle, copy: number): Reason {
  const { world } = c;
  const { copies, messages } = world;
  const message = copies.message[copy] ?? NO_ROW;
  const queue = copies.queue[copy] ?? NO_ROW;
  const isOnDisk = ((copies.flags[copy] ?? 0) & CopyFlag.onDisk) !== 0;
  const state = copies.state[copy];
  if (state === Copy.handedOver) {
    const consumer = world.deliveries.consumer[copies.delivery[copy] ?? NO_ROW] ?? NO_ROW;
    const who = consumer === NO_ROW ? 'its consumer' : name(world, world.placeOf(consumer));
    return { clause: say`${who} has it, though nobody else does`, rule: Rule.ackBeforeWork };
  }
  if (state !== Copy.inTransit && isOnDisk)
    return {
      clause: say`it is on the disk of ${theBroker(c, queue)}`,
      rule: state === Copy.unacked ? Rule.ackAfterWork : Rule.onDisk,
    };
  if (isWithProducer(world, message))
    return {
      clause: say`${name(world, messages.publisher[message] ?? NO_ROW)} keeps it until the confirm`,
      rule: Rule.producerKeepsIt,
    };
  if (state === Copy.inTransit)
    return {
      clause: say`it is still on its way, though nobody keeps another one`,
      rule: Rule.noConfirmAsked,
    };
  return {
    clause: say`${theBroker(c, queue)} is up and has it in memory, though not on disk`,
    rule: Rule.memoryOnly,
  };
}

const effects: ReadonlySet<number> = new Set([
  Fact.effectApplied,
  Fact.effectRepeated,
  Fact.effectSuppressed,
]);

/** Of a copy whose story is over: done, a dead letter, or refused. */
export function whyNeverLost(c: Chronicle, copy: CopyLife): Reason {
  const { last, queue, state } = copy;
  if (state === 'done') {
    const effect = c.messages.latestOf(last.message, effects, c.length);
    return {
      clause: say`its work was done before ${the(c.world, queue)} let go of it`,
      rule: Rule.ackAfterWork,
      fact: effect === NO_FACT ? last.index : effect,
    };
  }
  if (state === 'deadLettered')
    return { clause: 'it is kept as a dead letter', rule: last.rule, fact: last.index };
  return {
    clause: 'its producer was told that it was not taken',
    rule: last.rule,
    fact: last.index,
  };
}
