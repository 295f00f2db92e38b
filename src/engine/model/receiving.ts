/**
 * receiving is how a consumer takes messages that nobody sends it unasked: it calls its queue for as many
 * as it may hold, and is answered with what there is. A call that waits (a long poll) is answered by the
 * first message that comes, or with nothing when its time is over; one that does not (a short poll), at once.
 *
 * It asks when it has nothing in hand. A call costs a way there and a way back, and so does one that comes
 * back empty; before the next one the consumer pauses. What was on its way when a connection ends is over.
 */
import { NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Consumer } from '../lifecycles/index.ts';
import { Fact, NO_FACT, NO_MESSAGE, Rule } from '../trace/index.ts';
import { Class, Event } from './eventKinds.ts';
import { consumerSpec } from './Plan.ts';
import { declaredAs } from './queueSettings.ts';
import { Asking } from './receivingTables.ts';
import type { Receive } from './Scenario.ts';
import type { World } from './World.ts';
import { arrivalUs, whyVanished } from './wires.ts';

/** All who ask do so at the beginning. */
export function openReceives(world: World): void {
  if (!world.plan.receives) return;
  for (let consumer = 0; consumer < world.consumers.rows; consumer++)
    if (receiveOf(world, consumer) !== undefined) askLater(world, consumer, 0);
}

/** How a consumer asks for its messages; undefined: it is sent them. */
export function receiveOf({ consumers, plan }: World, consumer: number): Receive | undefined {
  return consumerSpec(plan, consumers.group[consumer]).receive;
}

/** Whether a queue may send this consumer one message more: unasked, or in answer to its call. */
export function isAskedFor(world: World, consumer: number): boolean {
  if (receiveOf(world, consumer) === undefined) return true;
  const { state, got } = world.receivers;
  return state[consumer] === Asking.waiting && got[consumer] < askedBy(world, consumer);
}

/** How many messages a call of this consumer asks for, as far as its queue allows. */
function askedBy({ consumers, groups, policies, queues }: World, consumer: number): number {
  const queue = consumers.queue[consumer];
  const limit = groups.prefetchLimit[consumers.group[consumer]];
  const cap = queues.hasPolicy[queue] === 1 ? policies.prefetchCap[queue] : 0;
  return cap > 0 ? Math.min(limit, cap) : limit;
}

/** How long its call waits at the queue, as far as that allows. */
function waitOf(world: World, consumer: number, receive: Receive): number {
  const { policy } = declaredAs(world, world.consumers.queue[consumer]);
  return Math.min(receive.waitUs, policy?.longestWaitUs ?? Number.POSITIVE_INFINITY);
}

/** A consumer that has a call open is sent a message. */
export function noteReceived(
  { consumers, receivers, receiveCounts }: World,
  consumer: number,
): void {
  if (receivers.state[consumer] !== Asking.waiting) return;
  receivers.got[consumer]++;
  receiveCounts.messages[consumers.group[consumer]]++;
}

// The consumer's side

/** It asks, if it is there, has nothing in hand, and has not asked yet. */
export function askIfIdle(world: World, consumer: number): void {
  const { receivers } = world;
  if (receivers.state[consumer] !== Asking.not || !isIdle(world, consumer)) return;
  if (receiveOf(world, consumer) !== undefined) ask(world, consumer);
}

/** The same for all who take from a queue. */
export function askWhoIsIdle(world: World, queue: number): void {
  const { consumers } = world;
  for (let consumer = 0; consumer < consumers.rows; consumer++)
    if (consumers.queue[consumer] === queue) askIfIdle(world, consumer);
}

/** Whether a consumer can ask, and has nothing in hand. Across a cut wire nobody can. */
export function isIdle({ consumers, plan, wires }: World, consumer: number): boolean {
  return (
    consumers.connected[consumer] === 1 &&
    wires.isCut[plan.subscriptionOf[consumers.group[consumer]]] === 0 &&
    consumers.state[consumer] === Consumer.idle &&
    consumers.firstHeld[consumer] === NO_ROW
  );
}

function ask(world: World, consumer: number): void {
  const { consumers, plan, receivers, receiveCounts } = world;
  const group = consumers.group[consumer];
  receiveCounts.calls[group]++;
  receivers.got[consumer] = 0;
  receivers.askedFact[consumer] = world.record(
    Fact.asked,
    NO_MESSAGE,
    world.placeOf(consumer),
    askedBy(world, consumer),
    NO_FACT,
    Rule.receive,
  );
  const dueUs = arrivalUs(world, plan.subscriptionOf[group]);
  turn(world, consumer, Asking.onWire, dueUs, Event.receiveArrives);
}

function askLater(world: World, consumer: number, inUs: number): void {
  turn(world, consumer, Asking.pausing, world.nowUs + inUs, Event.askDue);
}

/** The pause of a consumer is over. */
export function askDue(world: World, consumer: number): void {
  rest(world, consumer);
  askIfIdle(world, consumer);
}

/** The answer reaches the consumer, after the messages that it brings. */
export function receiveAnswered(world: World, consumer: number): void {
  const { consumers, plan, receivers, receiveCounts } = world;
  const receive = receiveOf(world, consumer);
  const isEmpty = receivers.got[consumer] === 0;
  rest(world, consumer);
  if (receive === undefined) return;
  if (!isEmpty) {
    // Whatever has become of them: with nothing in hand it asks again.
    askIfIdle(world, consumer);
    return;
  }
  const group = consumers.group[consumer];
  const why = whyVanished(world, plan.subscriptionOf[group]);
  if (why !== Rule.none) {
    notAnswered(world, consumer, receive, why);
    return;
  }
  receiveCounts.empty[group]++;
  record(
    world,
    consumer,
    Fact.foundEmpty,
    waitOf(world, consumer, receive) > 0 ? Rule.longPoll : Rule.shortPoll,
  );
  askLater(world, consumer, receive.pauseUs);
}

/** Whoever hears nothing gives the call up when its time is over, and asks again. */
function notAnswered(world: World, consumer: number, receive: Receive, why: number): void {
  record(world, consumer, Fact.receiveLost, why);
  askLater(world, consumer, receive.waitUs + receive.pauseUs);
}

/** The process is gone, or its connection: there is no call any more. */
export function hangUpReceive(world: World, consumer: number): void {
  const { agenda, receivers } = world;
  if (receivers.due[consumer] !== NO_EVENT) agenda.cancel(receivers.due[consumer]);
  rest(world, consumer);
}

// The broker's side

/** A call reaches the broker: what is there is handed out when the event is over. */
export function receiveArrives(world: World, consumer: number): void {
  const { consumers, plan, receivers } = world;
  const receive = receiveOf(world, consumer);
  rest(world, consumer);
  if (receive === undefined) return;
  const why = whyVanished(world, plan.subscriptionOf[consumers.group[consumer]]);
  if (why !== Rule.none) {
    notAnswered(world, consumer, receive, why);
    return;
  }
  receivers.state[consumer] = Asking.waiting;
  world.wakeQueue(consumers.queue[consumer]);
}

/** The time of a call is over, and nothing has come. */
export function receiveEnds(world: World, consumer: number): void {
  rest(world, consumer);
  answer(world, consumer);
}

/** A queue has handed out what it can: calls that got something are answered, and those that do not wait. */
export function answerReceives(world: World, queue: number): void {
  const { agenda, consumers, receivers } = world;
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (consumers.queue[consumer] !== queue || receivers.state[consumer] !== Asking.waiting)
      continue;
    const receive = receiveOf(world, consumer);
    if (receive === undefined) continue;
    const waitUs = waitOf(world, consumer, receive);
    if (receivers.got[consumer] > 0 || waitUs === 0) {
      if (receivers.due[consumer] !== NO_EVENT) agenda.cancel(receivers.due[consumer]);
      answer(world, consumer);
    } else if (receivers.due[consumer] === NO_EVENT) {
      receivers.due[consumer] = agenda.schedule(
        world.nowUs + waitUs,
        Class.settle,
        Event.receiveEnds,
        consumer,
      );
    }
  }
}

/** Behind what it brings: events of one instant and class happen in the order in which they were scheduled. */
function answer(world: World, consumer: number): void {
  const { consumers, plan } = world;
  const dueUs = arrivalUs(world, plan.subscriptionOf[consumers.group[consumer]]);
  turn(world, consumer, Asking.answered, dueUs, Event.receiveAnswered);
}

function turn(world: World, consumer: number, to: number, dueUs: number, event: number): void {
  const { agenda, receivers } = world;
  receivers.state[consumer] = to;
  receivers.due[consumer] = agenda.schedule(dueUs, Class.arrive, event, consumer);
}

function rest({ receivers }: World, consumer: number): void {
  receivers.state[consumer] = Asking.not;
  receivers.due[consumer] = NO_EVENT;
}

function record(world: World, consumer: number, kind: number, rule: number): void {
  const cause = world.receivers.askedFact[consumer];
  world.record(kind, NO_MESSAGE, world.placeOf(consumer), 0, cause, rule);
}
