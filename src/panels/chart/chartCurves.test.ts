import { describe, expect, it } from 'vitest';
import { latenciesOf, workTimesOf } from '../../explain/index.ts';
import { ORDERS, Timeline } from '../../playback/index.ts';
import { type ShippedName, shippedScenario } from '../../scenarios/index.ts';
import { chartsFor } from './chartChoices.ts';
import { LatencyCurves, nearestRank } from './LatencyCurves.ts';
import { UseCurves } from './UseCurves.ts';

const S = 1_000_000;

function played(name: ShippedName, untilUs: number): Timeline {
  const timeline = new Timeline(shippedScenario(name));
  timeline.seek(untilUs);
  return timeline;
}

function nodeNamed({ world }: Timeline, title: string): number {
  return world.plan.nodes.findIndex((node) => node.title === title);
}

describe('percentiles', () => {
  it('are samples: the one that so many of a hundred do not exceed', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, i) => i + 1);
    expect([50, 95, 99, 100].map((percent) => nearestRank(hundred, percent))).toEqual([
      50, 95, 99, 100,
    ]);
    expect(nearestRank(Float64Array.of(7), 1)).toBe(7);
    expect(nearestRank(Float64Array.of(), 50)).toBe(0);
  });
});

describe('latency over time', () => {
  const timeline = played('payment-system', 20 * S);
  const queue = nodeNamed(timeline, 'E-mail queue');
  const axis = { fromUs: 4 * S, toUs: 16 * S };

  it('has every message that ended in the window in one square of its map', () => {
    const column = latenciesOf(timeline.world, timeline.world.trace).of(queue);
    const { heat } = new LatencyCurves().read(timeline, queue, axis);
    const drawn = heat?.counts.reduce((sum, count) => sum + count, 0);
    expect(drawn).toBe(column.countBefore(axis.toUs) - column.countBefore(axis.fromUs));
    expect(drawn).toBeGreaterThan(400);
  });

  it('has percentiles in order, each of them the latency of a message', () => {
    const column = latenciesOf(timeline.world, timeline.world.trace).of(queue);
    const latencies = new Set(
      Array.from(column.latencyUs.slice(0, column.length), (us) => us / 1e6),
    );
    const [median, most, nearlyAll] = new LatencyCurves()
      .read(timeline, queue, axis)
      .lines.map(({ curve }) => curve);
    expect(median?.length).toBe(96);
    for (let i = 10; i < 96; i++) {
      const values = [median, most, nearlyAll].map((curve) => curve?.values[i] ?? Number.NaN);
      expect(values.toSorted((a, b) => a - b)).toEqual(values);
      for (const value of values) expect(latencies.has(value)).toBe(true);
    }
  });
});

describe('how consumers spend their time', () => {
  it('is drawn in cells that come to the time that was worked', () => {
    const timeline = played('l9-capacity-a', 10 * S);
    const { world, endUs } = timeline;
    const queue = world.consumers.queue[0] ?? -1;
    const curves = new UseCurves();
    const axis = { fromUs: 0, toUs: endUs };
    const { strips = [] } = curves.strips(timeline, queue, axis);
    expect(strips).toHaveLength(5);
    const [first] = strips;
    if (first === undefined) throw new Error('no strip');
    const { horizonUs } = timeline;
    let workedUs = 0;
    for (let cell = 0; cell < first.cells; cell++) {
      const fromUs = cell * first.cellUs;
      workedUs += (first.shares[cell] ?? 0) * (Math.min(horizonUs, fromUs + first.cellUs) - fromUs);
    }
    const work = workTimesOf(world, world.trace);
    expect(Math.abs(workedUs - work.workUs(0, horizonUs))).toBeLessThan(1_000);
  });

  it('marks when one was down', () => {
    const timeline = played('l5-ack-b', 3 * S);
    const queue = timeline.world.consumers.queue[0] ?? -1;
    const { strips = [] } = new UseCurves().strips(timeline, queue, { fromUs: 0, toUs: 3 * S });
    expect(strips.flatMap(({ outages }) => outages.map(({ word }) => word))).toContain('DOWN');
  });

  it('is at most all of it', () => {
    const timeline = played('payment-system', 20 * S);
    const queue = nodeNamed(timeline, 'E-mail queue');
    const [line] = new UseCurves().utilisation(timeline, queue).lines;
    const { values, length } = line?.curve ?? { values: [], length: 0 };
    expect(length).toBeGreaterThan(100);
    const shares = Array.from(values.slice(0, length));
    expect(Math.max(...shares)).toBeLessThanOrEqual(100.000_001);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
  });
});

describe('the choice of charts', () => {
  it('is what the subject has: orders have no consumers', () => {
    const { world } = played('payment-system', 0);
    expect(chartsFor(world, ORDERS)).toEqual(['depth', 'throughput', 'latency']);
    expect(chartsFor(world, world.consumers.queue[0] ?? -1)).toHaveLength(8);
  });
});
