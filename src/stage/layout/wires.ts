/** wires finds a way for what leads from one part of the stage to another: publishes and needs. */
import { NO_NODE } from '../../engine/index.ts';
import { type Columns, clamp } from './columns.ts';
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
  const exits = new Map<number, number>();
  const entries = new Map<string, number>();
  const next = (counts: Map<string, number>, key: string): number => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count;
  };
  const [highest] = [...shape.exchanges].sort(
    (a, b) => sheet.rectOf(`exchange-${a}`).y - sheet.rectOf(`exchange-${b}`).y,
  );
  for (const layer of shape.layers) {
    layer.forEach((service, row) => {
      const from = sheet.rectOf(`service-${service}`);
      const isLowest = row === layer.length - 1;
      for (const wire of plan.wiresFrom[service] ?? []) {
        const target = plan.wireTo[wire] ?? NO_NODE;
        const kind = plan.nodes[target]?.kind;
        if (kind !== 'exchange' && kind !== 'queue') continue;
        const to = sheet.rectOf(`${kind}-${target}`);
        const isTop = kind === 'exchange' && target === highest;
        const nth = isTop ? 0 : next(entries, kind);
        const x = isTop
          ? to.x + to.width / 2
          : kind === 'exchange'
            ? columns.exchangeX - columns.labelRoom / 2 - (1 + nth) * (m.gap / 2)
            : columns.queues.x - 3 * m.gap - nth * m.gap;
        const end: Point = isTop ? { x, y: to.y } : { x: to.x, y: middleOf(to) };
        const exit = exits.get(service) ?? 0;
        exits.set(service, exit + 1);
        const shift = exit * 2 * m.gap;
        const low = from.x + m.gap;
        const exitX = clamp(x, low + shift, from.x + from.width - 2 * m.gap);
        const start: Point[] = isLowest
          ? [{ x: exitX, y: from.y + from.height }]
          : [
              { x: from.x + from.width, y: middleOf(from) + m.gap },
              { x: from.x + from.width + 2 * m.gap + shift, y: middleOf(from) + m.gap },
            ];
        const descent = start[start.length - 1] as Point;
        const y = corridorY + Math.min(nth, 2) * (m.gap / 4);
        const along: Point[] =
          descent.x === x
            ? []
            : [
                { x: descent.x, y },
                { x, y },
              ];
        const into: Point[] = isTop ? [end] : [{ x, y: end.y }, end];
        sheet.wire(wire, bentPath([...start, ...along, ...into], m.bend), 'publish');
      }
    });
  }
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
  for (const { groups } of shape.lanes) {
    for (const group of groups) {
      const own = sheet.boxes.filter(
        ({ kind, place, within }) =>
          (kind === 'crowd' && place === group) ||
          (kind === 'consumer' && within === undefined && groupOf(sheet, place) === group),
      );
      const from = own[own.length - 1];
      if (from === undefined) continue;
      for (const wire of plan.wiresFrom[group] ?? []) {
        const target = plan.wireTo[wire] ?? NO_NODE;
        const to = sheet.rectOf(`service-${target}`);
        const x = from.x + from.width / 2;
        const isBelow = to.x === from.x && to.y > from.y && !sheet.boxes.some(between);
        function between(box: { kind: string; x: number; y: number }): boolean {
          return box.x === to.x && box.y > (from?.y ?? 0) && box.y < to.y && box.kind !== 'tray';
        }
        if (isBelow) {
          const straight = [
            { x, y: from.y + from.height },
            { x, y: to.y },
          ];
          sheet.wire(wire, bentPath(straight, m.bend), 'need');
          continue;
        }
        const edge = columns.consumers.x + columns.consumers.width;
        const side = edge + (columns.results.x - edge) * (0.45 + 0.08 * (detours++ % 4));
        const start = { x: from.x + from.width, y: middleOf(from) + m.gap };
        const end = { x: to.x + to.width, y: middleOf(to) };
        const isAbove = shape.needed.includes(target) === false;
        const corners = isAbove
          ? [
              start,
              { x: side, y: start.y },
              { x: side, y: corridorY },
              { x: end.x + 1.5 * m.gap, y: corridorY },
              { x: end.x + 1.5 * m.gap, y: end.y },
              end,
            ]
          : [start, { x: side, y: start.y }, { x: side, y: end.y }, end];
        sheet.wire(wire, bentPath(corners, m.bend), 'need');
      }
    }
  }
}

function groupOf(sheet: Sheet, place: number): number {
  const consumer = place - sheet.plan.nodes.length;
  return sheet.consumers.find((part) => part.consumer === consumer)?.node ?? NO_NODE;
}
