/**
 * Chronicle is a world's trace with what has been read out of it: everything that sentences are made
 * from. There is one for each trace, it reads each fact once, and nobody has to keep it.
 */
import type { Trace, World } from '../engine/index.ts';
import { Backlog } from './Backlog.ts';
import { Commits } from './Commits.ts';
import { Episodes } from './Episodes.ts';
import { Firsts } from './Firsts.ts';
import { GroupEvidence } from './GroupEvidence.ts';
import { Latencies } from './Latencies.ts';
import { MessageFacts } from './MessageFacts.ts';
import { Turns } from './Turns.ts';
import { WorkTimes } from './WorkTimes.ts';

export class Chronicle {
  readonly world: World;
  readonly trace: Trace;
  private readonly messageFacts: MessageFacts;
  private readonly turnFacts: Turns;
  private readonly firstFacts: Firsts;
  private readonly commitFacts: Commits;
  private backlogs: Backlog | null = null;
  private groups: GroupEvidence | null = null;
  private work: WorkTimes | null = null;
  private latencyColumns: Latencies | null = null;
  private readonly episodesOf: (Episodes | null)[] = [null, null];

  constructor(world: World, trace: Trace) {
    this.world = world;
    this.trace = trace;
    this.messageFacts = new MessageFacts(trace);
    this.turnFacts = new Turns(trace);
    this.firstFacts = new Firsts(trace);
    this.commitFacts = new Commits(trace);
  }

  get messages(): MessageFacts {
    return this.messageFacts.follow();
  }

  get turns(): Turns {
    return this.turnFacts.follow();
  }

  get firsts(): Firsts {
    return this.firstFacts.follow();
  }

  get commits(): Commits {
    return this.commitFacts.follow();
  }

  get backlog(): Backlog {
    this.backlogs ??= new Backlog(this.world, this.trace);
    return this.backlogs.follow();
  }

  get groupEvidence(): GroupEvidence {
    this.groups ??= new GroupEvidence(this.world, this.trace);
    return this.groups.follow();
  }

  get workTimes(): WorkTimes {
    this.work ??= new WorkTimes(this.world, this.trace);
    return this.work.follow();
  }

  get latencies(): Latencies {
    this.latencyColumns ??= new Latencies(this.world, this.trace);
    return this.latencyColumns.follow();
  }

  episodes(grain: 1 | 2): Episodes {
    const episodes = this.episodesOf[grain - 1] ?? new Episodes(this.world, this.trace, grain);
    this.episodesOf[grain - 1] = episodes;
    return episodes.follow();
  }

  /** Facts up to the playhead that the trace has kept. */
  get length(): number {
    return Math.min(this.trace.length, this.trace.known);
  }
}

const chronicles = new WeakMap<Trace, Chronicle>();

export function chronicleOf(world: World, trace: Trace): Chronicle {
  const known = chronicles.get(trace);
  if (known !== undefined) return known;
  const chronicle = new Chronicle(world, trace);
  chronicles.set(trace, chronicle);
  return chronicle;
}

/** How long messages took, by the queue or the group through which they came. */
export function latenciesOf(world: World, trace: Trace): Latencies {
  return chronicleOf(world, trace).latencies;
}

/** When each consumer was at work. */
export function workTimesOf(world: World, trace: Trace): WorkTimes {
  return chronicleOf(world, trace).workTimes;
}
