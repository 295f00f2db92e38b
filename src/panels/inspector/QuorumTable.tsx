/** QuorumTable says of each replica of a queue what it is to it, and what they need and take together. */
import { type QueueReplication, quorumReport, type World } from '../../engine/index.ts';
import { useAtPlayhead } from '../../store/index.ts';
import { DataTable } from '../../ui/index.ts';
import { spanOf } from './logSettings.ts';

export function QuorumTable({ place }: { place: number }) {
  const kept = useAtPlayhead(({ world }) => keptBy(world, place));
  if (kept === null) return null;
  const { standsStill, majority, states, spec } = kept;
  return (
    <>
      <DataTable
        caption={`Its replicas: ${majority} of ${states.length} have to be in sync${standsStill ? ', and it stands still' : ''}`}
        columns={[
          { id: 'replica', label: 'Replica' },
          { id: 'state', label: 'State' },
        ]}
        rows={states.map((state, i) => ({
          id: String(i + 1),
          cells: { replica: i + 1, state },
        }))}
      />
      <p className="queue-kind-choice">{settingsOf(spec)}</p>
    </>
  );
}

function keptBy(world: World, place: number) {
  const report = quorumReport(world, place);
  const spec = world.replicas.plan.queues[place];
  if (report === null || spec === undefined) return null;
  const { replicas, leader, inSync, down, standsStill, majority } = report;
  const states = Array.from({ length: replicas }, (_, i) => {
    if (down.includes(i + 1)) return 'down';
    if (!inSync.includes(i + 1)) return 'gets what it lacks';
    return leader === i + 1 ? 'leads' : 'in sync';
  });
  return { standsStill, majority, states, spec };
}

function settingsOf({ reachUs, electionUs, restartUs }: QueueReplication): string {
  const restart = Number.isFinite(restartUs)
    ? `A dead one is back after ${spanOf(restartUs)}.`
    : 'A dead one comes back when somebody restarts it.';
  return `Most have written ${spanOf(reachUs)} after one disk; a dead leader is missed for ${spanOf(electionUs)}. ${restart}`;
}
