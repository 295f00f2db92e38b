import { describe, expect, it } from 'vitest';
import { Fact, type Intervention } from '../engine/index.ts';
import { differencesOf, type WhatIf, whatIfsOf } from '../explain/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { Session } from './Session.ts';

const S = 1_000_000;

/** Whole frames until nothing is left to compare. */
function settled(session: Session): void {
  for (let ms = 0; ms < 100_000 && isComparing(session); ms += 16) session.frame(ms);
}

function isComparing(session: Session): boolean {
  const { whatIf } = session.store.getState();
  return whatIf !== null && whatIf.differences === null;
}

/** The what-ifs of the latest fact of a kind. */
function whatIfsAt({ timeline: { world } }: Session, kind: number): WhatIf[] {
  const { trace } = world;
  let fact = trace.length - 1;
  while (fact >= 0 && trace.kind(fact) !== kind) fact--;
  return whatIfsOf(world, trace, fact);
}

function only(whatIfs: readonly WhatIf[], kind: string): WhatIf {
  const found = whatIfs.find(({ change }) => change.kind === kind);
  if (found === undefined) throw new Error(`no what-if of kind ${kind}`);
  return found;
}

function rows(session: Session): Record<string, readonly [number, number]> {
  const { whatIf } = session.store.getState();
  return Object.fromEntries(
    (whatIf?.differences ?? []).map(({ id, before, after }) => [id, [before, after]]),
  );
}

describe('a what-if', () => {
  it('forks the run without a fault of the script, and an undo brings it back', () => {
    const session = new Session(
      { scenario: shippedScenario('l4-durability-a'), atUs: 14 * S },
      () => 0,
    );
    const before = session.timeline.hash();
    session.tryWhatIf(only(whatIfsAt(session, Fact.lost), 'withoutAct'), differencesOf);
    expect(session.timeline.leftOut).toEqual([0]);
    expect(session.timeline.hash()).not.toBe(before);
    settled(session);
    // 213 were in memory when the broker died: nothing of them is lost without that.
    expect(rows(session)['lost']).toEqual([213, 0]);
    expect(session.store.getState().whatIf?.isForked).toBe(true);
    session.undo();
    expect(session.timeline.leftOut).toEqual([]);
    expect(session.timeline.hash()).toBe(before);
    expect(session.store.getState().whatIf).toBeNull();
  });

  it('turns a knob from the start, or takes an act of the person away', () => {
    const crash: Intervention = {
      atUs: 4 * S,
      kind: 'crashConsumer',
      target: 'senders',
      member: 1,
      point: 'afterEffect',
    };
    const start = { scenario: shippedScenario('payment-system'), acts: [crash], atUs: 10 * S };
    const session = new Session(start, () => 0);
    const offered = whatIfsAt(session, Fact.effectRepeated);
    session.tryWhatIf(only(offered, 'turn'), differencesOf);
    expect(session.timeline.acts.map(({ act }) => act)).toEqual([
      { atUs: 0, kind: 'setKnob', target: 'senders', knob: 'idempotencyKey', value: 1 },
      crash,
    ]);
    settled(session);
    expect(rows(session)['twice']).toEqual([1, 0]);
    session.undo();
    session.tryWhatIf(only(offered, 'withoutAct'), differencesOf);
    expect(session.timeline.acts).toEqual([]);
    settled(session);
    expect(rows(session)['twice']).toEqual([1, 0]);
  });

  it('that no knob can do leaves the run as it is, and only counts', () => {
    const session = new Session(
      { scenario: shippedScenario('l13-poison-c'), atUs: 10 * S },
      () => 0,
    );
    const before = session.timeline.hash();
    session.tryWhatIf(only(whatIfsAt(session, Fact.dropped), 'system'), differencesOf);
    expect(session.timeline.hash()).toBe(before);
    expect(session.store.getState().canUndo).toBe(false);
    settled(session);
    // One of a hundred cannot be processed: it is dropped, or kept as a dead letter.
    expect(rows(session)).toEqual({ lost: [1, 0], dead: [0, 1] });
  });
});
