/** playHands plays a random run of hands and policies, and holds it to what its policies say after each event. */
import {
  Copy,
  DeliveryFlag,
  deathsOf,
  Fact,
  NO_ROW,
  Rule,
  Simulation,
  type World,
} from '../index.ts';
import type { RandomRun } from './randomRuns.ts';

const MAX_EVENTS = 3_000;

export function simulationOfHands({ scenario, acts }: RandomRun): Simulation {
  return new Simulation(scenario, { interventions: acts, maxEvents: MAX_EVENTS });
}

/** What a policy promises about its queue, and is not so now. */
function policyBroken(world: World): string[] {
  const { copies, consumers, groups, letters, policies, plan, queues, existence } = world;
  const broken: string[] = [];
  const mind = (isWrong: boolean, what: string): void => {
    if (isWrong) broken.push(what);
  };
  plan.nodes.forEach((node, queue) => {
    if (node.kind !== 'queue') return;
    const ready = world.countOf(queue, Copy.ready);
    if (existence.isGone[queue] === 1)
      mind(world.depthOf(queue) > 0, `${node.id} is gone, with copies`);
    if (queues.hasPolicy[queue] === 0) return;
    const isUp = world.isRunning(plan.brokerOf[queue] ?? 0);
    if (isUp && queues.dropHead[queue] === 1)
      mind(ready > (queues.maxLength[queue] ?? 0), `${node.id} has ${ready} ready, over its limit`);
    const atHead = queues.head[queue] ?? NO_ROW;
    if (isUp && atHead !== NO_ROW)
      mind(
        (letters.expiresAtUs[copies.letter[atHead] ?? 0] ?? 0) < world.nowUs,
        `${node.id} has an expired message at its head`,
      );
    let bytes = 0;
    let before = NO_ROW;
    for (let copy = atHead; copy !== NO_ROW; copy = copies.next[copy] ?? NO_ROW) {
      bytes += letters.bytes[copies.letter[copy] ?? 0] ?? 0;
      before = copy;
    }
    mind(before !== queues.tail[queue], `${node.id}: its list does not end at its tail`);
    mind(
      bytes !== policies.readyBytes[queue],
      `${node.id}: ${bytes} bytes are ready, other than booked`,
    );
    const served: number[] = [];
    for (let row = 0; row < consumers.rows; row++) {
      if (consumers.queue[row] !== queue || consumers.connected[row] === 0) continue;
      served.push(row);
      const group = consumers.group[row] ?? 0;
      const inWindow = (consumers.window[row] ?? 0) - (consumers.outsideWindow[row] ?? 0);
      mind(
        policies.resumesWindow[queue] === 0 &&
          groups.ackOnSend[group] === 0 &&
          inWindow > (groups.prefetchLimit[group] ?? 0),
        `${plan.nodes[group]?.id} holds ${inWindow}, more than its prefetch limit`,
      );
    }
    const isAlone = served.some((row) => consumers.isExclusive[row] === 1);
    // A group that works by itself connects anew by itself, and is not kept out then.
    const byHand = served.filter((row) => world.isByHand(consumers.group[row] ?? 0));
    mind(isAlone && byHand.length > 1, `${node.id} has another beside an exclusive consumer`);
  });
  return broken;
}

export function playHands(run: RandomRun): Simulation {
  const simulation = simulationOfHands(run);
  let stride = 0;
  let told = 0;
  while (simulation.step()) {
    const { world } = simulation;
    const broken = [
      ...policyBroken(world),
      ...windowsDiffer(world),
      ...servedBesideActive(world, told),
    ];
    told = world.trace.length;
    if (broken.length > 0) throw new Error(`${broken.join('\n')} at ${simulation.nowUs} µs`);
    if (--stride > 0) continue;
    stride = run.strides[simulation.world.events % run.strides.length] ?? 1;
    simulation.recount();
  }
  simulation.recount();
  const broken = deathsDiffer(simulation.world);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return simulation;
}

/** Deliveries that take no place in the window are those that are flagged so. */
function windowsDiffer({ consumers, deliveries, plan }: World): string[] {
  const broken: string[] = [];
  for (let row = 0; row < consumers.rows; row++) {
    let outside = 0;
    let delivery = consumers.firstDelivery[row] ?? NO_ROW;
    for (; delivery !== NO_ROW; delivery = deliveries.next[delivery] ?? NO_ROW)
      if ((deliveries.flags[delivery] ?? 0) & DeliveryFlag.outsideWindow) outside++;
    if (outside !== consumers.outsideWindow[row])
      broken.push(
        `${plan.nodes[consumers.group[row] ?? 0]?.id} has ${outside} deliveries outside its window, ${consumers.outsideWindow[row]} are booked`,
      );
  }
  return broken;
}

/** A queue with a single active consumer sends to nobody else, but for what is fetched. */
function servedBesideActive({ policies, plan, consumers, trace }: World, from: number): string[] {
  const broken: string[] = [];
  for (let fact = from; fact < trace.length; fact++) {
    if (trace.rule(fact) !== Rule.singleActive) continue;
    if (trace.kind(fact) !== Fact.delivered && trace.kind(fact) !== Fact.redelivered) continue;
    const row = trace.place(fact) - plan.nodes.length;
    const queue = consumers.queue[row] ?? 0;
    if (policies.active[queue] !== row)
      broken.push(`${plan.nodes[queue]?.id} served another beside its active consumer`);
  }
  return broken;
}

/** Of one message no queue and reason can have more deaths on record than the trace tells of. */
function deathsDiffer(world: World): string[] {
  const { copies, messages, trace } = world;
  const broken: string[] = [];
  for (let copy = 0; copy < copies.rows; copy++) {
    if ((copies.queue[copy] ?? NO_ROW) === NO_ROW) continue;
    const number = messages.number[copies.message[copy] ?? 0] ?? 0;
    for (const { queue, count } of deathsOf(world, copy)) {
      let told = 0;
      for (let fact = 0; fact < trace.length; fact++) {
        const isDeath =
          trace.kind(fact) === Fact.deadLettered || trace.kind(fact) === Fact.published;
        if (isDeath && trace.message(fact) === number && trace.place(fact) === queue) told++;
      }
      // What is refused and dead-lettered leaves no fact in its queue.
      if (count > told && told > 0)
        broken.push(
          `m${number} has ${count} deaths on record in ${queue}, the trace tells of ${told}`,
        );
    }
  }
  return broken;
}
