/** becauseOf puts a cause into a clause, as what follows "because": "its ack never came". */
import {
  Fact,
  type FactName,
  factName,
  type Intervention,
  NO_FACT,
  Outcome,
  Rule,
  type TraceEntry,
} from '../engine/index.ts';
import { isAboutOrder } from './aboutOrder.ts';
import { logClauses } from './becauseOfLogs.ts';
import { replicaClauses } from './becauseOfReplicas.ts';
import type { Chronicle } from './Chronicle.ts';
import { actOf, isArmedAct } from './consequences.ts';
import { actorOf, deedOf } from './deeds.ts';
import { didEffect } from './effectWords.ts';
import { consumerAt, name, nodeAt, queueAt, the } from './names.ts';
import { messagePart, type Piece, say } from './Sentence.ts';
import { theBreaker } from './tellCalls.ts';
import { whyClosed } from './tellHands.ts';
import { diedWithIt, holderOf, theBroker, theHolder } from './whoWas.ts';
import { counted, time } from './words.ts';

interface Cause {
  readonly c: Chronicle;
  readonly cause: TraceEntry;
  /** What it caused: the link before it. */
  readonly effect: TraceEntry;
  /** The message (or order) of the cause: "it" where the effect is about the same one. */
  readonly it: Piece;
  readonly its: Piece;
}

export function becauseOf(c: Chronicle, cause: TraceEntry, effect: TraceEntry): Piece {
  const isSame =
    cause.message === effect.message && isAboutOrder(cause.kind) === isAboutOrder(effect.kind);
  const other = isAboutOrder(cause.kind) ? `order ${cause.message}` : messagePart(cause.message);
  const it: Piece = isSame ? 'it' : other;
  const its: Piece = isSame ? 'its' : say`${other}'s`;
  return clauses[factName(cause.kind)]({ c, cause, effect, it, its });
}

export type Clause = (cause: Cause) => Piece;

const clauses: Readonly<Record<FactName, Clause>> = {
  offered: ({ c, cause }) => say`${there(c, cause)} placed order ${String(cause.message)}`,
  published: ({ c, cause, it }) => say`${there(c, cause)} published ${it}`,
  resent: ({ c, cause, it }) => say`${there(c, cause)} sent ${it} again`,
  stored: ({ c, cause, effect, it }) =>
    effect.rule === Rule.timeToLive
      ? say`${it} had been in ${there(c, cause)} since ${time(cause.atUs)}`
      : say`${there(c, cause)} stored ${it}`,
  storedAgain: ({ c, cause }) => say`${there(c, cause)} took the resend for a new message`,
  flushed: ({ c, cause, it }) =>
    cause.rule === Rule.majorityWritten
      ? say`most replicas of ${there(c, cause)} had written ${it}`
      : say`${there(c, cause)} wrote ${it} to disk`,
  confirmed: ({ it }) => say`${it} was confirmed`,
  confirmLost: ({ its }) => say`${its} confirm never arrived`,
  confirmTimedOut: ({ its }) => say`${its} confirm did not come in time`,
  refused: ({ it }) => say`${it} was refused`,
  gaveUp: ({ it }) => say`its producer gave up on ${it}`,
  delivered: ({ c, cause, it }) => say`${it} was sent to ${there(c, cause)}`,
  redelivered: ({ c, cause, it }) => say`${it} was delivered again, to ${there(c, cause)}`,
  started: ({ c, cause, it }) => say`${there(c, cause)} worked on ${it}`,
  effectApplied: doing,
  effectRepeated: doing,
  effectSuppressed: ({ c, cause, it }) => say`${there(c, cause)} had seen the key of ${it}`,
  keyForgotten: ({ c, cause, its }) =>
    say`${there(c, cause)} forgot ${its} key at ${time(cause.atUs)}`,
  keysLost: ({ c, cause }) => say`${there(c, cause)} lost its keys with its memory`,
  attemptFailed: ({ c, cause, it }) =>
    cause.rule === Rule.poison
      ? say`${there(c, cause)} cannot process ${it}`
      : say`${there(c, cause)} failed on ${it}`,
  acked: ({ it }) => say`${it} was acknowledged`,
  ackedEarly: ({ it }) => say`${it} was acknowledged before the work`,
  ackCameTooLate: ({ its }) => say`${its} ack came too late`,
  ackLost: ({ its }) => say`${its} ack never arrived`,
  returned: ({ c, cause, it, its }) => {
    const { rule } = cause;
    if (rule === Rule.onDisk) return say`${it} was on disk and unacked`;
    if (rule === Rule.leaseTimer) return say`${its} lease ran out`;
    if (rule === Rule.missedDelete) return say`a server had missed ${its} delete`;
    if (rule === Rule.nack) return say`${theHolder(c, cause)} returned ${it}`;
    const hasLeft = cause.cause !== NO_FACT && c.trace.kind(cause.cause) === Fact.consumerLeft;
    return hasLeft ? say`${theHolder(c, cause)} gave ${it} back` : say`${its} ack never came`;
  },
  delayed: ({ it }) => say`${it} had to wait out its backoff`,
  delayEnded: ({ its }) => say`${its} backoff was over`,
  leaseEnded: ({ c, cause, its }) => {
    const holder = holderOf(c, cause);
    return holder < 0 || diedWithIt(c, cause)
      ? say`${its} lease ran out`
      : say`${its} lease ran out while ${name(c.world, holder)} had it`;
  },
  deadLettered: ({ it }) => say`${it} became a dead letter`,
  dropped: ({ it }) => say`${it} was dropped`,
  lost: ({ it }) => say`${it} was LOST`,
  forgotten: ({ c, cause, it }) => say`${theBroker(c, cause.place)} forgot ${it}`,
  cameBack: ({ its }) => say`${its} ack was not on disk`,
  packetLost: ({ c, cause, it }) =>
    consumerAt(c.world, cause.place) === null
      ? say`${it} vanished on the way from ${there(c, cause)}`
      : say`${it} vanished on the way to ${there(c, cause)}`,
  connectionClosed: ({ c, cause }) =>
    say`${theBroker(c, cause.place)} saw the connection of ${there(c, cause)} end`,
  consumerCrashed: ({ c, cause }) => say`${there(c, cause)} crashed at ${time(cause.atUs)}`,
  consumerRestarted: ({ c, cause }) => say`${there(c, cause)} restarted at ${time(cause.atUs)}`,
  consumerJoined: ({ c, cause }) => say`${there(c, cause)} joined at ${time(cause.atUs)}`,
  consumerLeft: ({ c, cause }) => say`${there(c, cause)} left at ${time(cause.atUs)}`,
  brokerDown: ({ c, cause }) => say`${there(c, cause)} went down at ${time(cause.atUs)}`,
  brokerStarted: ({ c, cause }) => say`${there(c, cause)} started at ${time(cause.atUs)}`,
  brokerRecovered: ({ c, cause }) => say`${there(c, cause)} was up again at ${time(cause.atUs)}`,
  serviceDown: ({ c, cause }) => say`${there(c, cause)} went down at ${time(cause.atUs)}`,
  serviceUp: ({ c, cause }) => say`${there(c, cause)} came up at ${time(cause.atUs)}`,
  called: ({ c, cause, it }) => say`${there(c, cause)} was called for ${it}`,
  calledAgain: ({ c, cause, it }) => say`${there(c, cause)} was called again for ${it}`,
  callBlocked: ({ c, cause, it }) => say`${theBreaker(c.world, cause)} refused ${it}`,
  breakerOpened: ({ c, cause }) => say`${theBreaker(c.world, cause)} opened at ${time(cause.atUs)}`,
  breakerHalfOpened: ({ c, cause }) => say`${theBreaker(c.world, cause)} let one call try`,
  breakerClosed: ({ c, cause }) =>
    say`${theBreaker(c.world, cause)} was closed at ${time(cause.atUs)}`,
  callRefused: ({ c, cause, it }) => say`${there(c, cause)} had no thread free for ${it}`,
  callTimedOut: ({ c, cause }) => say`the call to ${there(c, cause)} timed out`,
  answered: ({ c, cause, it }) =>
    cause.count === Outcome.ok
      ? say`${there(c, cause)} answered ${it}`
      : say`${there(c, cause)} failed ${it}`,
  orderDone: ({ it }) => say`${it} was done`,
  orderFailed: ({ it }) => say`${it} failed`,
  intervened: ({ c, cause, effect }) => {
    const act = actOf(c.world, c.trace, cause.index)?.act;
    const actor = actorOf(cause.rule) ?? 'the script';
    if (act === undefined) return say`${actor} changed something`;
    const isArmed = isArmedAct(c.world, c.trace, cause.index);
    const toIt = faults.has(effect.kind) && !isArmed ? deedToIt(act) : null;
    return say`${actor} ${toIt ?? deedOf(c.world, act)}`;
  },
  ...logClauses,
  ...replicaClauses,
  committed: ({ c, cause, it }) => say`${there(c, cause)} committed ${it}`,
  neverPublished: ({ c, cause, it }) => say`${there(c, cause)} never published ${it}`,
  neverCommitted: ({ c, cause, it }) => say`${there(c, cause)} never committed ${it}`,
  turnedAway: ({ c, cause, it }) => say`${it} came while ${there(c, cause)} was down`,
  producerDown: ({ c, cause }) => say`${there(c, cause)} crashed at ${time(cause.atUs)}`,
  producerUp: ({ c, cause }) => say`${there(c, cause)} was running again at ${time(cause.atUs)}`,
  alarmRaised: ({ c, cause }) =>
    cause.rule === Rule.memoryAlarm
      ? say`${there(c, cause)} held ${counted(cause.count, 'message')}`
      : say`the disk of ${there(c, cause)} was full`,
  alarmCleared: ({ c, cause }) => say`${there(c, cause)} read from publishers again`,
  heldBack: ({ it }) => say`${it} had waited at the door of the broker`,
  spellEnded: ({ c, cause }) => say`the spell of ${there(c, cause)} was over`,
  unroutable: ({ it }) => say`no queue took ${it}`,
  sentBack: ({ it }) => say`no queue took ${it}`,
  channelClosed: ({ cause }) => say`its channel was closed, as ${whyClosed(cause.rule)}`,
  subscribed: ({ c, cause }) => say`${there(c, cause)} asked for messages`,
  unsubscribed: ({ c, cause }) => say`${there(c, cause)} asked for no more`,
  foundEmpty: ({ c, cause }) => say`${there(c, cause)} found its queue empty`,
  purged: ({ c, cause }) => say`${there(c, cause)} was purged`,
  queueDeclared: ({ c, cause }) => say`${there(c, cause)} was declared`,
  queueDeleted: ({ c, cause }) => say`${there(c, cause)} was deleted`,
  redriveBegan: ({ c, cause }) => say`the messages in ${there(c, cause)} were sent back`,
  redriven: ({ c, cause, it }) => say`${it} went back to ${there(c, cause)}`,
  redriveEnded: ({ c, cause }) => say`the redrive of ${there(c, cause)} was over`,
  asked: ({ c, cause }) => say`${there(c, cause)} asked for messages`,
  receiveLost: ({ c, cause }) => say`${there(c, cause)} asked for messages in vain`,
  leaseExtended: ({ its }) => say`${its} lease had begun anew`,
  extensionRefused: ({ c, cause, it }) => say`${there(c, cause)} got no more time with ${it}`,
  extensionLost: ({ c, cause, it }) =>
    say`${there(c, cause)} asked for more time with ${it}, and was not heard`,
};

function doing({ c, cause, it }: Cause): Piece {
  return say`${there(c, cause)} ${didEffect(c.world, nodeAt(c.world, cause.place), it)}`;
}

/** The place of a cause, as one says it. */
function there({ world }: Chronicle, { place }: TraceEntry): Piece {
  return queueAt(world, place) === place || place < world.plan.nodes.length
    ? the(world, place)
    : name(world, place);
}

const faults: ReadonlySet<number> = new Set([
  Fact.consumerCrashed,
  Fact.consumerRestarted,
  Fact.consumerJoined,
  Fact.consumerLeft,
  Fact.brokerDown,
  Fact.brokerStarted,
  Fact.serviceDown,
  Fact.serviceUp,
  Fact.replicaDown,
  Fact.replicaUp,
  Fact.producerDown,
  Fact.producerUp,
  Fact.alarmRaised,
  Fact.alarmCleared,
]);

/** "crashed it", where the link before has named what it is. */
function deedToIt(act: Intervention): string | null {
  switch (act.kind) {
    case 'crashConsumer':
    case 'crashProducer':
      return 'crashed it';
    case 'restartConsumer':
    case 'restartProducer':
      return 'restarted it';
    case 'fillDisk':
      return 'filled its disk';
    case 'freeDisk':
      return 'made room on its disk';
    case 'addConsumer':
      return 'added it';
    case 'removeConsumer':
      return 'removed it';
    case 'stopBroker':
      return act.how === 'kill' ? 'killed it' : 'stopped it in order';
    case 'startBroker':
      return 'started it';
    case 'crashReplica':
      return 'killed it';
    case 'restartReplica':
      return 'restarted it';
    case 'crashService':
      return 'took it down';
    case 'restartService':
      return 'started it again';
    default:
      return null;
  }
}
