/** replicaChoices are what can be done to replicas of a log or a queue: to the leader, a follower, the dead. */
import { logReport, type QuorumReport, quorumReport, type World } from '../engine/index.ts';
import type { ActChoice } from './actMenu.ts';

export function replicaChoices(world: World, node: number, target: string): ActChoice[] {
  const quorum = quorumReport(world, node);
  if (quorum !== null) return quorumChoices(quorum, target);
  return world.plan.kinds[node] === 'log' ? logChoices(world, node, target) : [];
}

function quorumChoices({ replicas, leader, down }: QuorumReport, target: string): ActChoice[] {
  const numbers = Array.from({ length: replicas }, (_, i) => i + 1);
  const follower = numbers.findLast((number) => number !== leader && !down.includes(number));
  const kill = (label: string, note: string, replica: number): ActChoice => ({
    label,
    note,
    act: { kind: 'crashReplica', target, replica, how: 'kill' },
  });
  return [
    ...(leader > 0
      ? [kill('Kill the leader', 'It waits until most of them have chosen another.', leader)]
      : []),
    ...(follower === undefined
      ? []
      : [kill(`Kill replica ${follower}`, 'With most of them it goes on.', follower)]),
    ...down.map(
      (replica): ActChoice => ({
        label: `Restart replica ${replica}`,
        note: 'It gets what it lacks from the leader.',
        act: { kind: 'restartReplica', target, replica },
      }),
    ),
  ];
}

function logChoices(world: World, log: number, target: string): ActChoice[] {
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
