/**
 * quorumLaws say what a queue with replicas promises, told from the trace alone: it gives and writes only
 * while one of them leads and most of them run and have all of it.
 */
import type { World } from '../model/World.ts';
import { Fact, Rule } from '../trace/index.ts';

interface Member {
  isUp: boolean;
  isBehind: boolean;
}

interface Quorum {
  readonly members: readonly Member[];
  /** From 1; 0: nobody leads. */
  leader: number;
  /** Since when it has been as it is: taking part, or standing still. */
  sinceUs: number;
  takesPart: boolean;
}

/** TracedQuorums follow the queues of a run, fact by fact. */
export class TracedQuorums {
  private readonly world: World;
  private readonly quorums = new Map<number, Quorum>();

  constructor(world: World) {
    this.world = world;
    for (const [queue, spec] of world.replicas.plan.queues.entries()) {
      if (spec === undefined) continue;
      const members = Array.from({ length: spec.replicas }, () => ({
        isUp: true,
        isBehind: false,
      }));
      this.quorums.set(queue, { members, leader: 1, sinceUs: 0, takesPart: true });
    }
  }

  read(fact: number): void {
    const { trace } = this.world;
    const quorum = this.quorums.get(trace.place(fact));
    if (quorum === undefined) return;
    const replica = trace.count(fact);
    const member = quorum.members[replica - 1];
    switch (trace.kind(fact)) {
      case Fact.replicaDown:
        if (member !== undefined) member.isUp = false;
        if (quorum.leader === replica) quorum.leader = 0;
        break;
      case Fact.replicaUp:
        if (member !== undefined) member.isUp = true;
        break;
      case Fact.leaderElected:
        quorum.leader = replica;
        break;
      case Fact.leftInSync:
        if (member !== undefined) member.isBehind = true;
        break;
      case Fact.joinedInSync:
        if (member !== undefined) member.isBehind = false;
        break;
      default:
        return;
    }
    const taking = quorum.members.filter(({ isUp, isBehind }) => isUp && !isBehind);
    const takesPart = quorum.leader > 0 && 2 * taking.length > quorum.members.length;
    if (takesPart === quorum.takesPart) return;
    quorum.takesPart = takesPart;
    quorum.sinceUs = trace.atUs(fact);
  }

  takesPart(queue: number): boolean {
    return this.quorums.get(queue)?.takesPart ?? true;
  }

  /** Whether one that lacks nothing leads, and most run: whoever runs has a vote. */
  mayLead(queue: number, replica: number): boolean {
    const members = this.quorums.get(queue)?.members ?? [];
    const voting = members.filter(({ isUp }) => isUp);
    const leader = members[replica - 1];
    return leader?.isUp === true && !leader.isBehind && 2 * voting.length > members.length;
  }

  /** Replicas that are down, and of which nobody has said that they lack what is written. */
  unaware(queue: number): number[] {
    const members = this.quorums.get(queue)?.members ?? [];
    return members.flatMap(({ isUp, isBehind }, i) => (isUp || isBehind ? [] : [i + 1]));
  }

  /** Since when a queue has written without a pause; Infinity: it stands still. */
  writesSinceUs(queue: number): number {
    return this.takesPart(queue)
      ? (this.quorums.get(queue)?.sinceUs ?? 0)
      : Number.POSITIVE_INFINITY;
  }
}

export function quorumLawsBroken(world: World): string[] {
  const { trace, plan, replicas, consumers } = world;
  if (!replicas.hasQueues) return [];
  const quorums = new TracedQuorums(world);
  const found: string[] = [];
  const still = (fact: number, queue: number, does: string): void => {
    if (!quorums.takesPart(queue))
      found.push(`${plan.nodes[queue]?.id} stands still, and ${does} m${trace.message(fact)}`);
  };
  for (let fact = 0; fact < trace.length; fact++) {
    quorums.read(fact);
    const place = trace.place(fact);
    switch (trace.kind(fact)) {
      case Fact.flushed:
        // What is stored while a queue stands still is written when it goes on.
        still(fact, place, 'writes');
        for (const replica of quorums.unaware(place))
          found.push(`replica ${replica} of ${plan.nodes[place]?.id} is down, and misses no write`);
        if (replicas.plan.queues[place] && trace.rule(fact) === Rule.flushEach)
          found.push(`m${trace.message(fact)} in ${plan.nodes[place]?.id} is on one disk alone`);
        break;
      case Fact.leaderElected:
        if (replicas.plan.queues[place] && !quorums.mayLead(place, trace.count(fact)))
          found.push(`replica ${trace.count(fact)} of ${plan.nodes[place]?.id} leads a minority`);
        break;
      case Fact.delivered:
      case Fact.redelivered:
        still(fact, consumers.queue[place - plan.nodes.length], 'gives');
        break;
    }
  }
  return found;
}
