/**
 * What is measured in a browser: the same two thousand moving messages of the same run, drawn by the stage
 * and by React as SVG. Each frame plays the run on by what the clock has gone on, and draws it.
 */
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Simulation } from '../../engine/index.ts';
import { createStage, movingMarks } from '../../stage/index.ts';
import { FULL_US, trafficModel } from './trafficModel.ts';

export interface Frames {
  /** Milliseconds of script in each frame, all of it; and of the drawing alone. */
  readonly scriptMs: readonly number[];
  readonly drawMs: readonly number[];
  readonly gapsMs: readonly number[];
  /** The fewest marks that moved in any of the frames. */
  readonly moving: number;
}

export interface BenchWindow extends Window {
  prepare(who: 'stage' | 'react', moving: number): Promise<void>;
  measure(ms: number): Promise<Frames>;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Draws the world as it is now. Returns how many marks moved in it. */
type Draw = () => number;

const SIZE = { width: 1_048, height: 545 };
const page = window as unknown as BenchWindow;
let simulation: Simulation | undefined;
let draw: Draw | undefined;

page.prepare = async (who, moving) => {
  await document.fonts.ready;
  const run = new Simulation(trafficModel(moving), { maxEvents: Number.POSITIVE_INFINITY });
  run.runUntil(FULL_US);
  simulation = run;
  const host = document.createElement('div');
  host.style.cssText = `width:${SIZE.width}px;height:${SIZE.height}px`;
  document.body.append(host);
  draw = who === 'stage' ? await drawnByStage(host, run) : drawnByReact(host, run);
};

async function drawnByStage(host: HTMLElement, { world }: Simulation): Promise<Draw> {
  const stage = createStage(host, { select: () => undefined });
  const show = (): void =>
    stage.draw({
      world,
      selection: null,
      focusQueue: null,
      reducedMotion: false,
      showsIds: false,
      usPerS: 1_000_000,
    });
  // Its size is measured, and what one can do to it has come, after a few frames.
  for (let i = 0; i < 60 && !stage.isAlive; i++) {
    await new Promise(requestAnimationFrame);
    show();
  }
  // One rung closer: of what would be bands, each message by itself.
  stage.zoom(1);
  return () => {
    show();
    return stage.moving;
  };
}

/** The least that React can do: a circle for each, at the places where the stage has them. */
function drawnByReact(host: HTMLElement, { world }: Simulation): Draw {
  let show: (spots: readonly Spot[]) => void = () => undefined;
  function Dots() {
    const [spots, setSpots] = useState<readonly Spot[]>([]);
    show = setSpots;
    return (
      <svg width={SIZE.width} height={SIZE.height} aria-hidden="true">
        {spots.map(({ x, y }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as many as before, each moved: the cheapest key
          <circle key={i} cx={x} cy={y} r={4} fill="#2567ff" />
        ))}
      </svg>
    );
  }
  const root = createRoot(host);
  flushSync(() => root.render(<Dots />));
  return () => {
    const spots = movingMarks(world, SIZE);
    flushSync(() => show(spots));
    return spots.length;
  };
}

page.measure = (ms) =>
  new Promise((done) => {
    const scriptMs: number[] = [];
    const drawMs: number[] = [];
    const gapsMs: number[] = [];
    let moving = Number.POSITIVE_INFINITY;
    let lastMs = performance.now();
    const startMs = lastMs;
    const frame = (nowMs: number): void => {
      const beganMs = performance.now();
      if (simulation === undefined || draw === undefined) return;
      const gapMs = Math.max(0, nowMs - lastMs);
      lastMs = nowMs;
      // A machine that is busy elsewhere is not made to catch up.
      simulation.runUntil(simulation.world.nowUs + Math.min(50, gapMs) * 1_000);
      const drawnMs = performance.now();
      moving = Math.min(moving, draw());
      const endedMs = performance.now();
      if (gapMs > 0) {
        scriptMs.push(endedMs - beganMs);
        drawMs.push(endedMs - drawnMs);
        gapsMs.push(gapMs);
      }
      if (nowMs - startMs < ms) requestAnimationFrame(frame);
      else done({ scriptMs, drawMs, gapsMs, moving });
    };
    requestAnimationFrame(frame);
  });
