/** replicaChoices are what can be done to the replicas of a log: to its leader, to a follower, to the dead. */
import { logReport, type World } from '../engine/index.ts';
import type { ActChoice } from './actMenu.ts';

export function replicaChoices(world: World, log: number, target: string): ActChoice[] {
  if (world.plan.kinds[log] !== 'log') return [];
  const [first] = logReport(world, log).replicas ?? [];
  if (first === undefined) return [];
  const { leader, down, ends } = first;
  const follower = ends.findLastIndex((_, i) => i + 1 !== leader && !down.includes(i + 1)) + 1;
  const choices: ActChoice[] = [];
  if (leader > 0) {
    choices.push(
      {
        label: 'Kill the leader',
        note: 'Another one leads after the election; what it alone has is gone.',
        act: { kind: 'crashReplica', target, replica: leader, how: 'kill' },
      },
      {
        label: 'Kill the leader with its disk',
        note: 'It will come back with nothing.',
        act: { kind: 'crashReplica', target, replica: leader, how: 'loseDisk' },
      },
    );
  }
  if (follower > 0) {
    choices.push({
      label: `Kill replica ${follower}`,
      note: 'A follower: the others wait for it until it is no longer in sync.',
      act: { kind: 'crashReplica', target, replica: follower, how: 'kill' },
    });
  }
  for (const replica of down) {
    choices.push({
      label: `Restart replica ${replica}`,
      note: 'It fetches what it lacks, and is in sync again.',
      act: { kind: 'restartReplica', target, replica },
    });
  }
  return choices;
}
