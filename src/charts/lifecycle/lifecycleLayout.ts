/**
 * lifecycleLayout puts the states of a machine on a grid and bends the transitions between them so that
 * there and back do not lie on each other. Which cell a state has is written down, because a machine is
 * read from left to right as a story; what leads where is the machine's own.
 */
import type { StateGraph, Transition } from './StateGraph.ts';

/** Column and row of each state, by the name of its machine. */
const cells: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  messageCopy: {
    redriven: [0, 0],
    delayed: [1.5, 0],
    inTransit: [0, 1],
    ready: [1, 1],
    unacked: [2, 1],
    done: [3, 1],
    handedOver: [3, 0],
    refused: [0, 2],
    dropped: [1, 2],
    deadLettered: [2, 2],
    lost: [3, 2],
  },
  consumer: {
    idle: [0, 0],
    working: [1.5, 0],
    down: [0, 1],
    leaving: [1.5, 1],
    removed: [3, 0.5],
  },
  broker: { running: [0, 0], down: [1.5, 0], recovering: [3, 0] },
};

export interface LifecycleSpace {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
}

export interface PlacedState {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedTransition {
  readonly transition: Transition;
  readonly path: string;
  /** Where the head points: the end of the path and the direction there, in degrees. */
  readonly endX: number;
  readonly endY: number;
  readonly degrees: number;
}

export interface LifecycleLayout {
  readonly states: readonly PlacedState[];
  readonly transitions: readonly PlacedTransition[];
}

const boxWidth = 76;
const boxHeight = 24;
const columns = 3;

export function lifecycleLayout(graph: StateGraph, space: LifecycleSpace): LifecycleLayout {
  const { unit: u, width, height } = space;
  const of = cells[graph.name] ?? {};
  const rows = Math.max(1, ...Object.values(of).map(([, row]) => row));
  const box = {
    width: Math.min(boxWidth * u, width / (columns + 1) - 6 * u),
    height: boxHeight * u,
  };
  const stepX = (width - box.width - 2 * u) / columns;
  const stepY = (height - box.height - 2 * u) / rows;
  const states = graph.states.map((name): PlacedState => {
    const [column, row] = of[name] ?? [0, 0];
    const x = u + box.width / 2 + column * stepX;
    return { name, x, y: u + box.height / 2 + row * stepY, ...box };
  });
  const byName = new Map(states.map((state) => [state.name, state]));
  const transitions = graph.transitions.flatMap((transition): PlacedTransition[] => {
    const from = byName.get(transition.from);
    const to = byName.get(transition.to);
    return from === undefined || to === undefined ? [] : [bend(transition, from, to)];
  });
  return { states, transitions };
}

/** How far a transition bends to its right, for each pixel of its length. */
const BEND = 0.14;

function bend(transition: Transition, from: PlacedState, to: PlacedState): PlacedTransition {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const midX = (from.x + to.x) / 2 - dy * BEND;
  const midY = (from.y + to.y) / 2 + dx * BEND;
  const start = edge(from, midX, midY);
  const end = edge(to, midX, midY);
  const degrees = (Math.atan2(end.y - midY, end.x - midX) * 180) / Math.PI;
  const at = (x: number, y: number): string => `${x.toFixed(1)},${y.toFixed(1)}`;
  return {
    transition,
    path: `M${at(start.x, start.y)}Q${at(midX, midY)} ${at(end.x, end.y)}`,
    endX: end.x,
    endY: end.y,
    degrees,
  };
}

/** Where the line from a state's middle to a point leaves its box. */
function edge(
  { x, y, width, height }: PlacedState,
  toX: number,
  toY: number,
): { x: number; y: number } {
  const dx = toX - x;
  const dy = toY - y;
  const across = dx === 0 ? Number.POSITIVE_INFINITY : width / 2 / Math.abs(dx);
  const down = dy === 0 ? Number.POSITIVE_INFINITY : height / 2 / Math.abs(dy);
  const share = Math.min(1, across, down);
  return { x: x + dx * share, y: y + dy * share };
}

/** The machines that have cells. */
export const placedMachines: readonly string[] = Object.keys(cells);

/** The states of a machine that have a cell. */
export function placedStates(machine: string): readonly string[] {
  return Object.keys(cells[machine] ?? {});
}
