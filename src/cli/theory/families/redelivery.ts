/**
 * redelivery: on each delivery the consumer may die before the effect, or after it and before the ack.
 * Messages come so seldom that each is alone with a consumer that is back at once.
 */
import { type Family, RUNS, unknownQuantity } from '../Family.ts';
import { fatesOf, type MessageFate, sampled } from '../perMessage.ts';
import { constant, consumer, orders, producer, queue, system, wire } from '../systems.ts';

const MESSAGES = 200_000;
/** Orders come a thousand times more seldom than work and restart together take. */
const RATE_PER_S = 1_000;
const WORK_PER_S = 1_000_000;

const figures: Readonly<Record<string, (fate: MessageFate) => number>> = {
  E_deliveries: ({ deliveries }) => deliveries,
  P_redelivered_at_least_once: ({ deliveries }) => Number(deliveries > 1),
  E_side_effects_without_idempotency: ({ effects }) => effects,
  P_duplicate_effect_without_idempotency: ({ effects }) => Number(effects > 1),
  P_dead_lettered: ({ deadLettered }) => deadLettered,
  P_dead_lettered_although_effect_happened: ({ deadLettered, effects }) =>
    Number(deadLettered > 0 && effects > 0),
};

export const redelivery: Family = {
  models: ['redelivery'],
  measure: (params, lab) => {
    const diesBeforeWork = params.chance('p_crash_before_effect');
    const diesAfterEffect = params.chance('p_crash_after_effect_before_ack');
    const maxDeliveries = params.limit('max_deliveries');
    if (diesBeforeWork + diesAfterEffect > 0.9)
      params.refuse('p_crash_before_effect', 'such that at least one delivery in ten succeeds');
    const gap = constant(RATE_PER_S);
    const scenario = system(
      [
        producer(gap, orders(gap, (lab.effort * MESSAGES) / RUNS)),
        queue({ maxDeliveries, deadLetterTo: 'dead' }),
        queue({ id: 'dead' }),
        consumer(constant(WORK_PER_S), {
          restartUs: 1,
          mishaps: { fails: 0, diesBeforeWork, diesAfterEffect },
        }),
      ],
      [wire('p', 'q'), wire('q', 'c')],
    );
    const name = `redelivery ${diesBeforeWork} ${diesAfterEffect} ${maxDeliveries}`;
    return (quantity, confidence) => {
      const figure = figures[quantity];
      return figure === undefined
        ? unknownQuantity
        : sampled(fatesOf(name, scenario, lab), figure).estimate(confidence);
    };
  },
};
