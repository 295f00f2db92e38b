/**
 * Samples are the curves of a run: what each queue held, and how far each group was behind its log, at
 * evenly spaced instants.
 *
 * They are taken as the run is simulated for the first time and stay valid until its past is changed,
 * so that a chart never has to simulate anything.
 */
import {
  Copy,
  groupReport,
  logReport,
  oldestAgeUs,
  ordersOf,
  type World,
} from '../engine/index.ts';

/** QueueSamples are the columns of one queue or group, by sample. */
export interface QueueSamples {
  readonly ready: Float64Array;
  /** Returned with a pause that is not over. */
  readonly delayed: Float64Array;
  readonly unacked: Float64Array;
  /** Since the start. */
  readonly offered: Float64Array;
  readonly done: Float64Array;
  readonly deliveries: Float64Array;
  readonly redeliveries: Float64Array;
  readonly effects: Float64Array;
  /** Of the effects, those that were there already. */
  readonly duplicates: Float64Array;
  /** How long ago the message at the head was published, in µs; 0 where nothing is ready. */
  readonly oldestUs: Float64Array;
}

/** The orders that services answer have columns of their own, under this number. */
export const ORDERS = -1;

export class Samples {
  readonly everyUs: number;
  /** Samples taken: those at 0, everyUs, 2 everyUs, ... */
  length = 0;
  timesUs = new Float64Array(256);
  private readonly queues: number[];
  private readonly groups: readonly number[];
  /** By queue or group, the nodes of the consumers that take from it. */
  private readonly takers = new Map<number, readonly number[]>();
  private readonly columns: Map<number, QueueSamples> = new Map();

  constructor(world: World, everyUs: number) {
    this.everyUs = everyUs;
    this.queues = world.plan.nodes.flatMap((node, i) => (node.kind === 'queue' ? [i] : []));
    this.groups = world.logs.plan.groupNodes;
    for (const queue of [...this.queues, ...this.groups, ORDERS]) {
      this.columns.set(queue, emptyColumns(256));
      this.takers.set(
        queue,
        world.plan.nodes.flatMap((_, node) => (world.plan.queueOf[node] === queue ? [node] : [])),
      );
    }
  }

  /** When the next sample is to be taken. */
  get nextUs(): number {
    return this.length * this.everyUs;
  }

  /**
   * The columns of a queue or a group, by its node number. Only the first `length` entries count. For
   * ORDERS, `ready` are the orders that wait for an answer and `unacked` those that failed. For a group,
   * `ready` is what it has not read, `unacked` what it has read and not settled (or committed), `offered`
   * what its log took, and `done` the effects of its members.
   * What has no meaning for a subject stays 0.
   */
  of(queue: number): QueueSamples {
    const columns = this.columns.get(queue);
    if (columns === undefined) throw new RangeError(`node ${queue} is neither a queue nor a group`);
    return columns;
  }

  take(world: World): void {
    if (this.length === this.timesUs.length) this.resize(this.timesUs.length * 2);
    const i = this.length;
    this.timesUs[i] = this.nextUs;
    for (const queue of this.queues) {
      const columns = this.of(queue);
      const { ready, delayed, unacked, offered, done } = columns;
      ready[i] = world.countOf(queue, Copy.ready);
      delayed[i] = world.countOf(queue, Copy.delayed);
      unacked[i] = world.countOf(queue, Copy.unacked);
      offered[i] = world.tallies.offered[queue] ?? 0;
      done[i] = world.countOf(queue, Copy.done);
      columns.deliveries[i] = world.tallies.deliveries[queue] ?? 0;
      columns.redeliveries[i] = world.tallies.redeliveries[queue] ?? 0;
      columns.oldestUs[i] = oldestAgeUs(world, queue);
      this.takeEffects(world, queue, i);
    }
    for (const group of this.groups) this.takeGroup(world, group, i);
    const orders = ordersOf(world);
    const columns = this.of(ORDERS);
    columns.ready[i] = orders.waiting;
    columns.unacked[i] = orders.refused + orders.timedOut;
    columns.offered[i] = orders.offered;
    columns.done[i] = orders.done;
    this.length++;
  }

  private takeGroup(world: World, group: number, i: number): void {
    const { unread, pending, partitions } = groupReport(world, group);
    const { plan } = world.logs;
    const { ready, unacked, offered, done } = this.of(group);
    const isOrdered = plan.groups[group]?.reading === 'perPartition';
    ready[i] = unread;
    unacked[i] = isOrdered
      ? partitions.reduce((sum, { position, committed }) => sum + position - committed, 0)
      : pending;
    offered[i] = logReport(world, plan.logOf[group] ?? -1).appended;
    const columns = this.of(group);
    columns.deliveries[i] = world.logs.groups.deliveries[group] ?? 0;
    columns.redeliveries[i] = world.logs.groups.redeliveries[group] ?? 0;
    this.takeEffects(world, group, i);
    done[i] = columns.effects[i] ?? 0;
  }

  private takeEffects({ groups }: World, queue: number, i: number): void {
    const { effects, duplicates } = this.of(queue);
    let all = 0;
    let again = 0;
    for (const node of this.takers.get(queue) ?? []) {
      all += groups.effects[node] ?? 0;
      again += groups.duplicateEffects[node] ?? 0;
    }
    effects[i] = all;
    duplicates[i] = again;
  }

  /** Drops the samples taken at this instant or later: they belong to a future that was changed. */
  cutAt(atUs: number): void {
    const length = Math.ceil(atUs / this.everyUs);
    if (length >= this.length) return;
    this.length = length;
    // New arrays: whoever drew the old ones can see that these are others.
    this.resize(this.timesUs.length);
  }

  /** A copy that stays as it is: what a ghost keeps. */
  copy(world: World): Samples {
    const copy = new Samples(world, this.everyUs);
    copy.length = this.length;
    copy.timesUs = this.timesUs.slice();
    for (const [queue, columns] of this.columns) {
      copy.columns.set(
        queue,
        mapColumns(columns, (column) => column.slice()),
      );
    }
    return copy;
  }

  private resize(capacity: number): void {
    this.timesUs = longer(this.timesUs, capacity);
    for (const [queue, columns] of this.columns) {
      this.columns.set(
        queue,
        mapColumns(columns, (column) => longer(column, capacity)),
      );
    }
  }
}

function emptyColumns(capacity: number): QueueSamples {
  const column = (): Float64Array => new Float64Array(capacity);
  return {
    ready: column(),
    delayed: column(),
    unacked: column(),
    offered: column(),
    done: column(),
    deliveries: column(),
    redeliveries: column(),
    effects: column(),
    duplicates: column(),
    oldestUs: column(),
  };
}

function mapColumns(
  columns: QueueSamples,
  of: (column: Float64Array) => Float64Array,
): QueueSamples {
  return {
    ready: of(columns.ready),
    delayed: of(columns.delayed),
    unacked: of(columns.unacked),
    offered: of(columns.offered),
    done: of(columns.done),
    deliveries: of(columns.deliveries),
    redeliveries: of(columns.redeliveries),
    effects: of(columns.effects),
    duplicates: of(columns.duplicates),
    oldestUs: of(columns.oldestUs),
  };
}

function longer(column: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(capacity);
  copy.set(column);
  return copy;
}
