/**
 * Timeline is a run that can be held in the hand: forwards, backwards, and changed at any instant.
 *
 * It knows no wall clock. Going back restores the nearest checkpoint and goes on from there, which is
 * exact because a run is a value: scenario, seed, acts. Changing an act cuts the future off at the
 * earliest instant that the change can be felt, keeps it as a ghost, and simulates anew.
 */
import { type Intervention, type Scenario, Simulation, type World } from '../engine/index.ts';
import { Checkpoints } from './Checkpoints.ts';
import { Ghost } from './Ghost.ts';
import type { PlacedAct } from './PlacedAct.ts';
import type { Playable } from './Playable.ts';
import { optionsOf, type RunDeeds } from './RunDeeds.ts';
import { Samples } from './Samples.ts';

/** About so many samples over the length of a scenario. */
const SAMPLES = 1_200;
const GHOSTS_AT_MOST = 4;
/** Events that are simulated at once when somebody goes somewhere: a few hundredths of a second. */
const AT_ONCE = 20_000;

export interface TimelineOptions {
  readonly seed?: number;
  readonly acts?: readonly PlacedAct[];
  /** Positions in the script of faults that do not happen. */
  readonly leftOut?: readonly number[];
  readonly maxEvents?: number;
  /** Events between checkpoints. */
  readonly checkpointEvery?: number;
}

export class Timeline implements Playable {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly samples: Samples;
  /** How far the time axis goes: the scenario's length, or further when somebody lets it run on. */
  endUs: number;
  /** How far this run has been simulated. */
  horizonUs = 0;
  /** It is on its way to where somebody went, and not there yet. */
  isUnderWay = false;
  /** Abandoned futures, latest first. */
  ghosts: readonly Ghost[] = [];
  private readonly simulation: Simulation;
  private readonly checkpoints: Checkpoints;
  private done: RunDeeds;
  private targetUs = 0;
  private lastEventUs = -1;

  constructor(scenario: Scenario, options: TimelineOptions = {}) {
    this.scenario = scenario;
    this.seed = options.seed ?? scenario.seed;
    this.done = { acts: options.acts ?? [], leftOut: options.leftOut ?? [] };
    this.endUs = scenario.durationUs;
    this.simulation = new Simulation(scenario, {
      seed: this.seed,
      ...optionsOf(this.done),
      ...(options.maxEvents === undefined ? {} : { maxEvents: options.maxEvents }),
    });
    this.checkpoints = new Checkpoints(options.checkpointEvery);
    this.checkpoints.add(this.simulation.checkpoint());
    const everyUs = Math.max(1, Math.ceil(scenario.durationUs / SAMPLES));
    this.samples = new Samples(this.world, everyUs);
  }

  /** The system as it stands at the playhead. */
  get world(): World {
    return this.simulation.world;
  }

  /** The playhead: all that is due up to here has happened, and nothing after it. */
  get nowUs(): number {
    return this.world.nowUs;
  }

  /** Where somebody went, though it may not be there yet; not how far a run to its end would come. */
  get boundForUs(): number {
    return this.isUnderWay ? Math.max(this.nowUs, this.targetUs) : this.nowUs;
  }

  /** The acts of the person, in the order they were made. */
  get acts(): readonly PlacedAct[] {
    return this.done.acts;
  }

  /** Faults of the script that do not happen, by their positions in it. */
  get leftOut(): readonly number[] {
    return this.done.leftOut;
  }

  /** All that is done to the system in this run. */
  get deeds(): RunDeeds {
    return this.done;
  }

  /** Why the run cannot go on, or null. */
  get stopped(): string | null {
    return this.simulation.stopped;
  }

  get run(): Simulation {
    return this.simulation;
  }

  /** The running hash at the playhead. */
  hash(): string {
    return this.simulation.hash();
  }

  // Moving the playhead

  /** Goes to an instant, backwards or forwards, all the way. */
  seek(atUs: number): void {
    this.aim(atUs);
    this.goOn();
  }

  /**
   * Goes to an instant, but simulates no more at once than a person does not notice. What is left is
   * `isUnderWay`, and `goOn` does it in the frames that follow: a press never waits for the engine.
   */
  goTo(atUs: number, maxSteps = AT_ONCE): void {
    this.aim(atUs);
    this.isUnderWay = !this.goOn(maxSteps);
  }

  /** Sets where to go. A seek back is begun here; `goOn` does the rest, in slices if need be. */
  aim(atUs: number): void {
    this.isUnderWay = false;
    this.targetUs = Math.max(0, Math.floor(atUs));
    const nearest = this.checkpoints.before(this.targetUs);
    if (this.targetUs < this.nowUs || nearest.events > this.world.events) {
      this.simulation.restore(nearest);
      this.lastEventUs = nearest.events === 0 ? -1 : nearest.nowUs;
    }
  }

  /** Simulates towards the aim, at most so many events. Returns whether it got there. */
  goOn(maxSteps = Number.POSITIVE_INFINITY): boolean {
    let steps = maxSteps;
    for (;;) {
      // At the frontier each sample's instant is a stop on the way; behind it there is nothing to take.
      const stopUs = Math.min(this.targetUs, this.samples.nextUs);
      while (this.simulation.nextUs() <= stopUs && this.simulation.stopped === null) {
        if (steps-- <= 0) return false;
        this.stepOnce();
      }
      if (this.world.nowUs < stopUs) this.world.nowUs = stopUs;
      if (this.samples.nextUs > this.targetUs) break;
      if (this.samples.nextUs === this.world.nowUs) this.samples.take(this.world);
      else break;
    }
    if (this.nowUs > this.horizonUs) this.horizonUs = this.nowUs;
    this.isUnderWay = false;
    return true;
  }

  /** One event forwards or backwards. Returns false at either end. */
  step(direction: 1 | -1): boolean {
    if (direction === 1) {
      if (this.simulation.nextUs() > this.endUs) return false;
      // Samples between here and the event are taken on the way to it.
      if (this.simulation.nextUs() > this.nowUs) this.seek(this.simulation.nextUs() - 1);
      const isDone = this.stepOnce();
      this.horizonUs = Math.max(this.horizonUs, this.nowUs);
      return isDone;
    }
    const events = this.world.events - (this.nowUs > this.lastEventUs ? 0 : 1);
    if (this.world.events === 0) {
      this.aim(0);
      return false;
    }
    this.goToEvent(Math.max(0, events));
    return true;
  }

  /** Puts the playhead right after the `events`-th event of the run. */
  goToEvent(events: number): void {
    const from = this.checkpoints.atEvent(events);
    this.simulation.restore(from);
    this.lastEventUs = from.events === 0 ? -1 : from.nowUs;
    while (this.world.events < events && this.stepOnce());
    this.targetUs = this.nowUs;
    this.isUnderWay = false;
  }

  /** Lets the run go on beyond the length of its scenario, by half of it. */
  extend(): void {
    this.endUs += Math.ceil(this.scenario.durationUs / 2);
  }

  // Changing what happens

  /**
   * When an act made at the playhead happens: now, or just after the event that is happening now, which
   * the person has seen.
   */
  get actingUs(): number {
    return this.lastEventUs === this.nowUs ? this.nowUs + 1 : this.nowUs;
  }

  intervene(id: string, act: Intervention, label: string): void {
    this.change(this.withActs([...this.acts, { id, act }]), act.atUs, label, true);
  }

  /** Replaces an act, which may move it. With `isLive` the change is one of many while it is dragged. */
  edit(id: string, act: Intervention, label: string, isLive = false): void {
    const old = this.acts.find((placed) => placed.id === id);
    if (old === undefined) return;
    const acts = this.acts.map((placed) => (placed.id === id ? { id, act } : placed));
    this.change(this.withActs(acts), Math.min(old.act.atUs, act.atUs), label, !isLive);
  }

  remove(id: string, label: string): void {
    const old = this.acts.find((placed) => placed.id === id);
    if (old === undefined) return;
    const acts = this.acts.filter((placed) => placed.id !== id);
    this.change(this.withActs(acts), old.act.atUs, label, true);
  }

  /** Leaves a fault of the script out. */
  leaveOut(fault: number, label: string): void {
    const atUs = this.scenario.faults[fault]?.atUs;
    if (atUs === undefined || this.leftOut.includes(fault)) return;
    this.change({ ...this.done, leftOut: [...this.leftOut, fault] }, atUs, label, true);
  }

  /** Does other things to the system: an undo, a redo, a ghost taken up again. */
  replaceDeeds(deeds: RunDeeds, label: string): void {
    const changed = firstDifferenceUs(this.scenario, this.done, deeds);
    if (changed !== null) this.change(deeds, changed, label, true);
  }

  /** Simulates abandoned futures a little further. Returns whether there is more to do. */
  workOnGhosts(maxSteps: number): boolean {
    const latest = this.ghosts[0];
    return latest?.work(this.endUs, maxSteps) ?? false;
  }

  clearGhosts(): void {
    this.ghosts = [];
  }

  forget(ghost: Ghost): void {
    this.ghosts = this.ghosts.filter((other) => other !== ghost);
  }

  private withActs(acts: readonly PlacedAct[]): RunDeeds {
    return { ...this.done, acts };
  }

  private change(deeds: RunDeeds, fromUs: number, label: string, keepsGhost: boolean): void {
    const playheadUs = this.boundForUs;
    if (keepsGhost) this.keepGhost(fromUs, label);
    const from = this.checkpoints.strictlyBefore(fromUs);
    // What is changed is still to come, and nothing is nearer to it than the world as it stands.
    const isAhead = fromUs >= this.nowUs && fromUs > this.lastEventUs && this.stopped === null;
    if (!isAhead || from.events > this.world.events) {
      this.simulation.restore(from);
      this.lastEventUs = from.events === 0 ? -1 : from.nowUs;
    }
    this.checkpoints.cutAt(fromUs);
    this.samples.cutAt(fromUs);
    this.horizonUs = Math.min(this.horizonUs, fromUs);
    this.done = deeds;
    const { interventions, leftOut } = optionsOf(deeds);
    this.simulation.setInterventions(interventions, leftOut);
    this.world.trace.forgetFuture();
    // An act made "now" may lie a microsecond ahead: it is shown at once.
    this.goTo(fromUs - playheadUs === 1 ? fromUs : playheadUs);
  }

  private keepGhost(fromUs: number, label: string): void {
    const samples = this.samples.copy(this.world);
    // The ghost goes on where its curve ends: from the last checkpoint before that.
    const from = this.checkpoints.before(Math.max(0, samples.nextUs - samples.everyUs));
    const ghost = new Ghost(this.scenario, this.seed, this.done, from, samples, fromUs, label);
    this.ghosts = [ghost, ...this.ghosts].slice(0, GHOSTS_AT_MOST);
  }

  private stepOnce(): boolean {
    const isDone = this.simulation.step();
    if (!isDone) return false;
    this.lastEventUs = this.world.nowUs;
    // Only at the frontier: behind it the checkpoints are there.
    if (this.checkpoints.isDue(this.world.events))
      this.checkpoints.add(this.simulation.checkpoint());
    return true;
  }
}

/** The earliest instant at which two runs of a scenario differ in what is done, or null. */
function firstDifferenceUs({ faults }: Scenario, a: RunDeeds, b: RunDeeds): number | null {
  const key = (placed: PlacedAct): string => `${placed.id} ${JSON.stringify(placed.act)}`;
  const acts = onlyInOne(a.acts, b.acts, key).map((placed) => placed.act.atUs);
  const left = onlyInOne(a.leftOut, b.leftOut, String).map((fault) => faults[fault]?.atUs ?? 0);
  const changed = [...acts, ...left];
  return changed.length === 0 ? null : Math.min(...changed);
}

function onlyInOne<Item>(
  a: readonly Item[],
  b: readonly Item[],
  key: (of: Item) => string,
): Item[] {
  const inA = new Set(a.map(key));
  const inB = new Set(b.map(key));
  return [...a.filter((item) => !inB.has(key(item))), ...b.filter((item) => !inA.has(key(item)))];
}
