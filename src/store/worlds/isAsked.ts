/** isAsked says whether somebody waits for the answer of a service: then there are orders that can fail. */
import type { World } from '../../engine/index.ts';

export function isAsked({ plan }: World): boolean {
  return plan.nodes.some(
    ({ kind }, node) =>
      kind === 'producer' &&
      (plan.wiresFrom[node] ?? []).some(
        (wire) => plan.nodes[plan.wireTo[wire] ?? -1]?.kind === 'service',
      ),
  );
}
