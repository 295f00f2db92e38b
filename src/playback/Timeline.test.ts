import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Intervention, type Scenario, Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { Timeline } from './Timeline.ts';

const scenario = shippedScenario('payment-system');
const short = (seconds: number): Scenario => ({ ...scenario, durationUs: seconds * 1e6 });
const crash = (atUs: number): Intervention => ({
  atUs,
  kind: 'crashConsumer',
  target: 'senders',
  member: 1,
  point: 'now',
});
const kill = (atUs: number): Intervention => ({
  atUs,
  kind: 'stopBroker',
  target: 'broker',
  how: 'kill',
});
const start = (atUs: number): Intervention => ({ atUs, kind: 'startBroker', target: 'broker' });
const spike = (atUs: number): Intervention => ({
  atUs,
  kind: 'spike',
  target: 'checkout',
  factor: 5,
  lengthUs: 2e6,
});

/** The run played straight through: what every other way of playing it must equal. */
function straight(acts: readonly Intervention[], untilUs: number): Simulation {
  const simulation = new Simulation(short(10), { interventions: acts });
  simulation.runUntil(untilUs);
  return simulation;
}

function facts(simulation: Simulation): string {
  const { trace } = simulation.world;
  return Array.from({ length: trace.length }, (_, i) => JSON.stringify(trace.entry(i))).join('\n');
}

describe('the timeline', () => {
  it('is at the same place after going back as it was before', () => {
    const timeline = new Timeline(short(10), { acts: [{ id: 'a', act: crash(3e6) }] });
    timeline.seek(4e6);
    const before = [timeline.hash(), timeline.world.stateHash()];
    timeline.seek(9e6);
    timeline.seek(1e6);
    timeline.seek(4e6);
    expect([timeline.hash(), timeline.world.stateHash()]).toEqual(before);
  });

  it('steps back over exactly the event that it stepped on over', () => {
    const timeline = new Timeline(short(10), { acts: [{ id: 'a', act: crash(3e6) }] });
    timeline.seek(3e6 - 1);
    const hashes = [timeline.hash()];
    for (let i = 0; i < 50; i++) {
      timeline.step(1);
      hashes.push(timeline.hash());
    }
    expect(new Set(hashes).size).toBe(51);
    for (let i = 49; i >= 0; i--) {
      timeline.step(-1);
      expect(timeline.hash()).toBe(hashes[i]);
    }
  });

  it('gives the same run however it is played: seeks, steps, slices and edits in any order', () => {
    const move = fc.oneof(
      fc.record({ do: fc.constant('seek' as const), atUs: fc.integer({ min: 0, max: 9_999_999 }) }),
      fc.record({ do: fc.constant('step' as const), by: fc.constantFrom(1 as const, -1 as const) }),
      fc.record({
        do: fc.constant('slice' as const),
        atUs: fc.integer({ min: 0, max: 9_999_999 }),
      }),
      fc.record({ do: fc.constant('go' as const), atUs: fc.integer({ min: 0, max: 9_999_999 }) }),
      fc.record({ do: fc.constant('act' as const), act: anyAct() }),
      fc.record({ do: fc.constant('remove' as const) }),
      fc.record({ do: fc.constant('drag' as const), atUs: fc.integer({ min: 0, max: 9_000_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(move, { minLength: 3, maxLength: 14 }), (moves) => {
        const timeline = new Timeline(short(10), { checkpointEvery: 300 });
        let made = 0;
        for (const next of moves) {
          const last = timeline.acts.at(-1);
          if (next.do === 'seek') timeline.seek(next.atUs);
          else if (next.do === 'step') timeline.step(next.by);
          else if (next.do === 'go') timeline.goTo(next.atUs, 41);
          else if (next.do === 'act') timeline.intervene(`act-${made++}`, next.act, '');
          else if (next.do === 'remove' && last !== undefined) timeline.remove(last.id, '');
          else if (next.do === 'drag' && last !== undefined) {
            timeline.edit(last.id, { ...last.act, atUs: next.atUs }, '');
          } else if (next.do === 'slice') {
            timeline.aim(next.atUs);
            timeline.goOn(37);
          }
          timeline.workOnGhosts(500);
        }
        timeline.seek(10e6);
        const expected = straight(
          timeline.acts.map((placed) => placed.act),
          10e6,
        );
        expect(timeline.hash()).toBe(expected.hash());
        expect(timeline.world.stateHash()).toBe(expected.world.stateHash());
        expect(facts(timeline.run)).toBe(facts(expected));
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('goes far a little at a time, and a change on the way does not make it forget where to', () => {
    const timeline = new Timeline(short(10));
    timeline.goTo(8e6, 100);
    expect(timeline.isUnderWay).toBe(true);
    expect(timeline.nowUs).toBeLessThan(8e6);
    timeline.intervene('more', { atUs: 9e6, kind: 'addConsumer', target: 'senders' }, '');
    while (timeline.isUnderWay) timeline.goOn(100);
    expect(timeline.nowUs).toBe(8e6);
    expect(timeline.hash()).toBe(straight([], 8e6).hash());
  });

  it('an act while it runs to its end stays where one is', () => {
    const timeline = new Timeline(short(10));
    timeline.aim(10e6);
    timeline.goOn(500);
    const { nowUs } = timeline;
    timeline.intervene(
      'more',
      { atUs: timeline.actingUs, kind: 'addConsumer', target: 'senders' },
      '',
    );
    expect(timeline.nowUs - nowUs).toBeLessThanOrEqual(1);
  });

  it('takes the same samples however it is played', () => {
    const acts = [{ id: 'a', act: spike(2e6) }];
    const once = new Timeline(short(10), { acts });
    once.seek(10e6);
    const twice = new Timeline(short(10), { acts });
    for (const atUs of [1e6, 7e6, 3e6, 3.3e6, 10e6]) twice.seek(atUs);
    const queue = once.world.plan.nodes.findIndex((node) => node.id === 'emails');
    expect(twice.samples.length).toBe(once.samples.length);
    expect(twice.samples.of(queue).ready.slice(0, once.samples.length)).toEqual(
      once.samples.of(queue).ready.slice(0, once.samples.length),
    );
  });

  it('keeps the abandoned future as a ghost that goes on as if nothing had been changed', () => {
    const timeline = new Timeline(short(10), { acts: [{ id: 'spike', act: spike(1e6) }] });
    const untouched = new Timeline(short(10), { acts: [{ id: 'spike', act: spike(1e6) }] });
    untouched.seek(10e6);
    timeline.seek(2e6);
    timeline.intervene('more', { atUs: 2e6, kind: 'addConsumer', target: 'senders' }, 'without');
    while (timeline.workOnGhosts(1_000));
    const queue = timeline.world.plan.nodes.findIndex((node) => node.id === 'emails');
    const ghost = timeline.ghosts[0];
    expect(ghost?.samples.of(queue).ready.slice(0, ghost.samples.length)).toEqual(
      untouched.samples.of(queue).ready.slice(0, untouched.samples.length),
    );
    timeline.seek(10e6);
    expect(timeline.samples.of(queue).ready).not.toEqual(untouched.samples.of(queue).ready);
  });

  it('puts an act made now after what has been seen to happen now', () => {
    const timeline = new Timeline(short(10));
    for (let i = 0; i < 200; i++) timeline.step(1);
    const before = timeline.world.events;
    timeline.intervene('a', crash(timeline.actingUs), '');
    expect(timeline.world.events).toBeGreaterThan(before);
    expect(timeline.world.consumers.lastFact[0]).toBeGreaterThanOrEqual(0);
  });

  it('remembers neither trace nor samples of a future that was changed', () => {
    const timeline = new Timeline(short(10));
    timeline.seek(9e6);
    const known = timeline.world.trace.known;
    timeline.seek(3e6);
    expect(timeline.world.trace.known).toBe(known);
    timeline.intervene('a', kill(timeline.actingUs), '');
    expect(timeline.world.trace.known).toBe(timeline.world.trace.length);
    expect(timeline.horizonUs).toBe(timeline.nowUs);
  });
});

function anyAct(): fc.Arbitrary<Intervention> {
  const atUs = fc.integer({ min: 0, max: 9_000_000 });
  return fc.oneof(
    atUs.map(crash),
    atUs.map(kill),
    atUs.map(start),
    atUs.map(spike),
    atUs.map((at): Intervention => ({ atUs: at, kind: 'addConsumer', target: 'senders' })),
    atUs.map((at): Intervention => ({ atUs: at, kind: 'poisonNext', target: 'emails' })),
    atUs.map((at): Intervention => ({ atUs: at, kind: 'dropNextAck', target: 'senders' })),
    atUs.map((at): Intervention => ({ atUs: at, kind: 'cutWire', from: 'emails', to: 'senders' })),
    atUs.map((at): Intervention => ({ atUs: at, kind: 'healWire', from: 'emails', to: 'senders' })),
    atUs.map(
      (at): Intervention => ({
        atUs: at,
        kind: 'setKnob',
        target: 'senders',
        knob: 'prefetchLimit',
        value: 3,
      }),
    ),
  );
}
