/**
 * FaultCampaign crashes each component of a system at each event of its run, before and after the event,
 * heals it, drains the run and collects each broken promise.
 *
 * A run of n events has n + 1 moments between them, and whatever fails does so at one of these: an event
 * is indivisible. `before` an event everything earlier has happened, and it is the event's own time;
 * `after` it all that it does has been done (what it wrote is in memory, what it sent is on the wire) and
 * it is still its time. The disk is an event of its own (`flushDue`), so the two sides of that event are
 * before and after persistence. Where the next event is due at the same instant, after the one and before
 * the other are one and the same run, which is played once.
 */
import { Event } from '../model/eventKinds.ts';
import type { Intervention } from '../model/Intervention.ts';
import type { Scenario } from '../model/Scenario.ts';
import { Simulation } from '../model/Simulation.ts';
import { DisturbedRun, type Outcome } from './DisturbedRun.ts';
import { DEFAULT_FAULT_OPTIONS, type FaultOptions } from './FaultOptions.ts';
import { FaultTally } from './FaultTally.ts';
import { crashesOf, type Fault, otherFaultsOf, packetFaultsOf } from './faultsOf.ts';
import type { OneRun, SecondFault, When } from './OneRun.ts';
import { promisedBy } from './promises.ts';
import { isPicked, strideFor } from './stride.ts';
import { TotalQueue } from './TotalQueue.ts';

/** A drain of more events than this counts as one that never ends. */
const MAX_EVENTS_OF_DRAIN = 200_000;
/** A run of more events than this is tried as far as here. */
const MAX_EVENTS_OF_ALL = 50_000_000;
/** What a run costs besides its events (a checkpoint, the laws), in events. */
const COST_OF_RUN = 150;
/** Moments that are tried to learn what one costs. */
const PILOTS = 6;

interface Moment {
  readonly eventIndex: number;
  readonly when: When;
  readonly atUs: number;
}

export class FaultCampaign {
  readonly tally = new FaultTally();
  /** One of each so many events is tried. */
  readonly every: number;
  private readonly options: FaultOptions;
  private readonly healAfterUs: number;
  private readonly simulation: Simulation;
  private readonly run: DisturbedRun;
  private readonly account: TotalQueue;
  /** The kind of each event of the run. */
  private readonly kinds: string[] = [];

  /** Plays the run once as it is, and learns how many of its events can be tried. */
  constructor(scenario: Scenario, options: FaultOptions = {}) {
    this.options = options;
    this.healAfterUs = options.healAfterUs ?? DEFAULT_FAULT_OPTIONS.healAfterUs;
    const seed = options.seed ?? scenario.seed;
    this.simulation = new Simulation(scenario, { seed, maxEvents: MAX_EVENTS_OF_ALL });
    this.account = new TotalQueue(this.simulation.world);
    const conditions = {
      promised: promisedBy(this.simulation.world),
      healAfterUs: this.healAfterUs,
      boundUs: options.boundUs ?? DEFAULT_FAULT_OPTIONS.boundUs,
      maxEvents: MAX_EVENTS_OF_DRAIN,
    };
    const asItIs = this.playAsItIs(
      new DisturbedRun(this.simulation, { ...conditions, mustRest: false }),
    );
    this.run = new DisturbedRun(this.simulation, {
      ...conditions,
      mustRest: asItIs.unrest === null,
    });
    this.every = options.every ?? this.affordableStride();
  }

  get seed(): number {
    return this.simulation.world.seed;
  }

  /** Events of the run. */
  get events(): number {
    return this.kinds.length;
  }

  /** Events that are gone through: the first so many. */
  get horizon(): number {
    return Math.min(this.events, this.options.events ?? this.events);
  }

  /** Lets each component fail at each moment. */
  playAll(): FaultTally {
    const isWanted = (eventIndex: number) => isPicked(eventIndex, this.every);
    this.forEachMoment(isWanted, (moment, account) => {
      for (const fault of this.faultsHere(moment.when)) {
        this.playOne(moment, fault, account);
        if (this.options.pairs) this.playPairs(moment, fault, account);
      }
    });
    return this.tally;
  }

  /** Plays one run again. Returns why there is no such run, or null. */
  playAgain(wanted: OneRun): string | null {
    let problem: string | null = `the run has ${this.events} events, from 0`;
    const isWanted = (eventIndex: number) => eventIndex === wanted.eventIndex;
    this.forEachMoment(isWanted, (moment, account) => {
      if (moment.when !== wanted.when) return;
      const fault = this.faultsHere(moment.when).find((one) => isThat(one, wanted));
      problem = fault ? null : `${wanted.component} cannot fail that way then (${wanted.how})`;
      if (!fault) return;
      if (wanted.second) this.playPairs(moment, fault, account, wanted.second);
      else this.playOne(moment, fault, account);
    });
    if (problem !== null || this.tally.runs > 0) return problem;
    return 'there is no such second fault before the first is healed';
  }

  private playOne(moment: Moment, fault: Fault, account: TotalQueue): void {
    const { eventIndex, when, atUs } = moment;
    const outcome = this.run.outcomeOf(fault, atUs, account);
    const { component, how, act } = fault;
    this.add({ component, how, eventIndex, when }, outcome, atUs, [{ atUs, ...act }]);
  }

  /** The first fault stays; each further moment until it would be healed gets each second fault. */
  private playPairs(moment: Moment, first: Fault, account: TotalQueue, only?: SecondFault): void {
    const { world } = this.simulation;
    const { eventIndex, when, atUs } = moment;
    this.run.duringFault(first, atUs, (nextUs) => {
      const isTried = only
        ? only.eventIndex === world.events
        : isPicked(world.events, this.every, eventIndex);
      if (!isTried) return;
      for (const fault of this.faultsHere('before')) {
        if (only && !isThat(fault, only)) continue;
        const outcome = this.run.outcomeOf(fault, nextUs, account);
        const second = { component: fault.component, how: fault.how, eventIndex: world.events };
        const { component, how } = first;
        const acts = [
          { atUs, ...first.act },
          { atUs: nextUs, ...fault.act },
        ];
        this.add({ component, how, eventIndex, when, second }, outcome, atUs, acts);
      }
    });
  }

  private add(one: OneRun, outcome: Outcome, atUs: number, acts: readonly Intervention[]): void {
    const event = this.kinds[one.eventIndex] ?? 'end';
    this.tally.add(one, outcome, { atUs, event, seed: this.seed, acts });
  }

  /** What can fail now. A packet is named by its arrival, so packets fail only before an event. */
  private faultsHere(when: When): Fault[] {
    const { world } = this.simulation;
    const { crashes = true, allKinds = false, packets = false, spared = [] } = this.options;
    const faults = [
      ...(crashes ? crashesOf(world) : []),
      ...(allKinds ? otherFaultsOf(world) : []),
      ...(packets && when === 'before' ? packetFaultsOf(world, this.healAfterUs / 2) : []),
    ];
    return spared.length === 0 ? faults : faults.filter((one) => !spared.includes(one.component));
  }

  /** Visits the moments beside the events that are picked; then all is as it was. */
  private forEachMoment(
    isWanted: (eventIndex: number) => boolean,
    visit: (moment: Moment, account: TotalQueue) => void,
  ): void {
    const { simulation } = this;
    const start = simulation.checkpoint();
    const account = this.account.fork();
    const isTried = (eventIndex: number) => eventIndex < this.horizon && isWanted(eventIndex);
    for (let eventIndex = 0; eventIndex < this.horizon; eventIndex++) {
      account.readOn();
      if (isTried(eventIndex))
        visit({ eventIndex, when: 'before', atUs: simulation.nextUs() }, account);
      simulation.step();
      const { nowUs } = simulation;
      if (!isTried(eventIndex)) continue;
      // After this event and before the next one of the same instant are the same run.
      if (isTried(eventIndex + 1) && simulation.nextUs() === nowUs) continue;
      account.readOn();
      visit({ eventIndex, when: 'after', atUs: nowUs }, account);
    }
    simulation.restore(start);
  }

  /** The run without a fault, healed and drained at its end: what it breaks itself, whether it rests. */
  private playAsItIs(run: DisturbedRun): Outcome {
    const { simulation } = this;
    const { world, scenario } = simulation;
    const outcome = run.outcomeOfWhole(this.account, () => {
      while (simulation.nextUs() <= scenario.durationUs) {
        const acts = world.nextIntervention;
        if (!simulation.step()) break;
        this.kinds.push(world.nextIntervention > acts ? 'act' : eventName(world.agenda.kind));
      }
    });
    const one = {
      component: 'none',
      how: 'nothing',
      eventIndex: this.events,
      when: 'before',
    } as const;
    this.add(one, outcome, scenario.durationUs, []);
    return outcome;
  }

  /** The smallest stride for which the campaign costs no more than its budget, by a few trials. */
  private affordableStride(): number {
    const { budget = DEFAULT_FAULT_OPTIONS.budget, pairs = false } = this.options;
    let cost = 0;
    let moments = 0;
    const step = Math.max(1, Math.floor(this.horizon / PILOTS));
    this.forEachMoment(
      (eventIndex) => isPicked(eventIndex, step),
      ({ when, atUs }, account) => {
        moments++;
        const faults = this.faultsHere(when);
        for (const fault of faults) {
          const { events } = this.run.outcomeOf(fault, atUs, account);
          let runs = 1;
          if (pairs) {
            runs = 0;
            this.run.duringFault(fault, atUs, () => {
              runs += faults.length;
            });
          }
          cost += runs * (events + COST_OF_RUN);
        }
      },
    );
    const whole = (cost / Math.max(1, moments)) * 2 * this.horizon;
    // Pairs skip events in two directions.
    return pairs ? strideFor(Math.sqrt(whole), Math.sqrt(budget)) : strideFor(whole, budget);
  }
}

const eventNames = new Map(Object.entries(Event).map(([name, kind]) => [kind as number, name]));

function eventName(kind: number): string {
  return eventNames.get(kind) ?? 'event';
}

function isThat(fault: Fault, wanted: { component: string; how: string }): boolean {
  return fault.component === wanted.component && fault.how === wanted.how;
}
