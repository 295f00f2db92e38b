/**
 * arrangeWide sets the stage from left to right: sources, queues, consumers, results. What a user
 * waits for stands above, what is queued below, the trays along the foot.
 */
import type { Plan } from '../../engine/index.ts';
import { type Columns, columnsOf } from './columns.ts';
import { addTray, producerHeight, trayHeight } from './furniture.ts';
import type { Layout, TrayKind } from './Layout.ts';
import { type LanePlan, laneGap, planLanes } from './lanePlan.ts';
import { type Frame, metricsOf } from './Metrics.ts';
import { addLanes, addSources, addSourceWires, exchangeRoom, laneBands } from './queuedPart.ts';
import { Sheet } from './Sheet.ts';
import type { Shape } from './shape.ts';
import { sum } from './stacking.ts';
import type { Member } from './staff.ts';
import { addServices, syncHeight } from './syncPart.ts';
import { addNeedWires, addPublishWires } from './wires.ts';

/** The layout, or null where the stage is too narrow for it. */
export function arrangeWide(
  plan: Plan,
  shape: Shape,
  staff: readonly Member[],
  frame: Frame,
): Layout | null {
  const m = metricsOf(frame);
  const columns = columnsOf(plan, shape, m, frame);
  if (columns === null) return null;
  const sheet = new Sheet(plan, m, frame.size);
  const hasSync = shape.askers.length > 0;
  const hasQueued = shape.lanes.length + shape.feeders.length > 0;
  const hasBoth = hasSync && hasQueued;

  // From the top: a caption, the synchronous part, a divider with room for what is published.
  const inHall = frame.size === 'presenter';
  const top = inHall ? m.gap : 2.25 * m.gap;
  const caption = hasBoth ? m.textLine + (inHall ? m.gap / 2 : m.gap) : 0;
  const sync = hasSync ? syncHeight(shape, m) : 0;
  const between = inHall ? 1.5 * m.gap : 2 * m.gap;
  const divider = top + caption + sync + between;
  const queuedTop = hasBoth ? divider + between : top + caption;
  const tray = trayHeight(m);
  const below = inHall ? m.gap : m.margin * 0.75;
  const foot = tray + below + between;

  const lanes = planLanes(
    plan,
    shape,
    staff,
    m,
    columns.consumers.width,
    frame.height - foot - queuedTop,
  );
  const need = hasQueued ? queuedNeed(shape, lanes, columns, sheet) : hasBoth ? 0 : sync;
  const queuedBottom = Math.max(frame.height - foot, queuedTop + need);
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
  addTrays(sheet, shape, height - tray - below, frame.width);
  return sheet.layout(frame.width, height);
}

/** The fates that are not done, along the foot. */
function addTrays(sheet: Sheet, shape: Shape, y: number, width: number): void {
  const m = sheet.metrics;
  const kinds: TrayKind[] = ['refused'];
  if (shape.deadLetters.length > 0) kinds.push('deadLettered');
  if (shape.lanes.length > 0) kinds.push('lost');
  const gap = 2 * m.gap;
  const room = width - 2 * m.margin;
  const each = (room - gap * (Math.max(2, kinds.length) - 1)) / Math.max(2, kinds.length);
  kinds.forEach((kind, i) => {
    const place = kind === 'deadLettered' ? onlyOne(shape.deadLetters) : -1;
    const rect = { x: m.margin + i * (each + gap), y, width: each, height: trayHeight(m) };
    addTray(sheet, kind, place, rect);
  });
}

function onlyOne(nodes: readonly number[]): number {
  return nodes.length === 1 ? (nodes[0] ?? -1) : -1;
}

/** The height that the queued part needs at least. */
function queuedNeed(
  shape: Shape,
  lanes: readonly LanePlan[],
  { labelSide }: Columns,
  { metrics: m }: Sheet,
): number {
  const stack = (count: number, each: number): number => count * (each + m.gap);
  return Math.max(
    sum(lanes.map(({ need }) => need)) + laneGap(m) * (lanes.length - 1),
    stack(shape.feeders.length, producerHeight(m)) + m.textLine,
    stack(shape.exchanges.length, exchangeRoom(m, labelSide)) + stack(shape.feeders.length, m.gap),
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
