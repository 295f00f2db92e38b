/** ReplicaState is what a world has of replicas: their tables, and who is to hear of what is safe now. */
import type { Table } from '../../kernel/index.ts';
import type { LogPlan } from '../log/LogPlan.ts';
import type { Scenario } from '../Scenario.ts';
import { type ReplicaPlan, replicaPlanOf } from './ReplicaPlan.ts';
import { Awaited, Holdings, Leaderships, Members, Quorums, Replicas } from './replicaTables.ts';

/** A message whose record all in sync have. Its row is held until it has been answered. */
export interface Answerable {
  readonly message: number;
  readonly partition: number;
}

export class ReplicaState {
  readonly plan: ReplicaPlan;
  /** Whether any log has replicas: without one, nothing here is looked at. */
  readonly hasLogs: boolean;
  /** The same of queues. */
  readonly hasQueues: boolean;
  readonly hasAny: boolean;
  readonly replicas: Replicas;
  readonly holdings: Holdings;
  readonly leaderships: Leaderships;
  readonly awaited = new Awaited();
  readonly members: Members;
  readonly quorums: Quorums;
  readonly tables: readonly Table[];
  /** Filled and emptied within one event, so it is no part of a checkpoint. */
  readonly answerable: Answerable[] = [];

  constructor(scenario: Scenario, logs: LogPlan) {
    this.plan = replicaPlanOf(scenario, logs);
    const { replicas, holdings, firstHolding, queues } = this.plan;
    this.hasLogs = holdings > 0;
    this.hasQueues = queues.some((queue) => queue !== undefined);
    this.hasAny = this.hasLogs || this.hasQueues;
    this.replicas = new Replicas(replicas);
    this.holdings = new Holdings(holdings);
    this.leaderships = new Leaderships(logs.partitions);
    // Leaders are spread: the first replica of each partition is another one.
    firstHolding.forEach((first, partition) => {
      if (first < 0) return;
      const log = logs.logOfPartition[partition];
      const number = partition - logs.firstPartition[log];
      this.leaderships.leader[partition] = number % this.plan.count[log];
    });
    this.members = new Members(this.hasQueues ? replicas : 0);
    this.quorums = new Quorums(this.hasQueues ? scenario.nodes.length : 0);
    // A world without replicas has no tables of theirs, and its checkpoints cost nothing more.
    this.tables = [
      ...(this.hasAny ? [this.replicas] : []),
      ...(this.hasLogs ? [this.holdings, this.leaderships, this.awaited] : []),
      ...(this.hasQueues ? [this.members, this.quorums] : []),
    ];
  }
}
