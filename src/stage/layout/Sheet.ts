/** Sheet is a layout in the making: builders put boxes, texts, lines and wires on it. */
import { NO_NODE, type Plan } from '../../engine/index.ts';
import {
  type Box,
  type BoxKind,
  type ConsumerPart,
  type CrowdPart,
  type ExchangePart,
  type Layout,
  type Line,
  type ProducerPart,
  type QueuePart,
  type Rect,
  type ReplicaPart,
  type ResultPart,
  type ServicePart,
  sizeOf,
  type TextPlace,
  type TextStyle,
  type TrayPart,
  type WireKind,
  type WirePart,
  weightOf,
} from './Layout.ts';
import type { Metrics, StageSize } from './Metrics.ts';
import { fitText, textWidth } from './textWidth.ts';
import { tracksOf } from './tracks.ts';
import type { WirePath } from './WirePath.ts';

/** The height of a line of each style, in units of its size. */
const CAPITAL = 0.36;

export class Sheet {
  readonly plan: Plan;
  readonly metrics: Metrics;
  readonly size: StageSize;
  readonly boxes: Box[] = [];
  readonly texts: TextPlace[] = [];
  readonly lines: Line[] = [];
  readonly wires: WirePart[] = [];
  readonly producers: ProducerPart[] = [];
  readonly services: ServicePart[] = [];
  readonly exchanges: ExchangePart[] = [];
  readonly replicas: ReplicaPart[] = [];
  readonly queues: QueuePart[] = [];
  readonly consumers: ConsumerPart[] = [];
  readonly crowds: CrowdPart[] = [];
  readonly results: ResultPart[] = [];
  readonly trays: TrayPart[] = [];

  constructor(plan: Plan, metrics: Metrics, size: StageSize) {
    this.plan = plan;
    this.metrics = metrics;
    this.size = size;
  }

  title(node: number): string {
    return this.plan.nodes[node]?.title ?? '';
  }

  box(kind: BoxKind, place: number, rect: Rect, within?: string): string {
    const key = kind === 'tray' ? `tray-${this.trays.length}` : `${kind}-${place}`;
    // Whole pixels: outlines are crisp, and a level wire is level.
    const x = Math.round(rect.x);
    const y = Math.round(rect.y);
    const width = Math.round(rect.x + rect.width) - x;
    const height = Math.round(rect.y + rect.height) - y;
    const own = within === undefined ? {} : { within };
    this.boxes.push({ key, kind, place, x, y, width, height, ...own });
    return key;
  }

  rectOf(key: string): Box {
    const box = this.boxes.find((candidate) => candidate.key === key);
    if (box === undefined) throw new Error(`no box is called ${key}`);
    return box;
  }

  /**
   * Room for one line of text. `middleY` is the middle of the line; `width` what it may take; `text`
   * what it says if that never changes.
   */
  text(
    box: string,
    name: string,
    style: TextStyle,
    anchor: TextPlace['anchor'],
    x: number,
    middleY: number,
    width: number,
    text?: string,
  ): void {
    const size = sizeOf(style, this.metrics);
    const y = middleY + CAPITAL * size;
    const said =
      text === undefined ? {} : { text: fitText(text, width, size, weightOf(style)), full: text };
    this.texts.push({ key: `${box}.${name}`, box, x, y, width, anchor, style, ...said });
  }

  widthOf(text: string, style: TextStyle): number {
    return textWidth(text, sizeOf(style, this.metrics), weightOf(style));
  }

  wire(wire: number, path: WirePath, kind: WireKind, consumer = NO_NODE): void {
    const key = consumer === NO_NODE ? `wire-${wire}` : `wire-${wire}-${consumer}`;
    this.wires.push({ key, wire, consumer, kind, path });
  }

  layout(width: number, height: number): Layout {
    const { size, metrics, boxes, texts, lines, wires } = this;
    const { producers, services, exchanges, queues, consumers, crowds, results, trays } = this;
    return {
      width,
      height,
      size,
      metrics,
      boxes,
      texts,
      lines,
      wires,
      tracks: tracksOf(this.plan, wires, consumers),
      producers,
      services,
      exchanges,
      replicas: this.replicas,
      queues,
      consumers,
      crowds,
      results,
      trays,
    };
  }
}
