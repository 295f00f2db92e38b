/** ReplicaTable says of each partition of a log who leads, who is in sync, and how far each one is. */
import { logReport, type World } from '../../engine/index.ts';
import { useAtPlayhead } from '../../store/index.ts';
import { DataTable } from '../../ui/index.ts';

export function ReplicaTable({ place }: { place: number }) {
  const partitions = useAtPlayhead(({ world }) => replicasOf(world, place));
  if (partitions.length === 0) return null;
  return (
    <DataTable
      caption="Its replicas"
      columns={[
        { id: 'partition', label: 'Partition' },
        { id: 'leader', label: 'Leader' },
        { id: 'inSync', label: 'In sync' },
        { id: 'safe', label: 'Safe' },
        { id: 'ends', label: 'Each has' },
      ]}
      rows={partitions.map((partition, i) => ({
        id: String(i),
        cells: {
          partition: i,
          leader: partition.leader === 0 ? 'none' : partition.leader,
          inSync: partition.inSync.join(', '),
          safe: partition.highWatermark,
          ends: partition.ends.join(', '),
        },
      }))}
    />
  );
}

function replicasOf(world: World, place: number) {
  const isLog = world.plan.nodes[place]?.kind === 'log';
  return isLog ? (logReport(world, place).replicas ?? []) : [];
}
