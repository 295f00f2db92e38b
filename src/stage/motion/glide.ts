/**
 * glide keeps a message the same message for the eye: where the picture changes by a few marks at a
 * time, each of them goes to its new place along the wire and is not just there.
 *
 * Only a handful can be followed. Where more than that change at once, nothing glides.
 */
import type { Layout } from '../layout/Layout.ts';
import { bentPath, joinPaths, type Point, spotAt, type WirePath } from '../layout/WirePath.ts';
import type { Scene, SceneMark } from '../scene/Scene.ts';

/** A mark of the new scene that was somewhere else in the old one. */
export interface Glide {
  readonly mark: SceneMark;
  readonly path: WirePath;
}

const MOST_FOLLOWED = 4;

/** What moved from one place to another between two scenes of the same layout. */
export function glidesBetween(before: Scene, after: Scene, layout: Layout, nodes: number): Glide[] {
  const old = placed(before);
  const travelling = new Set(
    before.marks.flatMap(({ kind, message }) => (kind === 'inTransit' ? [message] : [])),
  );
  // What comes on a wire that flows has been seen to flow.
  const bands = new Set(after.bands.map(({ path }) => path));
  const flows = new Set(
    [...layout.tracks.ofWire].flatMap(([wire, path]) => (bands.has(path) ? [wire] : [])),
  );
  const glides: Glide[] = [];
  for (const [key, mark] of placed(after)) {
    // What was on a wire has arrived: it need not come again.
    if (travelling.has(mark.message)) continue;
    if (mark.wire !== undefined && flows.has(mark.wire) && !old.has(key)) continue;
    const path = wayOf(old.get(key), mark, layout, nodes, old.size === 0);
    if (path === null) continue;
    if (glides.length === MOST_FOLLOWED) return [];
    glides.push({ mark, path });
  }
  return glides;
}

/** The same glide in a later scene, if its message is still where it is gliding to. */
export function carriedOn({ mark, path }: Glide, scene: Scene): Glide[] {
  const same = scene.marks.find(
    ({ message, queue, place }) =>
      message === mark.message && queue === mark.queue && place === mark.place,
  );
  return same === undefined ? [] : [{ mark: same, path }];
}

/** The scene at a moment of the glide: 0 as it was, 1 as it is. */
export function midGlide(scene: Scene, glides: readonly Glide[], progress: number): Scene {
  const marks = scene.marks.map((mark) => {
    const glide = glides.find((one) => one.mark === mark);
    return glide === undefined ? mark : { ...mark, ...pointAt(glide.path, progress) };
  });
  return { ...scene, marks };
}

function pointAt(path: WirePath, progress: number): Point {
  const { x, y } = spotAt(path, progress);
  return { x, y };
}

/** Marks that lie or are held somewhere, by message and by queue: a fan-out makes several of one. */
function placed({ marks }: Scene): Map<string, SceneMark> {
  const found = new Map<string, SceneMark>();
  for (const mark of marks) {
    if (mark.message === 0 || mark.place === undefined || mark.queue === undefined) continue;
    found.set(`${mark.message} ${mark.queue}`, mark);
  }
  return found;
}

function wayOf(
  from: SceneMark | undefined,
  to: SceneMark,
  { tracks }: Layout,
  nodes: number,
  isFirst: boolean,
): WirePath | null {
  if (from?.place === to.place || to.place === undefined) return null;
  if (from?.place === undefined) {
    // New here: it has come along the wire that it was published on. Not in the very first picture.
    const way = to.wire === undefined || isFirst ? undefined : tracks.ofWire.get(to.wire);
    return way === undefined ? null : via(null, way, to);
  }
  const consumer = Math.max(from.place, to.place) - nodes;
  const way = tracks.ofConsumer.get(consumer);
  if (way === undefined) return null;
  return via(from, to.place < nodes ? reversed(way) : way, to);
}

function via(from: Point | null, way: WirePath, to: Point): WirePath {
  const last = way.points[way.points.length - 1] ?? to;
  const first = way.points[0] ?? to;
  const tail = bentPath([last, to], 0);
  return from === null
    ? joinPaths(way, tail)
    : joinPaths(joinPaths(bentPath([from, first], 0), way), tail);
}

function reversed(path: WirePath): WirePath {
  return bentPath([...path.points].reverse(), 0);
}
