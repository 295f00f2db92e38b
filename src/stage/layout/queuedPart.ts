/** queuedPart sets what nobody waits for: publishers and exchanges, then a lane for each queue. */
import { NO_NODE, type Plan } from '../../engine/index.ts';
import type { Columns } from './columns.ts';
import { addCard, addCrowd } from './consumerFurniture.ts';
import { drawnAs } from './drawnAs.ts';
import {
  addExchange,
  addProducer,
  addQueue,
  addResult,
  addService,
  feederHeight,
  neededHeight,
  resultHeight,
} from './furniture.ts';
import { addHeading } from './groupHeading.ts';
import type { Rect } from './Layout.ts';
import {
  blockGap,
  type GroupPlan,
  headingHeight,
  type LanePlan,
  laneGap,
  needGap,
  stackedResultHeight,
} from './lanePlan.ts';
import type { Metrics } from './Metrics.ts';
import { replicaHeight } from './replicaRow.ts';
import type { Sheet } from './Sheet.ts';
import { type Shape, targetsOf } from './shape.ts';
import { shareHeight, spreadOut, sum } from './stacking.ts';
import { type Band, middleOf } from './syncPart.ts';
import { curvedPath, joinPaths, type Point } from './WirePath.ts';

const TALLEST_QUEUE = 320;

/** The part of the height that belongs to each lane. */
export function laneBands(lanes: readonly LanePlan[], band: Band, sheet: Sheet): Band[] {
  const m = sheet.metrics;
  const gap = laneGap(m);
  const available = band.bottom - band.top - gap * (lanes.length - 1);
  const heights = shareHeight(
    lanes.map(({ need }) => need),
    available,
  );
  let top = band.top + Math.max(0, available - sum(heights)) / 2;
  return heights.map((height) => {
    const own = { top, bottom: top + height };
    top += height + gap;
    return own;
  });
}

/**
 * Producers that publish, each beside what it publishes to, and the exchanges between. Returns at which
 * height those producers pass the exchanges that do not need them.
 */
export function addSources(
  sheet: Sheet,
  shape: Shape,
  columns: Columns,
  lanes: readonly LanePlan[],
  bands: readonly Band[],
  whole: Band,
): ReadonlyMap<number, number> {
  const { plan, metrics: m } = sheet;
  const laneMiddle = new Map(
    lanes.map(({ lane }, i) => [lane.queue, bandMiddle(bands[i] ?? whole)] as const),
  );
  const wantedY = (node: number): number => {
    const ys = (plan.routes[node] ?? []).map((queue) => laneMiddle.get(queue) ?? bandMiddle(whole));
    return ys.length === 0 ? bandMiddle(whole) : sum(ys) / ys.length;
  };
  const feederY = spreadOut(
    shape.feeders.map((node) => ({
      wanted: wantedY(targetsOf(plan, node)[0] ?? NO_NODE),
      height: feederHeight(plan, node, m),
    })),
    whole.top + (shape.askers.length > 0 ? m.textLine : 0),
    whole.bottom,
    m.gap,
  );
  // A producer that needs no exchange gets a way past them.
  const passing = shape.feeders.flatMap((node, i) =>
    passes(plan, shape, node) ? [{ node, wanted: feederY[i] ?? 0, height: m.gap }] : [],
  );
  const exchangeHeight = exchangeRoom(m, columns.labelSide);
  const crossing = [
    ...shape.exchanges.map((node) => ({
      node,
      wanted: wantedY(node),
      height: exchangeHeight + replicaHeight(plan, node, m),
    })),
    ...passing,
  ];
  const crossingY = spreadOut(crossing, whole.top, whole.bottom, m.gap);
  shape.feeders.forEach((node, i) => {
    const { x, width } = columns.sources;
    const height = feederHeight(plan, node, m);
    addProducer(sheet, node, { x, width, height, y: (feederY[i] ?? 0) - height / 2 }, false);
  });
  const ways = new Map<number, number>();
  crossing.forEach(({ node }, i) => {
    const y = crossingY[i] ?? 0;
    if (drawnAs(plan, node) !== 'exchange') ways.set(node, y);
    else {
      // Its name, if that stands below, is part of what needs room.
      const below = m.textLine + replicaHeight(plan, node, m) / 2;
      const lift = columns.labelSide === 'below' ? below : 0;
      const centre = { x: columns.exchangeX, y: y - lift };
      addExchange(sheet, node, centre, columns.labelSide, columns.labelRoom);
    }
  });
  return ways;
}

export function exchangeRoom(m: Metrics, labelSide: 'left' | 'below'): number {
  return 2 * m.exchange + (labelSide === 'below' ? 2 * m.textLine + m.gap : 0);
}

/** Whether a producer publishes to a queue past the exchanges. */
function passes(plan: Plan, shape: Shape, node: number): boolean {
  const [target] = targetsOf(plan, node);
  return shape.exchanges.length > 0 && drawnAs(plan, target) === 'queue';
}

export function addLanes(
  sheet: Sheet,
  columns: Columns,
  lanes: readonly LanePlan[],
  bands: readonly Band[],
): void {
  const m = sheet.metrics;
  lanes.forEach(({ lane }, i) => {
    const { top, bottom } = bands[i] ?? { top: 0, bottom: 0 };
    const height = Math.min(bottom - top, TALLEST_QUEUE * m.unit);
    const y = (top + bottom - height) / 2;
    addQueue(sheet, lane.queue, { ...columns.queues, y, height });
  });
  lanes.forEach((lane, i) => {
    addBlocks(sheet, columns, lane, bands[i] ?? { top: 0, bottom: 0 });
  });
}

/** The groups of a lane, one below the other, with their results and the services they need. */
function addBlocks(sheet: Sheet, columns: Columns, lane: LanePlan, band: Band): void {
  const m = sheet.metrics;
  const services = lane.needed.length * (needGap(m) + neededHeight(m));
  const results = columns.stacksResults ? lane.groups.length * stackedResultHeight(m) : 0;
  const blocks =
    sum(lane.groups.map(({ height }) => height)) + blockGap(m) * (lane.groups.length - 1);
  // A single group's cards, without their heading, are level with the queue.
  const [only] = lane.groups.length === 1 ? lane.groups : [];
  const heading = only !== undefined && !only.isCrowd ? headingHeight(m) : 0;
  const level = bandMiddle(band) - (blocks + services + heading) / 2;
  const lowest = band.bottom - blocks - services - results;
  let y = Math.max(band.top, Math.min(level, lowest));
  const middles: number[] = [];
  for (const group of lane.groups) {
    const rect = { ...columns.consumers, y, height: group.height };
    middles.push(addBlock(sheet, columns, lane.lane.queue, group, rect));
    y += group.height + blockGap(m);
  }
  y -= blockGap(m);
  for (const service of lane.needed) {
    y += needGap(m);
    addService(sheet, service, { ...columns.consumers, y, height: neededHeight(m) });
    y += neededHeight(m);
  }
  if (columns.stacksResults) stackResult(sheet, columns, lane, y);
  else addResults(sheet, columns, lane.groups, middles, band);
}

/** Below the last of what does the work: what came of it, at the end of a line. */
function stackResult(sheet: Sheet, { results }: Columns, { groups }: LanePlan, y: number): void {
  const m = sheet.metrics;
  const [only] = groups;
  if (only === undefined) return;
  const top = y + 1.5 * m.gap;
  const x = results.x + m.pad;
  sheet.lines.push({
    kind: 'leader',
    points: [
      { x, y },
      { x, y: top - m.gap / 4 },
    ],
  });
  const rect = { x, y: top, width: results.width - m.pad, height: resultHeight(m) };
  addResult(sheet, only.group, rect, effectTitle(sheet, only.group));
}

function effectTitle({ plan }: Sheet, group: number): string {
  const spec = plan.nodes[group];
  return spec?.kind === 'consumer' ? spec.effect.title : '';
}

/** One group: a heading and its cards, or the box of its crowd. Returns the middle of what stands there. */
function addBlock(
  sheet: Sheet,
  columns: Columns,
  queue: number,
  { group, members, isCrowd, card, hasSlots }: GroupPlan,
  rect: Rect,
): number {
  const m = sheet.metrics;
  const wire = sheet.plan.subscriptionOf[group] ?? NO_NODE;
  const from = sheet.rectOf(`queue-${queue}`);
  const start = { x: from.x + from.width, y: middleOf(from) };
  const edges: Point[] = [];
  const join = (box: string, consumer: number): void => {
    const to = sheet.rectOf(box);
    const end = { x: to.x, y: middleOf(to) };
    // What is nearly level is level.
    const isLevel = Math.abs(end.y - start.y) < m.gap;
    const path = curvedPath(isLevel ? { ...start, y: end.y } : start, end);
    sheet.wire(wire, path, 'subscription', consumer);
    edges.push({ x: to.x + to.width, y: middleOf(to) });
  };
  if (isCrowd) join(addCrowd(sheet, members, group, rect), NO_NODE);
  else {
    const heading = headingHeight(m);
    addHeading(sheet, group, rect.x, rect.y + m.textLine / 2, rect.width);
    members.forEach((member, i) => {
      const y = rect.y + heading + i * (card + m.gap);
      join(addCard(sheet, member, { ...rect, y, height: card }, hasSlots), member.consumer);
    });
  }
  // Nobody works here: the wire ends where they would be.
  if (members.length === 0) {
    sheet.wire(wire, curvedPath(start, { x: rect.x, y: middleOf(rect) }), 'subscription');
    return middleOf(rect);
  }
  const middle = sum(edges.map(({ y }) => y)) / edges.length;
  if (columns.stacksResults) return middle;
  addBracket(sheet, edges, middle, columns.results.x - m.gap);
  return middle;
}

/** Thin lines from each card that meet on the way to the result. */
function addBracket(sheet: Sheet, edges: readonly Point[], middle: number, until: number): void {
  const first = edges[0];
  const last = edges[edges.length - 1];
  if (first === undefined || last === undefined) return;
  const x = first.x + sheet.metrics.gap;
  for (const edge of edges) {
    if (edge.y !== middle) sheet.lines.push({ kind: 'leader', points: [edge, { x, y: edge.y }] });
  }
  if (first.y !== last.y) {
    sheet.lines.push({
      kind: 'leader',
      points: [
        { x, y: first.y },
        { x, y: last.y },
      ],
    });
  }
  const from = edges.some(({ y }) => y === middle) ? first.x : x;
  sheet.lines.push({
    kind: 'leader',
    points: [
      { x: from, y: middle },
      { x: until, y: middle },
    ],
  });
}

function addResults(
  sheet: Sheet,
  { results }: Columns,
  groups: readonly GroupPlan[],
  middles: readonly number[],
  band: Band,
): void {
  const m = sheet.metrics;
  const height = resultHeight(m);
  // Its count stands at the height of the line that leads to it.
  const lift = m.textLine / 2;
  const placed = spreadOut(
    middles.map((middle) => ({ wanted: middle + lift, height })),
    band.top,
    band.bottom,
    blockGap(m),
  );
  groups.forEach(({ group }, i) => {
    const y = (placed[i] ?? 0) - height / 2;
    addResult(sheet, group, { ...results, y, height }, effectTitle(sheet, group));
  });
}

/** What producers publish, what exchanges copy. A producer beside exchanges passes them first. */
export function addSourceWires(
  sheet: Sheet,
  shape: Shape,
  columns: Columns,
  ways: ReadonlyMap<number, number>,
): void {
  const { plan } = sheet;
  const leftOf = (node: number): Point => {
    const to = sheet.rectOf(`${drawnAs(plan, node)}-${node}`);
    return { x: to.x, y: middleOf(to) };
  };
  for (const node of [...shape.feeders, ...shape.exchanges]) {
    const from = sheet.rectOf(`${drawnAs(plan, node)}-${node}`);
    const start = { x: from.x + from.width, y: middleOf(from) };
    const isExchange = drawnAs(plan, node) === 'exchange';
    for (const wire of plan.wiresFrom[node] ?? []) {
      const target = plan.wireTo[wire] ?? NO_NODE;
      const end = leftOf(target);
      // Past an exchange, and past the name below it, a wire is level.
      const half = columns.labelSide === 'below' ? columns.labelRoom / 2 : 0;
      const before = { x: columns.exchangeX - half, y: ways.get(node) ?? end.y };
      const beyond = { x: columns.exchangeX + half, y: ways.get(node) ?? start.y };
      const toExchange = drawnAs(plan, target) === 'exchange';
      const points = ways.has(node)
        ? [start, before, beyond, end]
        : half === 0
          ? [start, end]
          : isExchange
            ? [start, beyond, end]
            : toExchange
              ? [start, before, end]
              : [start, end];
      const path = points
        .slice(2)
        .reduce(
          (way, point, i) => joinPaths(way, curvedPath(points[i + 1] as Point, point)),
          curvedPath(points[0] as Point, points[1] as Point),
        );
      sheet.wire(wire, path, isExchange ? 'binding' : 'publish');
    }
  }
}

export function bandMiddle({ top, bottom }: Band): number {
  return (top + bottom) / 2;
}
