/**
 * createStage shows a system in an element: what stands still as SVG, what moves or is counted on one
 * canvas over it. It is told to draw; it has no clock and no opinion of its own.
 */
import type { World } from '../engine/index.ts';
import type { Layout } from './layout/Layout.ts';
import { layoutOf } from './layout/layoutOf.ts';
import type { Frame, StageSize } from './layout/Metrics.ts';
import { staffKey, staffOf } from './layout/staff.ts';
import { createDrawing } from './paint/createDrawing.ts';
import { paintScene } from './paint/paintScene.ts';
import { readStagePalette, type StagePalette } from './paint/StagePalette.ts';
import type { Selection } from './Selection.ts';
import { carriedOn, type Glide, glidesBetween, midGlide } from './scene/glide.ts';
import { messageAt, placeAt } from './scene/hitTest.ts';
import type { Scene } from './scene/Scene.ts';
import { sceneOf } from './scene/sceneOf.ts';
import './stage.css';

export interface StageView {
  readonly world: World;
  readonly selection: Selection | null;
  /** The queue that charts are about. */
  readonly focusQueue: number | null;
  readonly reducedMotion: boolean;
  /** Names under the few messages that lie singly. */
  readonly showsIds: boolean;
}

export interface StageEvents {
  select(selection: Selection | null): void;
}

export interface Stage {
  /** Shows this. Cheap when little has changed: call it for each frame. */
  draw(view: StageView): void;
  destroy(): void;
  /** What is at a place of the element, in its pixels. */
  hitTest(x: number, y: number): Selection | null;
}

/** How long a jump takes for the eye, and how long nothing may have jumped before. */
const GLIDE_MS = 220;
const CALM_MS = 300;

/** Below so many units of width the stage runs from top to bottom. */
const PHONE_WIDTH = 560;

export function createStage(host: HTMLElement, events: StageEvents): Stage {
  const root = document.createElement('div');
  root.className = 'stage';
  const sheet = document.createElement('div');
  sheet.className = 'stage-sheet';
  const ruler = document.createElement('span');
  ruler.className = 'stage-ruler';
  ruler.setAttribute('aria-hidden', 'true');
  root.append(sheet, ruler);
  host.append(root);
  const drawing = createDrawing(sheet);
  const canvas = document.createElement('canvas');
  canvas.className = 'stage-canvas';
  canvas.setAttribute('aria-hidden', 'true');
  sheet.append(canvas);
  const context = canvas.getContext('2d');

  let view: StageView | undefined;
  let frame: Frame = { width: 0, height: 0, size: 'normal', unit: 1 };
  let layout: Layout | undefined;
  let layoutKey = '';
  let layoutPlan: World['plan'] | undefined;
  let scene: Scene | undefined;
  let palette: StagePalette | undefined;
  let ratio = 0;
  let glides: readonly Glide[] = [];
  let glidingFromMs = 0;
  let jumpedMs = 0;
  let nextFrame = 0;

  function render(): void {
    if (view === undefined || frame.width < 120) return;
    const { world, selection, focusQueue, reducedMotion, showsIds } = view;
    const before = layout;
    const next = setStage(world);
    const traced = selection?.kind === 'message' ? selection.number : 0;
    const old = before === next ? scene : undefined;
    scene = sceneOf(world, next, { traced, reducedMotion, showsIds });
    drawing.update(scene, selection, focusQueue);
    if (old !== undefined && !reducedMotion) follow(old, scene, next, world.plan.nodes.length);
    else glides = [];
    show();
  }

  /** Lets what has jumped glide, if it is little and if the eye has had time since the last jump. */
  function follow(old: Scene, next: Scene, stage: Layout, nodes: number): void {
    const nowMs = performance.now();
    const jumps = glidesBetween(old, next, stage, nodes);
    if (jumps.length === 0) {
      // The picture has moved on: what glides ends where it now is.
      glides = glides.flatMap((glide) => carriedOn(glide, next));
      return;
    }
    glides = nowMs - jumpedMs > CALM_MS ? jumps : [];
    glidingFromMs = nowMs;
    jumpedMs = nowMs;
  }

  function show(): void {
    if (scene === undefined || layout === undefined) return;
    const progress = glides.length === 0 ? 1 : (performance.now() - glidingFromMs) / GLIDE_MS;
    if (progress >= 1) {
      glides = [];
      paint(scene, layout);
      return;
    }
    paint(midGlide(scene, glides, Math.max(0, progress)), layout);
    cancelAnimationFrame(nextFrame);
    nextFrame = requestAnimationFrame(show);
  }

  /** The layout of this world, made anew only when something that it depends on has changed. */
  function setStage(world: World): Layout {
    const key = `${staffKey(world)}|${frame.width}|${frame.height}|${frame.size}|${frame.unit}`;
    if (layout !== undefined && key === layoutKey && world.plan === layoutPlan) return layout;
    layoutKey = key;
    layoutPlan = world.plan;
    const next = layoutOf(world.plan, staffOf(world), frame);
    layout = next;
    const { metrics, width, height } = next;
    sheet.style.width = `${width}px`;
    sheet.style.height = `${height}px`;
    for (const style of ['title', 'text', 'small', 'number'] as const) {
      root.style.setProperty(`--stage-${style}`, `${metrics[style]}px`);
    }
    drawing.rebuild(next, world.plan);
    ratio = 0;
    return next;
  }

  function paint(next: Scene, { width, height, metrics }: Layout): void {
    if (context === null) return;
    palette ??= readStagePalette(root);
    if (ratio !== window.devicePixelRatio) {
      ratio = window.devicePixelRatio;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    paintScene({ context, palette, ratio, unit: metrics.unit, small: metrics.small }, next);
  }

  // What changes outside: the size, the theme, the fonts.

  function measure(): void {
    const unit = ruler.offsetWidth / 16 || 1;
    const width = Math.floor(root.clientWidth);
    const height = Math.floor(root.clientHeight);
    frame = { width, height, size: sizeOf(width / unit), unit };
    render();
  }

  function sizeOf(units: number): StageSize {
    if (units < PHONE_WIDTH) return 'phone';
    return document.documentElement.dataset['size'] === 'presenter' ? 'presenter' : 'normal';
  }

  const resized = new ResizeObserver(measure);
  resized.observe(root);
  resized.observe(ruler);
  const retheme = (): void => {
    palette = undefined;
    measure();
  };
  const themed = new MutationObserver(retheme);
  themed.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-size'],
  });
  const wishes = [
    '(prefers-color-scheme: dark)',
    '(prefers-contrast: more)',
    '(forced-colors: active)',
  ];
  const media = wishes.map((wish) => matchMedia(wish));
  for (const query of media) query.addEventListener('change', retheme);
  document.fonts.addEventListener('loadingdone', render);

  // The hand

  function pointOf(event: MouseEvent): { x: number; y: number } {
    const box = sheet.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  function markAt(event: MouseEvent): Selection | null {
    if (scene === undefined || view === undefined) return null;
    const { x, y } = pointOf(event);
    return messageAt(scene, x, y);
  }

  function partOf(target: EventTarget | null): Selection | null {
    const node = target instanceof Element ? target.closest('[data-place], [data-wire]') : null;
    if (node === null) return null;
    const place = node.getAttribute('data-place');
    return place === null
      ? { kind: 'wire', wire: Number(node.getAttribute('data-wire')) }
      : { kind: 'place', place: Number(place) };
  }

  const pressed = (event: MouseEvent): void => {
    events.select(markAt(event) ?? partOf(event.target));
  };
  const moved = (event: PointerEvent): void => {
    drawing.svg.toggleAttribute('data-hover', markAt(event) !== null);
  };
  const typed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    const chosen = partOf(event.target);
    if (chosen === null) return;
    // On a focused part these two keys choose it; they do not play or step.
    event.preventDefault();
    event.stopPropagation();
    events.select(chosen);
  };
  drawing.svg.addEventListener('click', pressed);
  drawing.svg.addEventListener('pointermove', moved);
  drawing.svg.addEventListener('keydown', typed);

  return {
    draw(next) {
      view = next;
      render();
    },
    destroy() {
      cancelAnimationFrame(nextFrame);
      resized.disconnect();
      themed.disconnect();
      for (const query of media) query.removeEventListener('change', retheme);
      document.fonts.removeEventListener('loadingdone', render);
      root.remove();
    },
    hitTest(x, y) {
      if (view === undefined || scene === undefined || layout === undefined) return null;
      return messageAt(scene, x, y) ?? placeAt(layout, x, y);
    },
  };
}
