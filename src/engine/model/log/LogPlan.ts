/** LogPlan is what a scenario says of logs and groups, with its names resolved to numbers. */
import { assert, fail } from '../../kernel/index.ts';
import type { Scenario } from '../Scenario.ts';
import type { GroupSpec, LogSpec } from './LogSpec.ts';

/** Groups of one log at most: each is a bit in a record. */
export const MAX_GROUPS_OF_LOG = 31;

export interface LogPlan {
  readonly logs: readonly (LogSpec | undefined)[];
  readonly groups: readonly (GroupSpec | undefined)[];
  /** All logs and all groups, by node. */
  readonly logNodes: readonly number[];
  readonly groupNodes: readonly number[];
  /** Of a group: its log. -1 for other nodes. */
  readonly logOf: Int32Array;
  /** Of a log: its groups, in the order of the scenario. */
  readonly groupsOf: readonly (readonly number[])[];
  /** Of a group: its bit among the groups of its log. */
  readonly bitOf: Int32Array;
  /** The row of a log's first partition; the rows of the others follow. */
  readonly firstPartition: Int32Array;
  readonly partitions: number;
  /** The log of a partition row. */
  readonly logOfPartition: Int32Array;
  /** The row of a group's first share; the rows of the others follow. */
  readonly firstShare: Int32Array;
  readonly shares: number;
  readonly groupOfShare: Int32Array;
  readonly partitionOfShare: Int32Array;
}

export function logPlanOf({ nodes }: Scenario): LogPlan {
  const logs = nodes.map((node) => (node.kind === 'log' ? node : undefined));
  const groups = nodes.map((node) => (node.kind === 'group' ? node : undefined));
  const of = (kind: string) => nodes.flatMap((node, i) => (node.kind === kind ? [i] : []));
  const logNodes = of('log');
  const groupNodes = of('group');
  const logOf = Int32Array.from(groups, (group) =>
    group === undefined ? -1 : (logNodes.find((log) => nodes[log].id === group.log) ?? -1),
  );
  const groupsOf = nodes.map((_, log) => groupNodes.filter((group) => logOf[group] === log));
  const bitOf = new Int32Array(nodes.length);
  for (const of of groupsOf) {
    assert(of.length <= MAX_GROUPS_OF_LOG, `a log has at most ${MAX_GROUPS_OF_LOG} groups`);
    of.forEach((group, i) => {
      bitOf[group] = 1 << i;
    });
  }
  const firstPartition = new Int32Array(nodes.length).fill(-1);
  const logOfPartition: number[] = [];
  for (const log of logNodes) {
    firstPartition[log] = logOfPartition.length;
    for (let i = 0; i < (logs[log]?.partitions ?? 0); i++) logOfPartition.push(log);
  }
  const firstShare = new Int32Array(nodes.length).fill(-1);
  const groupOfShare: number[] = [];
  const partitionOfShare: number[] = [];
  for (const group of groupNodes) {
    firstShare[group] = groupOfShare.length;
    const log = logOf[group];
    for (let i = 0; i < (logs[log]?.partitions ?? 0); i++) {
      groupOfShare.push(group);
      partitionOfShare.push(firstPartition[log] + i);
    }
  }
  return {
    logs,
    groups,
    logNodes,
    groupNodes,
    logOf,
    groupsOf,
    bitOf,
    firstPartition,
    partitions: logOfPartition.length,
    logOfPartition: Int32Array.from(logOfPartition),
    firstShare,
    shares: groupOfShare.length,
    groupOfShare: Int32Array.from(groupOfShare),
    partitionOfShare: Int32Array.from(partitionOfShare),
  };
}

export function logSpec(plan: LogPlan, node: number): LogSpec {
  return plan.logs[node] ?? fail(`node ${node} is not a log`);
}

export function groupSpec(plan: LogPlan, node: number): GroupSpec {
  return plan.groups[node] ?? fail(`node ${node} is not a group`);
}
