/** tellSettling tells what became of deliveries: acked, returned, waited out, dead-lettered, LOST. */
import { Fact, NO_FACT, NO_NODE, Rule, type TraceEntry } from '../engine/index.ts';
import type { Batch } from './Batch.ts';
import { is, isOne, type Template, was, what, which } from './batchWords.ts';
import type { Chronicle } from './Chronicle.ts';
import { brokerAt, name, nodeAt, the } from './names.ts';
import { mark, type Piece, say, strong } from './Sentence.ts';
import { diedWithIt, endOf, holderOf, theBroker, theHolder } from './whoWas.ts';
import { counted, grouped, time } from './words.ts';

export const settlingTemplates = {
  acked: (b, { world }) => {
    const queue = the(world, b.first.place);
    if (b.first.rule === Rule.lateAckAccepted) {
      return isOne(b)
        ? say`${mark('done')} ${queue} got the ack for ${what(b)} after its lease, and deleted it all the same`
        : say`${mark('done')} ${queue} got late acks for ${what(b)} and deleted them all the same${which(b)}`;
    }
    return isOne(b)
      ? say`${mark('done')} ${queue} got the ack for ${what(b)} and deleted it`
      : say`${mark('done')} ${queue} got the acks for ${what(b)} and deleted them${which(b)}`;
  },

  ackedEarly: (b, { world }) => {
    const deleted = say`${mark('unacked')} ${the(world, b.first.place)} deleted ${what(b)}`;
    return isOne(b)
      ? say`${deleted}: its ack came before the work`
      : say`${deleted}, acked before the work${which(b)}`;
  },

  ackCameTooLate: (b, c) => {
    const { world, trace, turns } = c;
    const { place, index } = b.last;
    const turn = turns.before(brokerAt(world, place), index);
    if (turn !== NO_FACT && trace.kind(turn) !== Fact.brokerRecovered) {
      const down = say`, as ${theBroker(c, place)} was down`;
      return b.isOnePlace
        ? say`${name(world, place)} could not acknowledge ${what(b)}${down}${which(b)}`
        : say`${what(b)} could not be acknowledged${down}${which(b)}`;
    }
    return isOne(b)
      ? say`${theAnswer(b, c)} came too late and was refused`
      : say`${theAnswer(b, c)} came too late${which(b)}`;
  },

  ackLost: (b, c) => say`${theAnswer(b, c)} never arrived${which(b)}`,

  returned: (b, c) => say`${mark('ready')} ${comingBack(b, c)}${which(b)}`,

  delayed: (b, c) => {
    if (!isOne(b)) return say`${what(b)} wait out their backoff${which(b)}`;
    const pauseUs = backoffOf(c, b.last);
    return pauseUs === null
      ? say`${what(b)} waits out its backoff`
      : say`${what(b)} waits ${time(pauseUs)} before its next delivery`;
  },

  delayEnded: (b) => {
    const have = isOne(b) ? 'has waited out its' : 'have waited out their';
    return b.first.rule === Rule.onDisk
      ? say`${mark('ready')} ${what(b)} ${was(b)} on disk and ${is(b)} ready again${which(b)}`
      : say`${mark('ready')} ${what(b)} ${have} backoff${which(b)}`;
  },

  leaseEnded: (b, c) => {
    if (!isOne(b)) {
      const back = b.isAllFollowed ? say`. They went back to ${endOf(c, b.first.place)}` : '';
      return say`the leases on ${what(b)} ran out${which(b)}${back}`;
    }
    const holder = holderOf(c, b.last);
    const had = diedWithIt(c, b.last) ? ', as' : ' while';
    const its = diedWithIt(c, b.last) ? 'had crashed with it' : 'had it';
    const meanwhile = holder === NO_NODE ? '' : say`${had} ${name(c.world, holder)} ${its}`;
    const back = b.isAllFollowed ? say`. It went back to ${endOf(c, b.last.place)}` : '';
    return say`the lease on ${what(b)} ran out${meanwhile}${back}`;
  },

  leaseExtended: (b, c) => {
    const queue = the(c.world, b.first.place);
    const isAre = isOne(b) ? 'is' : 'are';
    const holders = isOne(b) ? theHolder(c, b.last) : 'their consumers';
    const leases = isOne(b) ? 'lease' : 'leases';
    return say`${queue} began the ${leases} on ${what(b)} anew: ${holders} ${isAre} still at work${which(b)}`;
  },

  extensionRefused: (b, { world }) => {
    const asked = b.isOnePlace ? say`${name(world, b.last.place)} asked` : 'consumers asked';
    const why =
      b.first.rule === Rule.leaseCap
        ? `${isOne(b) ? 'its lease' : 'their leases'} may last no longer`
        : `${isOne(b) ? 'its lease' : 'their leases'} had ended`;
    return say`${asked} in vain for more time with ${what(b)}: ${why}${which(b)}`;
  },

  extensionLost: (b, { world }) =>
    b.isOnePlace
      ? say`what ${name(world, b.last.place)} asked for, more time with ${what(b)}, was never heard${which(b)}`
      : say`what was asked for, more time with ${what(b)}, was never heard${which(b)}`,

  deadLettered: (b, c) => {
    const letters = isOne(b) ? say`a ${strong('dead letter')}` : strong('dead letters');
    const begin = mark('deadLettered');
    if (b.first.rule === Rule.maxLengthDropHead)
      return say`${begin} ${the(c.world, b.first.place)} was full, so ${what(b)} became ${letters}${which(b)}`;
    if (b.first.rule === Rule.timeToLive)
      return say`${begin} ${what(b)} outlived ${isOne(b) ? 'its' : 'their'} time and became ${letters}${which(b)}`;
    if (b.first.rule === Rule.nackDiscard) {
      return isOne(b)
        ? say`${begin} ${theHolder(c, b.last)} rejected ${what(b)}, so it became ${letters}`
        : say`${begin} ${what(b)} were rejected and became ${letters}${which(b)}`;
    }
    return say`${begin} ${what(b)} became ${letters}${isOne(b) ? afterDeliveries(b.last) : which(b)}`;
  },

  dropped: (b, c) => {
    const queue = the(c.world, b.first.place);
    const begin = mark('lost');
    if (b.first.rule === Rule.maxLengthDropHead)
      return say`${begin} ${queue} was full and dropped ${what(b)}${isOne(b) ? ', its oldest message' : which(b)}`;
    const why = whyDropped[b.first.rule];
    if (why !== undefined) return say`${begin} ${queue} dropped ${what(b)}${which(b)}. ${why}`;
    if (!isOne(b)) return say`${begin} ${queue} dropped ${what(b)}${which(b)}`;
    return b.first.rule === Rule.nackDiscard
      ? say`${begin} ${theHolder(c, b.last)} rejected ${what(b)}, and ${queue} dropped it`
      : say`${begin} ${queue} dropped ${what(b)}${afterDeliveries(b.last)}: it has no dead-letter queue`;
  },

  lost: (b, c) => say`${mark('lost')} ${losing(b, c)}${which(b)}${whatItsProducerKnew(b, c)}`,

  cameBack: (b) =>
    isOne(b)
      ? say`${mark('ready')} ${what(b)} came back: its ack was not on disk`
      : say`${mark('ready')} ${what(b)} came back, as their acks were not on disk${which(b)}`,
} satisfies Record<string, Template>;

const whyDropped: Readonly<Record<number, string>> = {
  [Rule.timeToLive]: 'The time to live was over',
  [Rule.deadLetterNowhere]: 'No queue takes its dead letters',
  [Rule.deadLetterCycle]: 'What has been round once goes no further',
  [Rule.purge]: 'Somebody purged it',
  [Rule.queueDeleted]: 'The queue is gone',
};

function afterDeliveries(entry: TraceEntry): string {
  return ` after ${counted(entry.count, 'delivery', 'deliveries')}`;
}

const workEnds: ReadonlySet<number> = new Set([
  Fact.effectApplied,
  Fact.effectRepeated,
  Fact.effectSuppressed,
  Fact.attemptFailed,
]);

/** "the ack of C1 for m7": what a consumer had to say about a delivery, done or failed. */
function theAnswer(b: Batch, { messages, trace, world }: Chronicle): Piece {
  const { message, index, place } = b.last;
  const who = b.isOnePlace ? say` of ${name(world, place)}` : '';
  if (!isOne(b)) return say`the acks${who} for ${what(b)}`;
  const ended = messages.latestOf(message, workEnds, index, (there) => there === place);
  const isNack = ended !== NO_FACT && trace.kind(ended) === Fact.attemptFailed;
  return say`the ${isNack ? 'nack' : 'ack'}${who} for ${what(b)}`;
}

/** How long a message waits before its next delivery. */
function backoffOf(c: Chronicle, entry: TraceEntry): number | null {
  const node = c.world.plan.nodes[nodeAt(c.world, holderOf(c, entry))];
  if (node?.kind !== 'consumer') return null;
  return node.backoffUs[Math.min(entry.count, node.backoffUs.length) - 1] ?? 0;
}

function comingBack(b: Batch, c: Chronicle): Piece {
  const { place, rule, cause } = b.first;
  const back = say`went back to ${endOf(c, place)}`;
  const isReady = isOne(b) ? 'it is ready again' : 'they are ready again';
  if (rule === Rule.onDisk) {
    const there = isOne(b) ? '' : say` of ${the(c.world, place)}`;
    return say`${what(b)}${there} ${was(b)} unacked and on disk, so ${isReady}`;
  }
  if (rule === Rule.leaseTimer) return say`${what(b)} ${back}`;
  if (rule === Rule.missedDelete) {
    const deletes = isOne(b) ? 'the delete' : 'the deletes';
    return say`a server of ${the(c.world, place)} missed ${deletes} of ${what(b)}: ${isReady}`;
  }
  if (rule === Rule.nack) {
    return isOne(b)
      ? say`${theHolder(c, b.last)} could not process ${what(b)}, which ${back}`
      : say`${what(b)} ${back} after a nack`;
  }
  const hasLeft = cause !== NO_FACT && c.trace.kind(cause) === Fact.consumerLeft;
  if (hasLeft)
    return say`${name(c.world, c.trace.place(cause))} gave ${what(b)} back before it left`;
  // The shorter form leaves room for the "more" of a stream.
  return b.isMore
    ? say`${what(b)} got no ack and ${back}`
    : say`${theBroker(c, place)} got no ack, so ${what(b)} ${back}`;
}

const whatItWas: Readonly<Record<number, string>> = {
  [Rule.memoryOnly]: 'only in memory',
  [Rule.notFlushed]: 'not yet on disk',
  [Rule.transient]: 'not marked persistent',
  [Rule.ackBeforeWork]: 'acked before the work',
  [Rule.ackOnSend]: 'acked as it was sent',
  [Rule.queueDeleted]: 'on its way to a queue that is gone',
  [Rule.processDied]: 'only with the producer that died',
  [Rule.confirmOutlived]: 'gone when the confirm came',
};

function losing(b: Batch, { world }: Chronicle): Piece {
  const isLost = say`${is(b)} ${strong('LOST')}`;
  const state = whatItWas[b.first.rule];
  if (state !== undefined) {
    return isOne(b)
      ? say`${what(b)}, which was ${state}, ${isLost}`
      : say`${what(b)} that were ${state} ${isLost}`;
  }
  return b.first.rule === Rule.maxLengthReject
    ? say`${the(world, b.first.place)} was full, so ${what(b)} ${isLost}`
    : say`${what(b)} ${isLost} on the way to ${the(world, b.first.place)}`;
}

const confirming: ReadonlySet<number> = new Set([Fact.confirmed]);
/** Of more messages than this it is not said whether they had been confirmed. */
const ASKED_AT_MOST = 5_000;

/** Whether the producer of what is lost had been told that it is safe. */
function whatItsProducerKnew(b: Batch, { messages, trace }: Chronicle): string {
  const { rule, place } = b.first;
  if (rule === Rule.noConfirmAsked || rule === Rule.maxLengthReject)
    return '. Its producer asked for no confirm';
  if (b.facts > ASKED_AT_MOST) return '';
  let confirmed = 0;
  // The facts of a batch lie close together: those in between are passed over.
  for (let fact = b.first.index; fact <= b.last.index; fact++) {
    if (trace.kind(fact) !== Fact.lost) continue;
    if (trace.place(fact) !== place || trace.rule(fact) !== rule) continue;
    if (messages.latestOf(trace.message(fact), confirming, fact) !== NO_FACT) confirmed++;
  }
  if (confirmed === 0) return '';
  if (isOne(b)) return '. It had been confirmed';
  return confirmed >= b.facts
    ? '. All of them had been confirmed'
    : `. ${grouped(confirmed)} of them had been confirmed`;
}
