/**
 * drawReplicas shows who keeps a log or a queue: filled what is in sync, hollow what is behind, crossed out what is
 * down, and framed who leads.
 */
import { NO_LEADER, quorumReport } from '../../engine/index.ts';
import type { ReplicaPart } from '../layout/Layout.ts';
import { at, type Look } from './Look.ts';
import type { ReplicaMark } from './Scene.ts';

export function drawReplicas(look: Look): void {
  for (const part of look.layout.replicas) {
    if (look.plan.kinds[part.node] === 'queue') drawQuorum(look, part);
    else drawLogReplicas(look, part);
  }
}

function drawQuorum({ scene, m, world }: Look, { node, rect, count }: ReplicaPart): void {
  const report = quorumReport(world, node);
  if (report === null) return;
  const pitch = m.replicaPitch;
  for (let replica = 1; replica <= count; replica++) {
    const isDown = report.down.includes(replica);
    scene.replicas.push({
      x: rect.x + (replica - 0.5) * pitch,
      y: rect.y + 0.5 * pitch,
      r: m.replica / 2,
      look: isDown ? 'down' : report.inSync.includes(replica) ? 'inSync' : 'behind',
      isLeader: report.leader === replica,
    });
  }
}

function drawLogReplicas(look: Look, { node, rect, rows, count }: ReplicaPart): void {
  const { scene, m } = look;
  const pitch = m.replicaPitch;
  const partitions = partitionsOf(look, node);
  for (let row = 0; row < rows; row++) {
    // Where there is one row for many partitions, it is as bad as the worst of them.
    const told = rows === 1 ? partitions : partitions.slice(row, row + 1);
    for (let replica = 0; replica < count; replica++) {
      scene.replicas.push({
        x: rect.x + (replica + 0.5) * pitch,
        y: rect.y + (row + 0.5) * pitch,
        r: m.replica / 2,
        look: lookOf(look, node, told, replica),
        isLeader:
          told.length === 1 && at(look.world.replicas.leaderships.leader, told[0] ?? 0) === replica,
      });
    }
  }
}

function lookOf(
  { world }: Look,
  node: number,
  partitions: readonly number[],
  replica: number,
): ReplicaMark['look'] {
  const { plan, replicas, holdings } = world.replicas;
  if (at(replicas.isUp, at(plan.firstReplica, node) + replica) === 0) return 'down';
  const isInSync = partitions.every(
    (partition) => at(holdings.inSync, at(plan.firstHolding, partition) + replica) === 1,
  );
  return isInSync ? 'inSync' : 'behind';
}

/** The fewest that are in sync in any partition, and whether one has no leader; null: no replicas. */
export function syncOf(look: Look, log: number) {
  const { plan, holdings, leaderships } = look.world.replicas;
  const count = at(plan.count, log);
  if (count === 0) return null;
  let fewest = count;
  let isLed = true;
  for (const partition of partitionsOf(look, log)) {
    const first = at(plan.firstHolding, partition);
    let inSync = 0;
    for (let row = first; row < first + count; row++) inSync += at(holdings.inSync, row);
    fewest = Math.min(fewest, inSync);
    if (at(leaderships.leader, partition) === NO_LEADER) isLed = false;
  }
  return { count, fewest, isLed };
}

function partitionsOf({ world }: Look, log: number): number[] {
  const { plan } = world.logs;
  const first = at(plan.firstPartition, log);
  return Array.from({ length: plan.logs[log]?.partitions ?? 0 }, (_, i) => first + i);
}
