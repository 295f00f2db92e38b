/**
 * littlesLaw: L = λ W, with L and λ imposed and W left to come out.
 *
 * A consumer whose prefetch window is full holds L messages all the time, and finishes λ of them a
 * second. How long it holds each one is nobody's setting. The run starts and ends empty, so over its
 * queue the law is an identity too, in whole microseconds.
 */
import { Fact, type Simulation, US_PER_S } from '../../../engine/index.ts';
import { within } from '../Estimate.ts';
import { type Family, unknownQuantity } from '../Family.ts';
import { constant, consumer, line, placeOf, producer, queue } from '../systems.ts';

export const littlesLaw: Family = {
  models: ["Little's law"],
  measure: (params, lab) => {
    const held = params.whole('L', 1_000);
    const lambda = params.rate('lambda_');
    const count = 20 * held;
    const scenario = line(
      // All at once: the window is full until the queue runs out.
      producer(constant(1), {
        arrivals: {
          gap: null,
          atUs: Array.from({ length: count }, () => 0),
          fromUs: 0,
          count,
          onOff: null,
        },
      }),
      queue(),
      consumer(constant(lambda), { prefetchLimit: held }),
    );
    return (quantity) => {
      if (quantity !== 'W') return unknownQuantity;
      const { world } = lab.play(scenario, 1);
      const place = placeOf(scenario, 'q');
      const areaUs = world.queues.depthAreaUs[place];
      if (areaUs !== world.queues.sojournSumUs[place] || world.depthOf(place) !== 0)
        return { estimate: Number.NaN, low: Number.NaN, high: Number.NaN };
      const heldUs = timesHeld(world);
      // Those that filled the window at the start were held for less.
      const full = heldUs.slice(held);
      const mean = full.reduce((sum, us) => sum + us, 0) / full.length / US_PER_S;
      return within(mean, 1 / US_PER_S);
    };
  },
};

/** How long each message was held, from delivery to ack, in the order of the deliveries. */
function timesHeld({ trace, messageCount }: Simulation['world']): number[] {
  const deliveredUs = new Float64Array(messageCount + 1);
  const heldUs: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    const message = trace.message(i);
    if (trace.kind(i) === Fact.delivered) deliveredUs[message] = trace.atUs(i);
    else if (trace.kind(i) === Fact.acked) heldUs.push(trace.atUs(i) - (deliveredUs[message] ?? 0));
  }
  return heldUs;
}
