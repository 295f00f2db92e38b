/**
 * createStage shows a system in an element: what stands still as SVG, what moves or is counted on one
 * canvas over it. It is told to draw; it has no clock and no opinion of its own.
 */
import type { World } from '../engine/index.ts';
import type { Hand, Motion, Zoom } from './alive.ts';
import { loadsKey, loadsOf } from './layout/fates.ts';
import type { Layout } from './layout/Layout.ts';
import { layoutOf } from './layout/layoutOf.ts';
import type { Frame, StageSize } from './layout/Metrics.ts';
import { staffKey, staffOf } from './layout/staff.ts';
import type { Lens } from './lens/index.ts';
import { movingIn } from './movingMarks.ts';
import { createDrawing } from './paint/createDrawing.ts';
import { createSurface } from './paint/createSurface.ts';
import type { Selection } from './Selection.ts';
import { messageAt, placeAt } from './scene/hitTest.ts';
import type { PileView } from './scene/pack.ts';
import type { Scene } from './scene/Scene.ts';
import { sceneOf } from './scene/sceneOf.ts';
import { watchSurroundings } from './surroundings.ts';
import './stage.css';

export interface StageView {
  readonly world: World;
  readonly selection: Selection | null;
  /** The queue that charts are about. */
  readonly focusQueue: number | null;
  readonly reducedMotion: boolean;
  /** Names under the few messages that lie singly. */
  readonly showsIds: boolean;
  /** Simulated microseconds for each second of the clock; 0 or nothing: time stands still. */
  readonly usPerS?: number;
}

export interface StageEvents {
  select(selection: Selection | null): void;
  /** Something is being shown that takes so long: simulated time had better wait. */
  hold?(ms: number): void;
  /** A sentence for whoever does not see what has changed. */
  say?(sentence: string): void;
}

export interface Stage {
  /** Shows this. Cheap when little has changed: call it for each frame. */
  draw(view: StageView): void;
  /** A finer rung (1) or a coarser one (-1) of what is pointed at, has the focus, or else of all. */
  zoom(by: 1 | -1): void;
  destroy(): void;
  /** What one can do to it is there, and its motion. */
  readonly isAlive: boolean;
  /** Messages that move by themselves in what it shows now. */
  readonly moving: number;
  /** What is at a place of the element, in its pixels. */
  hitTest(x: number, y: number): Selection | null;
}

/** Below so many units of width the stage runs from top to bottom. */
const PHONE_WIDTH = 560;
/** What a lens says is read anew this often. */
const LENS_EVERY_MS = 100;

/** `leastRatio`: pixels of the picture for each of the screen, at least; paper shows more than a screen. */
export function createStage(host: HTMLElement, events: StageEvents, leastRatio = 1): Stage {
  const root = div('stage', host);
  const sheet = div('stage-sheet', root);
  const ruler = div('stage-ruler', root);
  ruler.setAttribute('aria-hidden', 'true');
  const drawing = createDrawing(sheet);
  const surface = createSurface(root, sheet, leastRatio);
  const views = new Map<number, PileView>();
  let zoom: Zoom | undefined;
  let motion: Motion | undefined;
  let hand: Hand | undefined;

  let view: StageView | undefined;
  let frame: Frame = { width: 0, height: 0, size: 'normal', unit: 1 };
  let layout: Layout | undefined;
  let layoutKey = '';
  let layoutTrays = '';
  /** Counts up when anything but a tray stands elsewhere than before. */
  let standing = 0;
  let layoutPlan: World['plan'] | undefined;
  let scene: Scene | undefined;
  let drawn: Scene | undefined;
  let seenUs = 0;
  let nextFrame = 0;
  /** The message that is traced: the last one chosen, until everything is let go. */
  let pinned = 0;
  let pointed = 0;
  let hasLens = false;
  let lens: Lens | undefined;
  let lensAtMs = 0;
  let isGone = false;

  /** What is there beyond pictures comes after the first of them. */
  async function comeAlive(): Promise<void> {
    const { createHand, Motion, Zoom } = await import('./alive.ts');
    if (isGone) return;
    motion = new Motion();
    if (view !== undefined) motion.cut(view.world);
    zoom = new Zoom(views);
    hand = createHand(root, drawing.svg, zoom, {
      scene: () => scene,
      layout: () => layout,
      plan: () => view?.world.plan,
      selection: () => view?.selection ?? null,
      hasLens: () => hasLens,
      select: (selection) => events.select(selection),
      point(message) {
        pointed = message;
        render();
      },
      openLens: setLens,
      looksElse(sentence) {
        render();
        events.say?.(sentence);
      },
    });
  }

  function setLens(message: number): void {
    hasLens = message > 0;
    if (hasLens) {
      if (lens === undefined) void fetchLens();
      events.select({ kind: 'message', number: message });
    } else {
      zoom?.closeLens();
      render();
    }
  }

  async function fetchLens(): Promise<void> {
    const { lensIn } = await import('./lens/index.ts');
    if (isGone || lens !== undefined) return;
    lens = lensIn(sheet, () => setLens(0));
    render();
  }

  function render(): void {
    if (view === undefined || frame.width < 120) return;
    const { world, selection, reducedMotion, showsIds, usPerS = 0 } = view;
    pin(selection);
    const wasStanding = standing;
    const next = setStage(world);
    const isSameStage = standing === wasStanding;
    const isNear = world.nowUs >= seenUs && world.nowUs - seenUs <= Math.max(usPerS / 4, 1);
    seenUs = world.nowUs;
    const old = isSameStage ? scene : undefined;
    const shared = { traced: pinned, pointed, reducedMotion, showsIds, views, usPerS };
    scene = sceneOf(world, next, { ...shared, before: isNear ? old : undefined });
    if (old !== undefined && !reducedMotion) {
      const nowMs = performance.now();
      const holdMs = motion?.follow(world, next, old, scene, nowMs, usPerS) ?? 0;
      if (holdMs > 0) events.hold?.(holdMs);
    } else motion?.cut(world);
    show();
  }

  function pin(selection: Selection | null): void {
    if (selection?.kind === 'message') pinned = selection.number;
    else if (selection === null) pinned = 0;
    if (pinned > 0 || !hasLens) return;
    hasLens = false;
    zoom?.closeLens();
  }

  function show(): void {
    if (view === undefined || scene === undefined || layout === undefined) return;
    const nowMs = performance.now();
    const moment = motion?.at(scene, nowMs) ?? null;
    if (moment?.isFrozen !== true) updateDrawing(view, scene);
    surface.paint(moment ?? { scene, morphs: [] }, layout);
    showLens(view.world, moment?.scene ?? scene, layout, nowMs);
    cancelAnimationFrame(nextFrame);
    if (moment !== null) nextFrame = requestAnimationFrame(show);
  }

  let drawnSelection: Selection | null = null;
  let drawnFocus: number | null = null;

  function updateDrawing({ selection, focusQueue }: StageView, next: Scene): void {
    if (next === drawn && selection === drawnSelection && focusQueue === drawnFocus) return;
    drawing.update(next, selection, focusQueue);
    drawn = next;
    drawnSelection = selection;
    drawnFocus = focusQueue;
  }

  function showLens(world: World, next: Scene, stage: Layout, nowMs: number): void {
    if (lens === undefined) return;
    if (!hasLens) {
      lens.look(world, 0);
      return;
    }
    if (nowMs - lensAtMs > LENS_EVERY_MS || (view?.usPerS ?? 0) === 0) {
      lensAtMs = nowMs;
      lens.look(world, pinned);
    }
    const mark = next.marks.find(({ message }) => message === pinned);
    if (mark !== undefined) lens.moveTo(mark, stage);
  }

  /** The layout of this world, made anew only when something that it depends on has changed. */
  function setStage(world: World): Layout {
    const loads = loadsOf(world);
    const size = `${frame.width}|${frame.height}|${frame.size}|${frame.unit}`;
    const key = `${staffKey(world)}|${size}`;
    const trays = loadsKey(loads);
    const isStanding = key === layoutKey && world.plan === layoutPlan;
    if (layout !== undefined && isStanding && trays === layoutTrays) return layout;
    if (world.plan !== layoutPlan) views.clear();
    if (!isStanding) standing++;
    layoutKey = key;
    layoutTrays = trays;
    layoutPlan = world.plan;
    const next = layoutOf(world.plan, staffOf(world), frame, loads);
    layout = next;
    const { metrics, width, height } = next;
    sheet.style.width = `${width}px`;
    sheet.style.height = `${height}px`;
    for (const style of ['title', 'text', 'small', 'number'] as const) {
      root.style.setProperty(`--stage-${style}`, `${metrics[style]}px`);
    }
    drawing.rebuild(next, world.plan);
    drawn = undefined;
    surface.forgetSize();
    return next;
  }

  function measure(): void {
    // Not a whole number of pixels: rounded down it would set text below the size that the theme promises.
    // And as laid out: a miniature is drawn as large as its original, and shrunk as a whole.
    const unit = Number.parseFloat(getComputedStyle(ruler).width) / 16 || 1;
    const width = Math.floor(root.clientWidth);
    const height = Math.floor(root.clientHeight);
    const size = sizeOf(width / unit);
    root.toggleAttribute('data-tall', size === 'phone');
    // A tall stage has the height that it needs: what that is may not change what it needs.
    frame = { width, height: size === 'phone' ? 0 : height, size, unit };
    render();
  }

  function sizeOf(units: number): StageSize {
    if (units < PHONE_WIDTH) return 'phone';
    const { size } = root.closest<HTMLElement>('[data-size]')?.dataset ?? {};
    return size === 'presenter' ? 'presenter' : 'normal';
  }

  const stopWatching = watchSurroundings([root, ruler], measure, () => {
    surface.forgetColours();
    measure();
  });

  void comeAlive();

  return {
    draw(next) {
      view = next;
      render();
    },
    zoom: (by) => hand?.zoom(by),
    destroy() {
      cancelAnimationFrame(nextFrame);
      stopWatching();
      hand?.destroy();
      isGone = true;
      lens?.destroy();
      root.remove();
    },
    get isAlive() {
      return hand !== undefined;
    },
    get moving() {
      return scene === undefined ? 0 : movingIn(scene).length;
    },
    hitTest(x, y) {
      if (scene === undefined || layout === undefined) return null;
      return messageAt(scene, x, y) ?? placeAt(layout, x, y);
    },
  };
}

function div(className: string, parent: HTMLElement): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  parent.append(element);
  return element;
}
