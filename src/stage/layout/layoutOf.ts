/**
 * layoutOf sets the stage: where each box, wire, text and tray stands for a system, its staff, a size, and
 * how much lies in the trays. It is a pure function, and what it says holds until one of the four changes.
 */
import type { Plan } from '../../engine/index.ts';
import { arrangeTall } from './arrangeTall.ts';
import { arrangeWide } from './arrangeWide.ts';
import { type Loads, noLoads } from './fates.ts';
import type { Layout } from './Layout.ts';
import type { Frame } from './Metrics.ts';
import { shapeOf } from './shape.ts';
import type { Member } from './staff.ts';

export function layoutOf(
  plan: Plan,
  staff: readonly Member[],
  frame: Frame,
  loads: Loads = noLoads,
): Layout {
  const shape = shapeOf(plan);
  const wide = frame.size === 'phone' ? null : arrangeWide(plan, shape, staff, frame, loads);
  return wide ?? arrangeTall(plan, shape, staff, frame, loads);
}
