/**
 * measureStage runs the stage in a real browser without a window: two thousand messages that move, beside
 * the same ones drawn as SVG through React, a new page for each; and what a person waits for a press
 * while a system plays. Its painting is done in software, which no person's machine does.
 */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright';
import { cpuMsBelow } from './cpuTime.ts';
import type { BenchWindow, Frames } from './page.tsx';
import { type Served, serveProduct, serveScript } from './pages.ts';
import { pressesOf } from './presses.ts';

export interface Drawn {
  /** Per frame: script, of which drawing; and processor time of all processes of the browser. */
  readonly scriptP50Ms: number;
  readonly scriptP95Ms: number;
  readonly drawP95Ms: number;
  readonly cpuMs: number;
  readonly framesPerS: number;
  /** Of all frames, those that took more than 25 ms. */
  readonly late: number;
}

export interface StageRound {
  readonly stage: Drawn;
  readonly react: Drawn;
  /** Milliseconds from a press to the next picture. */
  readonly presses: readonly number[];
}

export interface StageBench {
  round(): Promise<StageRound>;
  stop(): Promise<void>;
}

const MOVING = 2_000;
const WARM_UP_MS = 800;
const MEASURED_MS = 4_000;
const LATE_MS = 25;
const root = resolve(fileURLToPath(import.meta.url), '../../../..');

export async function startStageBench(): Promise<StageBench> {
  const found = execFileSync(process.execPath, ['scripts/find-browser.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { launch } = JSON.parse(found) as { launch: LaunchOptions };
  const bench = await serveScript('src/bench/stage/page.tsx');
  const product = await serveProduct();
  return {
    async round() {
      const stage = await drawn(launch, bench, 'stage');
      const react = await drawn(launch, bench, 'react');
      const presses = await withPage(launch, (page) => pressesOf(page, product.url));
      return { stage, react, presses };
    },
    async stop() {
      bench.stop();
      product.stop();
    },
  };
}

/** A browser of its own for each: its processes are all that is measured. */
async function withPage<Result>(
  launch: LaunchOptions,
  use: (page: Page, browser: Browser) => Promise<Result>,
): Promise<Result> {
  const browser = await chromium.launch(launch);
  try {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    page.on('pageerror', (error) => {
      throw error;
    });
    return await use(page, browser);
  } finally {
    await browser.close();
  }
}

function drawn(launch: LaunchOptions, { url }: Served, who: 'stage' | 'react'): Promise<Drawn> {
  return withPage(launch, async (page) => {
    await page.goto(url);
    await page.waitForFunction(() => 'prepare' in window);
    await page.evaluate(
      ([name, moving]) => (window as unknown as BenchWindow).prepare(name, moving),
      [who, MOVING] as const,
    );
    await measured(page, WARM_UP_MS);
    const before = cpuMsBelow(process.pid);
    const frames = await measured(page, MEASURED_MS);
    const cpuMs = cpuMsBelow(process.pid) - before;
    if (frames.moving < MOVING)
      throw new Error(`only ${frames.moving} of ${MOVING} messages moved on the ${who}`);
    return {
      scriptP50Ms: percentile(frames.scriptMs, 0.5),
      scriptP95Ms: percentile(frames.scriptMs, 0.95),
      drawP95Ms: percentile(frames.drawMs, 0.95),
      cpuMs: cpuMs / frames.gapsMs.length,
      framesPerS: (frames.gapsMs.length * 1_000) / sum(frames.gapsMs),
      late: frames.gapsMs.filter((gap) => gap > LATE_MS).length / frames.gapsMs.length,
    };
  });
}

function measured(page: Page, ms: number): Promise<Frames> {
  return page.evaluate((length) => (window as unknown as BenchWindow).measure(length), ms);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
