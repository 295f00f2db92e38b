/** keyOfOrder is which key a producer gives its next order: from a list, or drawn by weight. */
import type { RandomStreams } from '../../kernel/index.ts';
import type { OrderKeys } from '../Scenario.ts';

/** The key of the `index`-th order (from 0) of a producer; a drawn one takes one draw of `stream`. */
export function keyOfOrder(
  keys: OrderKeys,
  index: number,
  random: RandomStreams,
  stream: number,
): string {
  if (keys.kind === 'listed') return keys.list[index % keys.list.length];
  const total = keys.weights.reduce((sum, { weight }) => sum + weight, 0);
  let left = Math.floor((random.next32(stream) / 4_294_967_296) * total);
  for (const { key, weight } of keys.weights) {
    if (left < weight) return key;
    left -= weight;
  }
  return '';
}
