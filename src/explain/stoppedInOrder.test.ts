/** What is told of a broker that stops in order does not depend on when somebody looks. */
import { expect, it } from 'vitest';
import { Fact, plainPolicy, Simulation } from '../engine/index.ts';
import { at, broker, consumer, line, MS, producer, queue } from '../engine/verification/worlds.ts';
import { narrate } from './narrate.ts';
import { plain } from './Sentence.ts';

it('is stopped, and was not down already, also while its connections are being closed', () => {
  const system = line({
    producer: producer([0]),
    broker: broker({ title: 'Broker' }),
    queue: queue({ policy: plainPolicy }),
    consumer: consumer(MS),
  });
  const stop = { kind: 'stopBroker', target: 'b', how: 'graceful' } as const;
  const interventions = [at(5 * MS, stop), at(9 * MS, stop)];
  const simulation = new Simulation(system, { interventions });
  const { world } = simulation;
  const told = (): (string | undefined)[] =>
    narrate(world, world.trace, { grain: 1, limit: 9 }).map(plain);
  const facts = (kind: number): number =>
    Array.from({ length: world.trace.length }, (_, fact) => world.trace.kind(fact)).filter(
      (one) => one === kind,
    ).length;
  while (facts(Fact.intervened) === 0) simulation.step();
  expect(facts(Fact.brokerDown)).toBe(0);
  expect(told()).toEqual(['You stopped the broker in order.']);
  while (simulation.step());
  expect(told().at(-1)).toBe('You tried to stop the broker, which was down already.');
});
