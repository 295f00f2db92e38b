/** survival says what of a queue is on disk, and what a crash of its broker has taken. */
import {
  Broker,
  Copy,
  CopyFlag,
  Fact,
  FlushKind,
  MessageFlag,
  NO_ROW,
  type Plan,
  type World,
} from '../../engine/index.ts';
import { at, type Look } from './Look.ts';

/** How many of the ready ones are on disk, counted from the oldest; null where none ever is. */
export function keptOf({ world, plan }: Look, queue: number): number | null {
  const { queues, copies, messages } = world;
  const isWritten =
    at(queues.durable, queue) === 1 && at(queues.flushKind, queue) !== FlushKind.never;
  const persistent = persistenceOf(plan, queue);
  if (!isWritten || (persistent.length > 0 && !persistent.includes(true))) return null;
  // What is written is written in order, unless somebody publishes what is never written.
  const isInOrder = !persistent.includes(false);
  let notYet = 0;
  for (let copy = at(queues.tail, queue); copy !== NO_ROW; copy = at(copies.previous, copy)) {
    const isTransient =
      (at(messages.flags, at(copies.message, copy)) & MessageFlag.persistent) === 0;
    const isOnDisk = (at(copies.flags, copy) & CopyFlag.onDisk) !== 0;
    if (!isOnDisk || isTransient) notYet++;
    else if (isInOrder) break;
  }
  return world.countOf(queue, Copy.ready) - notYet;
}

/** Whether what each publisher of a queue hands over is marked persistent. */
function persistenceOf(plan: Plan, queue: number): boolean[] {
  return plan.nodes.flatMap((node, i) => {
    if (node.kind !== 'producer' && node.kind !== 'service') return [];
    const reaches = (plan.wiresFrom[i] ?? []).some((wire) =>
      (plan.routes[at(plan.wireTo, wire)] ?? []).includes(queue),
    );
    return reaches ? [node.publishing.persistent] : [];
  });
}

/** How many of this queue's messages the broker's crash took, while it is down. */
export function lostInCrash({ plan, brokers, trace }: World, queue: number): number {
  const broker = at(plan.brokerOf, queue);
  if (at(brokers.state, broker) !== Broker.down) return 0;
  let lost = 0;
  // The losses are recorded right after the crash, in its own instant.
  const from = at(brokers.lastFact, broker);
  if (from < 0 || trace.known <= from || trace.kind(from) !== Fact.brokerDown) return 0;
  const atUs = trace.atUs(from);
  for (let i = from + 1; i < trace.length && trace.atUs(i) === atUs; i++) {
    if (trace.kind(i) === Fact.lost && trace.place(i) === queue && trace.cause(i) === from) lost++;
  }
  return lost;
}
