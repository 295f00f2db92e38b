/**
 * LogInvariants hold logs and groups to their promises while a run goes on, as Invariants do for queues:
 * sums after each event, everything counted anew every few thousand and whenever asked.
 *
 * The numbers in the comments are those of the section "Logs" of MODEL.md.
 */
import { EngineError, NO_ROW } from '../kernel/index.ts';
import { brokenBound, type InspectedReplicas } from './replicaBounds.ts';

type Column = { readonly [row: number]: number };

/** InspectedLogs is as much of a world with logs as these checks look at. */
export interface InspectedLogs {
  readonly seed: number;
  readonly nowUs: number;
  readonly events: number;
  readonly plan: { readonly nodes: readonly { readonly id: string }[]; readonly brokerOf: Column };
  isRunning(broker: number): boolean;
  readonly replicas: InspectedReplicas;
  readonly logs: {
    readonly touched: { take(): number };
    readonly plan: {
      readonly logs: readonly ({ readonly partitions: number } | undefined)[];
      readonly groups: readonly (
        | { readonly reading: string; readonly ack: string; readonly maxDeliveries: number }
        | undefined
      )[];
      readonly logNodes: readonly number[];
      readonly groupsOf: readonly (readonly number[])[];
      readonly firstPartition: Column;
      readonly firstShare: Column;
      readonly bitOf: Column;
    };
    readonly partitions: {
      readonly head: Column;
      readonly tail: Column;
      readonly nextOffset: Column;
      readonly live: Column;
      readonly appended: Column;
      readonly removed: Column;
    };
    readonly records: {
      readonly partition: Column;
      readonly offset: Column;
      readonly readers: Column;
      readonly previous: Column;
      readonly next: Column;
    };
    readonly shares: {
      readonly position: Column;
      readonly nextRecord: Column;
      readonly undelivered: Column;
      readonly committed: Column;
      readonly owner: Column;
      readonly generation: Column;
      readonly done: Column;
    };
    readonly groups: {
      readonly exists: Column;
      readonly pending: Column;
      readonly firstPending: Column;
      readonly firstAgain: Column;
      readonly handedOut: Column;
      readonly settled: Column;
      readonly parked: Column;
      readonly dropped: Column;
      readonly generation: Column;
    };
    readonly pendings: {
      readonly group: Column;
      readonly record: Column;
      readonly partition: Column;
      readonly offset: Column;
      readonly next: Column;
      readonly previous: Column;
      readonly nextAgain: Column;
      readonly againAtUs: Column;
      readonly timer: Column;
    };
    readonly members: { readonly generation: Column; readonly isIn: Column };
  };
}

const RECOUNT_EVERY = 1_024;
const NO_GENERATION = -1;

export class LogInvariants {
  private readonly world: InspectedLogs;
  private readonly hasLogs: boolean;
  private untilRecount = RECOUNT_EVERY;

  constructor(world: InspectedLogs) {
    this.world = world;
    this.hasLogs = world.logs.plan.logNodes.length > 0;
  }

  afterEvent(): void {
    if (!this.hasLogs) return;
    const { touched } = this.world.logs;
    for (let log = touched.take(); log >= 0; log = touched.take()) this.sums(log);
    if (--this.untilRecount <= 0) this.recount();
  }

  recount(): void {
    this.untilRecount = RECOUNT_EVERY;
    const { plan } = this.world.logs;
    for (const log of plan.logNodes) {
      this.sums(log);
      for (const partition of this.partitionsOf(log)) this.walkRecords(log, partition);
      for (const group of plan.groupsOf[log]) {
        this.walkPendings(group);
        this.countUndelivered(log, group);
      }
    }
  }

  /** 12 to 15, and 19: what can be said without a walk. */
  private sums(log: number): void {
    const { partitions, plan } = this.world.logs;
    for (const p of this.partitionsOf(log)) {
      // 12. Offsets are as many as appends, and each record is there or was removed.
      const { nextOffset, appended, live, removed } = partitions;
      if (nextOffset[p] !== appended[p] || appended[p] !== live[p] + removed[p]) {
        this.fail(
          log,
          `${appended[p]} appends, next offset ${nextOffset[p]}, ${live[p]} there, ${removed[p]} removed`,
        );
      }
    }
    for (const group of plan.groupsOf[log]) {
      this.account(group);
      this.bounds(log, group);
    }
    if (this.world.replicas.plan.count[log] > 0) this.replicas(log);
  }

  private replicas(log: number): void {
    const { logs, replicas, plan } = this.world;
    if (!this.world.isRunning(plan.brokerOf[log])) return;
    for (const p of this.partitionsOf(log)) {
      const broken = brokenBound(replicas, log, p, logs.partitions.nextOffset[p]);
      if (broken !== null) this.fail(log, broken);
    }
  }

  /** 13. What a shared group handed out is settled, parked, dropped or pending. */
  private account(group: number): void {
    const { handedOut, settled, parked, dropped, pending } = this.world.logs.groups;
    if (this.world.logs.plan.groups[group]?.reading !== 'shared') return;
    const accounted = settled[group] + parked[group] + dropped[group] + pending[group];
    if (handedOut[group] === accounted) return;
    this.fail(
      group,
      `${handedOut[group]} handed out are not ${settled[group]} settled, ${parked[group]} parked, ${dropped[group]} dropped and ${pending[group]} pending`,
    );
  }

  /** 14. committed ≤ position ≤ end; 15. one owner of this generation for each partition. */
  private bounds(log: number, group: number): void {
    const { shares, partitions, groups, plan, members } = this.world.logs;
    if (!groups.exists[group]) return;
    const isOrdered = plan.groups[group]?.reading === 'perPartition';
    this.partitionsOf(log).forEach((partition, i) => {
      const share = plan.firstShare[group] + i;
      const end = partitions.nextOffset[partition];
      if (shares.position[share] > end || shares.undelivered[share] < 0)
        this.fail(group, `position ${shares.position[share]} of a log that ends at ${end}`);
      if (!isOrdered) return;
      const { committed, done, position, owner, generation } = shares;
      if (committed[share] > position[share] || done[share] > position[share]) {
        this.fail(
          group,
          `committed ${committed[share]}, done ${done[share]}, position ${position[share]}`,
        );
      }
      if (owner[share] === NO_ROW) return;
      const isIts = generation[share] === groups.generation[group];
      // An owner that has died has no generation; nobody has noticed yet.
      const its = members.generation[owner[share]];
      const isMembers = its === generation[share] || its === NO_GENERATION;
      if (!isIts || !isMembers) {
        this.fail(
          group,
          `generation ${groups.generation[group]}, a partition of generation ${generation[share]}, its owner of ${members.generation[owner[share]]}`,
        );
      }
    });
  }

  /** 16. A partition's list is whole, in the order of its offsets, and as long as the books say. */
  private walkRecords(log: number, partition: number): void {
    const { partitions, records } = this.world.logs;
    let found = 0;
    let before = NO_ROW;
    let last = -1;
    for (let at = partitions.head[partition]; at !== NO_ROW; at = records.next[at]) {
      const isWhole = records.partition[at] === partition && records.previous[at] === before;
      if (!isWhole || records.offset[at] <= last) this.fail(log, `its list is broken at row ${at}`);
      last = records.offset[at];
      before = at;
      found++;
    }
    if (found !== partitions.live[partition] || partitions.tail[partition] !== before) {
      this.fail(log, `${found} records are there, ${partitions.live[partition]} are booked`);
    }
    if (last >= partitions.nextOffset[partition]) this.fail(log, `offset ${last} is still to come`);
  }

  /** 16. What is pending is read, in order, once, and each knows its record. */
  private walkPendings(group: number): void {
    const { groups, pendings, records } = this.world.logs;
    let found = 0;
    let again = 0;
    let before = NO_ROW;
    for (let row = groups.firstPending[group]; row !== NO_ROW; row = pendings.next[row]) {
      const record = pendings.record[row];
      if (pendings.group[row] !== group || pendings.previous[row] !== before)
        this.fail(group, `its pending list is broken at row ${row}`);
      if (before !== NO_ROW && !this.isBehind(before, row))
        this.fail(group, `offset ${pendings.offset[row]} is pending out of order or twice`);
      const isRecords =
        record === NO_ROW ||
        (records.partition[record] === pendings.partition[row] &&
          records.offset[record] === pendings.offset[row]);
      if (!isRecords) this.fail(group, `row ${row} is pending for another record`);
      if (pendings.againAtUs[row] >= 0) again++;
      before = row;
      found++;
    }
    if (found !== groups.pending[group]) {
      this.fail(group, `${found} records are pending, ${groups.pending[group]} are booked`);
    }
    for (let row = groups.firstAgain[group]; row !== NO_ROW; row = pendings.nextAgain[row]) again--;
    if (again !== 0)
      this.fail(group, `${again} records more wait to be handed out than stand there`);
  }

  private isBehind(one: number, other: number): boolean {
    const { partition, offset } = this.world.logs.pendings;
    return partition[one] === partition[other]
      ? offset[one] < offset[other]
      : partition[one] < partition[other];
  }

  /** 17. What a group has not read is what stands from its position on. */
  private countUndelivered(log: number, group: number): void {
    const { shares, partitions, records, plan } = this.world.logs;
    this.partitionsOf(log).forEach((partition, i) => {
      const share = plan.firstShare[group] + i;
      let next = NO_ROW;
      let found = 0;
      for (let at = partitions.tail[partition]; at !== NO_ROW; at = records.previous[at]) {
        if (records.offset[at] < shares.position[share]) break;
        next = at;
        if ((records.readers[at] & plan.bitOf[group]) !== 0) found++;
      }
      if (found !== shares.undelivered[share] || next !== shares.nextRecord[share]) {
        this.fail(
          group,
          `${found} records stand from ${shares.position[share]} on, ${shares.undelivered[share]} are booked`,
        );
      }
    });
  }

  private partitionsOf(log: number): number[] {
    const { plan } = this.world.logs;
    const count = plan.logs[log]?.partitions ?? 0;
    return Array.from({ length: count }, (_, i) => plan.firstPartition[log] + i);
  }

  private fail(node: number, what: string): never {
    const { events, nowUs, seed, plan } = this.world;
    throw new EngineError(
      `${plan.nodes[node].id}: ${what} (event ${events}, ${nowUs} µs, seed ${seed})`,
    );
  }
}
