/**
 * draining ends a run: no more orders and no more faults, everything healed, and then time for all that
 * is under way to come to its end.
 */
import { NO_EVENT } from '../kernel/index.ts';
import type { Simulation } from '../model/Simulation.ts';
import { healing } from './healing.ts';
import { isAtRest } from './logsAtRest.ts';

/** How often a drain is looked at. */
const LOOKS = 100;

export interface DrainLimits {
  /** Simulated time, from the healing on, after which all must be at rest. */
  readonly boundUs: number;
  /** Events after which a run counts as one that never comes to rest. */
  readonly maxEvents: number;
}

/** Stops the faults, heals and drains, from now on. Returns whether all came to rest within the limits. */
export function healAndDrain(simulation: Simulation, limits: DrainLimits): boolean {
  const { world, scenario } = simulation;
  takeNoMoreOrders(simulation);
  world.wires.loseNext.fill(0);
  world.wires.doubleNext.fill(0);
  world.wires.delayNextUs.fill(0);
  // What the script would still do is not done; what it has done stays, since later facts refer to it.
  const done = world.acts.slice(0, world.nextIntervention);
  const heal = healing(scenario, world.nowUs).map((act) => ({ act, isScript: false }));
  world.acts = [...done, ...heal];
  return drain(simulation, limits);
}

/** Looks now and then whether all is at rest: some systems never have nothing to do. */
function drain(simulation: Simulation, { boundUs, maxEvents }: DrainLimits): boolean {
  const { world } = simulation;
  const startUs = world.nowUs;
  const lastEvent = world.events + maxEvents;
  for (let look = 1; look <= LOOKS; look++) {
    const untilUs = startUs + Math.floor((boundUs * look) / LOOKS);
    if (!simulation.runUntil(untilUs, lastEvent - world.events)) return false;
    if (simulation.nextUs() === Number.POSITIVE_INFINITY || isAtRest(world)) return true;
  }
  return false;
}

function takeNoMoreOrders({ world }: Simulation): void {
  const { publishers, agenda } = world;
  for (let producer = 0; producer < publishers.rows; producer++) {
    if (publishers.due[producer] === NO_EVENT) continue;
    agenda.cancel(publishers.due[producer]);
    publishers.due[producer] = NO_EVENT;
  }
}
