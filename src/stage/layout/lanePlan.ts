/**
 * lanePlan decides how much each lane shows of its consumers: a card each while there is room, then
 * cards without places, then one box for the whole crowd.
 */
import { type ConsumerSpec, NO_NODE, type Plan } from '../../engine/index.ts';
import { cardHeight, crowdHeight } from './consumerFurniture.ts';
import { laneHeight, neededHeight, resultHeight } from './furniture.ts';
import type { Metrics } from './Metrics.ts';
import type { Lane, Shape } from './shape.ts';
import { targetsOf } from './shape.ts';
import { sum } from './stacking.ts';
import type { Member } from './staff.ts';

/** A group this large is a crowd wherever it stands. */
const CROWD = 7;

export interface GroupPlan {
  readonly group: number;
  readonly members: readonly Member[];
  readonly isCrowd: boolean;
  readonly hasSlots: boolean;
  readonly height: number;
  readonly card: number;
}

export interface LanePlan {
  readonly lane: Lane;
  readonly groups: readonly GroupPlan[];
  /** Services that only this lane's work needs, or this lane's first. */
  readonly needed: readonly number[];
  /** The least height. */
  readonly need: number;
}

interface Economy {
  readonly dropsSlots: boolean;
  /** Groups of more than so many are crowds. */
  readonly crowdFrom: number;
}

/** From the richest to the barest. */
const economies: readonly Economy[] = [
  { dropsSlots: false, crowdFrom: CROWD },
  { dropsSlots: true, crowdFrom: CROWD },
  { dropsSlots: true, crowdFrom: 4 },
  { dropsSlots: true, crowdFrom: 3 },
  { dropsSlots: true, crowdFrom: 2 },
];

/** The richest picture of all lanes that fits the height; the barest where none does. */
export function planLanes(
  plan: Plan,
  shape: Shape,
  staff: readonly Member[],
  m: Metrics,
  width: number,
  available: number,
  stacksResults = false,
): LanePlan[] {
  let lanes: LanePlan[] = [];
  for (const economy of economies) {
    lanes = lanesAt(plan, shape, staff, m, width, stacksResults, economy);
    if (heightOf(lanes, m) <= available) break;
  }
  return lanes;
}

/** The least height of the richest picture. */
export function richHeight(
  plan: Plan,
  shape: Shape,
  staff: readonly Member[],
  m: Metrics,
  width: number,
  stacksResults: boolean,
): number {
  const [richest] = economies as [Economy];
  return heightOf(lanesAt(plan, shape, staff, m, width, stacksResults, richest), m);
}

function heightOf(lanes: readonly LanePlan[], m: Metrics): number {
  return sum(lanes.map(({ need }) => need)) + laneGap(m) * (lanes.length - 1);
}

export function laneGap(m: Metrics): number {
  return 1.5 * m.gap;
}

export function blockGap(m: Metrics): number {
  return 1.5 * m.gap;
}

/** A result below its group, and the line that leads to it. */
export function stackedResultHeight(m: Metrics): number {
  return 1.5 * m.gap + resultHeight(m);
}

/** Between a group and the service that it needs: room for a wire. */
export function needGap(m: Metrics): number {
  return 3 * m.gap;
}

function lanesAt(
  plan: Plan,
  shape: Shape,
  staff: readonly Member[],
  m: Metrics,
  width: number,
  stacksResults: boolean,
  economy: Economy,
): LanePlan[] {
  const taken = new Set<number>();
  return shape.lanes.map((lane) => {
    const groups = lane.groups.map((group) =>
      groupPlan(
        plan,
        group,
        staff.filter((one) => one.group === group),
        m,
        width,
        economy,
      ),
    );
    const needed = lane.groups
      .flatMap((group) => targetsOf(plan, group))
      .filter((service) => shape.needed.includes(service) && !taken.has(service));
    const unique = [...new Set(needed)];
    for (const service of unique) taken.add(service);
    const blocks = sum(groups.map(({ height }) => height)) + blockGap(m) * (groups.length - 1);
    const services = unique.length * (needGap(m) + neededHeight(m));
    const results = groups.length * resultHeight(m) + blockGap(m) * (groups.length - 1);
    const members = sum(groups.map((group) => group.members.length));
    const own = laneHeight(plan, lane.queue, members, m);
    const need = stacksResults
      ? Math.max(own, blocks + services + stackedResultHeight(m) * groups.length)
      : Math.max(own, blocks + services, results);
    return { lane, groups, needed: unique, need };
  });
}

function groupPlan(
  plan: Plan,
  group: number,
  members: readonly Member[],
  m: Metrics,
  width: number,
  { dropsSlots, crowdFrom }: Economy,
): GroupPlan {
  const spec = plan.nodes[group];
  const hasSlots = !dropsSlots && spec?.kind === 'consumer' && holdsMore(plan, group, spec);
  const card = cardHeight(m, hasSlots);
  const cards = headingHeight(m) + members.length * card + Math.max(0, members.length - 1) * m.gap;
  const crowd = crowdHeight(m, members, width);
  const isCrowd = members.length >= crowdFrom && crowd < cards;
  return { group, members, isCrowd, hasSlots, card, height: isCrowd ? crowd : cards };
}

/** Whether a consumer may hold more than it works on: by its window, or by what a poll returns. */
function holdsMore({ nodes, queueOf }: Plan, group: number, spec: ConsumerSpec): boolean {
  const source = nodes[queueOf[group] ?? NO_NODE];
  const isPolling = source?.kind === 'group' && source.reading === 'perPartition';
  return isPolling ? source.pollRecords > 1 : spec.prefetchLimit > spec.concurrency;
}

export function headingHeight(m: Metrics): number {
  return m.textLine + m.gap / 4;
}
