/** reportOrder sums up in which order the messages of a queue finished, over all and within their keys. */
import { NO_ROW } from '../../kernel/index.ts';
import { type FinishOrder, finishOrder } from '../../measures/index.ts';
import { Fact } from '../../trace/index.ts';
import type { World } from '../World.ts';

export interface OrderReport extends FinishOrder {
  readonly keys: number;
  /** Messages that finished after one of the same key that was published later. */
  readonly outOfOrderWithinKey: number;
  /** Publishes that the queue knew already, and did not take in again. */
  readonly duplicatesIgnored: number;
}

export function orderReport(world: World, queue: number): OrderReport {
  const { order } = world;
  const { lanes } = order;
  let keys = 0;
  let outOfOrderWithinKey = 0;
  for (let lane = 0; lane < lanes.rows; lane++) {
    if (lanes.queue[lane] !== queue) continue;
    keys++;
    outOfOrderWithinKey += lanes.outOfOrder[lane];
  }
  return {
    ...finishOrder(finishedIn(world, queue)),
    keys,
    outOfOrderWithinKey,
    duplicatesIgnored: order.nodes.duplicates[queue],
  };
}

/** The numbers of messages in the order in which they first had their effect. */
function finishedIn({ consumers, plan, trace }: World, queue: number): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    if (trace.kind(i) !== Fact.effectApplied) continue;
    const consumer = trace.place(i) - plan.nodes.length;
    if (consumer >= 0 && consumers.queue[consumer] === queue) numbers.push(trace.message(i));
  }
  return numbers;
}

/** The first message that broke the order within its key, and the fact that shows it; or null. */
export function orderBrokenBy(
  { order }: World,
  queue: number,
): { readonly message: number; readonly fact: number } | null {
  const fact = order.nodes.brokenBy[queue];
  return fact === NO_ROW ? null : { message: order.nodes.brokenMessage[queue], fact };
}
