/** syncPart sets what a user waits for: who asks, the services that answer, and what came of it. */
import { NO_NODE } from '../../engine/index.ts';
import { type Columns, clamp } from './columns.ts';
import { drawnAs } from './drawnAs.ts';
import {
  addProducer,
  addResult,
  addService,
  producerHeight,
  resultHeight,
  serviceHeight,
} from './furniture.ts';
import type { Rect } from './Layout.ts';
import type { Metrics } from './Metrics.ts';
import type { Sheet } from './Sheet.ts';
import type { Shape } from './shape.ts';
import { bentPath, curvedPath } from './WirePath.ts';

export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** The height that the synchronous part needs at least. */
export function syncHeight(shape: Shape, m: Metrics): number {
  const rows = rowsOf(shape);
  return rows * rowHeight(m) + (rows - 1) * m.gap;
}

function rowHeight(m: Metrics): number {
  return Math.max(producerHeight(m), serviceHeight(m), resultHeight(m) - m.textLine);
}

function rowsOf({ askers, layers }: Shape): number {
  return Math.max(askers.length, ...layers.map((layer) => layer.length));
}

export function addServices(sheet: Sheet, shape: Shape, columns: Columns, band: Band): void {
  const m = sheet.metrics;
  const room = band.bottom - band.top;
  const rows = rowsOf(shape);
  const most = (room - (rows - 1) * m.gap) / rows;
  // What has the stage to itself fills it.
  const isWhole = shape.lanes.length === 0;
  const height = clamp(most, rowHeight(m), (isWhole ? 1.8 : 1.3) * rowHeight(m));
  const gap = clamp((room - rows * height) / rows, m.gap, 5 * m.gap);
  const middle = (band.top + band.bottom) / 2;
  const stand = (
    nodes: readonly number[],
    x: number,
    width: number,
    add: typeof addService,
  ): void =>
    nodes.forEach((node, i) => {
      const y = middle + (i - (nodes.length - 1) / 2) * (height + gap) - height / 2;
      add(sheet, node, { x, y, width, height });
    });

  const { xs, width } = layerPlaces(shape, columns, m, isWhole);
  stand(shape.askers, columns.sources.x, columns.sources.width, (to, node, rect) =>
    addProducer(to, node, rect, true),
  );
  shape.layers.forEach((layer, i) => {
    stand(layer, xs[i] ?? 0, width, addService);
  });
  addCalls(sheet, shape, band.bottom);
  addAnswered(sheet, shape, columns, middle);
}

/** Where each layer begins. A part that has the stage to itself takes its whole width. */
function layerPlaces(
  { layers }: Shape,
  { sources, servicesX, queues, consumers, results }: Columns,
  m: Metrics,
  isWhole: boolean,
): { xs: number[]; width: number } {
  const count = layers.length;
  const start = sources.x + sources.width;
  if (isWhole) {
    const room = results.x - start;
    const width = Math.min(280 * m.unit, (room - (count + 1) * 40 * m.unit) / count);
    const gap = (room - count * width) / (count + 1);
    return { xs: layers.map((_, i) => start + gap + i * (width + gap)), width };
  }
  const gap = servicesX - start;
  if (count === 1) return { xs: [servicesX], width: queues.x + queues.width - servicesX };
  const room = consumers.x + consumers.width - servicesX;
  const width = Math.min(320 * m.unit, (room - (count - 1) * gap) / count);
  return { xs: layers.map((_, i) => servicesX + i * (width + gap)), width };
}

/** Calls go from right to left edge. One that skips a layer goes round beneath it. */
function addCalls(sheet: Sheet, { askers, layers }: Shape, bottom: number): void {
  const { plan, metrics: m } = sheet;
  const layerOf = new Map(layers.flatMap((layer, i) => layer.map((node) => [node, i] as const)));
  let detours = 0;
  for (const node of [...askers, ...layers.flat()]) {
    const from = sheet.rectOf(`${drawnAs(plan, node)}-${node}`);
    for (const wire of plan.wiresFrom[node] ?? []) {
      const target = plan.wireTo[wire] ?? NO_NODE;
      const layer = layerOf.get(target);
      if (layer === undefined) continue;
      const to = sheet.rectOf(`service-${target}`);
      const start = { x: from.x + from.width, y: middleOf(from) };
      const end = { x: to.x, y: middleOf(to) };
      const skips = layer - (layerOf.get(node) ?? -1) > 1;
      if (skips) {
        const y = bottom + (m.gap / 2) * (1 + Math.min(detours++, 2));
        const half = 2 * m.gap;
        const corners = [
          start,
          { x: start.x + half, y: start.y },
          { x: start.x + half, y },
          { x: end.x - half, y },
          { x: end.x - half, y: end.y },
          end,
        ];
        sheet.wire(wire, bentPath(corners, m.bend), 'call');
      } else sheet.wire(wire, curvedPath(start, end), 'call');
    }
  }
}

/** The orders that were answered, beside the service that answers them. */
function addAnswered(sheet: Sheet, { layers }: Shape, { results }: Columns, middle: number): void {
  const m = sheet.metrics;
  const height = resultHeight(m) - m.textLine;
  const rect = { x: results.x, y: middle - height / 2, width: results.width, height };
  addResult(sheet, NO_NODE, rect, 'orders answered');
  const last = layers[layers.length - 1] ?? [];
  const only = last.length === 1 && layers.length === 1 ? last[0] : undefined;
  if (only === undefined) return;
  const from = sheet.rectOf(`service-${only}`);
  const y = middleOf(from);
  sheet.lines.push({
    kind: 'leader',
    points: [
      { x: from.x + from.width, y },
      { x: results.x - m.gap, y },
    ],
  });
}

export function middleOf({ y, height }: Rect): number {
  return y + height / 2;
}
