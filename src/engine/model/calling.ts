/**
 * calling is the world without a queue: a caller waits, a thread works, and a thread that calls another
 * service waits too. A pool with no thread free and a full waiting room refuses.
 */
import { drawDuration, endOf, NO_EVENT, NO_ROW } from '../kernel/index.ts';
import { Fact, Rule } from '../trace/index.ts';
import { giveBackCall, NOBODY, takeCall } from './callRows.ts';
import { Class, Event } from './eventKinds.ts';
import { hearOutcome, isBlocked } from './guarding/breaking.ts';
import { callsAgain } from './guarding/retrying.ts';
import { serviceSpec } from './Plan.ts';
import { publish } from './publishing.ts';
import { Calling } from './tables.ts';
import type { World } from './World.ts';
import { arrivalUs, whyVanished } from './wires.ts';

/** How a call ended for its caller. */
export const Outcome = { ok: 0, refused: 1, timedOut: 2, blocked: 3 } as const;

/** Places a call along a wire; `parent` is the call whose thread waits for it, NO_ROW for an order. */
export function call(
  world: World,
  wire: number,
  order: number,
  parent: number,
  cause: number,
): void {
  place(world, takeCall(world, wire, order, parent), Fact.called, 0, cause, Rule.threadPool);
}

/** The pause before a further attempt is over. */
export function callAgain(world: World, row: number): void {
  const { calls, guards } = world;
  calls.handle[row] = NO_EVENT;
  if (calls.parent[row] === NOBODY) {
    giveBackCall(world, row);
    return;
  }
  calls.state[row] = Calling.onWire;
  const attempt = guards.attempts.number[row];
  place(world, row, Fact.calledAgain, attempt, calls.lastFact[row], Rule.retryCall);
}

/** A call goes out, unless a breaker is in its way: then its caller is told so at once. */
function place(
  world: World,
  row: number,
  fact: number,
  attempt: number,
  cause: number,
  rule: number,
): void {
  const { calls, agenda, plan, tallies } = world;
  if (world.guards.isOn && isBlocked(world, row)) {
    passOn(world, row, Outcome.blocked);
    giveBackCall(world, row);
    return;
  }
  const service = calls.service[row];
  const wire = calls.wire[row];
  calls.lastFact[row] = world.record(fact, calls.order[row], service, attempt, cause, rule);
  tallies.offered[service]++;
  calls.handle[row] = agenda.schedule(arrivalUs(world, wire), Class.arrive, Event.callArrives, row);
  const { timeoutUs } = plan.scenario.wires[wire];
  if (timeoutUs !== Number.POSITIVE_INFINITY) {
    calls.timeout[row] = agenda.schedule(
      world.nowUs + timeoutUs,
      Class.lease,
      Event.callTimeout,
      row,
    );
  }
}

export function callArrives(world: World, row: number): void {
  const { calls, services } = world;
  const service = calls.service[row];
  calls.handle[row] = NO_EVENT;
  const why = services.isUp[service] ? whyVanished(world, calls.wire[row]) : Rule.deadServer;
  if (why !== Rule.none) swallow(world, row);
  else if (services.busy[service] < services.threads[service]) begin(world, row);
  else if (services.waiting[service] < services.waitingRoom[service]) wait(world, row);
  else {
    world.tallies.refused[service]++;
    calls.lastFact[row] = world.record(
      Fact.callRefused,
      calls.order[row],
      service,
      services.busy[service],
      calls.lastFact[row],
      Rule.threadPool,
    );
    answer(world, row, Outcome.refused);
  }
}

/** No answer will ever come; the row stays until its caller's timeout. */
function swallow(world: World, row: number): void {
  const { calls } = world;
  calls.state[row] = Calling.gone;
  if (calls.callerGone[row]) giveBackCall(world, row);
}

function wait(world: World, row: number): void {
  const { calls, services } = world;
  const service = calls.service[row];
  calls.state[row] = Calling.waiting;
  calls.nextWaiting[row] = NO_ROW;
  const last = services.lastWaiting[service];
  if (last === NO_ROW) services.firstWaiting[service] = row;
  else calls.nextWaiting[last] = row;
  services.lastWaiting[service] = row;
  services.waiting[service]++;
}

function begin(world: World, row: number): void {
  const { calls, services, plan, agenda } = world;
  const service = calls.service[row];
  const spec = serviceSpec(plan, service);
  const factor = services.workScale[service] * services.slowFactor[service];
  const workUs = drawDuration(
    spec.work,
    services.draws[service]++,
    factor,
    world.random,
    services.stream[service],
  );
  services.busy[service]++;
  calls.state[row] = Calling.working;
  calls.handle[row] = agenda.schedule(
    endOf(world.nowUs, workUs, spec.onOff),
    Class.settle,
    Event.serviceEnds,
    row,
  );
}

/** A service's own work on a call is over; what it is wired to comes next, in order. */
export function serviceEnds(world: World, row: number): void {
  world.calls.handle[row] = NO_EVENT;
  goOn(world, row);
}

/** A call's thread does what comes next. */
export function goOn(world: World, row: number): void {
  const { calls, plan } = world;
  const service = calls.service[row];
  const wires = plan.wiresFrom[service];
  while (calls.step[row] < wires.length) {
    const wire = wires[calls.step[row]++];
    if (plan.kinds[plan.wireTo[wire]] === 'service') {
      calls.state[row] = Calling.calling;
      call(world, wire, calls.order[row], row, calls.lastFact[row]);
      return;
    }
    if (world.commits.commits(service)) {
      // It is still at work: to commit and publish may take time, and may be where it dies.
      calls.state[row] = Calling.working;
      calls.handle[row] = world.agenda.schedule(
        world.nowUs,
        Class.settle,
        Event.commitDue,
        row,
        wire,
      );
      return;
    }
    publish(world, service, wire, calls.order[row], false, calls.lastFact[row]);
  }
  world.tallies.done[service]++;
  freeThread(world, service);
  answer(world, row, Outcome.ok);
}

function freeThread(world: World, service: number): void {
  world.services.busy[service]--;
  beginWaiting(world, service);
}

/** Lets calls out of the waiting room, as long as there are free threads. */
export function beginWaiting(world: World, service: number): void {
  const { services, calls } = world;
  for (;;) {
    const next = services.firstWaiting[service];
    if (next === NO_ROW || services.busy[service] >= services.threads[service]) return;
    services.firstWaiting[service] = calls.nextWaiting[next];
    if (services.firstWaiting[service] === NO_ROW) services.lastWaiting[service] = NO_ROW;
    services.waiting[service]--;
    begin(world, next);
  }
}

function answer(world: World, row: number, outcome: number): void {
  const { calls } = world;
  calls.state[row] = Calling.answering;
  calls.handle[row] = world.agenda.schedule(
    arrivalUs(world, calls.wire[row]),
    Class.settle,
    Event.answerArrives,
    row,
    outcome,
  );
}

export function answerArrives(world: World, row: number, outcome: number): void {
  const { calls } = world;
  calls.handle[row] = NO_EVENT;
  if (whyVanished(world, calls.wire[row]) !== Rule.none) {
    swallow(world, row);
    return;
  }
  if (!calls.callerGone[row]) {
    calls.lastFact[row] = world.record(
      Fact.answered,
      calls.order[row],
      calls.service[row],
      outcome,
      calls.lastFact[row],
      outcome === Outcome.blocked ? Rule.breakerOpen : Rule.threadPool,
    );
    tellCaller(world, row, outcome);
  }
  giveBackCall(world, row);
}

/** A caller waits no longer. What it asked for may still be worked on: for nobody. */
export function callTimeout(world: World, row: number): void {
  const { calls } = world;
  calls.timeout[row] = NO_EVENT;
  calls.callerGone[row] = 1;
  world.tallies.timedOut[calls.service[row]]++;
  calls.lastFact[row] = world.record(
    Fact.callTimedOut,
    calls.order[row],
    calls.service[row],
    0,
    calls.lastFact[row],
    Rule.callTimeout,
  );
  tellCaller(world, row, Outcome.timedOut);
  if (calls.state[row] === Calling.gone) giveBackCall(world, row);
}

function tellCaller(world: World, row: number, outcome: number): void {
  const { calls } = world;
  if (calls.timeout[row] !== NO_EVENT) world.agenda.cancel(calls.timeout[row]);
  calls.timeout[row] = NO_EVENT;
  if (!world.guards.isOn || !triesAgain(world, row, outcome === Outcome.ok))
    passOn(world, row, outcome);
}

/** The caller's own guards hear of an outcome first. Whether it calls again, and waits on. */
function triesAgain(world: World, row: number, isOk: boolean): boolean {
  // One that has died has none.
  if (world.calls.parent[row] === NOBODY) return false;
  hearOutcome(world, row, isOk);
  return !isOk && callsAgain(world, row);
}

/** What a call came to goes to the thread that waits for it, or to the person. */
function passOn(world: World, row: number, outcome: number): void {
  const { calls } = world;
  const parent = calls.parent[row];
  if (parent === NO_ROW) {
    orderEnds(world, row, outcome);
    return;
  }
  if (parent === NOBODY) return;
  calls.lastFact[parent] = calls.lastFact[row];
  if (outcome === Outcome.ok) goOn(world, parent);
  else {
    world.tallies.failed[calls.service[parent]]++;
    freeThread(world, calls.service[parent]);
    answer(world, parent, outcome);
  }
}

/** The rule behind the end of an order, by its outcome. */
const endRules = [Rule.threadPool, Rule.threadPool, Rule.callFailed, Rule.breakerOpen] as const;

/** The person who placed the order has an answer, or has given up. */
function orderEnds(world: World, row: number, outcome: number): void {
  const { calls, tallies, plan } = world;
  const producer = plan.wireFrom[calls.wire[row]];
  const isDone = outcome === Outcome.ok;
  world.record(
    isDone ? Fact.orderDone : Fact.orderFailed,
    calls.order[row],
    producer,
    outcome,
    calls.lastFact[row],
    endRules[outcome],
  );
  if (outcome === Outcome.refused || outcome === Outcome.blocked) tallies.refused[producer]++;
  else if (outcome === Outcome.timedOut) tallies.timedOut[producer]++;
  else {
    const tookUs = world.nowUs - calls.placedAtUs[row];
    tallies.done[producer]++;
    tallies.answerSumUs[producer] += tookUs;
    if (tookUs > tallies.answerMaxUs[producer]) tallies.answerMaxUs[producer] = tookUs;
  }
}

/** A service dies with everything it was doing and everyone in its waiting room. */
export function serviceDies(world: World, service: number): void {
  const { calls, services, agenda } = world;
  services.busy[service] = services.waiting[service] = 0;
  services.firstWaiting[service] = services.lastWaiting[service] = NO_ROW;
  for (let row = 0; row < calls.rows; row++) {
    const state = calls.state[row];
    const isInside =
      state === Calling.waiting || state === Calling.working || state === Calling.calling;
    if (!isInside || calls.service[row] !== service) continue;
    if (calls.handle[row] !== NO_EVENT) agenda.cancel(calls.handle[row]);
    calls.handle[row] = NO_EVENT;
    swallow(world, row);
  }
  // Whoever they were calling answers nobody: their rows may soon belong to other calls.
  for (let row = 0; row < calls.rows; row++) {
    const parent = calls.parent[row];
    if (calls.state[row] !== Calling.free && parent >= 0 && calls.service[parent] === service) {
      if (calls.state[parent] !== Calling.calling) calls.parent[row] = NOBODY;
    }
  }
}
