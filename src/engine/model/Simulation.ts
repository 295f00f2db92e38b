/**
 * Simulation runs a scenario: it takes one event after the other off the agenda and lets it happen.
 *
 * All change passes through `step`. Play, pause, speed and rewind only decide when it is called, so
 * they cannot change what happens.
 */

import { CommitInvariants, GuardInvariants, Invariants, LogInvariants } from '../checks/index.ts';
import { EngineError, NO_EVENT, type SimTime } from '../kernel/index.ts';
import { Consumer } from '../lifecycles/index.ts';
import { Rule } from '../trace/index.ts';
import { watchAlarms } from './alarms/watching.ts';
import { openForOrders, orderDue } from './arriving.ts';
import { answerArrives, callAgain, callArrives, callTimeout, serviceEnds } from './calling.ts';
import { secondWriteDue, serviceCommits } from './committing/committing.ts';
import { relayDue } from './committing/relaying.ts';
import { queueExpires } from './declaring.ts';
import { deliveryArrives, dispatch } from './delivering.ts';
import { isLate } from './disturbing.ts';
import { Event } from './eventKinds.ts';
import { headExpires, openQueues } from './expiring.ts';
import { extensionArrives, extensionDue } from './extending.ts';
import {
  brokerRecovers,
  connectionClosed,
  consumerRestarts,
  crashConsumer,
  hangUpByPolicy,
  heartbeatMissed,
  startBroker,
} from './failing.ts';
import { breakerTries } from './guarding/breaking.ts';
import type { Intervention, RunAct } from './Intervention.ts';
import { brokerStops, intervene, sentByHand, spellEnds } from './intervening.ts';
import { keyExpires } from './keys/remembering.ts';
import { openLogs } from './log/grouping.ts';
import { dispatchGroup, happenInLog } from './log/happening.ts';
import { planFlushes } from './log/keeping.ts';
import { FIRST_LOG_EVENT } from './log/logEvents.ts';
import { producerRestarts } from './producing.ts';
import {
  confirmArrives,
  confirmTimeout,
  publishArrives,
  resendDue,
  sendConfirm,
} from './publishing.ts';
import { askDue, openReceives, receiveAnswered, receiveArrives, receiveEnds } from './receiving.ts';
import { redriveDue } from './redriving.ts';
import { happenInReplicas } from './replicas/happening.ts';
import { FIRST_REPLICA_EVENT } from './replicas/replicaEvents.ts';
import type { Scenario } from './Scenario.ts';
import { ackArrives, delayEnds, leaseEnds, nackArrives } from './settling.ts';
import { flushDue } from './storing.ts';
import { type Checkpoint, World } from './World.ts';
import { workEnds } from './working.ts';

export interface SimulationOptions {
  /** Another seed than the scenario's. */
  readonly seed?: number;
  /** Acts of a person, besides the scenario's script. */
  readonly interventions?: readonly Intervention[];
  /** Positions of faults in the scenario's script that do not happen in this run. */
  readonly leftOut?: readonly number[];
  /** Events after which the run stops and says so. */
  readonly maxEvents?: number;
  /** false: facts are counted and not kept. */
  readonly record?: boolean;
}

export class Simulation {
  readonly scenario: Scenario;
  readonly world: World;
  /** Why the run cannot go on, or null. */
  stopped: string | null = null;
  private readonly invariants: Invariants;
  private readonly logInvariants: LogInvariants;
  private readonly commitInvariants: CommitInvariants;
  private readonly guardInvariants: GuardInvariants;
  private readonly maxEvents: number;
  private leftOut: readonly number[];

  constructor(scenario: Scenario, options: SimulationOptions = {}) {
    this.scenario = scenario;
    this.maxEvents = options.maxEvents ?? 2_000_000;
    this.world = new World(scenario, options.seed ?? scenario.seed, options.record ?? true);
    this.invariants = new Invariants(this.world);
    this.logInvariants = new LogInvariants(this.world);
    this.leftOut = options.leftOut ?? [];
    this.commitInvariants = new CommitInvariants(this.world);
    this.guardInvariants = new GuardInvariants(this.world);
    this.setInterventions(options.interventions ?? []);
    openForOrders(this.world);
    openQueues(this.world);
    openLogs(this.world);
    openReceives(this.world);
    planFlushes(this.world);
  }

  /** The time up to which everything has happened. */
  get nowUs(): SimTime {
    return this.world.nowUs;
  }

  /** When the next event happens, NEVER when nothing more will. */
  nextUs(): SimTime {
    const dueUs = this.world.agenda.nextDueUs();
    const act = this.world.acts[this.world.nextIntervention];
    return act !== undefined && act.act.atUs <= dueUs ? act.act.atUs : dueUs;
  }

  /** Lets the next event happen. Returns false when there is none, or the run was stopped. */
  step(): boolean {
    if (this.stopped !== null) return false;
    const { world } = this;
    const { agenda } = world;
    if (world.nextIntervention < world.acts.length && this.isActDue()) this.act();
    else if (!agenda.pop()) return false;
    else {
      this.invariants.beforeEvent(agenda.atUs);
      world.nowUs = agenda.atUs;
      const { kind, a, b } = agenda;
      world.hash.addEvent(agenda.atUs, kind, a, b);
      if (!world.hasDisturbedPackets || !isLate(world, kind, a, b)) this.happen(kind, a, b);
    }
    if (world.hasAlarms) watchAlarms(world);
    for (let queue = world.toDispatch.take(); queue >= 0; queue = world.toDispatch.take()) {
      if (world.logs.isGroup(queue)) dispatchGroup(world, queue);
      else dispatch(world, queue);
    }
    world.events++;
    this.invariants.afterEvent();
    this.logInvariants.afterEvent();
    if (world.commits.isOn) this.commitInvariants.afterEvent();
    if (world.guards.isOn) this.guardInvariants.afterEvent();
    if (world.events >= this.maxEvents)
      this.stopped = `stopped after ${this.maxEvents} events, the limit of a run`;
    return true;
  }

  /** Lets everything happen up to and including `untilUs`, at most `maxSteps` events of it. */
  runUntil(untilUs: SimTime, maxSteps = Number.POSITIVE_INFINITY): boolean {
    let steps = 0;
    while (this.nextUs() <= untilUs) {
      if (steps++ >= maxSteps) return false;
      if (!this.step()) return true;
    }
    // A run that was stopped stands where that was, however far each call was to take it.
    if (this.stopped === null && this.world.nowUs < untilUs) this.world.nowUs = untilUs;
    return true;
  }

  /**
   * Replaces the acts of the person, and what is left out of the script. What was before now must be as
   * it was: only the future can be changed, and whoever wants another past restores an earlier checkpoint
   * first.
   */
  setInterventions(interventions: readonly Intervention[], leftOut = this.leftOut): void {
    this.leftOut = leftOut;
    const acts = [
      ...this.scenario.faults
        .filter((_, fault) => !leftOut.includes(fault))
        .map((act) => ({ act, isScript: true })),
      ...interventions.map((act) => ({ act, isScript: false })),
    ];
    // A stable sort: at the same instant the script comes first, then acts in the order they were made.
    this.world.acts = acts.sort((a, b) => a.act.atUs - b.act.atUs);
  }

  /** The act at this position of the run, as facts of kind `intervened` name it. */
  actAt(index: number): RunAct | undefined {
    return this.world.acts[index];
  }

  checkpoint(): Checkpoint {
    return this.world.checkpoint();
  }

  restore(checkpoint: Checkpoint): void {
    this.world.restore(checkpoint);
    this.stopped = null;
  }

  /** The running hash over all events so far: equal for equal runs, however they were played. */
  hash(): string {
    return this.world.hash.toString();
  }

  /** Counts everything anew and compares it with the books. Throws what it finds. */
  recount(): void {
    this.invariants.recount();
    this.logInvariants.recount();
    this.commitInvariants.recount();
    this.guardInvariants.recount();
  }

  /** Whether an act comes before the next event. At the same instant the act comes first. */
  private isActDue(): boolean {
    const { acts, nextIntervention, agenda } = this.world;
    return acts[nextIntervention].act.atUs <= agenda.nextDueUs();
  }

  private act(): void {
    const { world } = this;
    const index = world.nextIntervention++;
    const { act, isScript } = world.acts[index];
    this.invariants.beforeEvent(act.atUs);
    world.nowUs = act.atUs;
    world.hash.addEvent(world.nowUs, 0, index, 0);
    intervene(world, act, index, isScript);
  }

  private happen(kind: number, a: number, b: number): void {
    const { world } = this;
    if (kind >= FIRST_LOG_EVENT) {
      if (kind < FIRST_REPLICA_EVENT) happenInLog(world, kind, a, b);
      else happenInReplicas(world, kind, a, b);
      return;
    }
    switch (kind) {
      case Event.orderDue:
        orderDue(world, a);
        return;
      case Event.publishArrives:
        publishArrives(world, a);
        return;
      case Event.confirmArrives:
        confirmArrives(world, a, b);
        return;
      case Event.confirmTimeout:
        confirmTimeout(world, a);
        return;
      case Event.resendDue:
        resendDue(world, a);
        return;
      case Event.flushDue:
        for (const message of flushDue(world, a)) sendConfirm(world, message);
        return;
      case Event.deliveryArrives:
        deliveryArrives(world, a);
        return;
      case Event.workEnds:
        workEnds(world, a);
        return;
      case Event.ackArrives:
        ackArrives(world, a, b === 1);
        return;
      case Event.nackArrives:
        nackArrives(world, a);
        return;
      case Event.leaseEnds:
        leaseEnds(world, a);
        return;
      case Event.delayEnds:
        delayEnds(world, a);
        return;
      case Event.connectionClosed:
        connectionClosed(world, a);
        return;
      case Event.consumerRestarts:
        world.consumers.restart[a] = NO_EVENT;
        consumerRestarts(world, a, world.consumers.lastFact[a], Rule.restart);
        return;
      case Event.consumerCrashes:
        if (isAtWork(world.consumers.state[a])) crashConsumer(world, a, b, Rule.processDied);
        return;
      case Event.brokerStarts:
        world.brokers.due[a] = NO_EVENT;
        startBroker(world, a, world.brokers.lastFact[a], Rule.restart);
        return;
      case Event.brokerRecovers:
        brokerRecovers(world, a);
        return;
      case Event.callArrives:
        callArrives(world, a);
        return;
      case Event.answerArrives:
        answerArrives(world, a, b);
        return;
      case Event.callTimeout:
        callTimeout(world, a);
        return;
      case Event.serviceEnds:
        serviceEnds(world, a);
        return;
      case Event.heartbeatMissed:
        heartbeatMissed(world, a);
        return;
      case Event.spellEnds: {
        const act = world.acts[a];
        if (act !== undefined) spellEnds(world, act.act, a, b);
        return;
      }
      case Event.brokerHangsUp:
        hangUpByPolicy(world, a, b);
        return;
      case Event.brokerStops: {
        const act = world.acts[a];
        if (act !== undefined) brokerStops(world, act, b);
        return;
      }
      case Event.headExpires:
        headExpires(world, a);
        return;
      case Event.queueExpires:
        queueExpires(world, a);
        return;
      case Event.extensionDue:
        extensionDue(world, a);
        return;
      case Event.extensionArrives:
        extensionArrives(world, a, b);
        return;
      case Event.askDue:
        askDue(world, a);
        return;
      case Event.receiveArrives:
        receiveArrives(world, a);
        return;
      case Event.receiveEnds:
        receiveEnds(world, a);
        return;
      case Event.receiveAnswered:
        receiveAnswered(world, a);
        return;
      case Event.redriveDue:
        redriveDue(world, a);
        return;
      case Event.handArrives:
        sentByHand(world, a, b);
        return;
      case Event.keyExpires:
        keyExpires(world, a);
        return;
      case Event.commitDue:
        serviceCommits(world, a, b);
        return;
      case Event.secondWriteDue:
        secondWriteDue(world, a);
        return;
      case Event.relayDue:
        relayDue(world, a);
        return;
      case Event.producerRestarts:
        producerRestarts(world, a);
        return;
      case Event.callAgain:
        callAgain(world, a);
        return;
      case Event.breakerTries:
        breakerTries(world, a);
        return;
      default:
        throw new EngineError(`an event of unknown kind ${kind} at ${world.nowUs} µs`);
    }
  }
}

/** Also one that has been told to leave finishes its work first, and can die at it. */
function isAtWork(state: number): boolean {
  return state === Consumer.working || state === Consumer.leaving;
}
