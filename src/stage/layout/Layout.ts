/**
 * Layout is where everything stands on the stage. It depends on the system, on who works there and on
 * the size of the stage, and on nothing that changes while messages flow.
 */
import type { Metrics, StageSize } from './Metrics.ts';
import type { Weight } from './textWidth.ts';
import type { Tracks } from './tracks.ts';
import type { Point, WirePath } from './WirePath.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type BoxKind = 'producer' | 'service' | 'exchange' | 'queue' | 'consumer' | 'crowd' | 'tray';

/** Box is one thing with an outline, in the order in which it is read. */
export interface Box extends Rect {
  readonly key: string;
  readonly kind: BoxKind;
  /** What a click on it selects: a node, or the nodes' count plus a consumer's row; -1: nothing. */
  readonly place: number;
  /** The box it stands in. */
  readonly within?: string;
}

export type TextStyle = 'title' | 'text' | 'small' | 'number' | 'word' | 'caption';

/** TextPlace is room for one line of text, whether it is always the same or told by the scene. */
export interface TextPlace {
  readonly key: string;
  /** The box it belongs to. */
  readonly box: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly width: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly style: TextStyle;
  /** What it says, if that never changes; `full` is what it would say with more room. */
  readonly text?: string;
  readonly full?: string;
}

export type LineKind = 'divider' | 'leader' | 'underline';

export interface Line {
  readonly kind: LineKind;
  readonly points: readonly Point[];
}

export type WireKind = 'call' | 'publish' | 'binding' | 'subscription' | 'need';

/** WirePart is a wire as drawn: a subscription has one for each consumer, or one for the whole crowd. */
export interface WirePart {
  readonly key: string;
  readonly wire: number;
  readonly consumer: number;
  readonly kind: WireKind;
  readonly path: WirePath;
}

export interface ProducerPart {
  readonly node: number;
  readonly box: string;
  readonly isAsker: boolean;
  /** Where the mark of what it has left half done stands; null: it commits nothing. */
  readonly fate: Point | null;
}

export interface ServicePart {
  readonly node: number;
  readonly box: string;
  /** Where its threads and its waiting room are drawn. */
  readonly threads: Rect;
}

export interface ExchangePart {
  readonly node: number;
  readonly box: string;
  readonly centre: Point;
  readonly radius: number;
}

/** Squares for the replicas of a log or a queue: `rows` of `count`. */
export interface ReplicaPart {
  readonly node: number;
  readonly box: string;
  readonly rect: Rect;
  readonly rows: number;
  readonly count: number;
}

export interface QueuePart {
  readonly node: number;
  readonly box: string;
  /** Where its messages are. The floor lies right under it. */
  readonly field: Rect;
  readonly floorY: number;
  /** Under its title: where it is marked as the one that charts are about. */
  readonly underline: Line;
}

export interface ConsumerPart {
  readonly node: number;
  readonly consumer: number;
  readonly member: number;
  readonly box: string;
  /** A whole card, or a chip in the box of its crowd. */
  readonly style: 'card' | 'chip';
  /** Places for what it holds and has not begun; null where there is no room for them. */
  readonly slots: Rect | null;
  /** Where it works. */
  readonly hands: Point;
}

export interface CrowdPart {
  readonly node: number;
  readonly box: string;
}

/** Outcomes: of a consumer group its effects, of the system its answered orders (`node` is -1). */
export interface ResultPart {
  readonly node: number;
  readonly key: string;
  /** Where the marks beside its notes stand. */
  readonly notes: readonly Point[];
}

export const trayKinds = ['refused', 'deadLettered', 'lost', 'duplicateEffect'] as const;

export type TrayKind = (typeof trayKinds)[number];

export interface TrayPart {
  readonly kind: TrayKind;
  readonly box: string;
  /** Where its count and its marks stand. */
  readonly field: Rect;
  /** Where its mark stands, palely, while there is none. */
  readonly ghost: Point;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly size: StageSize;
  readonly metrics: Metrics;
  readonly boxes: readonly Box[];
  readonly texts: readonly TextPlace[];
  readonly lines: readonly Line[];
  readonly wires: readonly WirePart[];
  readonly tracks: Tracks;
  readonly producers: readonly ProducerPart[];
  readonly services: readonly ServicePart[];
  readonly exchanges: readonly ExchangePart[];
  readonly replicas: readonly ReplicaPart[];
  readonly queues: readonly QueuePart[];
  readonly consumers: readonly ConsumerPart[];
  readonly crowds: readonly CrowdPart[];
  readonly results: readonly ResultPart[];
  readonly trays: readonly TrayPart[];
}

export function weightOf(style: TextStyle): Weight {
  return style === 'title' || style === 'number' || style === 'word' ? 'bold' : 'regular';
}

export function sizeOf(style: TextStyle, metrics: Metrics): number {
  if (style === 'number') return metrics.number;
  if (style === 'title') return metrics.title;
  if (style === 'text') return metrics.text;
  return metrics.small;
}
