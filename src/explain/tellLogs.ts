/** tellLogs tells of logs and the groups that read them: what came, who got it, how far they are. */
import { NO_FACT, NO_MESSAGE, Rule, type TraceEntry } from '../engine/index.ts';
import type { Batch } from './Batch.ts';
import { is, isOne, type Template, was, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { name, nodeAt, queueAt, the } from './names.ts';
import { mark, messagePart, type Piece, say, strong } from './Sentence.ts';
import { counted, grouped, ordinal } from './words.ts';

export const logTemplates = {
  appended: (b, { world }) => {
    const log = the(world, b.first.place);
    const partition = isOne(b) ? ofSeveral(world, b.first) : '';
    return say`${mark('ready')} ${log} took ${what(b)}${partition}${which(b)}`;
  },

  appendRefused: (b, { world }) => {
    const log = the(world, b.first.place);
    const why = refusedBecause[b.first.rule] ?? 'it does not take it';
    return say`${mark('refused')} ${log} refused ${what(b)}: ${why}${which(b)}`;
  },

  duplicateIgnored: (b, { world, trace }) => {
    const first = b.last.cause === NO_FACT ? NO_MESSAGE : trace.message(b.last.cause);
    const known = isOne(b) && first !== NO_MESSAGE && first !== b.last.message;
    const log = the(world, b.first.place);
    return known
      ? say`${log} knew the id of ${what(b)} from ${messagePart(first)}, and did not take it again`
      : say`${log} knew the id of ${what(b)}, and did not take it again${which(b)}`;
  },

  recordRemoved: (b, { world }) => {
    const log = the(world, b.first.place);
    const unread = b.last.count > 0 && isOne(b) ? say`, which was ${strong('not done')}` : '';
    const begin = b.last.count > 0 ? mark('lost') : mark('done');
    return say`${begin} ${log} removed ${what(b)}${unread}${which(b)}`;
  },

  recordDelivered: (b, { world }) =>
    say`${mark('unacked')} ${name(world, b.last.place)} got ${what(b)}${which(b)}`,

  recordRedelivered: (b, { world }) => {
    const member = name(world, b.last.place);
    if (b.first.rule === Rule.ownPending)
      return say`${mark('redelivered')} ${member} read ${what(b)} again, which it held already${which(b)}`;
    if (b.first.rule === Rule.bodyGone)
      return say`${member} still holds ${what(b)}, but ${itsBody(b)} gone from the log${which(b)}`;
    const time = isOne(b) && b.last.count > 2 ? ` for the ${ordinal(b.last.count)} time` : ' again';
    return say`${mark('redelivered')} ${member} got ${what(b)}${time}${which(b)}`;
  },

  recordClaimed: (b, { world }) =>
    say`${mark('redelivered')} ${name(world, b.last.place)} took over ${what(b)}${which(b)}`,

  claimEnded: (b, { world }) =>
    say`${name(world, b.last.place)} looked for idle records and took ${counted(b.last.count, 'of them', 'of them')}`,

  recordAcked: (b, { world }) =>
    say`${mark('done')} ${the(world, b.first.place)} got ${acks(b)} for ${what(b)}${which(b)}`,

  recordEnded: (b) => say`${mark('lost')} ${what(b)} ${was(b)} given up by its reader${which(b)}`,

  recordReturned: (b, { world }) => {
    const later = b.first.rule === Rule.returnedWithDelay ? ' for later' : '';
    return say`${mark('ready')} ${the(world, b.first.place)} got ${what(b)} back${later}${which(b)}`;
  },

  waitExtended: (b, { world }) =>
    say`${the(world, b.first.place)} gave the reader of ${what(b)} more time${which(b)}`,

  waitEnded: (b, { world }) =>
    say`${mark('ready')} the wait for ${what(b)} is over at ${the(world, b.first.place)}${which(b)}`,

  answerIgnored: (b, { world }) => {
    const said = say`what ${name(world, b.last.place)} said`;
    // It may have been of a message that there never was.
    return b.numbers.min === NO_MESSAGE
      ? say`${said} changed nothing`
      : say`${said} of ${what(b)} changed nothing${which(b)}`;
  },

  recordParked: (b) => {
    const often = isOne(b) ? ` after ${counted(b.last.count, 'delivery', 'deliveries')}` : '';
    return say`${mark('lost')} ${what(b)} ${is(b)} left alone${often}${which(b)}`;
  },

  pendingDropped: (b, { world }) =>
    say`${the(world, b.first.place)} took ${what(b)} off its list${which(b)}`,

  requestEnded: (b, { world }) => {
    const { count, place } = b.last;
    return say`a request of ${name(world, place)} ended with ${counted(count, 'record')} missing`;
  },

  groupMade: (b, { world }) => say`${the(world, b.last.place)} was made`,

  groupDeleted: (b, { world }) => {
    const { count, place } = b.last;
    const pending = count === 0 ? '' : ` with ${counted(count, 'pending record')}`;
    return say`${the(world, place)} was deleted${pending}`;
  },

  memberDeleted: (b, { world }) => {
    const { count, place } = b.last;
    const held = count === 0 ? '' : ` with the ${counted(count, 'record')} that it held`;
    return say`${name(world, place)} was struck off its group${held}`;
  },

  positionSet: (b, { world }) =>
    say`${the(world, b.last.place)} goes on from offset ${grouped(b.last.count)}`,

  actRefused: (b, { world }) =>
    say`${the(world, b.last.place)} refused: ${refusedBecause[b.first.rule] ?? 'that is not possible'}`,

  logSaved: (b, { world }) =>
    say`${the(world, b.last.place)} was written to disk with ${counted(b.last.count, 'record')}`,

  logLost: (b, { world }) =>
    say`${mark('lost')} ${the(world, b.last.place)} and its ${counted(b.last.count, 'record')} are ${strong('LOST')}`,

  logSetBack: (b, { world }) => {
    const { count, place } = b.last;
    const lost = count === 0 ? '' : say`, and ${counted(count, 'record')} are ${strong('LOST')}`;
    return say`${the(world, place)} is what it was when it was last written${lost}`;
  },

  offsetCommitted: (b, { world }) =>
    say`${mark('done')} ${name(world, b.last.place)} committed how far it is in partition ${String(b.last.count)}`,

  commitFenced: (b, { world }) =>
    say`${mark('refused')} the commit of ${name(world, b.last.place)} for partition ${String(b.last.count)} was refused`,

  rebalanceBegan: (b, { world }) =>
    say`${the(world, b.last.place)} stands still to deal out its partitions anew`,

  partitionDealt: (b, { world }) =>
    say`${name(world, b.last.place)} owns partition ${String(b.last.count)}`,

  memberGivenUp: (b, c) =>
    say`${groupOf(c, b.last)} gave up ${name(c.world, b.last.place)}${givenUpBecause(b.first.rule)}`,

  partitionHeldUp: (b, { world }) =>
    say`${what(b)} holds up partition ${String(b.last.count)} of ${name(world, b.last.place)}`,
} satisfies Record<string, Template>;

const refusedBecause: Readonly<Record<number, string>> = {
  [Rule.noSuchLog]: 'there is no such log',
  [Rule.expectedOffset]: 'it ends elsewhere than expected',
  [Rule.entryNotAbove]: 'its number is not above the last',
  [Rule.logFull]: 'it is full',
  [Rule.noLeader]: 'it has no leader',
  [Rule.notEnoughInSync]: 'too few of its replicas are in sync',
  [Rule.logKeyFull]: 'its key is full',
  [Rule.noSuchGroup]: 'there is no such group',
  [Rule.groupExists]: 'it is there already',
  [Rule.pushOnly]: 'it pushes, and nobody can ask',
  [Rule.brokerUnreachable]: 'its broker is down',
  [Rule.workQueueAcks]: 'a work queue wants an ack for each record',
  [Rule.workQueueOneGroup]: 'a work queue has one group',
  [Rule.workQueueOverlap]: 'another group reads these keys',
  [Rule.workQueueFromStart]: 'a work queue is read from its start',
};

function acks(b: Batch): string {
  return isOne(b) ? 'the ack' : 'the acks';
}

function itsBody(b: Batch): string {
  return isOne(b) ? 'its body is' : 'their bodies are';
}

function givenUpBecause(rule: number): string {
  return rule === Rule.session ? ', of which it heard nothing' : ', which took too long';
}

/** ", in partition 2", where there are several. */
function ofSeveral(world: Chronicle['world'], { place, count }: TraceEntry): Piece {
  const node = world.plan.nodes[place];
  return node?.kind === 'log' && node.partitions > 1 ? ` into partition ${count}` : '';
}

/** The group of a member. */
export function groupOf({ world }: Chronicle, { place }: TraceEntry): Piece {
  const group = queueAt(world, place);
  return the(world, group < 0 ? nodeAt(world, place) : group);
}
