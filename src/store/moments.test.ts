import { describe, expect, it } from 'vitest';
import { Timeline } from '../playback/index.ts';
import { type ShippedName, shippedScenario } from '../scenarios/index.ts';
import { goToMoment, knownMoments, type NamedMoment } from './moments.ts';

function timelineOf(name: ShippedName): Timeline {
  return new Timeline(shippedScenario(name));
}

/** All moments that one comes by, one after the other, from where the playhead stands. */
function walk(timeline: Timeline, direction: 1 | -1): NamedMoment[] {
  const seen: NamedMoment[] = [];
  for (;;) {
    const moment = goToMoment(timeline, direction);
    if (moment === null) return seen;
    seen.push(moment);
    if (seen.length > 100) throw new Error('there is no end to the moments');
  }
}

describe('the moments of a run', () => {
  it('of the crash before its ack: the crash, and what comes of it', () => {
    const seen = walk(timelineOf('l5-ack-b'), 1).map(({ title }) => title);
    expect(seen[0]).toBe('crash a consumer');
    expect(seen).toContain('first redelivery');
  });

  it('of a spike: the spike, and the peak of about 1,500', () => {
    const timeline = timelineOf('l8-spike-b');
    const seen = walk(timeline, 1);
    expect(seen.map(({ title }) => title).join('; ')).toMatch(
      /^spike ×5; most in order queue: 1,50\d$/,
    );
  });

  it.each<ShippedName>([
    'l5-ack-b',
    'l6-lease-a',
    'l13-poison-b',
    'payment-system',
    'log-rebalance-a',
  ])('of %s are the same backwards as forwards, each instant once', (name) => {
    const timeline = timelineOf(name);
    const forwards = walk(timeline, 1).map(({ atUs }) => atUs);
    timeline.seek(timeline.endUs + 1);
    const backwards = walk(timeline, -1).map(({ atUs }) => atUs);
    expect(backwards.toReversed().filter((atUs) => atUs > 0)).toEqual(forwards);
    expect(new Set(forwards).size).toBe(forwards.length);
  });

  it('ahead are found without playing up to them, and the playhead stays where there are none', () => {
    const timeline = timelineOf('l5-ack-b');
    const [first] = walk(timeline, 1);
    timeline.seek(0);
    expect(goToMoment(timeline, 1)).toEqual(first);
    expect(timeline.nowUs).toBe(first?.atUs);
    walk(timeline, 1);
    const { nowUs } = timeline;
    expect(goToMoment(timeline, 1)).toBeNull();
    expect(timeline.nowUs).toBe(nowUs);
  });

  it('that are known grow with what is simulated', () => {
    const timeline = timelineOf('l8-spike-b');
    const early = knownMoments(timeline).length;
    timeline.seek(timeline.endUs);
    expect(knownMoments(timeline).length).toBeGreaterThan(early);
  });
});
