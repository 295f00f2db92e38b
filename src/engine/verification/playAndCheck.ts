/** playAndCheck plays a random run to its end, heals and drains it, and holds it to every law on the way. */
import { alarmsAstray } from '../faults/alarmLaws.ts';
import { callsAstray } from '../faults/callLaws.ts';
import { writesMissing } from '../faults/commitLaws.ts';
import { healing } from '../faults/healing.ts';
import { keysMisremembered } from '../faults/keyLaws.ts';
import {
  acksUnasked,
  acksUnwritten,
  boundsBroken,
  depthsFromTrace,
  effectsRepeated,
  littleDiffers,
  promisesBroken,
  returnsMisplaced,
  strays,
  talliesDiffer,
  troublesOfTrace,
  unearnedClaims,
  unexplainedLosses,
  unfinished,
} from '../faults/laws.ts';
import { leasesAstray } from '../faults/leaseLaws.ts';
import { isAtRest } from '../faults/logsAtRest.ts';
import { quorumLawsBroken } from '../faults/quorumLaws.ts';
import { receivesAstray } from '../faults/receiveLaws.ts';
import { redrivesAstray } from '../faults/redriveLaws.ts';
import { type Intervention, type Scenario, Simulation } from '../index.ts';
import { ACTS_UNTIL_US, type RandomRun } from './randomRuns.ts';

/** More events than any of the small systems needs, unless it goes round in circles. */
const MAX_EVENTS = 4_000;

/** A random run that is healed when its acts are over, before its first event. */
export function healedRun({ scenario, acts }: RandomRun, maxEvents: number): Simulation {
  const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
  return new Simulation(scenario, { interventions, maxEvents });
}

export function playAndCheck(run: RandomRun): Simulation {
  const { scenario, acts, strides } = run;
  const simulation = healedRun(run, MAX_EVENTS);
  const { world } = simulation;
  const turned = new Set(acts.flatMap((act) => (act.kind === 'setKnob' ? [act.knob] : [])));
  const isTurned = (...knobs: string[]): boolean => knobs.some((knob) => turned.has(knob));
  let stride = 0;
  // Who asks for messages does so for ever: such a system is at rest when there are none to come.
  const isOver = (): boolean =>
    world.plan.receives && world.nextIntervention === world.acts.length && isAtRest(world);
  while (!isOver() && simulation.step()) {
    if (!isTurned('prefetchLimit', 'maxDeliveries', 'maxLength'))
      hold(simulation, boundsBroken(world));
    if (--stride > 0) continue;
    stride = strides[world.events % strides.length] ?? 1;
    simulation.recount();
    hold(simulation, strays(world));
  }
  simulation.recount();
  hold(simulation, strays(world));
  hold(simulation, troublesOfTrace(simulation));
  hold(simulation, unexplainedLosses(simulation));
  if (!isTurned('maxDeliveries', 'durable', 'idempotencyKey'))
    hold(simulation, unearnedClaims(simulation));
  hold(simulation, returnsMisplaced(simulation));
  if (!isTurned('ack')) hold(simulation, acksUnasked(simulation));
  if (!isTurned('flushUs', 'durable')) hold(simulation, acksUnwritten(simulation));
  hold(simulation, quorumLawsBroken(world));
  hold(simulation, talliesDiffer(simulation));
  hold(simulation, redrivesAstray(simulation));
  hold(simulation, leasesAstray(simulation));
  hold(simulation, receivesAstray(simulation));
  hold(simulation, littleDiffers(world));
  if (!isTurned('durable', 'ack', 'maxDeliveries', 'maxLength'))
    hold(simulation, promisesBroken(world));
  if (!isTurned('idempotencyKey', 'keysKept', 'keyTtlUs')) {
    hold(simulation, effectsRepeated(world));
    hold(simulation, keysMisremembered(simulation));
  }
  if (simulation.world.hasAlarms) hold(simulation, alarmsAstray(simulation));
  hold(simulation, callsAstray(simulation));
  hold(simulation, writesMissing(simulation, simulation.stopped === null));
  if (simulation.stopped === null) hold(simulation, unfinished(world));
  else if (!mayGoRound(scenario, acts)) throw new Error(simulation.stopped);
  const depths = depthsFromTrace(simulation);
  hold(
    simulation,
    world.plan.nodes.flatMap((node, i) => {
      if (node.kind !== 'queue') return [];
      const told = depths.get(i) ?? 0;
      const booked = world.depthOf(i);
      return told === booked
        ? []
        : [`${node.id}: the trace tells of ${told} copies, it has ${booked}`];
    }),
  );
  return simulation;
}

/**
 * Whether something can go on for ever: a message that always fails, or whose lease is too short; or a relay
 * whose messages a full queue refuses, or whose publisher gives up before a confirm can come.
 */
function mayGoRound({ nodes }: Scenario, acts: readonly Intervention[]): boolean {
  const isPoisoned =
    acts.some((act) => act.kind === 'poisonNext') ||
    nodes.some((node) => node.kind === 'producer' && node.poison.length > 0);
  const hasNoLimit =
    acts.some((act) => act.kind === 'setKnob') ||
    nodes.some((node) => node.kind === 'queue' && node.maxDeliveries === Number.POSITIVE_INFINITY);
  const hasLease = nodes.some((node) => node.kind === 'queue' && node.lease.kind === 'timer');
  const relaying = nodes.flatMap((node) =>
    'publishing' in node && node.publishing.committing?.kind === 'outbox' ? [node.publishing] : [],
  );
  const givesUp = relaying.some(
    ({ backoffUs, maxAttempts }) =>
      backoffUs.length === 0 || maxAttempts !== Number.POSITIVE_INFINITY,
  );
  const canBeFull =
    acts.some((act) => act.kind === 'setKnob') ||
    nodes.some((node) => node.kind === 'queue' && node.maxLength !== Number.POSITIVE_INFINITY);
  return (hasNoLimit && (isPoisoned || hasLease)) || givesUp || (relaying.length > 0 && canBeFull);
}

function hold(simulation: Simulation, broken: readonly string[]): void {
  const { world } = simulation;
  if (broken.length > 0)
    throw new Error(
      `${broken.join('\n')}\n(event ${world.events}, ${world.nowUs} µs, seed ${world.seed})`,
    );
}
