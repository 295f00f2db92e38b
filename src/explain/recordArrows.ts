/**
 * recordArrows draws the life of a record as arrows between its log and the members that read it: polls
 * and deliveries, claims, the work, and the commit or the ack, or the lack of it.
 */
import { Fact, NO_FACT, NO_NODE, Rule, type TraceEntry } from '../engine/index.ts';
import { ANSWER, type Arrow, at, type End, note } from './Arrow.ts';
import type { Chronicle } from './Chronicle.ts';
import { nodeAt } from './names.ts';
import { latencyTo, type Reading, type RecordLife } from './recordLife.ts';

/** The suffix of an arrow of a fact that is about several records. */
const SHARED = '.shared';
export const DEALT_OUT = 'dealt out anew';

/** Whether an arrow belongs to other records as much: told of several, it is drawn once. */
export function isShared({ suffix }: Arrow): boolean {
  return suffix.startsWith(SHARED);
}

export function recordArrows(
  c: Chronicle,
  life: RecordLife,
  facts: readonly TraceEntry[],
): readonly Arrow[] {
  if (life.log === NO_NODE) return [];
  return [
    ...facts.flatMap((entry) => atLog(c, life, entry)),
    ...life.readings.flatMap((reading) => ofReading(c, life, reading)),
    ...dealings(c, life),
  ];
}

/** What its log does, and what it hears. */
function atLog(c: Chronicle, life: RecordLife, entry: TraceEntry): Arrow[] {
  const { kind, place, message } = entry;
  const log = at(life.log);
  const label = logNotes[kind];
  if (label !== undefined) return [note(entry, log, label)];
  const reading = life.readingOf.get(entry.index);
  switch (kind) {
    case Fact.appended:
      return [note(entry, log, appendLabel(c, entry))];
    case Fact.recordAcked: {
      const { cause } = entry;
      const other = cause === NO_FACT ? message : c.trace.message(cause);
      const isCovered = entry.rule === Rule.ackCovers && other > 0 && other !== message;
      if (isCovered || reading === undefined) return [note(entry, log, `acked with m${other}`)];
      return [answer(c, reading, entry, log, 'ack')];
    }
    case Fact.recordEnded:
      if (c.world.plan.nodes[place] === undefined) return [note(entry, at(place), 'skip')];
      return reading === undefined ? [] : [answer(c, reading, entry, log, 'give up')];
    case Fact.recordReturned:
      return reading === undefined ? [] : [answer(c, reading, entry, log, 'give back')];
    case Fact.answerIgnored:
      return reading === undefined ? [] : [answer(c, reading, entry, log, 'too late')];
    case Fact.partitionHeldUp:
      return [note(entry, at(place), 'blocks the rest')];
    default:
      return [];
  }
}

const logNotes: Readonly<Record<number, string>> = {
  [Fact.appendRefused]: 'not taken',
  [Fact.duplicateIgnored]: 'known already',
  [Fact.recordRemoved]: 'removed',
  [Fact.waitEnded]: 'ack wait over',
  [Fact.recordParked]: 'parked',
  [Fact.pendingDropped]: 'off the list',
  [Fact.waitExtended]: 'more time',
  [Fact.recordReplicated]: 'on all in sync',
  [Fact.recordLost]: 'lost with its leader',
  [Fact.recordForgotten]: 'not on the new leader',
};

/** "P1, offset 7": where it is, as long as it is there. */
function appendLabel({ world }: Chronicle, { place, message, count }: TraceEntry): string {
  const { plan, records } = world.logs;
  const partition = (plan.firstPartition[place] ?? NO_NODE) + count;
  const row = records.message.findIndex(
    (of, i) => i < records.rows && of === message && records.partition[i] === partition,
  );
  const isOnly = (plan.logs[place]?.partitions ?? 1) === 1;
  if (row < 0) return isOnly ? 'taken' : `P${count}`;
  const offset = `offset ${records.offset[row]}`;
  return isOnly ? offset : `P${count}, ${offset}`;
}

function ofReading(c: Chronicle, life: RecordLife, reading: Reading): Arrow[] {
  const { started, effect, failed, crashed, commit, member, sent } = reading;
  const log = at(life.log);
  const there = at(member);
  const message = sent.message;
  const word = isOrdered(c, reading) ? 'commit' : 'ack';
  return [
    ...handing(c, reading, log),
    ...(started === null ? [] : [note(started, there, 'work')]),
    ...(effect === null ? [] : [effectArrow(c, life, effect)]),
    ...(failed === null ? [] : [note(failed, there, 'fail')]),
    ...(crashed === null ? [] : lack(reading, crashed, log, word)),
    ...(reading.vanished?.kind === Fact.ackLost
      ? [
          {
            ...answer(c, reading, reading.vanished, log, `no ${word}`),
            lostBy: reading.vanished.index,
          },
        ]
      : []),
    ...(commit === null ? [] : [commitOf(c, reading, commit, log, message)]),
  ];
}

/** The delivery; before it the claim by which the member got it. */
function handing(c: Chronicle, reading: Reading, log: End): Arrow[] {
  const { sent, vanished, member, group } = reading;
  const there = at(member);
  const claim: Arrow[] =
    sent.kind === Fact.recordClaimed
      ? [{ ...note(sent, there, 'claim'), to: log, suffix: ANSWER }]
      : [];
  if (sent.rule === Rule.claimQuietly) return claim;
  const deliver: Arrow = {
    ...note(sent, log, handingLabel(c, reading)),
    to: there,
    arriveUs: sent.atUs + latencyTo(c, group, member),
    lostBy: vanished?.kind === Fact.packetLost ? vanished.index : NO_FACT,
  };
  return [...claim, deliver];
}

function handingLabel(c: Chronicle, { sent, ...reading }: Reading): string {
  if (sent.rule === Rule.ownPending) return 'read again';
  if (sent.rule === Rule.bodyGone) return 'no body';
  const word = isOrdered(c, reading) ? 'poll' : 'deliver';
  return sent.kind === Fact.recordDelivered ? word : `${word} again`;
}

/** A member died with it: what it would have said never comes. */
function lack({ sent, member }: Reading, crashed: TraceEntry, log: End, word: string): Arrow[] {
  const here = at(member);
  const suffix = `.m${sent.message}.${sent.index}`;
  return [
    { ...note(crashed, here, 'crash'), suffix },
    {
      ...note(crashed, here, `no ${word}`),
      to: log,
      lostBy: crashed.index,
      suffix: `${suffix}.no`,
    },
  ];
}

/** The effect on the world is drawn on a lane of its own when it was to happen more than once. */
function effectArrow({ world }: Chronicle, life: RecordLife, effect: TraceEntry): Arrow {
  const isOften = life.readings.filter((reading) => reading.effect !== null).length > 1;
  const drawn = note(effect, at(effect.place), effects[effect.kind] ?? 'effect');
  return isOften ? { ...drawn, to: { kind: 'ledger', place: nodeAt(world, effect.place) } } : drawn;
}

const effects: Readonly<Record<number, string>> = {
  [Fact.effectApplied]: 'effect',
  [Fact.effectRepeated]: 'effect again',
  [Fact.effectSuppressed]: 'seen, skip',
};

/** What a member says to its group. It leaves when the work is over. */
function answer(c: Chronicle, reading: Reading, entry: TraceEntry, log: End, label: string): Arrow {
  const { sent, effect, failed, member, group } = reading;
  const leftUs = Math.max(sent.atUs, entry.atUs - latencyTo(c, group, member));
  const workedUs = (effect ?? failed)?.atUs ?? leftUs;
  const atUs = Math.max(leftUs, Math.min(workedUs, entry.atUs));
  return { ...note(entry, at(member), label), to: log, atUs, suffix: ANSWER };
}

/** The commit that covers it: its own, or that of a record behind it. */
function commitOf(
  c: Chronicle,
  { group, member }: Reading,
  commit: TraceEntry,
  log: End,
  message: number,
): Arrow {
  const arrow = commitArrow(commit, log, latencyTo(c, group, member));
  const isOwn = commit.message === message;
  return isOwn
    ? { ...arrow, suffix: ANSWER }
    : { ...arrow, message, suffix: `${SHARED}.m${message}` };
}

/** A commit as it goes from a member to its log; one that is refused breaks off. */
export function commitArrow(commit: TraceEntry, log: End, latencyUs: number): Arrow {
  const isRefused = commit.kind === Fact.commitFenced;
  return {
    ...note(commit, at(commit.place), isRefused ? 'commit refused' : 'commit'),
    to: log,
    atUs: Math.max(0, commit.atUs - latencyUs),
    lostBy: isRefused ? commit.index : NO_FACT,
  };
}

/** Where another member goes on with a partition, that it was dealt out anew comes before. */
function dealings({ trace }: Chronicle, { readings, log }: RecordLife): Arrow[] {
  const causes = new Set(
    readings.flatMap(({ sent }) => (sent.rule === Rule.fromCommitted ? [sent.cause] : [])),
  );
  causes.delete(NO_FACT);
  const message = readings[0]?.sent.message ?? 0;
  return [...causes].map((cause) => ({
    ...note(trace.entry(cause), at(log), DEALT_OUT),
    message,
    suffix: `${SHARED}.m${message}`,
  }));
}

function isOrdered({ world }: Chronicle, { group }: Pick<Reading, 'group'>): boolean {
  return world.logs.plan.groups[group]?.reading === 'perPartition';
}
