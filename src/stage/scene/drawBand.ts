/** drawBand shows a wire that flows: as wide as its rate, ticking as its messages move. */
import { meanUs, type Plan } from '../../engine/index.ts';
import { spotAt, type WirePath } from '../layout/WirePath.ts';
import type { Look } from './Look.ts';
import { counted, rated } from './words.ts';

/** A way that flows: how many messages a second, how much of the way they cover in a microsecond. */
export interface Flow {
  readonly perS: number;
  readonly pace: number;
  /** On the way now. */
  readonly count: number;
  /** Somebody waits for an answer: these are no messages. */
  readonly isCall: boolean;
}

/** The widest band, in units. */
const WIDEST = 10;
const THINNEST = 1.5;
/** Ticks are never nearer to each other than this, in units. */
const LEAST_SPACING = 7;
/** The frames that a screen shows in a second, when it keeps up. */
const FRAMES = 60;

/** A spike is so many times what a system is made for, and still no wider than the widest. */
const SPIKE = 5;

/**
 * The rate of the widest band: a spike of what the busiest producer does, so that a spike is seen to be
 * one; or more where there is more. 1, 2 or 5 of a unit.
 */
export function bandScale({ nodes }: Plan, most: number): number {
  const usual = nodes.map((node) => {
    const gap = node.kind === 'producer' ? node.arrivals.gap : null;
    return gap === null ? 0 : 1e6 / meanUs(gap);
  });
  const needed = Math.max(most, SPIKE * Math.max(0, ...usual));
  let unit = 1;
  while (unit * 5 < needed) unit *= 10;
  return [1, 2, 5].map((times) => times * unit).find((rate) => rate >= needed) ?? unit * 10;
}

export function drawBand(look: Look, path: WirePath, flow: Flow, scale: number): void {
  const { m, scene, world, options } = look;
  const { perS, pace, count, isCall } = flow;
  const pxPerUs = pace * path.length;
  const width = Math.max(THINNEST, (WIDEST * perS) / scale) * m.unit;
  const spacing = Math.max(LEAST_SPACING * m.unit, (pxPerUs * 1e6) / perS);
  // Ticks that would jump by half their distance from frame to frame seem to stand, or to go back: they
  // blur into the band before that.
  const pxPerFrame = (pxPerUs * (options.usPerS ?? 0)) / FRAMES;
  const sharpness = Math.max(0, Math.min(1, 1.6 - (3.2 * pxPerFrame) / spacing));
  const shift = (world.nowUs * pxPerUs) % spacing;
  scene.bands.push({ path, width, spacing, shift, sharpness, isCall });
  const tip = spotAt(path, 1 - m.arrow / path.length);
  const r = Math.max(m.arrow * 0.8, width * 0.75);
  scene.heads.push({ x: tip.x, y: tip.y, angle: tip.angle, r, look: isCall ? 'call' : 'message' });
  tellRate(look, path, count > 40 ? `${counted(count)} sending` : rated(perS));
}

/** On the level stretch in the middle of the way, where there is one that is long enough. */
function tellRate(look: Look, path: WirePath, text: string): void {
  const { scene, m } = look;
  const { x, y, angle } = spotAt(path, 0.5);
  const isLevel = Math.abs(Math.sin(angle)) < 0.02;
  if (!isLevel || look.widthOf(text, 'small') + m.gap > path.length) return;
  scene.names.push({ x, y: y - WIDEST * 0.75 * m.unit, text, anchor: 'middle', isWords: true });
}
