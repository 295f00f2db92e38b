import { describe, expect, it } from 'vitest';
import { Fact, factName, type Intervention } from '../../engine/index.ts';
import { type PlacedAct, Timeline } from '../../playback/index.ts';
import { type ShippedName, shippedScenario } from '../../scenarios/index.ts';
import { FirstDifference } from './FirstDifference.ts';
import { FirstFate } from './FirstFate.ts';

function timelineOf(name: ShippedName, acts: readonly PlacedAct[] = []): Timeline {
  return new Timeline(shippedScenario(name), { acts });
}

const crash: Intervention = {
  kind: 'crashConsumer',
  target: 'senders',
  member: 1,
  point: 'now',
  atUs: 12_345_678,
};

describe('where runs part', () => {
  it('is the instant of the act that only one of them has', () => {
    const pair = [
      timelineOf('payment-system', [{ id: 'a', act: crash }]),
      timelineOf('payment-system'),
    ];
    for (const timeline of pair) timeline.seek(20e6);
    const parting = new FirstDifference().among(pair);
    expect(parting?.atUs).toBe(crash.atUs);
    const [mine = [], theirs = []] = parting?.alone ?? [];
    const { trace } = (pair[0] as Timeline).world;
    expect(mine.map((fact) => factName(trace.kind(fact)))).toContain('consumerCrashed');
    expect(theirs).toEqual([]);
  });

  it('is not known before it is simulated in all of them, and then at once', () => {
    const pair = [
      timelineOf('payment-system', [{ id: 'a', act: crash }]),
      timelineOf('payment-system'),
    ] as const;
    const first = new FirstDifference();
    pair[0].seek(20e6);
    for (let atUs = 0; atUs <= 12e6; atUs += 4e6) {
      pair[1].seek(atUs);
      expect(first.among(pair)).toBeNull();
    }
    pair[1].seek(13e6);
    expect(first.among(pair)?.atUs).toBe(crash.atUs);
  });

  it('is nowhere for a run and itself', () => {
    const pair = [timelineOf('l12-keys-d'), timelineOf('l12-keys-d')];
    for (const timeline of pair) timeline.seek(40e6);
    expect(new FirstDifference().among(pair)).toBeNull();
    expect(new FirstFate().among(pair)).toBeNull();
  });

  it('moves with the act that causes it, and goes with it', () => {
    const pair = [timelineOf('payment-system'), timelineOf('payment-system')] as const;
    for (const timeline of pair) timeline.seek(20e6);
    const first = new FirstDifference();
    const fate = new FirstFate();
    expect(first.among(pair)).toBeNull();
    pair[0].intervene('a', crash, 'without');
    expect(first.among(pair)?.atUs).toBe(crash.atUs);
    expect(fate.among(pair)).toMatchObject({ of: 0 });
    pair[0].edit('a', { ...crash, atUs: 8e6 }, 'before');
    expect(first.among(pair)?.atUs).toBe(8e6);
    pair[0].remove('a', 'with');
    expect(first.among(pair)).toBeNull();
    expect(fate.among(pair)).toBeNull();
  });

  it('of the lesson on durability is the first confirm, and the first other fate a loss', () => {
    const pair = [timelineOf('l4-durability-a'), timelineOf('l4-durability-d')];
    for (const timeline of pair) timeline.seek(20e6);
    const parting = new FirstDifference().among(pair);
    // The first order is stored in both after 5 ms; only one of them says so at once.
    expect(parting?.atUs).toBeLessThan(10e3);
    const fate = new FirstFate().among(pair);
    const { trace } = (pair[fate?.of ?? 0] as Timeline).world;
    expect(fate?.of).toBe(0);
    expect(fate?.atUs).toBe(10.6e6);
    expect(trace.kind(fate?.fact ?? 0)).toBe(Fact.lost);
  });

  it('of three is where any of them leaves the others', () => {
    const three = [
      timelineOf('payment-system'),
      timelineOf('payment-system'),
      timelineOf('payment-system', [{ id: 'a', act: crash }]),
    ];
    for (const timeline of three) timeline.seek(20e6);
    const parting = new FirstDifference().among(three);
    expect(parting?.alone.map((facts) => facts.length > 0)).toEqual([false, false, true]);
    expect(new FirstFate().among(three)).toMatchObject({ of: 2, atUs: crash.atUs });
  });
});
