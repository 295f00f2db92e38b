/**
 * sequenceLayout places the parts of a sequence diagram: lanes from left to right, what happened
 * from top to bottom.
 *
 * Rows follow the order of events, not their distance in time: an ack after two milliseconds and a
 * redelivery after thirty seconds are equally worth a line. Each arrow has a row of its own with its
 * label above it, and so has the name of each bracket, so labels cannot meet.
 */
export interface SequenceArrow {
  readonly id: string;
  /** Indices of lanes. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly atUs: number;
  readonly arriveUs: number;
  /** A note stays on its lane. A lost arrow ends half-way. */
  readonly fate: 'arrived' | 'lost' | 'future' | 'note';
  readonly current: boolean;
  /** A sentence for those who listen, if the label and the lanes do not say it all. */
  readonly text?: string | undefined;
}

export interface SequenceLane {
  readonly id: string;
  readonly label: string;
  /** From here on the lane is broken. */
  readonly downFromUs?: number | undefined;
}

export interface SequenceBracket {
  readonly lane: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly label: string;
}

export interface SequenceInput {
  readonly lanes: readonly SequenceLane[];
  readonly arrows: readonly SequenceArrow[];
  readonly brackets: readonly SequenceBracket[];
}

export interface SequenceSpace {
  readonly width: number;
  /** A sixteenth of the root font size, in pixels. */
  readonly unit: number;
  readonly textWidth: (text: string, weight?: number) => number;
}

export interface PlacedLane {
  readonly id: string;
  readonly label: string;
  readonly fullLabel: string;
  readonly x: number;
  readonly labelX: number;
  /** Labels that would touch stand on two lines by turns. */
  readonly line: 0 | 1;
  readonly downFromY: number | undefined;
}

export interface PlacedArrow {
  readonly arrow: SequenceArrow;
  readonly top: number;
  readonly height: number;
  readonly y: number;
  readonly fromX: number;
  /** Where the line ends: at the lane, or half-way for an arrow that never arrived. */
  readonly toX: number;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface PlacedBracket {
  readonly x: number;
  readonly fromY: number;
  readonly toY: number;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'end';
}

export interface SequenceLayout {
  readonly lanes: readonly PlacedLane[];
  readonly arrows: readonly PlacedArrow[];
  readonly brackets: readonly PlacedBracket[];
  readonly height: number;
  readonly headHeight: number;
  readonly yAt: (atUs: number) => number;
}

const rowHeight = 28;
const noteHeight = 22;
const bracketRowHeight = 20;
const margin = 8;

export function sequenceLayout(input: SequenceInput, space: SequenceSpace): SequenceLayout {
  const { unit: u } = space;
  const xs = laneXs(input.lanes, space);
  const rows = orderRows(input, u);
  const height = (rows.at(-1)?.bottom ?? 0) + margin * u;
  const yAt = timeToY(rows, height);
  const lanes = placeLanes(input.lanes, xs, space, yAt);
  const arrows: PlacedArrow[] = [];
  const brackets: PlacedBracket[] = [];
  for (const row of rows) {
    if (row.arrow) arrows.push(placeArrow(row.arrow, row, xs, space));
    else brackets.push(placeBracket(row.bracket, row, xs, space, yAt));
  }
  const headHeight = (lanes.some((lane) => lane.line === 1) ? 40 : 22) * u;
  return { lanes, arrows, brackets, height, headHeight, yAt };
}

type Row = {
  readonly atUs: number;
  readonly top: number;
  readonly bottom: number;
  /** The line of the arrow. */
  readonly y: number;
} & (
  | { readonly arrow: SequenceArrow; readonly bracket?: undefined }
  | { readonly bracket: SequenceBracket; readonly arrow?: undefined }
);

function orderRows({ arrows, brackets }: SequenceInput, u: number): Row[] {
  const items = [
    ...arrows.map((arrow) => ({ atUs: arrow.atUs, arrow, bracket: undefined })),
    ...brackets.map((bracket) => ({ atUs: bracket.fromUs, arrow: undefined, bracket })),
  ];
  // Arrows first at the same instant: a lease begins with the delivery that opens it.
  items.sort((a, b) => a.atUs - b.atUs || Number(Boolean(a.bracket)) - Number(Boolean(b.bracket)));
  const rows: Row[] = [];
  let top = margin * u;
  for (const { atUs, arrow, bracket } of items) {
    const height = bracket ? bracketRowHeight : isNote(arrow) ? noteHeight : rowHeight;
    const bottom = top + height * u;
    if (bracket) rows.push({ atUs, bracket, top, bottom, y: (top + bottom) / 2 });
    else if (isNote(arrow)) rows.push({ atUs, arrow, top, bottom, y: (top + bottom) / 2 });
    else rows.push({ atUs, arrow, top, bottom, y: bottom - 7 * u });
    top = bottom;
  }
  return rows;
}

/** Between two rows time runs evenly; before the first and after the last it is cut short. */
function timeToY(rows: readonly Row[], height: number): (atUs: number) => number {
  const arrows = rows.filter((row) => row.arrow);
  return (atUs) => {
    let before: Row | undefined;
    let after: Row | undefined;
    for (const row of arrows) {
      if (row.atUs <= atUs) before = row;
      else {
        after = row;
        break;
      }
    }
    if (!before) return Math.max(0, (after?.y ?? 0) / 2);
    if (!after) return atUs === before.atUs ? before.y : Math.min(height, (before.y + height) / 2);
    return before.y + ((atUs - before.atUs) / (after.atUs - before.atUs)) * (after.y - before.y);
  };
}

function laneXs(lanes: readonly SequenceLane[], { width, unit, textWidth }: SequenceSpace) {
  const half = (lane: SequenceLane | undefined) => textWidth(lane?.label ?? '', 600) / 2;
  const most = width / (2 * Math.max(2, lanes.length));
  const left = Math.min(most, Math.max(18 * unit, half(lanes[0])));
  const right = Math.min(most, Math.max(18 * unit, half(lanes.at(-1))));
  if (lanes.length === 1) return [width / 2];
  const step = (width - left - right) / Math.max(1, lanes.length - 1);
  return lanes.map((_, index) => left + index * step);
}

function placeLanes(
  lanes: readonly SequenceLane[],
  xs: readonly number[],
  { width, unit, textWidth }: SequenceSpace,
  yAt: (atUs: number) => number,
): PlacedLane[] {
  const gap = 8 * unit;
  const widths = lanes.map((lane) => textWidth(lane.label, 600));
  const place = (index: number, room: number) => {
    const labelWidth = Math.min(room, widths[index] ?? 0);
    const x = xs[index] ?? 0;
    return Math.min(width - labelWidth / 2, Math.max(labelWidth / 2, x));
  };
  const touch = (stride: number) =>
    lanes.some((_, i) => {
      const next = i + stride;
      if (next >= lanes.length) return false;
      const right = place(i, width) + (widths[i] ?? 0) / 2;
      return right + gap > place(next, width) - (widths[next] ?? 0) / 2;
    });
  const alternate = touch(1);
  const step = (xs[1] ?? width) - (xs[0] ?? 0);
  const room = alternate && touch(2) ? 2 * step - gap : width;
  return lanes.map((lane, index) => ({
    id: lane.id,
    label: shorten(lane.label, room, (text) => textWidth(text, 600)),
    fullLabel: lane.label,
    x: xs[index] ?? 0,
    labelX: place(index, room),
    line: alternate && index % 2 === 1 ? 1 : 0,
    downFromY: lane.downFromUs === undefined ? undefined : yAt(lane.downFromUs),
  }));
}

function placeArrow(
  arrow: SequenceArrow,
  row: Row,
  xs: readonly number[],
  { width, unit: u, textWidth }: SequenceSpace,
): PlacedArrow {
  const weight = arrow.current ? 650 : 400;
  const measure = (text: string) => textWidth(text, weight);
  const fromX = xs[arrow.from] ?? 0;
  const laneX = xs[arrow.to] ?? 0;
  const label = shorten(arrow.label, width - 4 * u, measure);
  const labelWidth = measure(label);
  const common = { arrow, top: row.top, height: row.bottom - row.top, y: row.y, fromX, label };
  if (isNote(arrow)) {
    const beside = besideLane(fromX, labelWidth, 9 * u, width);
    return { ...common, toX: fromX, labelY: row.y, ...beside };
  }
  // The label stands over what is drawn of the arrow: clear of the cross where it broke off.
  const toX = arrow.fate === 'lost' ? breakPoint(fromX, laneX, xs, 12 * u) : laneX;
  const middle = (fromX + toX) / 2;
  return {
    ...common,
    toX,
    labelX: Math.min(width - labelWidth / 2, Math.max(labelWidth / 2, middle)),
    labelY: row.y - 12 * u,
    anchor: 'middle',
  };
}

/** About half-way, but not on a lane: nobody there is to blame for what never arrived. */
function breakPoint(fromX: number, toX: number, lanes: readonly number[], clear: number): number {
  const shares = [0.5, 0.4, 0.6, 0.3, 0.7];
  const points = shares.map((share) => fromX + (toX - fromX) * share);
  const isClear = (x: number): boolean => lanes.every((lane) => Math.abs(lane - x) >= clear);
  return points.find(isClear) ?? (fromX + toX) / 2;
}

function placeBracket(
  bracket: SequenceBracket,
  row: Row,
  xs: readonly number[],
  { width, unit: u, textWidth }: SequenceSpace,
  yAt: (atUs: number) => number,
): PlacedBracket {
  const laneX = xs[bracket.lane] ?? 0;
  const x = laneX - 7 * u;
  const label = shorten(bracket.label, width - 4 * u, textWidth);
  const labelWidth = textWidth(label);
  const fitsLeft = x - 5 * u - labelWidth >= 0;
  return {
    x,
    fromY: yAt(bracket.fromUs),
    toY: yAt(bracket.toUs),
    label,
    labelY: row.y,
    ...(fitsLeft
      ? { labelX: x - 5 * u, anchor: 'end' as const }
      : {
          labelX: Math.max(0, Math.min(laneX + 8 * u, width - labelWidth)),
          anchor: 'start' as const,
        }),
  };
}

/** To the right of a lane where there is room, otherwise to its left, otherwise as far as it goes. */
function besideLane(
  x: number,
  labelWidth: number,
  gap: number,
  width: number,
): { labelX: number; anchor: 'start' | 'end' } {
  if (x + gap + labelWidth <= width) return { labelX: x + gap, anchor: 'start' };
  if (x - gap - labelWidth >= 0) return { labelX: x - gap, anchor: 'end' };
  return { labelX: Math.max(0, width - labelWidth), anchor: 'start' };
}

function isNote(arrow: SequenceArrow): boolean {
  return arrow.fate === 'note' || arrow.from === arrow.to;
}

function shorten(text: string, room: number, textWidth: (text: string) => number): string {
  if (textWidth(text) <= room) return text;
  for (let length = text.length - 1; length > 1; length--) {
    const shorter = `${text.slice(0, length).trimEnd()}…`;
    if (textWidth(shorter) <= room) return shorter;
  }
  return `${text.slice(0, 1)}…`;
}
