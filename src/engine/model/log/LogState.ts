/** LogState is what a world has of logs and groups: their tables, and the copies that their disks have. */
import { NO_EVENT, NO_ROW, type Table } from '../../kernel/index.ts';
import { NodeList } from '../NodeList.ts';
import type { Scenario } from '../Scenario.ts';
import { type LogPlan, logPlanOf } from './LogPlan.ts';
import {
  Answers,
  KnownIds,
  LogGroups,
  Logs,
  Members,
  NO_GENERATION,
  Partitions,
  Pendings,
  Reads,
  Records,
  Requests,
  Shares,
} from './logTables.ts';

export class LogState {
  readonly plan: LogPlan;
  private readonly hasGroups: boolean;
  readonly records = new Records();
  readonly pendings = new Pendings();
  readonly requests = new Requests();
  readonly ids = new KnownIds();
  readonly members = new Members();
  readonly reads = new Reads();
  readonly answers = new Answers();
  readonly logs: Logs;
  readonly partitions: Partitions;
  readonly shares: Shares;
  readonly groups: LogGroups;
  /** What a disk has that does not have everything at once: the same tables as of its last write. */
  readonly disk: {
    readonly records: Records;
    readonly pendings: Pendings;
    readonly ids: KnownIds;
    readonly logs: Logs;
    readonly partitions: Partitions;
    readonly shares: Shares;
    readonly groups: LogGroups;
  };
  readonly tables: readonly Table[];
  /** Logs whose books have changed since they were checked. */
  readonly touched: NodeList;

  constructor(scenario: Scenario) {
    const nodes = scenario.nodes.length;
    this.plan = logPlanOf(scenario);
    this.hasGroups = this.plan.groupNodes.length > 0;
    const { partitions, shares } = this.plan;
    this.logs = new Logs(nodes);
    this.partitions = new Partitions(partitions);
    this.shares = new Shares(shares);
    this.groups = new LogGroups(nodes);
    this.disk = {
      records: new Records(4),
      pendings: new Pendings(4),
      ids: new KnownIds(4),
      logs: new Logs(nodes),
      partitions: new Partitions(partitions),
      shares: new Shares(shares),
      groups: new LogGroups(nodes),
    };
    this.touched = new NodeList(nodes);
    // A world without logs has no tables of theirs, and its checkpoints cost nothing more.
    this.tables =
      this.plan.logNodes.length === 0
        ? []
        : [
            this.records,
            this.pendings,
            this.requests,
            this.ids,
            this.members,
            this.reads,
            this.answers,
            this.logs,
            this.partitions,
            this.shares,
            this.groups,
            ...Object.values(this.disk),
          ];
  }

  /** Makes room for a consumer: members have the rows of consumers. */
  addMember(): void {
    const { members } = this;
    if (this.plan.groupNodes.length === 0) return;
    const row = members.take();
    members.isListening[row] = members.isIn[row] = members.hasJoined[row] = 0;
    members.generation[row] = NO_GENERATION;
    members.reads[row] = 0;
    members.firstRead[row] = members.lastRead[row] = NO_ROW;
    members.turn[row] = -1;
    members.session[row] = members.poll[row] = members.claim[row] = NO_EVENT;
  }

  isGroup(node: number): boolean {
    return this.hasGroups && this.plan.groups[node] !== undefined;
  }

  /** The share of a group that is about this partition row. */
  shareOf(group: number, partition: number): number {
    const { firstShare, firstPartition, logOf } = this.plan;
    return firstShare[group] + partition - firstPartition[logOf[group]];
  }
}
