/**
 * arrangeWide sets the stage from left to right: sources, queues, consumers, results. What a user
 * waits for stands above, what is queued below, the trays along the foot.
 */
import type { Plan } from '../../engine/index.ts';
import { type Columns, columnsOf } from './columns.ts';
import type { Loads } from './fates.ts';
import { feederHeight } from './furniture.ts';
import type { Layout } from './Layout.ts';
import { type LanePlan, laneGap, planLanes } from './lanePlan.ts';
import { type Frame, metricsOf } from './Metrics.ts';
import { addLanes, addSources, addSourceWires, exchangeRoom, laneBands } from './queuedPart.ts';
import { replicaHeight } from './replicaRow.ts';
import { roominessOf } from './roominess.ts';
import { Sheet } from './Sheet.ts';
import type { Shape } from './shape.ts';
import { sum } from './stacking.ts';
import type { Member } from './staff.ts';
import { addServices } from './syncPart.ts';
import { addTrays, trayHeight } from './trays.ts';
import { verticalsOf } from './verticals.ts';
import { addNeedWires, addPublishWires } from './wires.ts';

/** The layout, or null where the stage is too narrow for it. */
export function arrangeWide(
  plan: Plan,
  shape: Shape,
  staff: readonly Member[],
  given: Frame,
  loads: Loads,
): Layout | null {
  const { scale, stacksResults } = roominessOf(plan, shape, given);
  const frame = { ...given, scale };
  const m = metricsOf(frame);
  const columns = columnsOf(plan, shape, m, frame, stacksResults);
  if (columns === null) return null;
  const sheet = new Sheet(plan, m, frame.size);
  const parts = verticalsOf(shape, frame, m);
  const { hasSync, hasQueued, top, caption, sync, divider, foot, below } = parts;
  const hasBoth = hasSync && hasQueued;
  const queuedTop = parts.queued.top;
  const lanes = planLanes(
    plan,
    shape,
    staff,
    m,
    columns.consumers.width,
    parts.queued.bottom - queuedTop,
    stacksResults,
  );
  const need = hasQueued ? queuedNeed(shape, lanes, columns, sheet) : hasBoth ? 0 : sync;
  const queuedBottom = Math.max(parts.queued.bottom, queuedTop + need);
  const height = queuedBottom + foot;

  if (hasSync) {
    const area = hasBoth
      ? { top: top + caption, bottom: top + caption + sync }
      : { top: queuedTop, bottom: queuedBottom };
    addServices(sheet, shape, columns, area);
  }
  if (hasBoth) addCaptions(sheet, columns, top, divider, frame.width);
  if (hasQueued) {
    const whole = { top: queuedTop, bottom: queuedBottom };
    const bands = laneBands(lanes, whole, sheet);
    const ways = addSources(sheet, shape, columns, lanes, bands, whole);
    addLanes(sheet, columns, lanes, bands);
    addSourceWires(sheet, shape, columns, ways);
  }
  addPublishWires(sheet, shape, columns, divider + m.gap);
  addNeedWires(sheet, shape, columns, divider + m.gap);
  addTrays(sheet, shape, loads, height - trayHeight(m) - below, frame.width);
  return sheet.layout(frame.width, height);
}

/** The height that the queued part needs at least. */
function queuedNeed(
  shape: Shape,
  lanes: readonly LanePlan[],
  { labelSide }: Columns,
  { metrics: m, plan }: Sheet,
): number {
  const stack = (count: number, each: number): number => count * (each + m.gap);
  return Math.max(
    sum(lanes.map(({ need }) => need)) + laneGap(m) * (lanes.length - 1),
    sum(shape.feeders.map((node) => feederHeight(plan, node, m) + m.gap)) + m.textLine,
    stack(shape.exchanges.length, exchangeRoom(m, labelSide)) +
      sum(shape.exchanges.map((node) => replicaHeight(plan, node, m))) +
      stack(shape.feeders.length, m.gap),
  );
}

function addCaptions(
  sheet: Sheet,
  { sources, servicesX }: Columns,
  top: number,
  divider: number,
  width: number,
): void {
  const m = sheet.metrics;
  const caption = (name: string, y: number, room: number, text: string) =>
    sheet.text('captions', name, 'caption', 'start', sources.x, y, room, text);
  caption('sync', top + m.textLine / 2, width / 2, 'critical path, synchronous');
  const room = servicesX - sources.x - m.gap;
  caption('queued', divider + m.gap + m.textLine / 2, room, 'side effects, queued');
  sheet.lines.push({
    kind: 'divider',
    points: [
      { x: sources.x, y: divider },
      { x: width - m.margin, y: divider },
    ],
  });
}
