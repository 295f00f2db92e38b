/** lensOf is the finest rung: one message and all there is to say of it now, as a card with fields. */
import {
  Copy,
  CopyFlag,
  Delivering,
  forEachLease,
  MessageFlag,
  NO_ROW,
  type World,
} from '../../engine/index.ts';
import { type CopyStory, storyOf } from '../../explain/index.ts';
import type { MarkKind, MarkOptions } from '../marks/index.ts';
import { at } from '../scene/Look.ts';
import { counted, nameOf, ordinal, remaining, timed } from '../scene/words.ts';

export interface LensField {
  readonly label: string;
  readonly value: string;
}

/** One of its copies: where, in which state, and what is known of it there. */
export interface LensCopy {
  readonly kind: MarkKind;
  readonly options: MarkOptions;
  readonly title: string;
  readonly words: string;
  readonly fields: readonly LensField[];
}

export interface Lens {
  readonly message: number;
  /** "m1936" */
  readonly name: string;
  /** "published by Payment service at 16.484 s, confirmed" */
  readonly title: string;
  readonly fields: readonly LensField[];
  readonly copies: readonly LensCopy[];
}

export function lensOf(world: World, message: number): Lens {
  const story = storyOf(world, world.trace, message);
  const rows = copiesOf(world, message);
  const [first = NO_ROW] = rows;
  return {
    message,
    name: nameOf(message),
    title: story.title,
    fields: first === NO_ROW ? [] : messageFields(world, at(world.copies.message, first)),
    copies: story.copies.map((copy) => lensCopy(world, rows, copy)),
  };
}

/** Rows of its copies that are still there. */
function copiesOf(world: World, message: number): number[] {
  const { copies } = world;
  const rows: number[] = [];
  for (let copy = 0; copy < copies.rows; copy++) {
    if (at(copies.queue, copy) !== NO_ROW && world.messageNumber(copy) === message) rows.push(copy);
  }
  return rows;
}

function messageFields(world: World, row: number): LensField[] {
  const { messages, order, nowUs } = world;
  const fields = [
    { label: 'order', value: counted(at(messages.order, row)) },
    { label: 'age', value: timed(nowUs - at(messages.offeredAtUs, row)) },
  ];
  const key = order.isOn ? at(order.messages.key, row) : NO_ROW;
  if (key !== NO_ROW) fields.splice(1, 0, { label: 'key', value: world.words.textOf(key) });
  return fields;
}

function lensCopy(world: World, rows: readonly number[], story: CopyStory): LensCopy {
  const { queue, mark, title, words, deliveries } = story;
  const row = rows.find((copy) => at(world.copies.queue, copy) === queue) ?? NO_ROW;
  const lease = row === NO_ROW ? null : leaseOf(world, row);
  const leaseLeft = lease === null ? undefined : lease.leftUs / lease.ofUs;
  return {
    kind: mark,
    options: { deliveries, ...(mark === 'unacked' ? { leaseLeft } : {}) },
    title,
    words,
    fields: row === NO_ROW ? [] : copyFields(world, row, lease),
  };
}

interface Lease {
  readonly leftUs: number;
  readonly ofUs: number;
}

function leaseOf(world: World, copy: number): Lease | null {
  const ofUs = at(world.queues.leaseUs, at(world.copies.queue, copy));
  if (ofUs === 0 || at(world.copies.state, copy) !== Copy.unacked) return null;
  let leftUs = 0;
  forEachLease(world, (row, us) => {
    if (row === copy) leftUs = us;
  });
  return { leftUs, ofUs };
}

function copyFields(world: World, copy: number, lease: Lease | null): LensField[] {
  const { copies, messages, queues, deliveries } = world;
  const state = at(copies.state, copy);
  const queue = at(copies.queue, copy);
  const fields: LensField[] = [];
  if (state === Copy.ready) {
    const place = placeInLine(world, copy);
    fields.push({ label: 'in line', value: place === 1 ? 'next' : ordinal(place) });
  }
  const delivered = at(copies.deliveryCount, copy);
  if (delivered > 0) fields.push({ label: 'delivered', value: times(delivered) });
  if (lease !== null) {
    const value = `${remaining(lease.leftUs)} left of ${timed(lease.ofUs)}`;
    fields.push({ label: 'lease', value });
  } else if (state === Copy.unacked) fields.push({ label: 'lease', value: 'the connection' });
  const delivery = at(copies.delivery, copy);
  if (delivery !== NO_ROW && at(deliveries.state, delivery) === Delivering.working) {
    const leftUs = at(deliveries.endsAtUs, delivery) - world.nowUs;
    if (leftUs > 0) fields.push({ label: 'work', value: `${remaining(leftUs)} left` });
  }
  if (state === Copy.ready || state === Copy.unacked || state === Copy.delayed) {
    const isWritten = (at(copies.flags, copy) & CopyFlag.onDisk) !== 0;
    const flags = at(messages.flags, at(copies.message, copy));
    const survives = isWritten && (flags & MessageFlag.persistent) !== 0;
    const waits = at(queues.durable, queue) === 1 && !isWritten;
    fields.push({
      label: 'lies',
      value: survives ? 'on disk' : waits ? 'not on disk yet' : 'in memory',
    });
  }
  return fields;
}

/** From 1, counted from the exit. */
function placeInLine({ copies, queues }: World, wanted: number): number {
  let place = 1;
  let copy = at(queues.head, at(copies.queue, wanted));
  for (; copy !== NO_ROW && copy !== wanted; copy = at(copies.next, copy)) place++;
  return place;
}

function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${counted(count)} times`;
}
