/**
 * beats are how a crash is shown: first all stands still, then what died breaks and its messages are
 * outlined, then each of them goes to its fate, one after the other. Never all at once.
 */
import { Fact, type Trace, type World } from '../../engine/index.ts';
import type { Layout } from '../layout/Layout.ts';
import { bentPath, joinPaths, type Point, spotAt, type WirePath } from '../layout/WirePath.ts';
import { marksOf } from '../scene/pack.ts';
import type { Heap, Scene, SceneMark } from '../scene/Scene.ts';

export const FREEZE_MS = 300;
export const BREAK_MS = 400;
/** One after the other, but a class does not wait for two hundred. */
const TRAVEL_MS = 260;
const MOST_STAGGER_MS = 700;
const STAGGER_MS = 180;

/** A message that was with what died, where it was, and where it is now. */
interface Victim {
  readonly was: SceneMark;
  /** Null: it is nowhere on the stage any more. */
  readonly is: SceneMark | null;
  readonly way: WirePath | null;
}

export interface Beats {
  readonly before: Scene;
  readonly victims: readonly Victim[];
  /** All three together. */
  readonly lengthMs: number;
}

const crashes: ReadonlySet<number> = new Set([
  Fact.consumerCrashed,
  Fact.brokerDown,
  Fact.serviceDown,
]);

/** Facts further back than these are no news. */
const MOST_NEWS = 20_000;

/** The place of the first crash among the facts from `known` on that is not older than `sinceUs`; -1: none. */
export function crashSince(trace: Trace, known: number, sinceUs: number): number {
  if (trace.length - known > MOST_NEWS || trace.known < trace.length) return -1;
  for (let fact = known; fact < trace.length; fact++) {
    if (crashes.has(trace.kind(fact)) && trace.atUs(fact) >= sinceUs) return trace.place(fact);
  }
  return -1;
}

/** The beats of a crash at a place, from the picture before it to the one after it. */
export function beatsOf(
  world: World,
  layout: Layout,
  place: number,
  before: Scene,
  after: Scene,
): Beats {
  const nodes = world.plan.nodes.length;
  const consumer = place - nodes;
  const way = consumer >= 0 ? (layout.tracks.ofConsumer.get(consumer) ?? null) : null;
  const held = before.marks
    .filter((mark) => mark.place === place && mark.message > 0)
    .sort((a, b) => a.message - b.message);
  const victims = held.map((was): Victim => {
    const is = fateOf(was, after);
    return { was, is, way: is === null ? null : wayTo(was, is, way) };
  });
  const lastMs = victims.length === 0 ? 0 : staggerOf(victims.length) * (victims.length - 1);
  const hasLosses = after.heaps.some(({ look }) => look === 'lost') || hasLostMarks(after);
  const fatesMs = hasLosses ? MOST_STAGGER_MS : victims.length === 0 ? 0 : lastMs + TRAVEL_MS;
  return { before, victims, lengthMs: FREEZE_MS + BREAK_MS + fatesMs };
}

function staggerOf(count: number): number {
  return Math.min(STAGGER_MS, MOST_STAGGER_MS / count);
}

function fateOf(was: SceneMark, { marks }: Scene): SceneMark | null {
  const same = marks.filter(({ message }) => message === was.message);
  return (
    same.find(({ queue, place }) => queue === was.queue && place !== was.place) ??
    same.find(({ kind }) => kind === 'inTransit' || kind === 'lost') ??
    same.find(({ x, y }) => x === was.x && y === was.y) ??
    null
  );
}

/** Back along the wire on which it came. */
function wayTo(was: Point, is: Point, way: WirePath | null): WirePath | null {
  if (was.x === is.x && was.y === is.y) return null;
  if (way === null) return bentPath([was, is], 0);
  const back = [...way.points].reverse();
  const [first = was] = back;
  const last = back[back.length - 1] ?? is;
  const isOnWay = Math.hypot(is.x - first.x, is.y - first.y) < way.length * 0.5;
  if (isOnWay && is.x > last.x) return bentPath([was, is], 0);
  return joinPaths(
    joinPaths(bentPath([was, first], 0), bentPath(back, 0)),
    bentPath([last, is], 0),
  );
}

function hasLostMarks({ marks }: Scene): boolean {
  return marks.some(({ kind, queue }) => kind === 'lost' && queue !== undefined);
}

/** Which of the three it is. */
export function beatAt(atMs: number): 'freeze' | 'break' | 'fates' {
  if (atMs < FREEZE_MS) return 'freeze';
  return atMs < FREEZE_MS + BREAK_MS ? 'break' : 'fates';
}

/** What is seen at a moment of the beats; `after` is the picture to which they lead. */
export function beatScene({ before, victims, lengthMs }: Beats, after: Scene, atMs: number): Scene {
  if (beatAt(atMs) === 'freeze') return before;
  const fatesMs = atMs - FREEZE_MS - BREAK_MS;
  const stagger = staggerOf(Math.max(1, victims.length));
  const moved = new Set(victims.map(({ is }) => is));
  const marks = after.marks.filter((mark) => !moved.has(mark));
  const rings = [...after.rings];
  victims.forEach(({ was, is, way }, i) => {
    const progress = Math.max(0, Math.min(1, (fatesMs - i * stagger) / TRAVEL_MS));
    const spot = way === null ? was : spotAt(way, progress);
    if (progress < 1) rings.push({ x: spot.x, y: spot.y, r: was.r * 1.45 + 2 });
    if (is === null) {
      if (progress < 1) marks.push(was);
      return;
    }
    const look = progress === 0 ? was : is;
    const r = was.r + (is.r - was.r) * progress;
    marks.push({ ...look, x: spot.x, y: spot.y, r, options: look.options });
  });
  const share = Math.max(0, Math.min(1, fatesMs / (lengthMs - FREEZE_MS - BREAK_MS || 1)));
  if (share === 0) {
    for (const { kind, queue, x, y, r } of marks) {
      if (kind === 'lost' && queue !== undefined) rings.push({ x, y, r: r + 2 });
    }
  }
  return {
    ...after,
    marks: withLosses(marks, share),
    heaps: withHeapLosses(after.heaps, share),
    rings,
  };
}

/** Those that a crash takes out of a queue become crosses one after the other, the oldest first. */
function withLosses(marks: readonly SceneMark[], share: number): SceneMark[] {
  if (share >= 1) return [...marks];
  const lost = marks.filter(({ kind, queue }) => kind === 'lost' && queue !== undefined);
  const done = Math.floor(lost.length * share);
  const waiting = new Set(lost.slice(done));
  return marks.map((mark) => (waiting.has(mark) ? { ...mark, kind: 'ready' as const } : mark));
}

function withHeapLosses(heaps: readonly Heap[], share: number): Heap[] {
  if (share >= 1) return [...heaps];
  return heaps.flatMap((heap) => {
    if (heap.look !== 'lost') return [heap];
    const marks = marksOf(heap.pack);
    // Until the first of them goes, all of them are outlined.
    const framed = share > 0 ? [] : Array.from({ length: marks }, (_, i) => i);
    const done = Math.floor(marks * share);
    const rest = { ...heap.pack, whole: Math.max(0, heap.pack.whole - done) };
    const gone = { ...heap.pack, whole: Math.min(done, heap.pack.whole), remainder: 0 };
    return [
      { ...heap, pack: gone },
      { ...heap, pack: rest, from: heap.from + done, look: 'ready' as const, framed },
    ];
  });
}
