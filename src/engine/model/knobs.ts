/**
 * knobs are the settings that can be turned while a system runs: what each means, and its range.
 *
 * A knob turned at 12 s is an intervention like any other, so that it can be moved, edited and undone.
 */
import { meanUs } from '../kernel/index.ts';
import { changePace } from './arriving.ts';
import { beginWaiting } from './calling.ts';
import { consumerSpec, producerSpec, serviceSpec } from './Plan.ts';
import type { NodeKind } from './Scenario.ts';
import type { World } from './World.ts';

export interface Knob {
  readonly kind: NodeKind;
  readonly name: string;
  /** What one reads beside it: "prefetch". */
  readonly title: string;
  readonly unit: string;
  /** For a knob of few positions: their names, the value being the index. */
  readonly choices?: readonly string[];
  readonly min: number;
  readonly max: number;
  /** Infinity is a position of this knob: "no limit". */
  readonly unlimited?: boolean;
  /** Only nodes for which the scenario says this have the knob. Left out: all of the kind. */
  readonly needs?: 'keyStore';
  /** Nodes for which the scenario says this have no such knob. Left out: none. */
  readonly barredBy?: 'replication';
  read(world: World, node: number): number;
  turn(world: World, node: number, value: number): void;
}

const number = (knob: Knob): Knob => knob;

export const knobs: readonly Knob[] = [
  number({
    kind: 'producer',
    name: 'ratePerS',
    title: 'orders per second',
    unit: '/s',
    min: 0.1,
    max: 10_000,
    read: (world, node) => {
      const { gap } = producerSpec(world.plan, node).arrivals;
      const turned = world.publishers.gapUs[node];
      return gap === null ? 0 : 1e6 / (turned > 0 ? turned : meanUs(gap));
    },
    turn: (world, node, value) => {
      const { gap } = producerSpec(world.plan, node).arrivals;
      if (gap === null) return;
      const old = world.publishers.gapUs[node] > 0 ? world.publishers.gapUs[node] : meanUs(gap);
      world.publishers.gapUs[node] = 1e6 / value;
      changePace(world, node, old / world.publishers.gapUs[node]);
    },
  }),
  number({
    kind: 'consumer',
    name: 'workUs',
    title: 'work on one message',
    unit: 'µs',
    min: 1,
    max: 600_000_000,
    read: (world, node) =>
      meanUs(consumerSpec(world.plan, node).work) * world.groups.workScale[node],
    turn: (world, node, value) => {
      world.groups.workScale[node] = value / meanUs(consumerSpec(world.plan, node).work);
    },
  }),
  number({
    kind: 'consumer',
    name: 'prefetchLimit',
    title: 'prefetch',
    unit: '',
    min: 1,
    max: 1_000,
    read: (world, node) => world.groups.prefetchLimit[node],
    turn: (world, node, value) => {
      world.groups.prefetchLimit[node] = value;
      world.wakeQueue(world.plan.queueOf[node]);
    },
  }),
  number({
    kind: 'consumer',
    name: 'ack',
    title: 'ack',
    unit: '',
    choices: ['after', 'before'],
    min: 0,
    max: 1,
    read: (world, node) => world.groups.ackBeforeWork[node],
    turn: (world, node, value) => {
      world.groups.ackBeforeWork[node] = value;
    },
  }),
  number({
    kind: 'consumer',
    name: 'idempotencyKey',
    title: 'key',
    unit: '',
    choices: ['off', 'with the effect', 'before the effect', 'after the effect'],
    min: 0,
    max: 3,
    read: (world, node) => world.groups.idempotencyKey[node],
    turn: (world, node, value) => {
      world.groups.idempotencyKey[node] = value;
    },
  }),
  number({
    kind: 'consumer',
    name: 'keysKept',
    title: 'keys kept',
    unit: '',
    choices: ['in one store', 'in memory'],
    min: 0,
    max: 1,
    needs: 'keyStore',
    read: (world, node) => world.keyStores.keepers.inMemory[node],
    // What is recorded stays where it is: only from now on is another store asked.
    turn: (world, node, value) => {
      world.keyStores.keepers.inMemory[node] = value;
    },
  }),
  number({
    kind: 'consumer',
    name: 'keyTtlUs',
    title: 'keys kept for',
    unit: 'µs',
    min: 1,
    max: 86_400_000_000,
    unlimited: true,
    needs: 'keyStore',
    read: (world, node) => world.keyStores.keepers.ttlUs[node],
    // A key keeps the time it was recorded with.
    turn: (world, node, value) => {
      world.keyStores.keepers.ttlUs[node] = value;
    },
  }),
  number({
    kind: 'queue',
    name: 'maxDeliveries',
    title: 'deliveries at most',
    unit: '',
    min: 1,
    max: 1_000,
    unlimited: true,
    read: (world, node) => world.queues.maxDeliveries[node],
    turn: (world, node, value) => {
      world.queues.maxDeliveries[node] = value;
    },
  }),
  number({
    kind: 'queue',
    name: 'maxLength',
    title: 'room for',
    unit: 'messages',
    min: 1,
    max: 1_000_000,
    unlimited: true,
    read: (world, node) => world.queues.maxLength[node],
    turn: (world, node, value) => {
      world.queues.maxLength[node] = value;
    },
  }),
  number({
    kind: 'queue',
    name: 'durable',
    title: 'stored',
    unit: '',
    choices: ['in memory', 'on disk'],
    min: 0,
    max: 1,
    // A majority keeps what its disks have.
    barredBy: 'replication',
    read: (world, node) => world.queues.durable[node],
    // What is in the queue already keeps what it has: only new messages are written or not.
    turn: (world, node, value) => {
      world.queues.durable[node] = value;
    },
  }),
  number({
    kind: 'service',
    name: 'workUs',
    title: 'work on one call',
    unit: 'µs',
    min: 1,
    max: 600_000_000,
    read: (world, node) =>
      meanUs(serviceSpec(world.plan, node).work) * world.services.workScale[node],
    turn: (world, node, value) => {
      world.services.workScale[node] = value / meanUs(serviceSpec(world.plan, node).work);
    },
  }),
  number({
    kind: 'service',
    name: 'threads',
    title: 'threads',
    unit: '',
    min: 1,
    max: 10_000,
    read: (world, node) => world.services.threads[node],
    turn: (world, node, value) => {
      world.services.threads[node] = value;
      beginWaiting(world, node);
    },
  }),
];

/** The knobs of a node, as a scenario or its file describes it. */
export function knobsOf(node: {
  readonly kind: NodeKind;
  readonly keyStore?: unknown;
  readonly replication?: unknown;
}): Knob[] {
  return knobs.filter(
    ({ kind, needs, barredBy }) =>
      kind === node.kind &&
      (needs === undefined || node[needs] != null) &&
      (barredBy === undefined || node[barredBy] == null),
  );
}

export function findKnob(kind: NodeKind, name: string): Knob | undefined {
  return knobs.find((knob) => knob.kind === kind && knob.name === name);
}
