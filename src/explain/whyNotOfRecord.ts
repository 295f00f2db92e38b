/**
 * whyNotOfRecord answers for records what whyNotOf answers for messages in queues: why a group has not
 * read one, or is not done with it, and what keeps it.
 */
import {
  Fact,
  NO_EVENT,
  NO_FACT,
  NO_NODE,
  NO_ROW,
  Reading as Read,
  Rule,
  type TraceEntry,
} from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { name, the } from './names.ts';
import type { Past, Reason } from './Reason.ts';
import type { RecordLife } from './recordLife.ts';
import { recordRows, recordStory } from './recordStory.ts';
import { messagePart, type Piece, say } from './Sentence.ts';
import type { CopyStory } from './storyOf.ts';
import { type WhyNot, whatBecameOfIt, whyNot } from './WhyNot.ts';
import { brokerDown } from './whyHeldUp.ts';
import { replicasWith, whyUnsafe } from './whyOfReplicas.ts';
import { counted, time } from './words.ts';

export function whyNotOfRecord(
  c: Chronicle,
  life: RecordLife,
  facts: readonly TraceEntry[],
): WhyNot[] {
  const last = facts.at(-1);
  if (life.log === NO_NODE || last === undefined) return [];
  const row = recordRows(c, life).at(-1) ?? NO_ROW;
  const stories = recordStory(c, life, facts);
  const isThere = row !== NO_ROW;
  return [
    ...stories.flatMap((story) => ofGroup(c, story, row, last)),
    ...(isThere
      ? [whyNot(c, 'notLost', life.log, last.index, last.message, keptBy(c, life, row))]
      : []),
  ];
}

function keptBy({ world }: Chronicle, { log }: RecordLife, row: number): Reason {
  const having = replicasWith(world, row);
  if (having !== null) return having;
  return {
    clause: say`${the(world, log)} has it until its retention says otherwise`,
    rule: Rule.append,
  };
}

function ofGroup(c: Chronicle, story: CopyStory, row: number, last: TraceEntry): WhyNot[] {
  const { queue: place, state } = story;
  const answer = (question: 'notMoved' | 'notDone', reason: Reason | Past): WhyNot[] => [
    whyNot(c, question, place, last.index, last.message, reason),
  ];
  switch (state) {
    case 'done':
      return [];
    case 'lost':
    case 'dropped':
    case 'refused':
      return [whatBecameOfIt(c, place, last)];
    case 'inTransit':
      return answer('notMoved', {
        clause: say`${the(c.world, place)} has not got it yet`,
        rule: Rule.publish,
      });
    default: {
      if (row === NO_ROW || !c.world.logs.isGroup(place))
        return answer('notMoved', { clause: 'nobody reads it', rule: Rule.append });
      return state === 'ready'
        ? answer('notMoved', whyUnread(c, place, row))
        : answer('notDone', whyPending(c, place, row));
    }
  }
}

// Not read yet

function whyUnread(c: Chronicle, group: number, row: number): Reason | Past {
  const { world } = c;
  const down = brokerDown(c, group);
  if (down !== null) return down;
  const unsafe = whyUnsafe(c, row);
  if (unsafe !== null) return unsafe;
  const { plan, records, shares } = world.logs;
  const share = world.logs.shareOf(group, records.partition[row] ?? 0);
  if (plan.groups[group]?.isByHand === true)
    return { clause: say`nobody has asked ${the(world, group)} for it`, rule: Rule.handedInTurn };
  const ahead = (records.offset[row] ?? 0) - (shares.position[share] ?? 0);
  const block = ofOwner(c, group, share, row) ?? ofMembers(c, group);
  if (ahead <= 0) return block;
  return {
    clause: say`${counted(ahead, 'offset')} ${ahead === 1 ? 'is' : 'are'} ahead of it`,
    rule: Rule.none,
    behind: block,
  };
}

/** Of a group that reads in order: what its partition's owner is about. */
function ofOwner(c: Chronicle, group: number, share: number, row: number): Reason | null {
  const { world } = c;
  const { plan, groups, members, reads, records, shares } = world.logs;
  if (plan.groups[group]?.reading !== 'perPartition') return null;
  if (shares.retry[share] !== NO_EVENT) {
    const blocking = records.message[shares.nextRecord[share] ?? NO_ROW] ?? 0;
    const it: Piece =
      shares.nextRecord[share] === row || blocking === 0 ? 'it' : messagePart(blocking);
    return {
      clause: say`${it} holds up its partition until ${time(world.agenda.dueUs(shares.retry[share] ?? NO_EVENT))}`,
      rule: Rule.blocksPartition,
      behind: failureOf(c, shares.failedFact[share] ?? NO_FACT),
    };
  }
  if (groups.isRebalancing[group] === 1)
    return {
      clause: say`${the(world, group)} stands still to deal out its partitions`,
      rule: Rule.oneOwner,
      behind: pastOf(groups.rebalanceFact[group] ?? NO_FACT),
    };
  const owner = shares.owner[share] ?? NO_ROW;
  if (owner === NO_ROW) return { clause: 'nobody owns its partition', rule: Rule.oneOwner };
  const who = name(world, world.placeOf(owner));
  if (!world.isAlive(owner))
    return {
      clause: say`${who}, which owns its partition, is DOWN`,
      rule: Rule.session,
      behind: pastOf(c.turns.before(world.placeOf(owner), c.length)),
    };
  const first = members.firstRead[owner] ?? NO_ROW;
  if (first === NO_ROW)
    return { clause: say`${who} has not come back for more`, rule: Rule.polled };
  return {
    clause: say`${who} works off ${messagePart(reads.message[first] ?? 0)} first`,
    rule: Rule.polled,
    fact: reads.lastFact[first] ?? NO_FACT,
  };
}

/** Of a shared group: why no member takes more. */
function ofMembers(c: Chronicle, group: number): Reason {
  const { world } = c;
  const { consumers } = world;
  const { plan, groups } = world.logs;
  const spec = plan.groups[group];
  const pending = groups.pending[group] ?? 0;
  if (spec !== undefined && spec.ack !== 'none' && pending >= spec.maxAckPending)
    return {
      clause: say`${counted(pending, 'record')} are pending, as many as ${the(world, group)} allows`,
      rule: Rule.handedInTurn,
    };
  const here = Array.from({ length: consumers.rows }, (_, row) => row).filter(
    (row) => consumers.queue[row] === group,
  );
  const alive = here.filter((row) => world.isAlive(row) && consumers.connected[row] === 1);
  if (here.length === 0)
    return { clause: say`nobody reads for ${the(world, group)}`, rule: Rule.handedInTurn };
  if (alive.length === 0) {
    const turns = here.map((row) => c.turns.before(world.placeOf(row), c.length));
    return {
      clause:
        here.length === 1
          ? say`${name(world, world.placeOf(here[0] ?? 0))} is DOWN`
          : 'all its members are down',
      rule: Rule.handedInTurn,
      behind: pastOf(Math.max(...turns)),
    };
  }
  return { clause: 'each member holds as many as it may', rule: Rule.prefetch };
}

// Read, and not settled

function whyPending(c: Chronicle, group: number, row: number): Reason | Past {
  const { world } = c;
  const down = brokerDown(c, group);
  if (down !== null) return down;
  const { plan, reads, records, shares } = world.logs;
  const share = world.logs.shareOf(group, records.partition[row] ?? 0);
  const offset = records.offset[row] ?? 0;
  const read = rowWhere(
    reads.rows,
    (at) =>
      reads.share[at] === share && reads.offset[at] === offset && reads.state[at] !== Read.free,
  );
  if (read !== NO_ROW) return inHand(c, read);
  if (plan.groups[group]?.reading !== 'perPartition') return awaited(c, group, row);
  const owner = shares.owner[share] ?? NO_ROW;
  const isHeldUp = shares.retry[share] !== NO_EVENT && offset >= (shares.position[share] ?? 0);
  if (isHeldUp || owner === NO_ROW || !world.isAlive(owner))
    return (
      ofOwner(c, group, share, row) ?? { clause: 'nobody owns its partition', rule: Rule.oneOwner }
    );
  return {
    clause: say`${name(world, world.placeOf(owner))} has not committed it yet`,
    rule: Rule.commit,
  };
}

function inHand({ world }: Chronicle, read: number): Reason {
  const { reads } = world.logs;
  const who = name(world, world.placeOf(reads.consumer[read] ?? NO_ROW));
  const fact = reads.lastFact[read] ?? NO_FACT;
  const handle = reads.handle[read] ?? NO_EVENT;
  const until = handle === NO_EVENT ? '' : ` until ${time(world.agenda.dueUs(handle))}`;
  const rule = Rule.ackSettles;
  if (reads.state[read] === Read.working)
    return { clause: say`${who} is working on it${until}`, rule, fact };
  if (reads.state[read] === Read.onWire)
    return { clause: say`it is on its way to ${who}${until}`, rule, fact };
  return { clause: say`${who} holds it and has not begun`, rule, fact };
}

/** Pending in a shared group, and in nobody's hands. */
function awaited(c: Chronicle, group: number, row: number): Reason | Past {
  const { world } = c;
  const { pendings } = world.logs;
  const pending = rowWhere(
    pendings.rows,
    (at) => pendings.group[at] === group && pendings.record[at] === row,
  );
  if (pending === NO_ROW) return { clause: 'its answer is on its way', rule: Rule.ackSettles };
  const owner = pendings.owner[pending] ?? NO_ROW;
  const who = owner === NO_ROW ? 'nobody' : name(world, world.placeOf(owner));
  const dueUs = pendings.dueAtUs[pending] ?? Number.POSITIVE_INFINITY;
  const until = Number.isFinite(dueUs) ? ` until ${time(dueUs)}` : '';
  if ((pendings.againAtUs[pending] ?? -1) >= 0)
    return {
      clause: 'it is next to be handed out again',
      rule: Rule.handedAgain,
      behind: ofMembers(c, group),
    };
  if (owner !== NO_ROW && !world.isAlive(owner))
    return {
      clause: say`it is pending with ${who}, which is DOWN${until}`,
      rule: until === '' ? Rule.claim : Rule.ackWait,
      behind: pastOf(c.turns.before(world.placeOf(owner), c.length)),
    };
  const failed = c.messages.latestOf(pendings.message[pending] ?? 0, failing, c.length);
  return {
    clause: say`it is pending with ${who}${until}`,
    rule: Rule.ackWait,
    behind: pastOf(failed),
  };
}

const failing: ReadonlySet<number> = new Set([Fact.attemptFailed]);

/** Behind a partition that is held up: the failed attempt. */
function failureOf({ trace }: Chronicle, fact: number): Past | null {
  if (fact === NO_FACT) return null;
  const isHeldUp = trace.kind(fact) === Fact.partitionHeldUp;
  return pastOf(isHeldUp ? trace.cause(fact) : fact);
}

function pastOf(fact: number): Past | null {
  return fact === NO_FACT ? null : { past: fact };
}

function rowWhere(rows: number, isMeant: (row: number) => boolean): number {
  for (let row = 0; row < rows; row++) if (isMeant(row)) return row;
  return NO_ROW;
}
