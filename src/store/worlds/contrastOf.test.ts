import { describe, expect, it } from 'vitest';
import { Timeline } from '../../playback/index.ts';
import { type ShippedName, shippedScenario } from '../../scenarios/index.ts';
import { type Contrast, contrastOf, contrastText } from './contrastOf.ts';
import { type Figures, figuresOf } from './figuresOf.ts';
import { TraceFigures } from './TraceFigures.ts';

function figuresAt(name: ShippedName, atUs?: number): Figures {
  const timeline = new Timeline(shippedScenario(name));
  timeline.seek(atUs ?? timeline.endUs);
  return figuresOf(timeline, new TraceFigures());
}

function between(a: ShippedName, b: ShippedName, atUs?: number): Contrast {
  return contrastOf(figuresAt(a, atUs), figuresAt(b, atUs));
}

describe('the difference of two runs', () => {
  it.each<[ShippedName, ShippedName, string]>([
    // 530 published until the broker dies, 317 of them done.
    ['l4-durability-a', 'l4-durability-d', '213 → 0 LOST'],
    ['l5-ack-a5', 'l5-ack-b5', '5 → 0 LOST'],
    // Eight crashes after the effect.
    ['l7-idempotency-a', 'l7-idempotency-b', '8 → 0 done twice; no price in these figures'],
    ['l7-idempotency-a', 'l7-idempotency-c', '8 → 0 done twice; price: −1 effect'],
    // One blocks all behind it, or is taken out after three attempts.
    ['l13-poison-a', 'l13-poison-b', '19 → 99 effects; price: +1 dead-letter'],
    // 100 orders, five attempts within 2.5 s or none.
    ['l14-retries-a', 'l14-retries-c', '0 → 100 LOST; gain: −400 delivered again'],
    ['l10-consumers-a', 'l10-consumers-b', '; price: +1 consumer'],
    ['truth-confirm-a', 'truth-confirm-b', '10 → 0 in no queue'],
  ])('%s and %s: %s', (a, b, says) => {
    expect(contrastText(between(a, b))).toContain(says);
  });

  it('says the other way round what is a loss and what it is good for', () => {
    const there = between('l13-poison-a', 'l13-poison-b');
    const back = between('l13-poison-b', 'l13-poison-a');
    expect(back.head).toMatchObject({ name: 'done', from: 99, to: 19, isBetter: false });
    expect(contrastText(back)).toBe('99 → 19 effects; gain: −1 dead-letter');
    expect(back.changes.map(({ name }) => name)).toEqual(there.changes.map(({ name }) => name));
  });

  it('of a run and itself is none, at any instant', () => {
    for (const atUs of [0, 7e6, 10.6e6, 20e6]) {
      const same = between('l4-durability-a', 'l4-durability-a', atUs);
      expect(same).toEqual({ head: null, against: [], changes: [] });
      expect(contrastText(same)).toBe('no difference so far');
    }
  });

  it('compares nothing with what one of them does not have', () => {
    const { changes } = between('l8-spike-a', 'l8-spike-b');
    expect(changes.map(({ name }) => name)).not.toContain('confirmMeanUs');
    expect(changes.map(({ name }) => name)).not.toContain('answered');
  });
});

describe('the figures of a run', () => {
  it('are those of the playhead, wherever it came from', () => {
    const timeline = new Timeline(shippedScenario('l4-durability-d'));
    const trace = new TraceFigures();
    const seen = [3e6, 12e6, 20e6, 9e6, 20e6].map((atUs) => {
      timeline.seek(atUs);
      return figuresOf(timeline, trace);
    });
    expect(seen[3]).toEqual(figuresAt('l4-durability-d', 9e6));
    expect(seen[4]).toEqual(seen[2]);
    expect(seen[1]).not.toEqual(seen[2]);
  });

  it('count what was taken back by an edit no more', () => {
    const timeline = new Timeline(shippedScenario('l8-spike-b'));
    const trace = new TraceFigures();
    timeline.seek(30e6);
    const before = figuresOf(timeline, trace);
    const crash = { kind: 'stopBroker', target: 'broker', how: 'kill', atUs: 12e6 } as const;
    timeline.intervene('a', crash, 'without');
    expect(figuresOf(timeline, trace)).not.toEqual(before);
    timeline.remove('a', 'with');
    expect(figuresOf(timeline, trace)).toEqual(before);
  });

  it('are, in the tenth second of the lesson on durability, what a person counts', () => {
    // 50 a second, of which 30 are done, each in 33 ms; the first reaches the clerk after 5 ms.
    const { done, waiting, lost, backlogMax } = figuresAt('l4-durability-d', 10e6);
    expect(done).toBe(299);
    expect(waiting).toBe(201);
    expect(lost).toBe(0);
    expect(backlogMax).toBeGreaterThanOrEqual(201);
  });
});
