/**
 * flagLanes gives each flag a lane above the plot and its label a side of the pole, so that no label
 * meets another label, the pole of another flag or the frame.
 *
 * A pole runs from its lane down to the axis, so of two flags that are close the earlier one takes
 * the higher lane: the later pole then begins below the earlier label. Where no lane is
 * free the label is left out, not squeezed; the pennant, its name and its focus stay.
 */
export interface FlagToPlace {
  readonly id: string;
  readonly x: number;
  readonly labelWidth: number;
  /** Placed before the others, so that it keeps its label when room is short. */
  readonly selected: boolean;
}

export interface PlacedFlag {
  readonly id: string;
  readonly lane: number;
  readonly side: 'right' | 'left' | 'none';
}

export interface FlagRoom {
  readonly left: number;
  readonly right: number;
  readonly lanes: number;
  /** From the pole to the far edge of the pennant. */
  readonly pennant: number;
  /** Between pennant or pole and label, and kept free behind the label. */
  readonly gap: number;
  /** The end of what already stands in the topmost lane, such as the unit of the vertical axis. */
  readonly takenUntil: number;
}

interface Taken {
  readonly x: number;
  readonly lane: number;
  readonly from: number;
  readonly to: number;
}

export function placeFlags(flags: readonly FlagToPlace[], room: FlagRoom): PlacedFlag[] {
  const inOrder = [...flags].sort(
    (a, b) => Number(b.selected) - Number(a.selected) || a.x - b.x || (a.id < b.id ? -1 : 1),
  );
  const quick = inOrderOfTime(inOrder, room);
  // Left to right is steady under a dragging hand; a search may flip labels from one frame to the
  // next, so it is only asked when a label would be lost.
  const best = quick.some((flag) => flag.side === 'none') ? search(inOrder, room, quick) : quick;
  const placed = new Map(best.map(({ id, lane, side }) => [id, { id, lane, side }]));
  return flags.flatMap((flag) => placed.get(flag.id) ?? []);
}

export function lanesUsed(placed: readonly PlacedFlag[]): number {
  return placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
}

type Choice = PlacedFlag & Taken & { readonly isCrowded: boolean };

function inOrderOfTime(flags: readonly FlagToPlace[], room: FlagRoom): Choice[] {
  const taken: Choice[] = [];
  for (const flag of flags) taken.push(choices(flag, room, taken)[0] ?? lastResort(flag, room));
  return taken;
}

/** The places that are free for a flag, the best first. */
function choices(flag: FlagToPlace, room: FlagRoom, taken: readonly Taken[]): Choice[] {
  const free: Choice[] = [];
  for (const side of ['right', 'left', 'none'] as const) {
    const { from, to } = extent(flag, side, room);
    if (side !== 'none' && (from < room.left || to > room.right)) continue;
    for (let lane = 0; lane < room.lanes; lane++) {
      if (lane === 0 && from < room.takenUntil && side !== 'none') continue;
      if (taken.some((other) => clashes(flag.x, lane, from, to, other))) continue;
      free.push({ id: flag.id, x: flag.x, lane, side, from, to, isCrowded: false });
    }
  }
  return free;
}

/** Nowhere free, not even for a pennant: the lowest lane, where the pole crosses least. */
function lastResort(flag: FlagToPlace, room: FlagRoom): Choice {
  const lane = room.lanes - 1;
  const { from, to } = extent(flag, 'none', room);
  return { id: flag.id, x: flag.x, lane, side: 'none', from, to, isCrowded: true };
}

/** Enough for a dozen flags in a heap, and never noticed in a frame. */
const searchSteps = 1500;

/** Tries other sides and lanes, best first, until nothing is lost or the steps are used up. */
function search(flags: readonly FlagToPlace[], room: FlagRoom, quick: readonly Choice[]): Choice[] {
  let best = [...quick];
  let bestCost = best.reduce((sum, choice) => sum + cost(choice), 0);
  let steps = 0;
  const descend = (taken: readonly Choice[], soFar: number): void => {
    if (soFar >= bestCost || steps++ > searchSteps) return;
    const flag = flags[taken.length];
    if (!flag) {
      best = [...taken];
      bestCost = soFar;
      return;
    }
    for (const choice of [...choices(flag, room, taken), lastResort(flag, room)]) {
      descend([...taken, choice], soFar + cost(choice));
    }
  };
  descend([], 0);
  return best;
}

function cost({ side, lane, isCrowded }: Choice): number {
  return { right: 0, left: 2, none: 100 }[side] + lane + (isCrowded ? 200 : 0);
}

function clashes(x: number, lane: number, from: number, to: number, other: Taken): boolean {
  const sameLane = lane === other.lane && from < other.to && other.from < to;
  const myPoleThroughIt = lane < other.lane && x > other.from && x < other.to;
  const itsPoleThroughMe = other.lane < lane && other.x > from && other.x < to;
  return sameLane || myPoleThroughIt || itsPoleThroughMe;
}

function extent(flag: FlagToPlace, side: PlacedFlag['side'], room: FlagRoom) {
  const { x, labelWidth } = flag;
  const { pennant, gap } = room;
  if (side === 'right') return { from: x - 1, to: x + pennant + gap + labelWidth + gap };
  if (side === 'left') return { from: x - gap - labelWidth - gap, to: x + pennant + 1 };
  return { from: x - 1, to: x + pennant + 1 };
}

export interface Lasting {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Brackets over time that overlaps lie on levels of their own; the longer the higher. */
export function bracketLevels(flags: readonly Lasting[]): Map<string, number> {
  const levels = new Map<string, number>();
  const placed: (Lasting & { level: number })[] = [];
  for (const flag of [...flags].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    const meets = placed.filter((other) => flag.from <= other.to && other.from <= flag.to);
    const level = meets.reduce((most, other) => Math.max(most, other.level + 1), 0);
    placed.push({ ...flag, level });
    levels.set(flag.id, level);
  }
  return levels;
}
