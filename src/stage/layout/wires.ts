/** wires finds a way for what leads from one part of the stage to another: publishes and needs. */
import { NO_NODE } from '../../engine/index.ts';
import { type Columns, clamp } from './columns.ts';
import { drawnAs } from './drawnAs.ts';
import type { Box, Rect } from './Layout.ts';
import type { Metrics } from './Metrics.ts';
import type { Sheet } from './Sheet.ts';
import type { Shape } from './shape.ts';
import { middleOf } from './syncPart.ts';
import { bentPath, type Point } from './WirePath.ts';

/**
 * What services publish: down out of the box, along the corridor above the lanes where need be, and
 * into an exchange from above or a queue from the left.
 */
export function addPublishWires(
  sheet: Sheet,
  shape: Shape,
  columns: Columns,
  corridorY: number,
): void {
  const { plan, metrics: m } = sheet;
  const top = (node: number): number => sheet.rectOf(`exchange-${node}`).y;
  const [highest] = [...shape.exchanges].sort((a, b) => top(a) - top(b));
  const arrivals = { exchange: 0, queue: 0 };
  for (const layer of shape.layers) {
    for (const service of layer) {
      let exits = 0;
      for (const wire of plan.wiresFrom[service] ?? []) {
        const target = plan.wireTo[wire] ?? NO_NODE;
        const kind = drawnAs(plan, target);
        if (kind !== 'exchange' && kind !== 'queue') continue;
        const to = sheet.rectOf(`${kind}-${target}`);
        const isTop = target === highest;
        const nth = isTop ? 0 : arrivals[kind]++;
        const into = isTop
          ? [{ x: to.x + to.width / 2, y: to.y }]
          : intoFromLeft(to, besideX(columns, kind, nth, m));
        const first = into[0] as Point;
        const isLowest = service === layer[layer.length - 1];
        const from = sheet.rectOf(`service-${service}`);
        const out = isLowest ? outBelow(from, first.x, exits, m) : outRight(from, exits, m);
        exits++;
        const last = out[out.length - 1] as Point;
        const y = corridorY + Math.min(nth, 2) * (m.gap / 4);
        const along =
          last.x === first.x
            ? []
            : [
                { x: last.x, y },
                { x: first.x, y },
              ];
        sheet.wire(wire, bentPath([...out, ...along, ...into], m.bend), 'publish');
      }
    }
  }
}

/** Beside the names of the exchanges, or beside the queues: one after the other. */
function besideX(columns: Columns, kind: 'exchange' | 'queue', nth: number, m: Metrics): number {
  return kind === 'exchange'
    ? columns.exchangeX - columns.labelRoom / 2 - (1 + nth) * (m.gap / 2)
    : columns.queues.x - (3 + nth) * m.gap;
}

function intoFromLeft(to: Rect, x: number): Point[] {
  const y = middleOf(to);
  return [
    { x, y },
    { x: to.x, y },
  ];
}

/** Out of the lower edge, as near as may be to where it goes. */
function outBelow(from: Rect, wantedX: number, exits: number, m: Metrics): Point[] {
  const low = from.x + m.gap + exits * 2 * m.gap;
  const x = clamp(wantedX, low, from.x + from.width - 2 * m.gap);
  return [{ x, y: from.y + from.height }];
}

/** With another box below: out into the gap on the right. */
function outRight(from: Rect, exits: number, m: Metrics): Point[] {
  const y = middleOf(from) + m.gap;
  const x = from.x + from.width;
  return [
    { x, y },
    { x: x + (2 + 2 * exits) * m.gap, y },
  ];
}

/** What the work of consumers needs: straight down where the service stands below, else round by the right. */
export function addNeedWires(
  sheet: Sheet,
  shape: Shape,
  columns: Columns,
  corridorY: number,
): void {
  const { plan, metrics: m } = sheet;
  let detours = 0;
  for (const group of shape.lanes.flatMap(({ groups }) => groups)) {
    const from = lastBoxOf(sheet, group);
    if (from === undefined) continue;
    for (const wire of plan.wiresFrom[group] ?? []) {
      const target = plan.wireTo[wire] ?? NO_NODE;
      const to = sheet.rectOf(`service-${target}`);
      if (isRightBelow(sheet, from, to)) {
        const x = from.x + from.width / 2;
        const points = [
          { x, y: from.y + from.height },
          { x, y: to.y },
        ];
        sheet.wire(wire, bentPath(points, m.bend), 'need');
        continue;
      }
      const edge = columns.consumers.x + columns.consumers.width;
      const side = edge + (columns.results.x - edge) * (0.45 + 0.08 * (detours++ % 4));
      const start = { x: from.x + from.width, y: middleOf(from) + m.gap };
      const end = { x: to.x + to.width, y: middleOf(to) };
      // One of those that users call too stands above, between its neighbours.
      const beside = end.x + 1.5 * m.gap;
      const corners = shape.needed.includes(target)
        ? [
            { x: side, y: start.y },
            { x: side, y: end.y },
          ]
        : [
            { x: side, y: start.y },
            { x: side, y: corridorY },
            { x: beside, y: corridorY },
            { x: beside, y: end.y },
          ];
      sheet.wire(wire, bentPath([start, ...corners, end], m.bend), 'need');
    }
  }
}

/** The lowest of a group's cards, or the box of its crowd. */
function lastBoxOf(sheet: Sheet, group: number): Box | undefined {
  return sheet.boxes.findLast(
    ({ kind, place, within }) =>
      (kind === 'crowd' && place === group) ||
      (kind === 'consumer' && within === undefined && groupOf(sheet, place) === group),
  );
}

function isRightBelow(sheet: Sheet, from: Box, to: Box): boolean {
  if (to.x !== from.x || to.y <= from.y) return false;
  return !sheet.boxes.some(({ x, y }) => x === to.x && y > from.y && y < to.y);
}

function groupOf(sheet: Sheet, place: number): number {
  const consumer = place - sheet.plan.nodes.length;
  return sheet.consumers.find((part) => part.consumer === consumer)?.node ?? NO_NODE;
}
