/**
 * createHand is what one can do to a stage with a pointer, fingers or keys: choose what is there, look
 * closer or from farther away, move a window along its pile.
 */
import type { Plan } from '../../engine/index.ts';
import type { Layout } from '../layout/Layout.ts';
import type { Point } from '../layout/WirePath.ts';
import type { Selection } from '../Selection.ts';
import { messageAt, type PileSpot, pileAt, placeAt } from '../scene/hitTest.ts';
import { rungWords } from '../scene/rungs.ts';
import type { Pile, Scene } from '../scene/Scene.ts';
import { WIRES } from '../scene/views.ts';
import { counted, nameOf } from '../scene/words.ts';
import { arrows, type CursorPlace, walked } from './Cursor.ts';
import { listenForGestures } from './gestures.ts';
import type { Zoom } from './Zoom.ts';

export interface Handled {
  scene(): Scene | undefined;
  layout(): Layout | undefined;
  plan(): Plan | undefined;
  selection(): Selection | null;
  hasLens(): boolean;
  select(selection: Selection | null): void;
  /** The message under the pointer or the cursor; 0: none. */
  point(message: number): void;
  /** 0 closes it. */
  openLens(message: number): void;
  /** A rung or a window has changed. */
  looksElse(sentence: string): void;
}

export interface Hand {
  zoom(by: 1 | -1): void;
  destroy(): void;
}

export function createHand(
  root: HTMLElement,
  svg: SVGSVGElement,
  zoom: Zoom,
  handled: Handled,
): Hand {
  let pointer: Point | null = null;
  let pointed = 0;
  let cursor: CursorPlace | null = null;

  // What is there

  function pointOf({ clientX, clientY }: MouseEvent): Point {
    const box = svg.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  function messageUnder({ x, y }: Point): number {
    const scene = handled.scene();
    const found = scene === undefined ? null : messageAt(scene, x, y);
    return found?.kind === 'message' ? found.number : 0;
  }

  function spotAt(point: Point): PileSpot | null {
    const [scene, layout] = [handled.scene(), handled.layout()];
    if (scene === undefined || layout === undefined) return null;
    const under = placeAt(layout, point.x, point.y);
    return under?.kind === 'place' ? pileAt(layout, scene, under.place, point) : null;
  }

  function spotOf(place: number): PileSpot | null {
    const pile = handled.scene()?.piles.get(place)?.[0];
    if (pile === undefined) return null;
    const { first, shown, count } = pile.pack;
    // Whoever sees the exit goes on seeing it.
    const isInside = shown < count && first > 0;
    const anchor = isInside ? first + Math.floor(shown / 2) : 0;
    return { place, pile, mark: -1, anchor };
  }

  function partOf(target: EventTarget | null): Selection | null {
    const node = target instanceof Element ? target.closest('[data-place], [data-wire]') : null;
    if (node === null) return null;
    const place = node.getAttribute('data-place');
    return place === null
      ? { kind: 'wire', wire: Number(node.getAttribute('data-wire')) }
      : { kind: 'place', place: Number(place) };
  }

  function titleOf(place: number): string {
    return handled.plan()?.nodes[place]?.title ?? '';
  }

  // Looking closer

  function zoomSpot(spot: PileSpot, by: 1 | -1, message: number): void {
    const sizes = handled.layout()?.metrics.pack;
    if (sizes === undefined) return;
    const { place, pile, mark, anchor } = spot;
    if (!zoom.zoomPile(place, pile, sizes, by, anchor)) return;
    if (zoom.viewOf(place).rung === 'lens') {
      const under = message || pile.messageAt(Math.max(0, mark));
      if (under > 0) handled.openLens(under);
      else zoom.closeLens();
      return;
    }
    handled.looksElse('');
    tell(place);
    if (pointer !== null) point(messageUnder(pointer));
  }

  function tell(place: number): void {
    const pile = handled.scene()?.piles.get(place)?.[0];
    if (pile === undefined) return;
    const { rung, first, shown, count, k } = pile.pack;
    const part =
      shown < count
        ? `, ${counted(first + 1)} to ${counted(first + shown)} of ${counted(count)}`
        : '';
    const each = k > 1 ? `, one is ${counted(k)}` : '';
    handled.looksElse(`${titleOf(place)}: ${rungWords[rung]}${each}${part}`);
  }

  function zoomWires(by: 1 | -1): void {
    if (!zoom.zoomWires(by)) return;
    const { rung } = zoom.viewOf(WIRES);
    const words =
      rung === null ? 'as the pace has it' : rung === 'flow' ? 'bands' : 'single messages';
    handled.looksElse(`The wires: ${words}`);
  }

  function zoomAt(point: Point, by: 1 | -1): boolean {
    if (handled.hasLens() && by === -1) {
      handled.openLens(0);
      return true;
    }
    const message = messageUnder(point);
    const spot = spotAt(point);
    if (spot !== null) zoomSpot(spot, by, message);
    else if (message > 0 && by === 1) handled.openLens(message);
    else {
      const layout = handled.layout();
      const under = layout === undefined ? null : placeAt(layout, point.x, point.y);
      if (under?.kind !== 'wire') return false;
      zoomWires(by);
    }
    return true;
  }

  function zoomAll(by: 1 | -1): void {
    for (const place of handled.scene()?.piles.keys() ?? []) {
      const spot = spotOf(place);
      // One lens shows one message: all together go no closer than to cards.
      if (spot !== null && !(by === 1 && spot.pile.pack.rung === 'cards')) zoomSpot(spot, by, 0);
    }
    zoomWires(by);
  }

  /** By keys: of what has the focus, else of what is pointed at, else of what is chosen, else of all. */
  function zoomByKey(by: 1 | -1): void {
    if (handled.hasLens() && by === -1) {
      handled.openLens(0);
      return;
    }
    const focused = svg.contains(document.activeElement) ? partOf(document.activeElement) : null;
    if (focused?.kind === 'wire') {
      zoomWires(by);
      return;
    }
    if (focused?.kind === 'place' && zoomPlace(focused.place, by)) return;
    if (focused === null && pointer !== null && zoomAt(pointer, by)) return;
    const chosen = handled.selection();
    if (chosen?.kind === 'place' && zoomPlace(chosen.place, by)) return;
    if (chosen?.kind === 'message' && by === 1 && !handled.hasLens()) {
      handled.openLens(chosen.number);
      return;
    }
    zoomAll(by);
  }

  function zoomPlace(place: number, by: 1 | -1): boolean {
    const spot = spotOf(place);
    if (spot === null) return false;
    const isHere = cursor?.place === place;
    zoomSpot(
      isHere && cursor !== null ? { ...spot, anchor: cursor.i } : spot,
      by,
      isHere ? pointed : 0,
    );
    return true;
  }

  // The pointer

  function point(message: number): void {
    if (message === pointed) return;
    pointed = message;
    handled.point(message);
  }

  const pressed = (event: MouseEvent): void => {
    const message = messageUnder(pointOf(event));
    handled.select(message > 0 ? { kind: 'message', number: message } : partOf(event.target));
  };
  const moved = (event: PointerEvent): void => {
    pointer = pointOf(event);
    const message = event.pointerType === 'touch' ? 0 : messageUnder(pointer);
    svg.toggleAttribute('data-hover', message > 0);
    const spot = spotAt(pointer);
    svg.toggleAttribute(
      'data-window',
      spot !== null && spot.pile.pack.shown < spot.pile.pack.count,
    );
    cursor = null;
    point(message);
  };
  const left = (): void => {
    pointer = null;
    point(0);
  };

  const stopGestures = listenForGestures(svg, {
    zoom(event, by) {
      zoomAt(pointOf(event), by);
    },
    canPan(event) {
      const spot = spotAt(pointOf(event));
      return spot !== null && spot.pile.pack.shown < spot.pile.pack.count;
    },
    pan(event, dx) {
      const spot = spotAt(pointOf(event));
      if (spot !== null && zoom.drag(spot.place, spot.pile, dx)) handled.looksElse('');
    },
    mayScroll() {
      const page = document.documentElement;
      return (
        root.scrollHeight > root.clientHeight + 1 || page.scrollHeight > window.innerHeight + 1
      );
    },
  });

  // The keys, on a part that has the focus: there they do not play or step.

  function walk(place: number, piles: readonly Pile[], key: string): boolean {
    const next = walked(cursor, place, piles, key);
    if (next === null) return false;
    cursor = next;
    const pile = piles[next.row] as Pile;
    if (zoom.reveal(place, pile, next.i)) handled.looksElse('');
    const seen = handled.scene()?.piles.get(place)?.[next.row] ?? pile;
    const message = seen.messageAt(next.i - seen.pack.first);
    point(message);
    handled.looksElse(
      message > 0
        ? `${nameOf(message)}, ${counted(next.i + 1)} of ${counted(pile.pack.count)}`
        : '',
    );
    return true;
  }

  const typed = (event: KeyboardEvent): void => {
    const chosen = partOf(event.target);
    if (chosen === null) return;
    let isDone = false;
    if (event.key === 'Enter' || event.key === ' ') {
      const isWalking = chosen.kind === 'place' && cursor?.place === chosen.place && pointed > 0;
      handled.select(isWalking ? { kind: 'message', number: pointed } : chosen);
      isDone = true;
    } else if (arrows.has(event.key) && !event.shiftKey && chosen.kind === 'place') {
      const piles = handled.scene()?.piles.get(chosen.place);
      isDone = piles !== undefined && walk(chosen.place, piles, event.key);
    }
    if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const blurred = (): void => {
    if (cursor === null) return;
    cursor = null;
    point(0);
  };

  svg.addEventListener('click', pressed);
  svg.addEventListener('pointermove', moved);
  svg.addEventListener('pointerleave', left);
  svg.addEventListener('keydown', typed);
  svg.addEventListener('focusout', blurred);
  return { zoom: zoomByKey, destroy: stopGestures };
}
