/** fates counts who met which end that is not done, and what was done twice: what the trays hold. */
import {
  Copy,
  isRedriven,
  lostRecords,
  ordersOf,
  type Plan,
  type World,
} from '../../engine/index.ts';
import { type TrayKind, trayKinds } from './Layout.ts';
import { shapeOf } from './shape.ts';

export interface Fate {
  readonly count: number;
  /** Of these, how many had an end that is worth a word of its own; `part`: that word. */
  readonly special: number;
  readonly part: string;
}

export type Fates = Readonly<Record<TrayKind, Fate>>;

/** In the words of the conservation bar. */
export function fatesOf(world: World): Fates {
  const { plan } = world;
  const { queues, deadLetters, groups } = traysOf(plan);
  let [refused, lost, dropped] = [0, 0, 0];
  for (const queue of queues) {
    refused += world.countOf(queue, Copy.refused);
    lost += world.countOf(queue, Copy.lost);
    dropped += world.countOf(queue, Copy.dropped);
  }
  let [dead, repeated] = [0, 0];
  for (const queue of deadLetters) dead += world.depthOf(queue);
  for (const group of groups) repeated += world.groups.duplicateEffects[group] ?? 0;
  const orders = ordersOf(world);
  const isGoingBack = deadLetters.some((queue) => isRedriven(world, queue));
  return {
    refused: {
      count: refused + orders.refused,
      special: orders.timedOut,
      part: 'timed out',
    },
    deadLettered: { count: dead, special: isGoingBack ? dead : 0, part: 'going back' },
    lost: {
      count: lost + dropped + lostRecords(world),
      special: dropped,
      part: 'of them dropped',
    },
    duplicateEffect: { count: repeated, special: 0, part: '' },
  };
}

interface TrayNodes {
  readonly queues: readonly number[];
  readonly deadLetters: readonly number[];
  readonly groups: readonly number[];
}

const known = new WeakMap<Plan, TrayNodes>();

function traysOf(plan: Plan): TrayNodes {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const of = (kind: string): number[] =>
    plan.nodes.flatMap((node, i) => (node.kind === kind ? [i] : []));
  const nodes = {
    queues: of('queue'),
    deadLetters: shapeOf(plan).deadLetters,
    groups: of('consumer'),
  };
  known.set(plan, nodes);
  return nodes;
}

/** Queues whose messages lie in the tray of dead letters. */
export function deadLettersOf(plan: Plan): readonly number[] {
  return traysOf(plan).deadLetters;
}

/** How many marks each tray has to have room for: in steps, so that the stage seldom changes for it. */
export type Loads = Readonly<Record<TrayKind, number>>;

export const noLoads: Loads = { refused: 0, deadLettered: 0, lost: 0, duplicateEffect: 0 };

/** More than the last of them are bricks. */
const steps = [0, 12, 25, 50, 100, 200];

export function loadsOf(world: World): Loads {
  const fates = fatesOf(world);
  const load = (kind: TrayKind): number =>
    steps.find((step) => fates[kind].count <= step) ?? MOST_SINGLE;
  return {
    refused: load('refused'),
    deadLettered: load('deadLettered'),
    lost: load('lost'),
    duplicateEffect: load('duplicateEffect'),
  };
}

/** What is rare stays one mark for each message up to so many. */
export const MOST_SINGLE = 200;

export function loadsKey(loads: Loads): string {
  return trayKinds.map((kind) => loads[kind]).join();
}
