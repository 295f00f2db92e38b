/**
 * DisturbedRun takes a run that stands between two events, lets something fail there, and says which
 * promises are broken when the fault is healed and all has drained. Then it puts the run back.
 */
import { EngineError } from '../kernel/index.ts';
import type { Simulation } from '../model/Simulation.ts';
import type { Checkpoint } from '../model/World.ts';
import { type DrainLimits, healAndDrain } from './draining.ts';
import type { Fault } from './faultsOf.ts';
import { unfinished } from './laws.ts';
import {
  type BrokenPromise,
  brokenByAccount,
  brokenLaws,
  brokenVerdicts,
  type Loss,
  lossesFrom,
  lossesOfGroups,
  promisedBy,
} from './promises.ts';
import type { QueueAccount, TotalQueue } from './TotalQueue.ts';

export interface Outcome {
  readonly broken: readonly BrokenPromise[];
  readonly losses: readonly Loss[];
  readonly account: QueueAccount | null;
  /** Why it did not come to rest, or null. */
  readonly unrest: string | null;
  /** Events that were played for it. */
  readonly events: number;
}

export interface Conditions extends DrainLimits {
  /** How long a fault lasts before everything is healed, in µs. */
  readonly healAfterUs: number;
  /** Promises made from the beginning, as `promisedBy` names them. */
  readonly promised: ReadonlySet<string>;
  /** Whether the run comes to rest when nothing fails: then it must do so when something did. */
  readonly mustRest: boolean;
}

export class DisturbedRun {
  readonly simulation: Simulation;
  private readonly conditions: Conditions;

  constructor(simulation: Simulation, conditions: Conditions) {
    this.simulation = simulation;
    this.conditions = conditions;
  }

  /** Plays on with this fault at this instant, and puts the run back to where it stands. */
  outcomeOf(fault: Fault, atUs: number, account: TotalQueue): Outcome {
    return this.outcomeOfWhole(account, () => {
      this.strike(fault, atUs);
      this.simulation.runUntil(atUs + this.conditions.healAfterUs, this.conditions.maxEvents);
    });
  }

  /** What is broken when `play` has played on, and all was healed and drained. Then puts the run back. */
  outcomeOfWhole(account: TotalQueue, play: () => void): Outcome {
    return this.andBack((here) => this.finish(here, play, account));
  }

  /**
   * Lets one thing fail now, and visits each moment from then until it would be healed: what fails there
   * as well comes on top. `visit` gets the time at which the next event is due.
   */
  duringFault(fault: Fault, atUs: number, visit: (nextUs: number) => void): void {
    this.andBack(() => {
      const untilUs = atUs + this.conditions.healAfterUs;
      try {
        this.strike(fault, atUs);
        do visit(Math.max(atUs, Math.min(this.simulation.nextUs(), untilUs)));
        while (this.simulation.nextUs() <= untilUs && this.simulation.step());
      } catch (error) {
        // The run of this fault alone shows the same mistake, and reports it.
        if (!(error instanceof EngineError)) throw error;
      }
    });
  }

  private strike({ act }: Fault, atUs: number): void {
    const { world } = this.simulation;
    const next = world.nextIntervention;
    const struck = { act: { atUs, ...act }, isScript: false };
    world.acts = [...world.acts.slice(0, next), struck, ...world.acts.slice(next)];
    // It happens now, between two events, and not before the first event of this instant.
    this.simulation.step();
  }

  private finish(here: Checkpoint, play: () => void, account: TotalQueue): Outcome {
    const { simulation, conditions } = this;
    const { world } = simulation;
    const known = new Set(brokenVerdicts(world, conditions.promised).map(keyOf));
    const promisedHere = promisedBy(world);
    const promised = new Set([...conditions.promised].filter((one) => promisedHere.has(one)));
    const events = () => world.events - here.events;
    try {
      play();
      const isAtRest = healAndDrain(simulation, conditions);
      simulation.recount();
      const closing = account.fork().close();
      const unrest = isAtRest
        ? null
        : (unfinished(world)[0] ?? 'something still happens when the bound is reached');
      const found = [
        ...brokenVerdicts(world, promised),
        ...brokenByAccount(world, promised, closing.account, closing.lost),
        ...brokenLaws(simulation, here.facts, isAtRest),
      ];
      if (unrest !== null && conditions.mustRest)
        found.push({ promise: 'comesToRest', queue: null, message: null, says: unrest });
      return {
        broken: firstOfEach(found).filter((one) => !known.has(keyOf(one))),
        losses: [
          ...lossesFrom(world, here.facts),
          // What is still pending in a run that goes on may be worked off yet.
          ...lossesOfGroups(world, closing.lost, isAtRest ? closing.left : []),
        ],
        account: closing.account,
        unrest,
        events: events(),
      };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const says = error.message;
      return {
        broken: [{ promise: 'booksBalance', queue: null, message: null, says }],
        losses: [],
        account: null,
        unrest: null,
        events: events(),
      };
    }
  }

  private andBack<Result>(play: (here: Checkpoint) => Result): Result {
    const { simulation } = this;
    const { world } = simulation;
    const here = simulation.checkpoint();
    const { acts } = world;
    const result = play(here);
    simulation.restore(here);
    world.acts = acts;
    // An event that a failed check cut short leaves these behind; between events they are empty.
    while (world.touched.take() >= 0);
    while (world.toDispatch.take() >= 0);
    return result;
  }
}

function keyOf({ promise, queue }: BrokenPromise): string {
  return `${promise} ${queue}`;
}

/** One sentence for each promise and queue: twenty messages that show the same are one finding. */
function firstOfEach(broken: readonly BrokenPromise[]): BrokenPromise[] {
  const first = new Map<string, BrokenPromise>();
  for (const one of broken) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
  return [...first.values()];
}
