/**
 * producing is what becomes of a producer whose process dies, of the orders that come meanwhile, and of what
 * it had published and was not told is safe.
 */
import { NO_EVENT } from '../kernel/index.ts';
import { Fact, NO_MESSAGE, Rule } from '../trace/index.ts';
import { committerDies, committerStarts } from './committing/dying.ts';
import { Class, Event } from './eventKinds.ts';
import { producerSpec } from './Plan.ts';
import { publisherDies } from './publishing.ts';
import type { World } from './World.ts';

export function crashProducer(world: World, producer: number, cause: number, rule: number): void {
  const { outages, agenda } = world;
  const row = outages.begin(producer);
  const fact = world.record(Fact.producerDown, NO_MESSAGE, producer, 0, cause, rule);
  outages.isDown[row] = 1;
  outages.lastFact[row] = fact;
  committerDies(world, producer, fact);
  publisherDies(world, producer, fact);
  const { restartUs } = producerSpec(world.plan, producer);
  if (restartUs === undefined) return;
  outages.restartAtUs[row] = world.nowUs + restartUs;
  outages.restart[row] = agenda.schedule(
    outages.restartAtUs[row],
    Class.arrive,
    Event.producerRestarts,
    producer,
  );
}

export function restartProducer(world: World, producer: number, cause: number, rule: number): void {
  const { outages, agenda, commits } = world;
  const row = outages.of(producer);
  if (outages.restart[row] !== NO_EVENT) agenda.cancel(outages.restart[row]);
  outages.restart[row] = NO_EVENT;
  outages.isDown[row] = 0;
  const waiting = commits.isOn ? commits.nodes.inOutbox[producer] : 0;
  outages.lastFact[row] = world.record(Fact.producerUp, NO_MESSAGE, producer, waiting, cause, rule);
  committerStarts(world, producer);
}

/** A producer runs again after its restart delay. */
export function producerRestarts(world: World, producer: number): void {
  const row = world.outages.of(producer);
  world.outages.restart[row] = NO_EVENT;
  restartProducer(world, producer, world.outages.lastFact[row], Rule.restart);
}

/** An order comes to a producer whose process is dead, or dies at it: whoever placed it is told nothing. */
export function turnAway(world: World, producer: number, order: number): void {
  const { outages } = world;
  const row = outages.of(producer);
  outages.turnedAway[row]++;
  world.record(Fact.turnedAway, order, producer, 0, outages.lastFact[row], Rule.nobodyThere);
}
