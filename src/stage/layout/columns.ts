/**
 * columns divides the width of the stage: sources, queues, consumers, results. What counts most is the
 * queue, so it gets what the others leave.
 */
import type { Plan } from '../../engine/index.ts';
import { drawnAs } from './drawnAs.ts';
import type { Frame, Metrics } from './Metrics.ts';
import { type Shape, targetsOf } from './shape.ts';
import { textWidth } from './textWidth.ts';

export interface Column {
  readonly x: number;
  readonly width: number;
}

export interface Columns {
  readonly sources: Column;
  /** Where services may begin. */
  readonly servicesX: number;
  /** The middle of the exchanges; they have names on the left, where there is nothing, or below. */
  readonly exchangeX: number;
  readonly labelSide: 'left' | 'below';
  readonly labelRoom: number;
  readonly queues: Column;
  readonly consumers: Column;
  readonly results: Column;
  /** What came of it stands below who did it. */
  readonly stacksResults: boolean;
}

/** From the ideal to the least that is still a picture: how wide gaps and columns are. */
const squeezes = [1, 0.8, 0.6];
const IDEAL_QUEUE = 260;
const LEAST_QUEUE = 170;
const WIDEST_QUEUE = 600;

/**
 * The columns, or null where the stage is too narrow for them. `stacksResults`: what came of it stands
 * below who did it, and not beside.
 */
export function columnsOf(
  plan: Plan,
  shape: Shape,
  m: Metrics,
  frame: Frame,
  stacksResults = false,
): Columns | null {
  for (const squeeze of squeezes) {
    const columns = columnsAt(plan, shape, m, frame.width, squeeze, stacksResults);
    if (columns.queues.width >= IDEAL_QUEUE * m.unit) return columns;
    const isLast = squeeze === squeezes[squeezes.length - 1];
    if (isLast && columns.queues.width >= LEAST_QUEUE * m.unit) return columns;
  }
  return null;
}

/** Whether the queues have the width that they would have if nothing else stood there. */
export function isAmple({ queues }: Columns, m: Metrics): boolean {
  return queues.width >= IDEAL_QUEUE * m.unit;
}

function columnsAt(
  plan: Plan,
  shape: Shape,
  m: Metrics,
  width: number,
  squeeze: number,
  stacksResults: boolean,
): Columns {
  const u = m.unit;
  const titles = (nodes: readonly number[], size: number): number =>
    Math.max(0, ...nodes.map((node) => textWidth(plan.nodes[node]?.title ?? '', size, 'bold')));
  const producers = [...shape.askers, ...shape.feeders];
  const sources: Column = {
    x: m.margin,
    width: clamp(titles(producers, m.title) + 2 * m.pad, 126 * u, (110 + 54 * squeeze) * u),
  };
  const right = sources.x + sources.width;
  const servicesX = right + 56 * u * squeeze;

  const labels = plan.nodes.map((node) =>
    node.kind === 'exchange' || node.kind === 'log' ? textWidth(node.title, m.text) : 0,
  );
  const isAlone = shape.feeders.length === 0 && shape.exchanges.length === 1;
  const labelSide = isAlone ? 'left' : 'below';
  const labelHalf =
    labelSide === 'left'
      ? m.exchange
      : clamp(Math.max(...labels, 0) / 2 + m.gap / 2, m.exchange, 56 * u);
  const exchangeX =
    labelSide === 'left' ? servicesX + m.exchange + m.gap : right + 36 * u * squeeze + labelHalf;
  const labelRoom =
    labelSide === 'left' ? exchangeX - m.exchange - m.gap - m.margin : 2 * labelHalf;

  // What services publish to a queue without an exchange comes down beside the queue.
  const direct = directPublishes(plan, shape);
  const besides = Math.max(52 * u * squeeze, direct > 0 ? (3 + direct) * m.gap : 0);
  const queuesX = Math.max(
    shape.exchanges.length > 0 ? exchangeX + Math.max(labelHalf, m.exchange) + besides : 0,
    direct > 0 ? servicesX + besides : 0,
    right + 64 * u * squeeze,
  );
  const resultWidth = resultsWidth(plan, m, squeeze);
  const consumerWidth = (144 + 48 * squeeze) * u;
  const edge = width - m.margin;
  const resultsX = stacksResults ? edge - consumerWidth : edge - resultWidth;
  const consumersX = stacksResults ? resultsX : resultsX - 30 * u * squeeze - consumerWidth;
  const wiresWidth = 76 * u * squeeze;
  const free = consumersX - wiresWidth - queuesX;
  const queueWidth = Math.min(free, WIDEST_QUEUE * u);
  // On a very wide stage the wires take what the queues do not need.
  const spare = (free - queueWidth) / 2;
  return {
    sources,
    servicesX,
    exchangeX,
    labelSide,
    labelRoom,
    queues: { x: queuesX + spare, width: queueWidth },
    consumers: { x: consumersX, width: consumerWidth },
    results: { x: resultsX, width: edge - resultsX },
    stacksResults,
  };
}

/** Wires from services to queues, with no exchange between. */
function directPublishes(plan: Plan, shape: Shape): number {
  return shape.layers
    .flat()
    .flatMap((service) => targetsOf(plan, service))
    .filter((to) => drawnAs(plan, to) === 'queue').length;
}

function resultsWidth(plan: Plan, m: Metrics, squeeze: number): number {
  const titles = plan.nodes.map((node) =>
    node.kind === 'consumer' ? textWidth(node.effect.title, m.small) : 0,
  );
  const stops = plan.nodes.some(
    (node) => node.kind === 'consumer' && node.idempotencyKey !== 'none',
  );
  const stopped = stops ? textWidth('88 stopped by key', m.text) : 0;
  const answered = textWidth('orders answered', m.small);
  const counted = textWidth('88,888', m.number, 'bold');
  const widest = Math.max(...titles, answered, counted, stopped) + m.gap / 2;
  return clamp(widest, 96 * m.unit, (96 + 48 * squeeze) * m.unit);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
