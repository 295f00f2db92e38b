/**
 * Metrics are the sizes of everything on the stage, in pixels, for one size of text.
 *
 * A unit is a sixteenth of the root's font size, as in the theme. A lecture hall needs larger marks and
 * no text below 22 pixels at a height of 1080, so there the small texts are as large as the others.
 */
import type { PackSize, PackSizes } from '../scene/pack.ts';

export type StageSize = 'normal' | 'presenter' | 'phone';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly size: StageSize;
  /** Pixels per unit; without it what the size has by default. */
  readonly unit?: number;
  /** So many times as large as need be: a small system uses the room. */
  readonly scale?: number;
}

export interface Metrics {
  readonly unit: number;
  readonly margin: number;
  readonly pad: number;
  readonly gap: number;
  readonly radius: number;
  readonly bend: number;
  // Text: sizes and the height of a line.
  readonly title: number;
  readonly text: number;
  readonly small: number;
  readonly number: number;
  readonly titleLine: number;
  readonly textLine: number;
  readonly numberLine: number;
  // Marks, by radius.
  readonly worked: number;
  readonly slot: number;
  readonly slotPitch: number;
  readonly arrow: number;
  readonly trayMark: number;
  readonly exchange: number;
  /** The side of the square of a replica, and from one to the next. */
  readonly replica: number;
  readonly replicaPitch: number;
  /** The least height of a queue's heap. */
  readonly heap: number;
  /** The least height of a row of records with words beside it. */
  readonly recordRow: number;
  /** Above and below the two lines of a card, and of a tray. */
  readonly cardPad: number;
  readonly trayPad: number;
  readonly pack: PackSizes;
}

const unitOf: Readonly<Record<StageSize, number>> = { normal: 1, presenter: 1.5714, phone: 1 };

export function metricsOf({ size, unit: given = unitOf[size], scale = 1 }: Frame): Metrics {
  const inHall = size === 'presenter';
  // Whoever enlarges the text wants to read the small one, too.
  const isLarge = inHall || given > 1.1;
  const unit = given * scale;
  const u = (units: number): number => Math.round(units * unit * 4) / 4;
  const pack = packSizes(unit, inHall);
  return {
    unit,
    margin: u(size === 'normal' ? 24 : 16),
    pad: u(12),
    gap: u(8),
    radius: u(6),
    bend: u(12),
    title: u(15),
    text: u(isLarge ? 14.05 : 13),
    small: u(isLarge ? 14.05 : 12),
    number: u(26),
    titleLine: u(20),
    textLine: u(18),
    numberLine: u(30),
    worked: u(11),
    slot: u(4.5),
    slotPitch: u(15),
    arrow: u(inHall ? 6 : 5.5),
    trayMark: u(6),
    exchange: u(inHall ? 31 : 27),
    replica: u(inHall ? 12 : 11.5),
    replicaPitch: u(inHall ? 22 : 20),
    heap: u(inHall ? 20 : 34),
    recordRow: Math.max(u(18), pack.disc.pitchY) + u(2),
    cardPad: u(inHall ? 8 : 12),
    trayPad: u(inHall ? 15 : size === 'phone' ? 18 : 24),
    pack,
  };
}

/** Cells and bricks are whole pixels, so that a heap is crisp. A brick is wide: it is not one message. */
function packSizes(unit: number, inHall: boolean): PackSizes {
  const px = (units: number): number => Math.round(units * unit);
  const square = (side: number, pitch: number, mostRows: number): PackSize => ({
    width: side,
    height: side,
    pitchX: pitch,
    pitchY: pitch,
    foot: pitch / 2,
    mostRows,
  });
  const disc = inHall ? 15.4 : 12;
  return {
    // Names stand above the discs.
    card: {
      ...square(28 * unit, px(inHall ? 52 : 47), Number.POSITIVE_INFINITY),
      pitchY: px(inHall ? 55 : 50),
      foot: px(19),
      isByRow: true,
    },
    large: square(20 * unit, px(30), 5),
    disc: square(disc * unit, px(disc + 5), 9),
    cell: { largest: px(12), least: px(5) },
    brick: {
      width: px(14),
      height: px(7),
      pitchX: px(16),
      pitchY: px(8.5),
      foot: px(8.5) / 2,
      mostRows: Number.POSITIVE_INFINITY,
    },
  };
}
