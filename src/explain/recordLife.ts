/**
 * recordLife follows one message through a log: where it came in, and each reading of it by a member of
 * a group, from the delivery to the commit or the ack that says that it is done.
 */
import { Fact, NO_FACT, NO_MESSAGE, NO_NODE, type TraceEntry } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { nodeAt, publishWires, queueAt } from './names.ts';
import { settingAt } from './settingAt.ts';

export interface RecordLife {
  /** The log that it is for. NO_NODE: it has to do with queues alone. */
  readonly log: number;
  /** Each time that a log took it: a resend may have made a second record of it. */
  readonly appends: readonly TraceEntry[];
  readonly readings: readonly Reading[];
  /** The reading that a fact is part of. */
  readonly readingOf: ReadonlyMap<number, Reading>;
}

/** Reading is one delivery of a record to one member. */
export interface Reading {
  readonly group: number;
  /** The place of the member. */
  readonly member: number;
  readonly number: number;
  readonly sent: TraceEntry;
  started: TraceEntry | null;
  effect: TraceEntry | null;
  failed: TraceEntry | null;
  /** The member died with it. */
  crashed: TraceEntry | null;
  /** The packet or the answer that never arrived. */
  vanished: TraceEntry | null;
  /** What its group heard of it first, or the end of the wait for that; a later reading ends it too. */
  ended: TraceEntry | null;
  /** The commit that covers it, or was refused. */
  commit: TraceEntry | null;
}

export function recordLife(c: Chronicle, message: number, end: number): RecordLife {
  const facts = c.messages.of(message, end).map((fact) => c.trace.entry(fact));
  const { logOf } = c.world.logs.plan;
  const follower = new RecordFollower(c);
  for (const entry of facts) follower.take(entry);
  for (const reading of follower.readings) {
    findCommit(c, follower, reading, end);
    findCrash(c, reading, end);
  }
  const groups = follower.readings.map(({ group }) => logOf[group] ?? NO_NODE);
  const log = follower.appends[0]?.place ?? groups[0] ?? logFor(c, facts);
  return { log, ...follower };
}

class RecordFollower {
  readonly appends: TraceEntry[] = [];
  readonly readings: Reading[] = [];
  readonly readingOf = new Map<number, Reading>();
  private readonly c: Chronicle;

  constructor(c: Chronicle) {
    this.c = c;
  }

  take(entry: TraceEntry): void {
    switch (entry.kind) {
      case Fact.appended:
        this.appends.push(entry);
        return;
      case Fact.recordDelivered:
      case Fact.recordRedelivered:
      case Fact.recordClaimed:
        this.deliver(entry);
        return;
      case Fact.recordAcked:
      case Fact.recordEnded:
      case Fact.recordReturned:
      case Fact.waitEnded:
      case Fact.recordParked:
      case Fact.pendingDropped:
      case Fact.partitionHeldUp:
      case Fact.answerIgnored:
        this.end(entry);
        return;
      default:
        this.work(entry);
    }
  }

  private deliver(entry: TraceEntry): void {
    const group = queueAt(this.c.world, entry.place);
    const { logs } = this.c.world;
    if (!logs.isGroup(group)) return;
    const before = this.readings.findLast((reading) => reading.group === group);
    if (before !== undefined) before.ended ??= entry;
    const reading: Reading = {
      group,
      member: entry.place,
      number: entry.count,
      sent: entry,
      started: null,
      effect: null,
      failed: null,
      crashed: null,
      vanished: null,
      ended: null,
      commit: null,
    };
    this.readings.push(reading);
    this.readingOf.set(entry.index, reading);
  }

  private end(entry: TraceEntry): void {
    const reading = this.meant(entry);
    if (reading === undefined) return;
    reading.ended ??= entry;
    this.readingOf.set(entry.index, reading);
  }

  private work(entry: TraceEntry): void {
    const reading = this.meant(entry);
    if (reading === undefined || !isAtMember.has(entry.kind)) return;
    this.readingOf.set(entry.index, reading);
    switch (entry.kind) {
      case Fact.started:
        reading.started = entry;
        return;
      case Fact.attemptFailed:
        reading.failed = entry;
        return;
      case Fact.packetLost:
      case Fact.ackLost:
        reading.vanished = entry;
        return;
      default:
        reading.effect = entry;
    }
  }

  /** The reading that a fact is about: that of its cause, or the latest one at its place. */
  private meant({ cause, place, kind }: TraceEntry): Reading | undefined {
    const isHere = ({ member, group }: Reading): boolean => member === place || group === place;
    const caused = this.readingOf.get(cause);
    // A repeated effect may rest on that of another reading, which nobody saw the key of.
    const isOther = kind === Fact.effectRepeated && caused?.effect != null;
    const isIts = caused !== undefined && isHere(caused) && !isOther;
    return isIts ? caused : this.readings.findLast(isHere);
  }
}

const isAtMember: ReadonlySet<number> = new Set([
  Fact.started,
  Fact.effectApplied,
  Fact.effectRepeated,
  Fact.effectSuppressed,
  Fact.attemptFailed,
  Fact.packetLost,
  Fact.ackLost,
]);

/** A member that dies with a record tells nobody: the crash is found by its place. */
function findCrash(c: Chronicle, reading: Reading, end: number): void {
  const { sent, started, effect, failed, vanished, ended, commit, member } = reading;
  const isAnswered = commit !== null || (ended !== null && isAnswer.has(ended.kind));
  if (failed !== null || vanished !== null || isAnswered) return;
  const from = (effect ?? started ?? sent).index;
  const crash = c.turns.firstBetween(member, Fact.consumerCrashed, from, ended?.index ?? end);
  if (crash !== NO_FACT) reading.crashed = c.trace.entry(crash);
}

const isAnswer: ReadonlySet<number> = new Set([
  Fact.recordAcked,
  Fact.recordEnded,
  Fact.recordReturned,
  Fact.partitionHeldUp,
  Fact.recordParked,
  Fact.answerIgnored,
]);

/**
 * A commit speaks for all that its member had worked off in the partition when it was sent; where it
 * commits before the work, for all that had come. Each carries the number of the partition; which one a
 * record is in, its append says.
 */
function findCommit(c: Chronicle, life: RecordFollower, reading: Reading, end: number): void {
  const { group, member, sent, effect, ended } = reading;
  if (c.world.logs.plan.groups[group]?.reading !== 'perPartition') return;
  const latencyUs = latencyTo(c, group, member);
  const append = life.appends.findLast(({ index }) => index < sent.index);
  const skipped = ended?.kind === Fact.recordEnded ? ended : null;
  const isEarly = settingAt(c, nodeAt(c.world, member), 'ack', sent.index) === 1;
  const done = isEarly ? { ...sent, atUs: sent.atUs + latencyUs } : (effect ?? skipped);
  if (done === null || append === undefined) return;
  const next = life.readings.find((one) => one.group === group && one.sent.index > sent.index);
  const until = next?.sent.index ?? end;
  const crash = c.turns.firstBetween(member, Fact.consumerCrashed, done.index, until);
  const commit = c.commits.first(member, done.index, crash === NO_FACT ? until : crash, (fact) => {
    const isHere = c.trace.count(fact) === append.count;
    const isSentLater = c.trace.atUs(fact) - latencyUs >= done.atUs;
    return isHere && isSentLater && !isOfEarlier(c, fact, append);
  });
  if (commit !== NO_FACT) reading.commit = c.trace.entry(commit);
}

/** Whether a commit was sent for a record that stands before this one. */
function isOfEarlier(c: Chronicle, commit: number, append: TraceEntry): boolean {
  const message = c.trace.message(commit);
  if (message === NO_MESSAGE || message === append.message) return false;
  const other = c.messages.latestOf(message, appends, commit);
  return other !== NO_FACT && other < append.index;
}

const appends: ReadonlySet<number> = new Set([Fact.appended]);

/** How long a word takes between a member and its group. */
export function latencyTo({ world }: Chronicle, group: number, member: number): number {
  const { plan } = world;
  const consumers = world.consumers.group[member - plan.nodes.length] ?? NO_NODE;
  const wire = plan.subscriptionOf[consumers] ?? NO_NODE;
  return group === NO_NODE ? 0 : (plan.scenario.wires[wire]?.latencyUs ?? 0);
}

/** The log that a message is sent to and has not reached: what its publisher is wired to. */
function logFor({ world }: Chronicle, facts: readonly TraceEntry[]): number {
  const { plan } = world;
  const refused = facts.find(({ place }) => plan.nodes[place]?.kind === 'log');
  if (refused !== undefined) return refused.place;
  const published = facts.find(({ kind }) => kind === Fact.published);
  if (published === undefined || publishWires(plan, published.place).length > 0) return NO_NODE;
  const targets = (plan.wiresFrom[published.place] ?? []).map((wire) => plan.wireTo[wire]);
  return targets.find((node) => plan.nodes[node ?? NO_NODE]?.kind === 'log') ?? NO_NODE;
}
