/**
 * Scene is what is drawn where at one instant: every text, mark, packet and line, with exact counts.
 *
 * It decides everything, so that whoever paints it decides nothing.
 */
import type { Point, WirePath } from '../layout/WirePath.ts';
import type { PlacedMark } from '../marks/index.ts';
import type { Pack, PackSize } from './pack.ts';

/** What a text place says; of two parts the first is strong. */
export type Words = string | readonly [strong: string, rest: string];

/** SceneMark is one of the nine marks; `message` is the number of the one it stands for, or 0. */
export interface SceneMark extends PlacedMark {
  readonly message: number;
  /** Where the message is: the number of its queue, or that of the nodes plus a consumer's row. */
  readonly place?: number;
  readonly queue?: number;
  /** It lies beside the pile of its place. */
  readonly isAside?: boolean;
  /** The wire that it was published on. */
  readonly wire?: number;
}

/** A small arrow-head: hollow for acks and confirms, solid in ink for calls and what is asked for, in colour for messages. */
export interface Head extends Point {
  readonly angle: number;
  readonly r: number;
  readonly look: 'hollow' | 'call' | 'message';
}

/** So many of one kind that they are cells or bricks, from the `from`-th mark of the pack on. */
export interface Heap {
  readonly pack: Pack;
  readonly look: 'ready' | 'delayed' | 'unacked' | 'lost';
  /** Whose messages these are. */
  readonly queue: number;
  readonly from: number;
  /** The message of the i-th mark, or 0; where a mark is more than one of them, 0. */
  readonly messageAt: (i: number) => number;
  /** Marks that carry the frame of a message that has been delivered before. */
  readonly framed: readonly number[];
  /** Marks of messages that may not be handed out yet: one of their key is in flight. */
  readonly barred: readonly number[];
  /** They lie beside the pile of their queue. */
  readonly isAside?: boolean;
}

/** A pile that can be looked at closer, or from farther away. */
export interface Pile {
  readonly pack: Pack;
  /** Of its messages the first so many are handed out: they are hollow. */
  readonly held: number;
  /** The message of the i-th of its marks that are shown, or 0. */
  readonly messageAt: (i: number) => number;
}

/** An empty place, a free thread, a busy one, one that waits for somebody else. */
export interface Slot extends Point {
  readonly r: number;
  readonly look: 'place' | 'free' | 'busy' | 'calling' | 'room' | 'taken';
}

/** One broker that keeps a log or a queue. */
export interface ReplicaMark extends Point {
  readonly r: number;
  readonly look: 'inSync' | 'behind' | 'down';
  readonly isLeader: boolean;
}

/** A wire that flows: a band as wide as its rate, with ticks that move as its messages do. */
export interface Band {
  readonly path: WirePath;
  readonly width: number;
  /** From tick to tick, and how far the ticks have come, in pixels. */
  readonly spacing: number;
  readonly shift: number;
  /** 1: each tick is seen; 0: they are too fast for that, and the band is even. */
  readonly sharpness: number;
  readonly isCall: boolean;
}

export interface Rule {
  readonly from: Point;
  readonly to: Point;
  readonly look: 'disk' | 'floor' | 'limit' | 'apart' | 'cut' | 'gap' | 'lever';
}

/** A name beside a mark. */
export interface Name extends Point {
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Words, and not the name of a message. */
  readonly isWords?: boolean;
  /** Nothing lies behind it that it had to be kept clear of. */
  readonly isBare?: boolean;
}

/** How a box looks and what it says to somebody who does not see it. */
export interface BoxLook {
  readonly isBroken: boolean;
  readonly isQuiet: boolean;
  readonly says: string;
}

/** How many messages of each queue are drawn, by where; for whoever checks the picture. */
export interface Tally {
  ready: number;
  delayed: number;
  unacked: number;
  inTransit: number;
}

export interface Scene {
  readonly texts: Map<string, Words>;
  readonly boxes: Map<string, BoxLook>;
  /** Wires that are cut. */
  readonly cut: Set<number>;
  readonly marks: SceneMark[];
  readonly heads: Head[];
  readonly heaps: Heap[];
  readonly slots: Slot[];
  readonly replicas: ReplicaMark[];
  readonly bands: Band[];
  readonly rules: Rule[];
  readonly names: Name[];
  /** Around what is selected. */
  readonly rings: { readonly x: number; readonly y: number; readonly r: number }[];
  /** A cell that explains what one stands for. */
  readonly samples: { readonly x: number; readonly y: number; readonly size: PackSize }[];
  readonly tallies: Map<number, Tally>;
  /** By queue or group. A group has one for each row; they are all at one scale. */
  readonly piles: Map<number, Pile[]>;
}

export function emptyScene(): Scene {
  return {
    texts: new Map(),
    boxes: new Map(),
    cut: new Set(),
    marks: [],
    heads: [],
    heaps: [],
    slots: [],
    replicas: [],
    bands: [],
    rules: [],
    names: [],
    rings: [],
    samples: [],
    tallies: new Map(),
    piles: new Map(),
  };
}
