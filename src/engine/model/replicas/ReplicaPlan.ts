/** ReplicaPlan is what a scenario says of replicas, with its names resolved to numbers. */
import { fail } from '../../kernel/index.ts';
import type { LogPlan } from '../log/LogPlan.ts';
import type { Scenario } from '../Scenario.ts';
import type { LogReplication, QueueReplication, Replicated } from './Replication.ts';

export interface ReplicaPlan {
  /** Logs with replicas, by node; undefined for any other node. */
  readonly logs: readonly (LogReplication | undefined)[];
  /** Queues with replicas, by node; undefined for any other node. */
  readonly queues: readonly (QueueReplication | undefined)[];
  /** Nodes with replicas, in the order of the scenario. */
  readonly nodes: readonly number[];
  /** How many a node has; 0: it has none. */
  readonly count: Int32Array;
  /** The row of a node's first replica; the rows of the others follow. */
  readonly firstReplica: Int32Array;
  readonly replicas: number;
  /** Of a replica: its node. */
  readonly nodeOf: Int32Array;
  /** The row of what the first replica of its log holds of a partition; -1: the log has no replicas. */
  readonly firstHolding: Int32Array;
  readonly holdings: number;
}

export function replicaPlanOf({ nodes }: Scenario, logs: LogPlan): ReplicaPlan {
  const ofLogs = nodes.map((node) => (node.kind === 'log' ? node.replication : undefined));
  const ofQueues = nodes.map((node) => (node.kind === 'queue' ? node.replication : undefined));
  const count = Int32Array.from(nodes, (_, i) => (ofLogs[i] ?? ofQueues[i])?.replicas ?? 0);
  const firstReplica = new Int32Array(nodes.length).fill(-1);
  const nodeOf: number[] = [];
  count.forEach((own, node) => {
    if (own > 0) firstReplica[node] = nodeOf.length;
    for (let i = 0; i < own; i++) nodeOf.push(node);
  });
  const firstHolding = new Int32Array(logs.partitions).fill(-1);
  let holdings = 0;
  logs.logOfPartition.forEach((log, partition) => {
    if (count[log] === 0) return;
    firstHolding[partition] = holdings;
    holdings += count[log];
  });
  return {
    logs: ofLogs,
    queues: ofQueues,
    nodes: nodes.flatMap((_, node) => (count[node] > 0 ? [node] : [])),
    count,
    firstReplica,
    replicas: nodeOf.length,
    nodeOf: Int32Array.from(nodeOf),
    firstHolding,
    holdings,
  };
}

export function logReplication(plan: ReplicaPlan, log: number): LogReplication {
  return plan.logs[log] ?? fail(`node ${log} is not a log with replicas`);
}

/** What a log and a queue with replicas have in common. */
export function replicated({ logs, queues }: ReplicaPlan, node: number): Replicated {
  return logs[node] ?? queues[node] ?? fail(`node ${node} has no replicas`);
}
