/**
 * publishing is how a message gets from its producer into queues, and how the producer learns of it.
 *
 * A producer that asked for a confirm keeps the message until the confirm comes: it can send again.
 * One that did not ask forgets it at once, and nobody notices if it is gone.
 */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Copy, CopyDoes } from '../lifecycles/index.ts';
import { Fact, Rule } from '../trace/index.ts';
import { holdBack, isBlocking } from './alarms/holding.ts';
import { keepInOutbox, sendAnew, takeFromOutbox } from './committing/outbox.ts';
import { deadLetterRefused, takeOut } from './deadLettering.ts';
import { Class, Event } from './eventKinds.ts';
import { blankLetter, copyLetter, writeLetter } from './letters.ts';
import { refusesNow } from './limiting.ts';
import { takeIntoLog } from './log/happening.ts';
import { ignoreDuplicate, knownAs } from './order/duplicates.ts';
import { keyOfOrder } from './order/keyOfOrder.ts';
import { NO_NODE, publishingOf } from './Plan.ts';
import { removeFromReady } from './readyOrder.ts';
import { isThere, queuesFor } from './routing.ts';
import type { Letter } from './Scenario.ts';
import {
  breakLossPromise,
  hasTwin,
  isConfirmedInOrder,
  isKeptOnDisk,
  lose,
  store,
} from './storing.ts';
import { CopyFlag, MessageFlag } from './tables.ts';
import type { World } from './World.ts';
import { arrivalUs, whyVanished } from './wires.ts';

/** How one message is published, where it is not as its publisher usually does it. */
export interface OneWay {
  readonly confirm: boolean;
  readonly persistent: boolean;
  readonly letter: Letter;
}

/** A node publishes a message about an order along one of its wires. */
export function publish(
  world: World,
  publisher: number,
  wire: number,
  order: number,
  isPoison: boolean,
  cause: number,
  oneWay: OneWay | null = null,
): void {
  const message = messageAbout(world, publisher, wire, order, isPoison, cause, oneWay);
  send(world, message, cause, Rule.publish);
}

/** A new message about an order, which its publisher is about to send for the first time. */
export function messageAbout(
  world: World,
  publisher: number,
  wire: number,
  order: number,
  isPoison: boolean,
  cause: number,
  oneWay: OneWay | null,
): number {
  const { messages, publishers, plan, tallies } = world;
  const { confirm, persistent } = oneWay ?? publishingOf(world.plan, publisher);
  const message = messages.take();
  messages.number[message] = ++world.messageCount;
  messages.order[message] = order;
  messages.publisher[message] = publisher;
  messages.wire[message] = wire;
  messages.attempts[message] = messages.packets[message] = 0;
  messages.offeredAtUs[message] = world.nowUs;
  messages.timer[message] = NO_EVENT;
  messages.awaiting[message] = 0;
  messages.firstCopy[message] = NO_ROW;
  messages.refs[message] = 1;
  messages.lastFact[message] = cause;
  messages.flags[message] =
    (persistent ? MessageFlag.persistent : 0) |
    (confirm ? MessageFlag.wantsConfirm | MessageFlag.waiting : 0) |
    (isPoison ? MessageFlag.poison : 0);
  messages.previousWaiting[message] = messages.nextWaiting[message] = NO_ROW;
  if (confirm) {
    const last = publishers.lastWaiting[publisher];
    messages.previousWaiting[message] = last;
    if (last === NO_ROW) publishers.firstWaiting[publisher] = message;
    else messages.nextWaiting[last] = message;
    publishers.lastWaiting[publisher] = message;
  }
  tallies.published[publisher]++;
  // Copies are threaded newest first: made backwards, they stand in the order of the wires.
  if (plan.writesLetters) {
    address(world, message, oneWay?.letter ?? letterOf(world, publisher));
  } else {
    const routes = plan.routes[plan.wireTo[wire]];
    for (let i = routes.length - 1; i >= 0; i--) {
      tallies.offered[routes[i]]++;
      world.addCopy(message, routes[i], 0);
    }
  }
  return message;
}

/** What a publisher writes on its next message. A producer with keys gives each order its own. */
export function letterOf(world: World, publisher: number): Letter {
  const { order, plan, publishers, random } = world;
  const letter = publishingOf(plan, publisher).letter ?? blankLetter;
  const keys = plan.producers[publisher]?.keys;
  if (keys === undefined) return letter;
  const index = publishers.placed[publisher] - 1;
  return { ...letter, key: keyOfOrder(keys, index, random, order.nodes.stream[publisher]) };
}

/** Makes the copies of a message that has a letter: for the queues that its key leads to. */
function address(world: World, message: number, letter: Letter): void {
  const { messages, order, plan, tallies, words } = world;
  order.addMessage(message, letter.key === '' ? NO_ROW : words.numberOf(letter.key));
  const target = plan.wireTo[messages.wire[message]];
  const isQueue = plan.kinds[target] === 'queue';
  const key = isQueue ? plan.nodes[target].id : letter.key;
  const routes = queuesFor(world, target, key);
  if (letter.mandatory) messages.flags[message] |= MessageFlag.mandatory;
  if (routes.length === 0 && plan.kinds[target] !== 'log')
    messages.flags[message] |= MessageFlag.unroutable;
  const isDefault = isQueue || plan.exchanges[target]?.routing?.type === 'default';
  for (let i = routes.length - 1; i >= 0; i--) {
    tallies.offered[routes[i]]++;
    const copy = world.addCopy(message, routes[i], 0);
    writeLetter(world, copy, isDefault ? NO_NODE : target, { ...letter, key });
  }
}

/** One attempt to hand a message to its broker, by this rule. */
export function send(world: World, message: number, cause: number, rule: number): void {
  const { messages, copies, plan } = world;
  const wire = messages.wire[message];
  const attempt = ++messages.attempts[message];
  const fact = world.record(
    attempt === 1 ? Fact.published : Fact.resent,
    messages.number[message],
    messages.publisher[message],
    attempt,
    cause,
    rule,
  );
  messages.lastFact[message] = fact;
  for (let copy = messages.firstCopy[message]; copy !== NO_ROW; copy = copies.sibling[copy]) {
    if (copies.state[copy] === Copy.inTransit) copies.lastFact[copy] = fact;
  }
  messages.flags[message] &= ~MessageFlag.confirmSent;
  if (!world.isRunning(plan.brokerOf[plan.wireTo[wire]])) {
    unreachable(world, message);
    return;
  }
  messages.refs[message]++;
  messages.packets[message]++;
  world.agenda.schedule(
    arrivalUs(world, wire),
    Class.arrive,
    Event.publishArrives,
    message,
    attempt,
  );
  waitForConfirm(world, message);
}

/** Whoever wants a confirm waits for it so long, from now on. */
export function waitForConfirm(world: World, message: number): void {
  const { messages } = world;
  const { timeoutUs } = publishingOf(world.plan, messages.publisher[message]);
  // A process that died waits no longer, and one that has sent again while it was blocked waits already.
  const isHeard = (messages.flags[message] & MessageFlag.kept) === 0;
  if (
    isWaiting(world, message) &&
    isHeard &&
    messages.timer[message] === NO_EVENT &&
    timeoutUs !== Number.POSITIVE_INFINITY
  ) {
    messages.timer[message] = world.agenda.schedule(
      world.nowUs + timeoutUs,
      Class.settle,
      Event.confirmTimeout,
      message,
    );
  }
}

/** The broker accepts no connection: the producer knows at once. */
function unreachable(world: World, message: number): void {
  if (isWaiting(world, message)) {
    sendAgainLater(world, message, world.messages.lastFact[message]);
    return;
  }
  refuseWhatIsLeft(world, message, world.messages.lastFact[message], Rule.brokerUnreachable);
  world.release(message);
}

/** A publish reaches the broker: each queue takes it or refuses it, and the broker answers. */
export function publishArrives(world: World, message: number): void {
  const { messages, plan } = world;
  const wire = messages.wire[message];
  const broker = plan.brokerOf[plan.wireTo[wire]];
  const why = world.isRunning(broker) ? whyVanished(world, wire) : Rule.brokerUnreachable;
  if (why === Rule.none && world.hasAlarms && isBlocking(world, broker))
    holdBack(world, broker, message);
  else readPublish(world, message, why);
}

/** The broker reads a publish that has come, unless (`why`) it has vanished. */
export function readPublish(world: World, message: number, why: number): void {
  const { messages } = world;
  messages.packets[message]--;
  if (why !== Rule.none) vanish(world, message, why);
  else takeIn(world, message);
  if (!isWaiting(world, message)) writeOff(world, message, messages.lastFact[message]);
  // A producer that asked for no confirm has nothing more to do with it.
  const isForgotten = (messages.flags[message] & MessageFlag.wantsConfirm) === 0;
  if (isForgotten && messages.packets[message] === 0) world.release(message);
  world.release(message);
}

function vanish(world: World, message: number, why: number): void {
  const { messages, copies } = world;
  const fact = world.record(
    Fact.packetLost,
    messages.number[message],
    messages.publisher[message],
    messages.attempts[message],
    messages.lastFact[message],
    why,
  );
  if (messages.flags[message] & MessageFlag.wantsConfirm) {
    messages.lastFact[message] = fact;
    return;
  }
  for (let copy = messages.firstCopy[message]; copy !== NO_ROW; copy = copies.sibling[copy]) {
    if (copies.state[copy] === Copy.inTransit) lose(world, copy, fact, Rule.noConfirmAsked);
  }
}

function takeIn(world: World, message: number): void {
  const { messages, copies, plan } = world;
  const target = plan.wireTo[messages.wire[message]];
  const viaExchange = plan.kinds[target] === 'exchange';
  const type = plan.exchanges[target]?.routing?.type ?? 'fanOut';
  const byKey = viaExchange && type !== 'fanOut';
  const rule = byKey ? Rule.routingKey : viaExchange ? Rule.fanOut : Rule.publish;
  messages.flags[message] &= ~(MessageFlag.refused | MessageFlag.notNow);
  if (messages.flags[message] & MessageFlag.unroutable) nowhere(world, message, target);
  if (plan.kinds[target] === 'log') messages.flags[message] |= takeIntoLog(world, message, target);
  // A copy that is added on the way stands before the first one, so it is not visited.
  for (let copy = messages.firstCopy[message]; copy !== NO_ROW; copy = copies.sibling[copy]) {
    // Dead letters and copies stored by an earlier resend are not what the publish is about.
    if (copies.flags[copy] & (CopyFlag.deadLetter | CopyFlag.extra)) continue;
    if (copies.state[copy] === Copy.inTransit) {
      admit(world, copy, rule);
      continue;
    }
    const known = plan.writesLetters ? knownAs(world, message, copies.queue[copy]) : NO_ROW;
    if (known !== NO_ROW) ignoreDuplicate(world, known);
    // Whatever became of the first one, the broker does not know that this is the same message.
    else {
      const again = world.addCopy(message, copies.queue[copy], CopyFlag.extra);
      if (plan.writesLetters) copyLetter(world, copy, again);
      admit(world, again, Rule.resentCopy);
    }
  }
  if (messages.flags[message] & MessageFlag.waiting && messages.awaiting[message] === 0) {
    sendConfirm(world, message);
  }
}

/** No queue takes a message: it is sent back if its publisher wants that, and gone. */
function nowhere(world: World, message: number, exchange: number): void {
  const { messages } = world;
  const isMandatory = (messages.flags[message] & MessageFlag.mandatory) !== 0;
  messages.lastFact[message] = world.record(
    isMandatory ? Fact.sentBack : Fact.unroutable,
    messages.number[message],
    isMandatory ? messages.publisher[message] : exchange,
    messages.attempts[message],
    messages.lastFact[message],
    isMandatory ? Rule.mandatory : Rule.unroutable,
  );
}

/** A queue takes a copy in, unless it is full and refuses. */
function admit(world: World, copy: number, rule: number): void {
  const { copies, queues, messages, policies } = world;
  const queue = copies.queue[copy];
  const message = copies.message[copy];
  if (!isThere(world, queue)) {
    // Deleted while the message was on its way.
    lose(world, copy, messages.lastFact[message], Rule.queueDeleted);
    return;
  }
  if (queues.hasPolicy[queue] === 1) {
    if (refusesNow(world, copy)) {
      if (policies.deadLettersRefused[queue] === 1) deadLetterRefused(world, copy);
      refuseAtQueue(world, copy);
      return;
    }
    // Over its limit it drops its head once it has delivered what it can.
  } else {
    const isFull = world.countOf(queue, Copy.ready) >= queues.maxLength[queue];
    if (isFull && !queues.dropHead[queue]) {
      refuseAtQueue(world, copy);
      return;
    }
    while (world.countOf(queue, Copy.ready) >= queues.maxLength[queue]) {
      const oldest = queues.head[queue];
      removeFromReady(world, oldest);
      takeOut(world, oldest, copies.lastFact[copy], Rule.maxLengthDropHead);
    }
  }
  store(world, copy, rule);
  if (
    queues.confirmWhenFlushed[queue] &&
    (isKeptOnDisk(world, copy) || isConfirmedInOrder(world, copy)) &&
    isWaiting(world, message) &&
    !isAwaited(world, message, queue)
  ) {
    copies.flags[copy] |= CopyFlag.awaited;
    messages.awaiting[message]++;
  }
}

/**
 * An earlier attempt's copy is on its way to this queue's disk. The confirm waits for that one: if it
 * waited for each resend too, a producer more impatient than the disk would never get one.
 */
function isAwaited(world: World, message: number, queue: number): boolean {
  const { copies, messages } = world;
  let copy = messages.firstCopy[message];
  for (; copy !== NO_ROW; copy = copies.sibling[copy]) {
    if (copies.queue[copy] === queue && copies.flags[copy] & CopyFlag.awaited) return true;
  }
  return false;
}

/** The broker says no. The producer hears it if it asked for confirms; else the message is just gone. */
function refuseAtQueue(world: World, copy: number): void {
  const { copies, messages } = world;
  const message = copies.message[copy];
  if (copies.flags[copy] & CopyFlag.extra) {
    // A resend of what is stored already: nothing is lost with it. If all that was stored is gone, or was
    // done and forgotten with what the disk had not, the broker has nothing that it could confirm.
    const queue = copies.queue[copy];
    const ofDisk = world.queues.confirmWhenFlushed[queue] === 1 && isKeptOnDisk(world, copy);
    if (!hasTwin(world, copy, ofDisk) && !isAwaited(world, message, queue))
      messages.flags[message] |= MessageFlag.refused;
    world.advance(copy, CopyDoes.REFUSE);
    world.tallies.storedAgain[queue]++;
    world.letGo(copy);
  } else if ((messages.flags[message] & MessageFlag.wantsConfirm) === 0) {
    lose(world, copy, messages.lastFact[message], Rule.maxLengthReject);
  } else messages.flags[message] |= MessageFlag.refused;
}

/** The broker has taken responsibility (or refused), and says so. */
export function sendConfirm(world: World, message: number): void {
  const { messages } = world;
  if (!isWaiting(world, message) || messages.flags[message] & MessageFlag.confirmSent) return;
  messages.flags[message] |= MessageFlag.confirmSent;
  messages.refs[message]++;
  world.agenda.schedule(
    arrivalUs(world, messages.wire[message]),
    Class.settle,
    Event.confirmArrives,
    message,
    // The answer is to what has arrived so far, whatever becomes of a later attempt.
    (messages.flags[message] & MessageFlag.refused) === 0
      ? Answer.taken
      : refusalOf(world, message),
  );
}

/** What the broker says, as the confirm's event carries it. */
export const Answer = { taken: 0, refused: 1, notNow: 2 } as const;

function refusalOf({ messages }: World, message: number): number {
  return messages.flags[message] & MessageFlag.notNow ? Answer.notNow : Answer.refused;
}

/** The broker's answer reaches the producer: it has the message, refuses it, or will take it later. */
export function confirmArrives(world: World, message: number, answer: number): void {
  const { messages } = world;
  const isHeard = (messages.flags[message] & MessageFlag.kept) === 0;
  const why = isHeard ? whyVanished(world, messages.wire[message]) : Rule.processDied;
  if (why !== Rule.none) {
    messages.flags[message] &= ~MessageFlag.confirmSent;
    messages.lastFact[message] = world.record(
      Fact.confirmLost,
      messages.number[message],
      messages.publisher[message],
      messages.attempts[message],
      messages.lastFact[message],
      why,
    );
  } else if (isWaiting(world, message) && answer === Answer.notNow) {
    messages.flags[message] &= ~MessageFlag.confirmSent;
    sendAgainLater(world, message, messages.lastFact[message]);
  } else if (isWaiting(world, message)) {
    stopWaiting(world, message);
    if (answer === Answer.taken) confirmed(world, message);
    else if (messages.packets[message] > 0 || !isLeft(world, message)) {
      // A later attempt has arrived or will: the producer has its answer, the queue has the message.
      messages.lastFact[message] = world.record(
        Fact.refused,
        messages.number[message],
        messages.publisher[message],
        messages.attempts[message],
        messages.lastFact[message],
        Rule.maxLengthReject,
      );
    } else refuseWhatIsLeft(world, message, messages.lastFact[message], Rule.maxLengthReject);
    if (answer !== Answer.taken && messages.flags[message] & MessageFlag.inOutbox)
      sendAnew(world, message);
    world.release(message);
  }
  world.release(message);
}

function confirmed(world: World, message: number): void {
  const { messages, copies, queues, tallies, plan } = world;
  const publisher = messages.publisher[message];
  const waitsForDisk = plan.routes[plan.wireTo[messages.wire[message]]].some(
    (queue) => queues.confirmWhenFlushed[queue] === 1,
  );
  messages.flags[message] |= MessageFlag.confirmed;
  if (messages.flags[message] & MessageFlag.inOutbox) takeFromOutbox(world, message);
  tallies.confirmed[publisher]++;
  const fact = world.record(
    Fact.confirmed,
    messages.number[message],
    publisher,
    messages.attempts[message],
    messages.lastFact[message],
    waitsForDisk
      ? Rule.confirmWhenFlushed
      : world.replicas.hasLogs && waitsForReplicas(world, message)
        ? Rule.inSyncWritten
        : Rule.confirmWhenStored,
  );
  // A confirm that comes after the loss breaks the promise as surely as one that came before.
  for (let copy = messages.firstCopy[message]; copy !== NO_ROW; copy = copies.sibling[copy]) {
    const state = copies.state[copy];
    if (state === Copy.lost || state === Copy.dropped) breakLossPromise(world, copy);
  }
  writeOff(world, message, fact);
}

function waitsForReplicas({ messages, plan, replicas }: World, message: number): boolean {
  return replicas.plan.logs[plan.wireTo[messages.wire[message]]]?.confirmAfter === 'inSync';
}

export function confirmTimeout(world: World, message: number): void {
  const { messages } = world;
  messages.timer[message] = NO_EVENT;
  const fact = world.record(
    Fact.confirmTimedOut,
    messages.number[message],
    messages.publisher[message],
    messages.attempts[message],
    messages.lastFact[message],
    Rule.resend,
  );
  sendAgainLater(world, message, fact);
}

/** No confirm, so far: the producer waits out its backoff and sends again, or gives up. */
export function sendAgainLater(world: World, message: number, cause: number): void {
  const { messages, agenda } = world;
  const { backoffUs, maxAttempts } = publishingOf(world.plan, messages.publisher[message]);
  const attempts = messages.attempts[message];
  if (messages.timer[message] !== NO_EVENT) agenda.cancel(messages.timer[message]);
  messages.timer[message] = NO_EVENT;
  if (backoffUs.length === 0 || attempts >= maxAttempts) {
    const publisher = messages.publisher[message];
    const number = messages.number[message];
    const fact = world.record(Fact.gaveUp, number, publisher, attempts, cause, Rule.giveUp);
    messages.lastFact[message] = fact;
    stopWaiting(world, message);
    writeOff(world, message, fact);
    if (messages.flags[message] & MessageFlag.inOutbox) sendAnew(world, message);
    world.release(message);
    return;
  }
  const pauseUs = backoffUs[Math.min(attempts, backoffUs.length) - 1];
  messages.lastFact[message] = cause;
  messages.timer[message] = agenda.schedule(
    world.nowUs + pauseUs,
    Class.settle,
    Event.resendDue,
    message,
  );
}

export function resendDue(world: World, message: number): void {
  world.messages.timer[message] = NO_EVENT;
  send(world, message, world.messages.lastFact[message], Rule.resend);
}

/** The connections to a broker are gone: whoever waits for a confirm knows that it will not come. */
export function publishersLoseBroker(world: World, broker: number, cause: number): void {
  const { plan, publishers, messages } = world;
  for (let node = 0; node < plan.nodes.length; node++) {
    let message = publishers.firstWaiting[node];
    while (message !== NO_ROW) {
      const next = messages.nextWaiting[message];
      const goesThere = plan.brokerOf[plan.wireTo[messages.wire[message]]] === broker;
      const isAnswered = (messages.flags[message] & MessageFlag.confirmSent) !== 0;
      messages.awaiting[message] = goesThere ? 0 : messages.awaiting[message];
      const isKept = (messages.flags[message] & MessageFlag.kept) !== 0;
      if (goesThere && !isAnswered && !isKept) sendAgainLater(world, message, cause);
      message = next;
    }
  }
}

/** A publisher dies with what it has not been told is safe: unless its outbox has it, nobody will send it again. */
export function publisherDies(world: World, publisher: number, cause: number): void {
  const { publishers, messages } = world;
  for (let message = publishers.firstWaiting[publisher]; message !== NO_ROW; ) {
    const next = messages.nextWaiting[message];
    if (messages.flags[message] & MessageFlag.inOutbox) keepInOutbox(world, message);
    else {
      messages.flags[message] |= MessageFlag.orphaned;
      stopWaiting(world, message);
      writeOff(world, message, cause);
      world.release(message);
    }
    message = next;
  }
}

/** Some queue does not have it. */
function isLeft(world: World, message: number): boolean {
  const { copies, messages } = world;
  let copy = messages.firstCopy[message];
  while (copy !== NO_ROW && copies.state[copy] !== Copy.inTransit) copy = copies.sibling[copy];
  return copy !== NO_ROW;
}

/** What no queue has is refused, and its producer was told so. */
function refuseWhatIsLeft(world: World, message: number, cause: number, rule: number): void {
  const { copies, messages } = world;
  refuse(world, message, (copy) =>
    world.record(
      Fact.refused,
      messages.number[message],
      copies.queue[copy],
      messages.attempts[message],
      cause,
      rule,
    ),
  );
}

/**
 * Nobody waits for the confirm any more. What no queue has then, and no wire carries, will never be
 * stored: its producer has given up and knows it, or was told that it is safe, or is dead.
 */
function writeOff(world: World, message: number, cause: number): void {
  const { copies, messages } = world;
  if (messages.packets[message] > 0 || !isLeft(world, message)) return;
  const flags = messages.flags[message];
  if ((flags & (MessageFlag.confirmed | MessageFlag.orphaned)) === 0) {
    refuse(world, message, () => cause);
    return;
  }
  const rule = flags & MessageFlag.confirmed ? Rule.confirmOutlived : Rule.processDied;
  for (let copy = messages.firstCopy[message]; copy !== NO_ROW; copy = copies.sibling[copy]) {
    if (copies.state[copy] === Copy.inTransit) lose(world, copy, cause, rule);
  }
}

function refuse(world: World, message: number, factOf: (copy: number) => number): void {
  const { copies, messages, tallies } = world;
  let refused = 0;
  for (let copy = messages.firstCopy[message]; copy !== NO_ROW; copy = copies.sibling[copy]) {
    if (copies.state[copy] !== Copy.inTransit) continue;
    refused++;
    world.advance(copy, CopyDoes.REFUSE);
    copies.lastFact[copy] = factOf(copy);
    world.letGo(copy);
  }
  if (refused > 0) tallies.refused[messages.publisher[message]]++;
}

export function isWaiting(world: World, message: number): boolean {
  return (world.messages.flags[message] & MessageFlag.waiting) !== 0;
}

function stopWaiting(world: World, message: number): void {
  const { messages, publishers, agenda } = world;
  if (messages.timer[message] !== NO_EVENT) agenda.cancel(messages.timer[message]);
  messages.timer[message] = NO_EVENT;
  messages.flags[message] &= ~MessageFlag.waiting;
  const before = messages.previousWaiting[message];
  const after = messages.nextWaiting[message];
  const publisher = messages.publisher[message];
  if (before === NO_ROW) publishers.firstWaiting[publisher] = after;
  else messages.nextWaiting[before] = after;
  if (after === NO_ROW) publishers.lastWaiting[publisher] = before;
  else messages.previousWaiting[after] = before;
}
