/** becauseOfLogs puts what happened to logs and groups into clauses, as what follows "because". */
import { Rule } from '../engine/index.ts';
import type { Clause } from './becauseOf.ts';
import { name, the } from './names.ts';
import { say } from './Sentence.ts';
import { groupOf } from './tellLogs.ts';

export const logClauses = {
  appended: ({ c, cause, it }) => say`${the(c.world, cause.place)} took ${it}`,
  appendRefused: ({ c, cause, it }) => say`${the(c.world, cause.place)} refused ${it}`,
  duplicateIgnored: ({ c, cause, it }) => say`${the(c.world, cause.place)} knew ${it} already`,
  recordRemoved: ({ c, cause, it }) => say`${the(c.world, cause.place)} removed ${it}`,
  recordDelivered: ({ c, cause, it }) => say`${name(c.world, cause.place)} got ${it}`,
  recordRedelivered: ({ c, cause, it }) => say`${name(c.world, cause.place)} got ${it} again`,
  recordClaimed: ({ c, cause, it }) => say`${name(c.world, cause.place)} took over ${it}`,
  claimEnded: ({ c, cause }) => say`${name(c.world, cause.place)} looked for idle records`,
  recordAcked: ({ it }) => say`${it} was acknowledged`,
  recordEnded: ({ it }) => say`${it} was given up by its reader`,
  recordReturned: ({ it }) => say`${it} was given back`,
  waitExtended: ({ its }) => say`${its} reader was still at work`,
  waitEnded: ({ its }) => say`${its} wait was over`,
  answerIgnored: ({ it }) => say`there was nothing to settle about ${it}`,
  recordParked: ({ it }) => say`${it} had been delivered as often as allowed`,
  pendingDropped: ({ it }) => say`${it} was nobody’s business any more`,
  requestEnded: ({ c, cause }) => say`the request of ${name(c.world, cause.place)} ended`,
  groupMade: ({ c, cause }) => say`${the(c.world, cause.place)} was made`,
  groupDeleted: ({ c, cause }) => say`${the(c.world, cause.place)} was deleted`,
  memberDeleted: ({ c, cause }) => say`${name(c.world, cause.place)} was struck off its group`,
  positionSet: ({ c, cause }) => say`the position of ${the(c.world, cause.place)} was set`,
  actRefused: ({ c, cause }) => say`${the(c.world, cause.place)} refused it`,
  logSaved: ({ c, cause }) => say`${the(c.world, cause.place)} was written to disk`,
  logLost: ({ c, cause }) => say`${the(c.world, cause.place)} was LOST`,
  logSetBack: ({ c, cause }) => say`${the(c.world, cause.place)} went back to its last write`,
  offsetCommitted: ({ c, cause }) => say`${name(c.world, cause.place)} committed how far it was`,
  commitFenced: ({ c, cause }) => say`the commit of ${name(c.world, cause.place)} was refused`,
  rebalanceBegan: ({ c, cause }) =>
    cause.rule === Rule.memberCame
      ? say`a member came to ${the(c.world, cause.place)}`
      : say`the partitions of ${the(c.world, cause.place)} were dealt out anew`,
  partitionDealt: ({ c, cause }) => say`${name(c.world, cause.place)} got the partition`,
  memberGivenUp: ({ c, cause }) => say`${groupOf(c, cause)} gave up ${name(c.world, cause.place)}`,
  partitionHeldUp: ({ it }) => say`${it} held up its partition`,
} satisfies Record<string, Clause>;
