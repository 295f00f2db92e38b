/** tellReplicas tells of the replicas of logs and queues: who died, who leads, who keeps up, and what that costs. */
import {
  Fact,
  type Intervention,
  majorityOf,
  NO_FACT,
  Rule,
  replicaOfCount,
  type TraceEntry,
} from '../engine/index.ts';
import type { Batch } from './Batch.ts';
import { is, isOne, type Template, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { actOf } from './consequences.ts';
import { actorOf } from './deeds.ts';
import { the } from './names.ts';
import { mark, type Piece, say, strong } from './Sentence.ts';
import { publisherOf } from './whoWas.ts';
import { grouped } from './words.ts';

export const replicaTemplates = {
  recordReplicated: (b, { world }) =>
    say`${mark('ready')} all that are in sync in ${the(world, b.first.place)} have ${what(b)}${which(b)}`,

  recordLost: (b, c) => {
    const log = the(c.world, b.first.place);
    return say`${mark('lost')} ${what(b)} ${is(b)} ${strong('LOST')} with the old leader of ${log}${thoughConfirmed(c, b)}${which(b)}`;
  },

  recordForgotten: (b, c) => {
    const log = the(c.world, b.first.place);
    const producer = isOne(b) ? publisherOf(c, b.last) : 'their producers';
    return say`${mark('inTransit')} the new leader of ${log} does not have ${what(b)}, which ${producer} had kept${which(b)}`;
  },

  replicaDown: (b, c) => {
    const actor = actorOf(b.last.rule);
    const replica = aReplica(c, b.last.place, b.last.count);
    const act = crashOf(c, b.last);
    const isEmptied = act?.kind === 'crashReplica' && act.how === 'loseDisk';
    const whole = isEmptied ? say`${replica} with its disk` : replica;
    const killed = actor === null ? say`${whole} died` : say`${actor} killed ${whole}`;
    return say`${killed}. It is ${strong('DOWN')}`;
  },

  replicaUp: (b, c) => {
    const actor = actorOf(b.last.rule);
    const replica = aReplica(c, b.last.place, b.last.count);
    return actor === null ? say`${replica} is running again` : say`${actor} restarted ${replica}`;
  },

  leaderElected: (b, c) => {
    const { partition, replica } = replicaOfCount(b.last.count);
    const though = b.last.rule === Rule.uncleanElection ? ', though it was not in sync' : '';
    return say`replica ${String(replica)} leads ${part(c, b.last.place, partition)} now${though}`;
  },

  leaderMissing: (b, c) =>
    say`${part(c, b.last.place, b.last.count)} has ${strong('no leader')}: no replica that may lead is alive`,

  leftInSync: (b, c) => {
    const { partition, replica } = replicaOfCount(b.last.count);
    return say`replica ${String(replica)} of ${part(c, b.last.place, partition)} is no longer in sync${whyNotInSync[b.last.rule] ?? ''}`;
  },

  joinedInSync: (b, c) => {
    const { partition, replica } = replicaOfCount(b.last.count);
    return say`replica ${String(replica)} of ${part(c, b.last.place, partition)} is in sync again`;
  },

  majorityLost: (b, { world }) => {
    const replicas = world.replicas.plan.count[b.last.place] ?? 0;
    return say`${the(world, b.last.place)} ${strong('stands still')}: ${String(b.last.count)} of its ${String(replicas)} replicas can take part, and it needs ${String(majorityOf(replicas))}`;
  },

  majorityBack: (b, { world }) => {
    const replicas = world.replicas.plan.count[b.last.place] ?? 0;
    return say`${the(world, b.last.place)} has a majority again: ${String(b.last.count)} of its ${String(replicas)} replicas can take part`;
  },
} satisfies Record<string, Template>;

const whyNotInSync: Readonly<Record<number, string>> = {
  [Rule.maxLag]: ': it has been behind for too long',
  [Rule.diskLost]: ': its disk is empty',
  [Rule.missedWrite]: ': it is down, and the others write on',
};

/** "replica 2 of the order topic" */
export function aReplica({ world }: Chronicle, place: number, replica: number): Piece {
  return say`replica ${String(replica)} of ${the(world, place)}`;
}

/** What a leader leads: a log, or the partition of one that has several. */
export function part({ world }: Chronicle, place: number, partition: number): Piece {
  const node = world.plan.nodes[place];
  const hasSeveral = node?.kind === 'log' && node.partitions > 1;
  return hasSeveral
    ? say`partition ${String(partition)} of ${the(world, place)}`
    : the(world, place);
}

function crashOf({ world, trace }: Chronicle, { cause }: TraceEntry): Intervention | undefined {
  return cause === NO_FACT ? undefined : actOf(world, trace, cause)?.act;
}

const confirming: ReadonlySet<number> = new Set([Fact.confirmed]);

/** Of what is lost, how much had been said to be safe. */
function thoughConfirmed({ messages }: Chronicle, b: Batch): Piece {
  const { distinct, min, max } = b.numbers;
  if (isOne(b)) {
    const isTold = messages.latestOf(min, confirming, b.first.index) !== NO_FACT;
    return isTold ? ', though it was confirmed' : '';
  }
  // Of a batch with gaps nobody can say which they were.
  if (max - min + 1 !== distinct) return '';
  let told = 0;
  for (let message = min; message <= max; message++) {
    if (messages.latestOf(message, confirming, b.first.index) !== NO_FACT) told++;
  }
  if (told === 0) return '';
  return told === distinct ? ', though all were confirmed' : `, ${grouped(told)} of them confirmed`;
}
