import { describe, expect, it } from 'vitest';
import type { Act } from '../../engine/index.ts';
import { type ShippedName, shippedScenario } from '../../scenarios/index.ts';
import { Session } from '../Session.ts';
import { WorldComparison } from './WorldComparison.ts';

function comparisonOf(names: readonly ShippedName[], atUs = 0) {
  const starts = names.map((name) => ({ scenario: shippedScenario(name), atUs }));
  const comparison = new WorldComparison(starts, {}, () => 0);
  const instants = () => comparison.timelines.map(({ nowUs }) => nowUs);
  const acts = () => comparison.timelines.map((one) => one.acts.map(({ act }) => act));
  return { comparison, instants, acts, first: comparison.sessions[0] as Session };
}

const spike: Act = { kind: 'spike', target: 'shop', factor: 5, lengthUs: 2e6 };
const durable = ['l4-durability-a', 'l4-durability-b', 'l4-durability-d'] as const;

describe('a comparison', () => {
  it('has the seed and the instant of its first run, and one clock', () => {
    const starts = durable.map((name, i) => ({
      scenario: shippedScenario(name),
      seed: i + 7,
      atUs: (i + 1) * 1e6,
    }));
    const comparison = new WorldComparison(starts, {}, () => 0);
    expect(comparison.timelines.map(({ seed }) => seed)).toEqual([7, 7, 7]);
    expect(comparison.timelines.map(({ nowUs }) => nowUs)).toEqual([1e6, 1e6, 1e6]);
  });

  it('does what is done to one to all, at the same instant, and takes it back from all', () => {
    const { comparison, instants, acts } = comparisonOf(durable, 3e6);
    const hashes = () => comparison.timelines.map((one) => one.hash());
    comparison.sessions[1]?.act(spike);
    const [one = []] = acts();
    expect(one).toHaveLength(1);
    expect(one[0]?.atUs).toBeGreaterThanOrEqual(3e6);
    expect(acts()).toEqual([one, one, one]);
    expect(new Set(instants()).size).toBe(1);
    comparison.inHand.seek(8e6);
    const spiked = hashes();
    comparison.inHand.undo();
    expect(acts()).toEqual([[], [], []]);
    expect(hashes()).not.toEqual(spiked);
    comparison.inHand.redo();
    expect(hashes()).toEqual(spiked);
    // Each is what it would be by itself.
    durable.forEach((name, i) => {
      const alone = new Session({ scenario: shippedScenario(name), acts: one, atUs: 8e6 }, () => 0);
      expect(alone.timeline.hash()).toBe(spiked[i]);
    });
  });

  it('moves an act in all that have it, and takes it away from all', () => {
    const { comparison, acts, first } = comparisonOf(durable, 3e6);
    first.act(spike);
    const placed = first.timeline.acts[0];
    if (placed === undefined) throw new Error('nothing was done');
    comparison.sessions[2]?.editAct('act-1', { ...placed.act, atUs: 5e6 });
    expect(acts().map(([act]) => act?.atUs)).toEqual([5e6, 5e6, 5e6]);
    first.removeAct(placed.id);
    expect(acts()).toEqual([[], [], []]);
    first.undo();
    expect(acts().map(([act]) => act?.atUs)).toEqual([5e6, 5e6, 5e6]);
  });

  it('leaves out who has no such part, and undoes in step all the same', () => {
    const { acts, first, instants } = comparisonOf(['l8-spike-b', 'l8-spike-a'], 2e6);
    first.act({ kind: 'stopBroker', target: 'broker', how: 'kill' });
    first.act({ kind: 'spike', target: 'customers', factor: 2, lengthUs: 1e6 });
    expect(acts().map((list) => list.map(({ kind }) => kind))).toEqual([
      ['stopBroker', 'spike'],
      ['spike'],
    ]);
    expect(new Set(instants()).size).toBe(1);
    first.undo();
    expect(acts().map((list) => list.length)).toEqual([1, 0]);
    first.undo();
    expect(acts().map((list) => list.length)).toEqual([0, 0]);
  });

  it('starts all over together, with another seed for all', () => {
    const { comparison, first, instants } = comparisonOf(durable, 9e6);
    first.act(spike);
    first.startOver(12);
    expect(instants()).toEqual([0, 0, 0]);
    expect(comparison.timelines.map(({ seed, acts }) => [seed, acts.length])).toEqual([
      [12, 0],
      [12, 0],
      [12, 0],
    ]);
  });

  it('plays under one clock, and says so in every world', () => {
    const { comparison, instants, first } = comparisonOf(durable);
    let frames = 0;
    for (const session of comparison.sessions) session.onFrame(() => frames++);
    first.togglePlaying();
    for (let i = 1; i <= 100; i++) first.frame(i * 16);
    expect(new Set(instants()).size).toBe(1);
    expect(instants()[0]).toBe(99 * 16_000);
    expect(frames).toBeGreaterThan(3 * 90);
    const states = comparison.sessions.map(({ store }) => store.getState().player);
    expect(states).toEqual(['playing', 'playing', 'playing']);
    comparison.sessions[1]?.pause();
    expect(first.player.isPlaying).toBe(false);
  });

  it('has one screen: theme, chart, focus and what is selected', () => {
    const { comparison, first } = comparisonOf(durable);
    const states = () => comparison.sessions.map(({ store }) => store.getState());
    comparison.sessions[2]?.set({ theme: 'ink', chart: 'throughput' });
    expect(states().map(({ theme, chart }) => `${theme} ${chart}`)).toEqual(
      Array(3).fill('ink throughput'),
    );
    first.select({ kind: 'place', place: 1 });
    comparison.sessions[1]?.select({ kind: 'place', place: 2 });
    expect(states().map(({ selection }) => selection !== null)).toEqual([false, true, false]);
    expect(comparison.inHand).toBe(comparison.sessions[1]);
  });

  it('goes to where its worlds part, then to the first other fate, and round again', () => {
    const { comparison, instants } = comparisonOf(['l4-durability-a', 'l4-durability-d']);
    const parts = comparison.goToDifference();
    expect(parts).toBe(comparison.parting()?.atUs);
    expect(parts).toBeLessThan(10e3);
    expect(comparison.goToDifference()).toBe(10.6e6);
    expect(instants()).toEqual([10.6e6, 10.6e6]);
    expect(comparison.goToDifference()).toBe(parts);
  });

  it('stays where it is when its worlds never part', () => {
    const { comparison, instants } = comparisonOf(['l5-ack-b', 'l5-ack-b'], 2e6);
    expect(comparison.goToDifference()).toBeNull();
    expect(instants()).toEqual([2e6, 2e6]);
  });

  it('names its worlds by their systems, or by what was done to one of them', () => {
    expect(comparisonOf(durable).comparison.titles).toEqual([
      'Queue in memory',
      'Flushed each second',
      'Flushed each time',
    ]);
    const scenario = shippedScenario('l5-ack-b');
    const crash = {
      kind: 'crashConsumer',
      target: 'clerk',
      member: 1,
      point: 'now',
      atUs: 5e6,
    } as const;
    const titles = (...all: (typeof crash)[][]): string[] =>
      new WorldComparison(
        all.map((acts) => ({ scenario, acts })),
        {},
        () => 0,
      ).titles;
    expect(titles([crash], [])).toEqual(['with crash C1', 'without crash C1']);
    expect(titles([crash], [{ ...crash, atUs: 6e6 as 5e6 }])).toEqual([
      'with crash C1 at 5.00 s',
      'with crash C1 at 6.00 s',
    ]);
    const scripted = [{ scenario }, { scenario, leftOut: [0] }];
    expect(new WorldComparison(scripted, {}, () => 0).titles).toEqual([
      'with crash a consumer',
      'without crash a consumer',
    ]);
    expect(titles([], [])).toEqual(['Ack after the work', 'Ack after the work']);
  });
});
