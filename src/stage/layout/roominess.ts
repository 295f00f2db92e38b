/**
 * roominess is how large a system may stand on its stage: as large as leaves room for all of it.
 *
 * It depends on the system and on the stage, and not on who works there at the moment: a consumer more
 * or less does not make everything else jump.
 */
import type { Plan } from '../../engine/index.ts';
import { columnsOf, isAmple } from './columns.ts';
import { richHeight } from './lanePlan.ts';
import { type Frame, metricsOf } from './Metrics.ts';
import { type Shape, targetsOf } from './shape.ts';
import type { Member } from './staff.ts';
import { verticalsOf } from './verticals.ts';

export interface Roominess {
  readonly scale: number;
  /** What came of it stands below who did it, so that the queue gets the width. */
  readonly stacksResults: boolean;
}

const scales = [1.4, 1.3, 1.2, 1.1];
/** In a hall everything is large to begin with. */
const hallScales = [1.2, 1.1];
const plain: Roominess = { scale: 1, stacksResults: false };

export function roominessOf(plan: Plan, shape: Shape, frame: Frame): Roominess {
  const staff = usualStaff(plan);
  const stackings = mayStack(plan, shape) ? [true, false] : [false];
  for (const scale of frame.size === 'presenter' ? hallScales : scales) {
    for (const stacksResults of stackings) {
      if (fits(plan, shape, staff, { ...frame, scale }, stacksResults))
        return { scale, stacksResults };
    }
  }
  return plain;
}

function fits(
  plan: Plan,
  shape: Shape,
  staff: readonly Member[],
  frame: Frame,
  stacksResults: boolean,
): boolean {
  const m = metricsOf(frame);
  const columns = columnsOf(plan, shape, m, frame, stacksResults);
  if (columns === null || !isAmple(columns, m)) return false;
  const { queued, hasQueued, sync } = verticalsOf(shape, frame, m);
  const room = queued.bottom - queued.top;
  if (!hasQueued) return sync <= room;
  return richHeight(plan, shape, staff, m, columns.consumers.width, stacksResults) <= room;
}

/** Each lane has one group, and each group at most one service of its own: nothing has to pass beside a result. */
function mayStack(plan: Plan, { layers, lanes, needed }: Shape): boolean {
  if (layers.length > 1 || lanes.length === 0) return false;
  return lanes.every(
    ({ groups }) =>
      groups.length === 1 &&
      groups.every((group) => {
        const services = targetsOf(plan, group);
        return services.length <= 1 && services.every((service) => needed.includes(service));
      }),
  );
}

/** As many as the system begins with, and one more, while that is no crowd. */
function usualStaff({ nodes }: Plan): Member[] {
  let consumer = 0;
  return nodes.flatMap((node, group) => {
    if (node.kind !== 'consumer') return [];
    const count = Math.max(1, node.count < 5 ? node.count + 1 : node.count);
    return Array.from({ length: count }, (_, i) => ({
      consumer: consumer++,
      group,
      member: i + 1,
    }));
  });
}
