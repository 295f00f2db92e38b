/**
 * UseCurves are how consumers spend their time: a strip for each, or the share of all of them that is at
 * work, measured over the second before.
 */
import type { Curve, TimeStrip } from '../../charts/index.ts';
import type { World } from '../../engine/index.ts';
import { nameOf, type WorkTimes, workTimesOf } from '../../explain/index.ts';
import type { Samples, Timeline } from '../../playback/index.ts';
import type { TimeWindow } from '../../store/index.ts';
import type { Curves } from './backlogCurves.ts';

/** Cells of a strip, and strips at most. */
const CELLS = 240;
const STRIPS = 12;
const SECOND_US = 1e6;

export class UseCurves {
  private readonly shares = new Map<number, Cells>();
  private key = '';
  private source: Float64Array | null = null;
  private values = new Float64Array(0);
  private length = 0;

  strips({ world, horizonUs }: Timeline, subject: number, axis: TimeWindow): Curves {
    const work = workTimesOf(world, world.trace);
    const key = `${subject} ${axis.fromUs} ${axis.toUs} ${world.trace.forgettings.length}`;
    if (key !== this.key) {
      this.key = key;
      this.shares.clear();
    }
    const consumers = consumersOf(world, subject);
    return {
      areas: [],
      lines: [],
      ghosts: [],
      unit: consumers.length > STRIPS ? `${STRIPS} of ${consumers.length} consumers` : 'at work',
      strips: consumers
        .slice(0, STRIPS)
        .map((consumer) => this.strip(world, work, consumer, axis, horizonUs)),
    };
  }

  private strip(
    world: World,
    work: WorkTimes,
    consumer: number,
    { fromUs, toUs }: TimeWindow,
    horizonUs: number,
  ): TimeStrip {
    const cellUs = Math.max(1, (toUs - fromUs) / CELLS);
    let cells = this.shares.get(consumer);
    if (cells === undefined) {
      cells = { shares: new Float32Array(CELLS), done: 0 };
      this.shares.set(consumer, cells);
    }
    const hands = handsOf(world, consumer);
    const count = Math.min(CELLS, Math.max(0, Math.ceil((horizonUs - fromUs) / cellUs)));
    // The last one is not over yet: it is counted anew.
    for (let cell = Math.max(0, cells.done - 1); cell < count; cell++) {
      const startUs = fromUs + cell * cellUs;
      const endUs = Math.min(horizonUs, startUs + cellUs);
      const workedUs = work.workUs(consumer, endUs) - work.workUs(consumer, startUs);
      cells.shares[cell] = endUs > startUs ? Math.min(1, workedUs / (endUs - startUs) / hands) : 0;
    }
    cells.done = count;
    return {
      id: String(consumer),
      label: nameOf(world, world.placeOf(consumer)),
      fromUs,
      cellUs,
      shares: cells.shares,
      cells: count,
      outages: work
        .outages(consumer, fromUs, Math.min(horizonUs, toUs))
        .map((outage) => ({ ...outage, word: outage.isGone ? 'gone' : 'DOWN' })),
    };
  }

  utilisation({ samples, world }: Timeline, subject: number): Curves {
    return {
      areas: [],
      lines: [
        {
          id: 'busy',
          label: 'at work',
          curve: this.busyShare(samples, world, subject),
          state: 'unacked',
        },
      ],
      ghosts: [],
      unit: '% of their time',
    };
  }

  private busyShare(samples: Samples, world: World, subject: number): Curve {
    const { offered: column } = samples.of(subject);
    if (this.source !== column) {
      this.source = column;
      this.values = new Float64Array(column.length);
      this.length = 0;
    }
    const work = workTimesOf(world, world.trace);
    const consumers = consumersOf(world, subject);
    for (let i = this.length; i < samples.length; i++) {
      const toUs = samples.timesUs[i] ?? 0;
      const fromUs = Math.max(0, toUs - SECOND_US);
      let worked = 0;
      let could = 0;
      for (const consumer of consumers) {
        worked += work.workUs(consumer, toUs) - work.workUs(consumer, fromUs);
        could += (toUs - fromUs) * handsOf(world, consumer);
      }
      this.values[i] = could === 0 ? 0 : (100 * worked) / could;
    }
    this.length = samples.length;
    return { timesUs: samples.timesUs, values: this.values, length: samples.length };
  }
}

interface Cells {
  readonly shares: Float32Array;
  /** How many have been counted. */
  done: number;
}

/** The consumers of a queue or a group, by their rows. */
function consumersOf({ consumers }: World, subject: number): number[] {
  return Array.from({ length: consumers.rows }, (_, row) => row).filter(
    (row) => consumers.queue[row] === subject,
  );
}

/** How many messages it can work on at once. */
function handsOf({ consumers, groups }: World, consumer: number): number {
  return Math.max(1, groups.concurrency[consumers.group[consumer] ?? 0] ?? 1);
}
