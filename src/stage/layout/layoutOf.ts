/**
 * layoutOf sets the stage: where each box, wire, text and tray stands for a system, its staff and a
 * size. It is a pure function, and what it says holds until one of the three changes.
 */
import type { Plan } from '../../engine/index.ts';
import { arrangeTall } from './arrangeTall.ts';
import { arrangeWide } from './arrangeWide.ts';
import type { Layout } from './Layout.ts';
import type { Frame } from './Metrics.ts';
import { shapeOf } from './shape.ts';
import type { Member } from './staff.ts';

export function layoutOf(plan: Plan, staff: readonly Member[], frame: Frame): Layout {
  const shape = shapeOf(plan);
  const wide = frame.size === 'phone' ? null : arrangeWide(plan, shape, staff, frame);
  return wide ?? arrangeTall(plan, shape, staff, frame);
}
