/**
 * curveLabels finds a place for the name of each curve, directly at the curve: inside an area where
 * it is tall enough, otherwise just above or below, or behind the end of a line.
 *
 * A name never touches another name, the playhead, a flag's pole or the frame; crossing another
 * curve is possible and costs. Where the whole name fits nowhere its first words are tried, and then
 * it is left out. A name stays where it was while its place is about as good as the best one, or it
 * would dance during playback.
 */
export interface CurveToLabel {
  readonly id: string;
  readonly kind: 'area' | 'line' | 'ghost';
  /** The texts to try, longest first, with their widths. */
  readonly variants: readonly { readonly text: string; readonly width: number }[];
  /** Per column, the highest and the lowest pixel of the curve; NaN where there is no curve. */
  readonly highest: Float32Array;
  readonly lowest: Float32Array;
  /** Per column, the lower edge of an area; not used for lines. */
  readonly floor: Float32Array;
  /** Another area lies on it: a name above it would seem to name that one. */
  readonly isCovered: boolean;
}

export interface LabelRoom {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Below zero there is a little room before the axis. */
  readonly floor: number;
  /** Pixels per column; the first column begins at `left`. */
  readonly columnWidth: number;
  readonly lineHeight: number;
  /** Between a name and anything it must not touch; twice that to playhead and poles. */
  readonly clearance: number;
  readonly playheadX: number;
  readonly poles: readonly number[];
}

export interface PlacedLabel {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly inside: boolean;
  readonly column: number;
  readonly mode: LabelMode;
}

type LabelMode = 'inside' | 'above' | 'below' | 'behind';

interface Candidate extends PlacedLabel {
  readonly cost: number;
}

/** A place must be this much better before a label moves to it. */
const inertia = 12;

export function placeCurveLabels(
  curves: readonly CurveToLabel[],
  room: LabelRoom,
  before: ReadonlyMap<string, PlacedLabel> = new Map(),
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const curve of curves) {
    const best = bestPlace(curve, curves, room, placed, before.get(curve.id));
    if (best) placed.push(best);
  }
  return placed;
}

/** Whether labels placed earlier are still clear of the playhead and of the poles. */
export function clearOf(
  placed: readonly PlacedLabel[],
  xs: readonly number[],
  clearance: number,
): boolean {
  return placed.every(({ x, width }) =>
    xs.every((at) => at < x - clearance || at > x + width + clearance),
  );
}

function bestPlace(
  curve: CurveToLabel,
  curves: readonly CurveToLabel[],
  room: LabelRoom,
  placed: readonly PlacedLabel[],
  before: PlacedLabel | undefined,
): PlacedLabel | undefined {
  for (const variant of curve.variants) {
    let best: Candidate | undefined;
    let same: Candidate | undefined;
    for (const candidate of candidates(curve, curves, room, variant)) {
      if (!isFree(candidate, room, placed)) continue;
      if (!best || candidate.cost < best.cost) best = candidate;
      if (before && candidate.mode === before.mode && candidate.column === before.column) {
        same = candidate;
      }
    }
    if (best) return same && same.cost <= best.cost + inertia ? same : best;
  }
  return undefined;
}

const modes: Readonly<Record<CurveToLabel['kind'], readonly LabelMode[]>> = {
  area: ['inside', 'behind', 'above'],
  line: ['behind', 'above', 'below'],
  ghost: ['above', 'below'],
};

function* candidates(
  curve: CurveToLabel,
  curves: readonly CurveToLabel[],
  room: LabelRoom,
  variant: { readonly text: string; readonly width: number },
): Generator<Candidate> {
  const { width } = variant;
  const columns = curve.highest.length;
  const span = Math.max(1, Math.ceil(width / room.columnWidth));
  for (const mode of modes[curve.kind]) {
    if (mode === 'above' && curve.isCovered) continue;
    if (mode === 'behind') {
      yield* behindTheEnd(curve, curves, room, variant);
      continue;
    }
    for (let column = 0; column + span <= columns; column++) {
      const band = extremes(curve, column, column + span);
      if (!band) continue;
      const label = labelAt(curve, room, variant, mode, column, band);
      if (!label) continue;
      const cost =
        crossing(label, curve, curves, room) +
        likeness(curve, curves, room, column, column + span) +
        preference(label, curve, room, band, columns - span);
      yield { ...label, cost };
    }
  }
}

/** Level with the end of a line or the middle of an area's end, or a line higher or lower. */
function* behindTheEnd(
  curve: CurveToLabel,
  curves: readonly CurveToLabel[],
  room: LabelRoom,
  { text, width }: { readonly text: string; readonly width: number },
): Generator<Candidate> {
  const column = lastColumn(curve);
  const upper = curve.highest[column] ?? Number.NaN;
  const lower = (curve.kind === 'area' ? curve.floor : curve.lowest)[column] ?? Number.NaN;
  if (Number.isNaN(upper) || Number.isNaN(lower)) return;
  const x = room.left + (column + 1) * room.columnWidth + 2 * room.clearance;
  for (const offset of [0, -1, 1]) {
    const level = (upper + lower) / 2 + offset * room.lineHeight;
    const y = Math.min(level, room.floor - room.lineHeight / 2);
    const common = { id: curve.id, text, x, y, width, column, inside: false };
    const label: PlacedLabel = { ...common, mode: 'behind' };
    const cost = crossing(label, curve, curves, room) + 15 * Math.abs(offset);
    yield { ...label, cost: cost + (curve.kind === 'area' ? 40 : 0) };
  }
}

interface Band {
  readonly top: number;
  readonly bottom: number;
  /** The lowest point of the upper edge and the highest of the lower one: the room inside. */
  readonly innerTop: number;
  readonly innerBottom: number;
}

function extremes(curve: CurveToLabel, from: number, to: number): Band | undefined {
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  let innerBottom = Number.POSITIVE_INFINITY;
  for (let column = from; column < to; column++) {
    const high = curve.highest[column] ?? Number.NaN;
    const low = curve.lowest[column] ?? Number.NaN;
    if (Number.isNaN(high) || Number.isNaN(low)) return undefined;
    if (high < top) top = high;
    if (low > bottom) bottom = low;
    innerBottom = Math.min(innerBottom, curve.floor[column] ?? Number.POSITIVE_INFINITY);
  }
  return { top, bottom, innerTop: bottom, innerBottom };
}

function labelAt(
  curve: CurveToLabel,
  room: LabelRoom,
  { text, width }: { readonly text: string; readonly width: number },
  mode: LabelMode,
  column: number,
  band: Band,
): PlacedLabel | undefined {
  const half = room.lineHeight / 2;
  const x = room.left + column * room.columnWidth;
  const common = { id: curve.id, text, x, width, column, mode };
  if (mode === 'inside') {
    const { innerTop, innerBottom } = band;
    if (innerBottom - innerTop < room.lineHeight + 2 * room.clearance) return undefined;
    return { ...common, y: (innerTop + innerBottom) / 2, inside: true };
  }
  const y =
    mode === 'above' ? band.top - room.clearance - half : band.bottom + room.clearance + half;
  return { ...common, y, inside: false };
}

/** Lower is better; about ten points are one step of taste. */
function preference(
  label: PlacedLabel,
  curve: CurveToLabel,
  room: LabelRoom,
  band: Band,
  lastColumn: number,
): number {
  const along = lastColumn <= 0 ? 0 : label.column / lastColumn;
  // Next to a steep piece a label floats away from its curve.
  const slack = Math.min(40, band.bottom - band.top) / 2;
  if (label.mode === 'inside') {
    const roominess = Math.min(1, (band.innerBottom - band.innerTop) / (3 * room.lineHeight));
    const isPast = label.x + label.width < room.playheadX;
    return 30 * (1 - roominess) + (isPast ? 0 : 15) + 4 * along;
  }
  if (curve.kind === 'area') return 60 + slack + 10 * (1 - along);
  const isAhead = label.x > room.playheadX;
  if (curve.kind === 'ghost') {
    return slack / 2 + (isAhead ? 0 : 15) + (label.mode === 'below' ? 10 : 0) + 14 * along;
  }
  return 10 + slack + (label.mode === 'below' ? 8 : 0) + 20 * (1 - along);
}

/** What part of the label other curves run through. */
function crossing(
  label: PlacedLabel,
  own: CurveToLabel,
  curves: readonly CurveToLabel[],
  room: LabelRoom,
): number {
  const top = label.y - room.lineHeight / 2;
  const bottom = label.y + room.lineHeight / 2;
  const from = Math.floor((label.x - room.left) / room.columnWidth);
  const to = Math.ceil((label.x + label.width - room.left) / room.columnWidth);
  let crossed = 0;
  for (const other of curves) {
    if (other === own && label.mode !== 'behind') continue;
    for (let column = Math.max(0, from); column < to; column++) {
      const high = other.highest[column] ?? Number.NaN;
      const low = other.lowest[column] ?? Number.NaN;
      if (high <= bottom + 2 && low >= top - 2) crossed++;
    }
  }
  return (120 * crossed) / Math.max(1, to - from);
}

/** Where two curves coincide a name could belong to either. */
function likeness(
  own: CurveToLabel,
  curves: readonly CurveToLabel[],
  room: LabelRoom,
  from: number,
  to: number,
): number {
  let alike = 0;
  for (const other of curves) {
    if (other === own) continue;
    for (let column = from; column < to; column++) {
      const apart = Math.abs(
        (other.highest[column] ?? Number.NaN) - (own.highest[column] ?? Number.NaN),
      );
      if (apart < room.clearance) alike++;
    }
  }
  return (60 * alike) / Math.max(1, to - from);
}

function isFree(label: PlacedLabel, room: LabelRoom, placed: readonly PlacedLabel[]): boolean {
  const half = room.lineHeight / 2;
  const right = label.x + label.width;
  if (label.x < room.left + room.clearance || right > room.right - room.clearance) return false;
  if (label.y - half < room.top - half || label.y + half > room.floor + 0.01) return false;
  const struck = (x: number) => x >= label.x - 2 * room.clearance && x <= right + room.clearance;
  if (struck(room.playheadX) || room.poles.some(struck)) return false;
  return !placed.some(
    (other) =>
      label.x < other.x + other.width + room.clearance &&
      other.x < right + room.clearance &&
      Math.abs(label.y - other.y) < room.lineHeight,
  );
}

function lastColumn(curve: CurveToLabel): number {
  for (let column = curve.highest.length - 1; column >= 0; column--) {
    if (!Number.isNaN(curve.highest[column] ?? Number.NaN)) return column;
  }
  return -1;
}
