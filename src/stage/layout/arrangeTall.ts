/**
 * arrangeTall sets the stage from top to bottom, for a narrow screen: the page scrolls, nothing
 * shrinks. Wires between neighbours go straight down; longer ones run in a gutter at the side.
 */
import { NO_NODE, type Plan } from '../../engine/index.ts';
import { addCard, addCrowd, cardHeight, crowdHeight } from './consumerFurniture.ts';
import { drawnAs } from './drawnAs.ts';
import type { Loads } from './fates.ts';
import {
  addExchange,
  addProducer,
  addQueue,
  addResultRow,
  addService,
  feederHeight,
  laneHeight,
  neededHeight,
  producerHeight,
  resultRowHeight,
  serviceHeight,
} from './furniture.ts';
import { addHeading } from './groupHeading.ts';
import type { Box, Layout, Rect, WireKind } from './Layout.ts';
import { type GroupPlan, headingHeight, type LanePlan, planLanes } from './lanePlan.ts';
import { type Frame, type Metrics, metricsOf } from './Metrics.ts';
import { replicaHeight } from './replicaRow.ts';
import { Sheet } from './Sheet.ts';
import type { Shape } from './shape.ts';
import type { Member } from './staff.ts';
import { middleOf } from './syncPart.ts';
import { stackTrays } from './trays.ts';
import { bentPath, type Point } from './WirePath.ts';

/** Wires side by side in a gutter, before they share a way. */
const TRACKS = 3;

export function arrangeTall(
  plan: Plan,
  shape: Shape,
  staff: readonly Member[],
  frame: Frame,
  loads: Loads,
): Layout {
  return new TallStage(plan, shape, staff, frame).layout(loads);
}

class TallStage {
  private readonly sheet: Sheet;
  private readonly shape: Shape;
  private readonly m: Metrics;
  private readonly plan: Plan;
  private readonly frame: Frame;
  private readonly lanes: readonly LanePlan[];
  /** Where content begins and how wide it is; gutters lie on both sides. */
  private readonly x: number;
  private readonly width: number;
  private y: number;
  private tracks = 0;

  constructor(plan: Plan, shape: Shape, staff: readonly Member[], frame: Frame) {
    this.plan = plan;
    this.shape = shape;
    this.frame = frame;
    this.m = metricsOf(frame);
    this.sheet = new Sheet(plan, this.m, frame.size);
    const gutter = (TRACKS + 0.5) * this.m.gap;
    this.x = this.m.margin / 2 + gutter;
    this.width = frame.width - this.x - this.m.margin / 2 - 2 * this.m.gap;
    this.y = this.m.margin;
    this.lanes = planLanes(plan, shape, staff, this.m, this.width, Number.POSITIVE_INFINITY);
  }

  layout(loads: Loads): Layout {
    const { sheet, shape, m, frame } = this;
    const hasSync = shape.askers.length > 0;
    if (hasSync) this.addSync(shape.lanes.length > 0);
    for (const node of shape.feeders) {
      const height = feederHeight(this.plan, node, m);
      addProducer(sheet, node, this.next(height, this.wireGap), false);
    }
    this.addExchanges();
    for (const lane of this.lanes) this.addLane(lane);
    for (const node of [...shape.feeders, ...shape.exchanges, ...shape.layers.flat()]) {
      this.addPublishes(node);
    }
    const { x, y, width } = this;
    this.y = stackTrays(sheet, shape, loads, { x, y, width });
    return sheet.layout(frame.width, this.y + m.margin / 2);
  }

  /** Room for the next thing, `gap` below the one before. */
  private next(height: number, gap: number): Rect {
    const rect = { x: this.x, y: this.y, width: this.width, height };
    this.y += height + gap;
    return rect;
  }

  private get wireGap(): number {
    return 3.5 * this.m.gap;
  }

  private addCaption(name: string, text: string): void {
    const { sheet, m } = this;
    const { x, y, height, width } = this.next(m.textLine, m.gap);
    sheet.text('captions', name, 'caption', 'start', x, y + height / 2, width, text);
  }

  private addSync(hasQueued: boolean): void {
    const { sheet, shape, m } = this;
    if (hasQueued) this.addCaption('sync', 'critical path, synchronous');
    for (const node of shape.askers) {
      addProducer(sheet, node, this.next(producerHeight(m), this.wireGap), true);
    }
    const services = shape.layers.flat();
    for (const node of services) {
      addService(sheet, node, this.next(serviceHeight(m), this.wireGap));
    }
    this.y -= this.wireGap - m.gap;
    addResultRow(sheet, NO_NODE, this.next(resultRowHeight(m), 2 * m.gap), 'orders answered');
    for (const node of [...shape.askers, ...services]) this.addCalls(node);
    if (!hasQueued) return;
    const y = this.y;
    const right = this.x + this.width;
    sheet.lines.push({
      kind: 'divider',
      points: [
        { x: this.x, y },
        { x: right, y },
      ],
    });
    this.y += m.gap;
    this.addCaption('queued', 'side effects, queued');
  }

  private addExchanges(): void {
    const { sheet, shape, m } = this;
    for (const node of shape.exchanges) {
      const replicas = replicaHeight(this.plan, node, m);
      const below = replicas === 0 ? 0 : 1.5 * m.textLine + replicas;
      const rect = this.next(m.exchange + Math.max(m.exchange, below), this.wireGap);
      const centre = { x: rect.x + m.exchange + m.gap, y: rect.y + m.exchange };
      addExchange(sheet, node, centre, 'right', this.width - 2 * m.exchange - 2 * m.gap);
    }
  }

  private addLane({ lane, groups, needed }: LanePlan): void {
    const { sheet, m } = this;
    const isGroup = this.plan.nodes[lane.queue]?.kind === 'group';
    const members = groups.reduce((sum, group) => sum + group.members.length, 0);
    const height = laneHeight(this.plan, lane.queue, members, m) + (isGroup ? 11 : 7) * m.gap;
    addQueue(sheet, lane.queue, this.next(height, this.wireGap));
    groups.forEach((group, i) => {
      this.addGroup(lane.queue, group, i === 0);
    });
    for (const service of needed) {
      this.y += this.wireGap - m.gap;
      addService(sheet, service, this.next(neededHeight(m), m.gap));
    }
    for (const { group } of groups) {
      const spec = this.plan.nodes[group];
      const title = spec?.kind === 'consumer' ? spec.effect.title : '';
      addResultRow(sheet, group, this.next(resultRowHeight(m), m.gap), title);
      this.addNeeds(group);
    }
    this.y += 2 * m.gap;
  }

  /** Two cards in a row, with the wire between them; or the box of a crowd. */
  private addGroup(queue: number, plan: GroupPlan, isFirst: boolean): void {
    const { sheet, m } = this;
    const { group, members, isCrowd, hasSlots } = plan;
    const wire = this.plan.subscriptionOf[group] ?? NO_NODE;
    const from = sheet.rectOf(`queue-${queue}`);
    const middle = this.x + this.width / 2;
    const top = this.y;
    // A second group is reached by the gutter on the right, past the first.
    const side = this.x + this.width + m.gap;
    const trunk: Point[] = isFirst
      ? [{ x: middle, y: from.y + from.height }]
      : [
          { x: from.x + from.width, y: middleOf(from) },
          { x: side, y: middleOf(from) },
          { x: side, y: top - m.gap / 2 },
          { x: middle, y: top - m.gap / 2 },
        ];
    if (isCrowd) {
      const rect = this.next(crowdHeight(m, members, this.width), m.gap);
      addCrowd(sheet, members, group, rect);
      sheet.wire(wire, bentPath([...trunk, { x: middle, y: rect.y }], m.bend), 'subscription');
      return;
    }
    const gap = 2 * m.gap;
    const width = (this.width - gap) / 2;
    const heading = this.next(headingHeight(m), 0);
    addHeading(sheet, group, this.x, heading.y + m.textLine / 2, this.width);
    const height = cardHeight(m, hasSlots);
    members.forEach((member, i) => {
      const isRight = i % 2 === 1;
      const row = isRight ? this.y - height - m.gap : this.next(height, m.gap).y;
      const x = isRight ? this.x + width + gap : this.x;
      const box = addCard(sheet, member, { x, y: row, width, height }, hasSlots);
      const to = sheet.rectOf(box);
      const end = { x: isRight ? to.x : to.x + to.width, y: middleOf(to) };
      const path = bentPath([...trunk, { x: middle, y: end.y }, end], m.bend);
      sheet.wire(wire, path, 'subscription', member.consumer);
    });
    if (members.length > 0) return;
    const end = { x: middle, y: this.y };
    sheet.wire(wire, bentPath([...trunk, end], m.bend), 'subscription');
    this.y += m.gap;
  }

  // Wires

  private addCalls(node: number): void {
    for (const wire of this.plan.wiresFrom[node] ?? []) {
      const target = this.plan.wireTo[wire] ?? NO_NODE;
      if (this.plan.nodes[target]?.kind === 'service') this.join(node, target, wire, 'call');
    }
  }

  private addPublishes(node: number): void {
    for (const wire of this.plan.wiresFrom[node] ?? []) {
      const target = this.plan.wireTo[wire] ?? NO_NODE;
      const kind = drawnAs(this.plan, target);
      const isBinding = drawnAs(this.plan, node) === 'exchange';
      if (kind === 'exchange' || kind === 'queue') {
        this.join(node, target, wire, isBinding ? 'binding' : 'publish');
      }
    }
  }

  private addNeeds(group: number): void {
    const { sheet } = this;
    const own = sheet.consumers.filter((part) => part.node === group);
    // From the left column, so that no card is in the way.
    const last = own.findLast((part) => sheet.rectOf(part.box).x <= this.x + this.m.pad);
    if (last === undefined) return;
    const crowd = sheet.crowds.find((part) => part.node === group);
    const box = crowd?.box ?? last.box;
    for (const wire of this.plan.wiresFrom[group] ?? []) {
      const target = this.plan.wireTo[wire] ?? NO_NODE;
      this.joinBoxes(box, `service-${target}`, wire, 'need');
    }
  }

  private join(from: number, to: number, wire: number, kind: WireKind): void {
    const key = (node: number): string => `${drawnAs(this.plan, node)}-${node}`;
    this.joinBoxes(key(from), key(to), wire, kind);
  }

  /** Straight down to the next box; to a farther one round by the gutter on the left. */
  private joinBoxes(fromKey: string, toKey: string, wire: number, kind: WireKind): void {
    const { sheet, m } = this;
    const from = sheet.rectOf(fromKey);
    const to = sheet.rectOf(toKey);
    const isNext = !sheet.boxes.some(
      (box) => box.y >= from.y + from.height && box.y < to.y && box.within === undefined,
    );
    const gap = to.y - from.y - from.height;
    if (isNext && gap > 0 && gap <= this.wireGap) {
      const x = this.x + m.exchange + m.gap;
      const points = [
        { x, y: from.y + from.height },
        { x, y: to.y },
      ];
      sheet.wire(wire, bentPath(points, m.bend), kind);
      return;
    }
    const track = this.x - m.gap - (this.tracks++ % TRACKS) * m.gap;
    // What leaves does so below what arrives.
    const start = leftEdge(from, m.gap);
    const end = leftEdge(to, -m.gap);
    const corners = [start, { x: track, y: start.y }, { x: track, y: end.y }, end];
    sheet.wire(wire, bentPath(corners, m.bend), kind);
  }
}

/** The left edge of a box, so far below its middle. */
function leftEdge(box: Box, below: number): Point {
  const y = middleOf(box) + below;
  if (box.kind !== 'exchange') return { x: box.x, y };
  const r = box.width / 2;
  return { x: box.x + r - Math.sqrt(r * r - below * below), y };
}
