/**
 * producerRetry: a publish or its confirm vanishes on the wire; the producer sends again until it hears.
 * Its queue drops its oldest for each newcomer: who takes the messages out plays no part.
 */
import { type Family, LeftOut, RUNS, unknownQuantity } from '../Family.ts';
import { fatesOf, type MessageFate, sampled } from '../perMessage.ts';
import { careless, constant, orders, producer, queue, system, wire } from '../systems.ts';

const MESSAGES = 300_000;
const RATE_PER_S = 1_000;

const figures: Readonly<Record<string, (fate: MessageFate) => number>> = {
  E_attempts: ({ attempts }) => attempts,
  E_copies_stored_without_dedup: ({ copies }) => copies,
  P_more_than_one_copy: ({ copies }) => Number(copies > 1),
  P_unconfirmed_after_max_attempts: ({ gaveUp }) => gaveUp,
  P_never_stored: ({ copies }) => Number(copies === 0),
};

const LOST_IF_CARELESS = 'P_lost_if_fire_and_forget (1 attempt)';

export const producerRetry: Family = {
  models: ['producer-retry'],
  measure: (params, lab) => {
    const loss = params.chance('p_request_lost');
    const maxAttempts = params.limit('max_attempts');
    if (params.chance('p_confirm_lost') !== loss)
      return () =>
        new LeftOut('a wire of the model loses packets of both ways with the same chance');
    if (loss > 0.9) params.refuse('p_request_lost', 'at most 0.9');
    const careful = {
      ...careless,
      confirm: true,
      timeoutUs: 10,
      backoffUs: [1],
      maxAttempts,
    };
    const gap = constant(RATE_PER_S);
    const scenarioOf = (publishing: typeof careless) =>
      system(
        [
          producer(gap, { ...orders(gap, (lab.effort * MESSAGES) / RUNS), publishing }),
          queue({ maxLength: 1, overflow: 'dropHead' }),
        ],
        [wire('p', 'q', { loss })],
      );
    return (quantity, confidence) => {
      if (quantity === LOST_IF_CARELESS) {
        const runs = fatesOf(`careless ${loss}`, scenarioOf(careless), lab);
        return sampled(runs, ({ lost }) => lost).estimate(confidence);
      }
      const figure = figures[quantity];
      return figure === undefined
        ? unknownQuantity
        : sampled(
            fatesOf(`producer retry ${loss} ${maxAttempts}`, scenarioOf(careful), lab),
            figure,
          ).estimate(confidence);
    };
  },
};
