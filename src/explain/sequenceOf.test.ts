import { describe, expect, it } from 'vitest';
import type { Act, Intervention, Scenario } from '../engine/index.ts';
import { Simulation } from '../engine/index.ts';
import {
  at,
  broker,
  consumer,
  line,
  MS,
  producer,
  queue,
  S,
  scenario,
  service,
  steadyProducer,
  wire,
} from '../engine/verification/worlds.ts';
import { interestingMoments } from './interestingMoments.ts';
import type { Sequence } from './Sequence.ts';
import { sequenceOf } from './sequenceOf.ts';
import { storyOf } from './storyOf.ts';
import { toMermaid } from './toMermaid.ts';

const emails = queue({ title: 'E-mail queue', flush: { kind: 'eachPublish', us: 4 * MS } });
const system = line({
  producer: producer([0], { title: 'Payment' }),
  broker: broker({ title: 'Broker' }),
  queue: emails,
  consumer: consumer(100 * MS, { title: 'Senders', count: 2 }),
  latencyUs: 10 * MS,
});
const afterEffect: Act = { kind: 'crashConsumer', target: 'c', member: null, point: 'afterEffect' };
const crash = at(0, afterEffect);

/** A run up to its end, and then back at this instant: what comes after it is known. */
function seen(of: Scenario, acts: readonly Intervention[], atUs: number): Simulation {
  const simulation = new Simulation(of, { interventions: acts });
  const start = simulation.checkpoint();
  simulation.runUntil(of.durationUs);
  simulation.restore(start);
  simulation.runUntil(atUs);
  return simulation;
}

function drawn({ lanes, arrows }: Sequence): string[] {
  const label = (lane: number): string => lanes[lane]?.label ?? '?';
  return arrows.map(({ from, to, label: words, atUs, arriveUs, fate }) =>
    from === to
      ? `${atUs / MS} ${label(from)}: ${words}${fate === 'future' ? ' (future)' : ''}`
      : `${atUs / MS}-${arriveUs / MS} ${label(from)} > ${label(to)}: ${words}${fate === 'arrived' ? '' : ` (${fate})`}`,
  );
}

describe('the sequence of a message', () => {
  it('draws who told whom what, the ack that never came, and faintly what comes', () => {
    const { world } = seen(system, [crash], 140 * MS);
    const sequence = sequenceOf(world, world.trace, 1);
    expect(sequence.lanes.map(({ label }) => label)).toEqual([
      'Payment',
      'E-mail queue',
      'disk',
      'C1',
      'C2',
      'done',
    ]);
    expect(drawn(sequence)).toEqual([
      '0-10 Payment > E-mail queue: publish',
      '10 E-mail queue: store',
      '10-20 E-mail queue > C1: deliver',
      '10-14 E-mail queue > disk: flush',
      '14-24 E-mail queue > Payment: confirm',
      '20 C1: work',
      '120-120 C1 > done: effect',
      '120 C1: crash',
      '120-120 C1 > E-mail queue: no ack (lost)',
      '130 E-mail queue: back in line',
      '130-140 E-mail queue > C2: deliver again',
      '140 C2: work',
      '240-240 C2 > done: effect again (future)',
      '240-250 C2 > E-mail queue: ack (future)',
    ]);
    expect(sequence.arrows.find(({ current }) => current)?.label).toBe('work');
    expect(sequence.arrows.filter(({ isAnswer }) => isAnswer).map(({ label }) => label)).toEqual([
      'confirm',
    ]);
    expect(sequence.lanes.find(({ label }) => label === 'C1')?.downFromUs).toBe(120 * MS);
  });

  it('can leave out the future and all but the latest', () => {
    const { world } = seen(system, [crash], 140 * MS);
    const sequence = sequenceOf(world, world.trace, 1, { withoutFuture: true, limit: 3 });
    expect(drawn(sequence)).toEqual([
      '130 E-mail queue: back in line',
      '130-140 E-mail queue > C2: deliver again',
      '140 C2: work',
    ]);
    expect(sequence.lanes.map(({ label }) => label)).toEqual(['E-mail queue', 'C2']);
  });

  it('does not know of a loss before it happens', () => {
    const cut = at(5 * MS, { kind: 'cutWire', from: 'p', to: 'q' });
    const before = seen(system, [cut], 6 * MS).world;
    expect(drawn(sequenceOf(before, before.trace, 1))[0]).toBe(
      '0-10 Payment > E-mail queue: publish',
    );
    const after = seen(system, [cut], 20 * MS).world;
    expect(drawn(sequenceOf(after, after.trace, 1))[0]).toBe(
      '0-10 Payment > E-mail queue: publish (lost)',
    );
  });

  it('brackets each lease, and draws dead letters', () => {
    const leased = queue({
      ...emails,
      lease: { kind: 'timer', us: 50 * MS },
      maxDeliveries: 2,
      deadLetterTo: 'd',
    });
    const dead = line({
      producer: producer([0], { title: 'Payment' }),
      queue: leased,
      consumer: consumer(60 * MS, { count: 2 }),
      more: [queue({ id: 'd', title: 'Dead letters' })],
    });
    const { world } = seen(dead, [], S);
    const sequence = sequenceOf(world, world.trace, 1);
    expect(sequence.brackets).toEqual([
      { lane: 1, fromUs: 0, toUs: 50 * MS, label: 'lease 50 ms' },
      { lane: 1, fromUs: 50 * MS, toUs: 100 * MS, label: 'lease 50 ms' },
    ]);
    expect(drawn(sequence)).toContain('100-100 E-mail queue > Dead letters: dead letter');
    expect(drawn(sequence)).toContain('60-60 C1 > E-mail queue: ack, too late');
  });
});

describe('a nack over a wire that takes no time', () => {
  it('is drawn before what it brings about', () => {
    const system = line({
      producer: producer([0], { title: 'Payment', poison: [1] }),
      queue: queue({ ...emails, maxDeliveries: 1, deadLetterTo: 'd' }),
      consumer: consumer(100 * MS),
      more: [queue({ id: 'd', title: 'Dead letters' })],
    });
    const { world } = seen(system, [], S);
    const sequence = drawn(sequenceOf(world, world.trace, 1));
    expect(sequence.slice(-2)).toEqual([
      '100-100 C1 > E-mail queue: nack',
      '100-100 E-mail queue > Dead letters: dead letter',
    ]);
  });
});

describe('a dead letter', () => {
  it.each([
    [true, 'ready in the dead letters, on disk'],
    [false, 'ready in the dead letters, in memory'],
  ])('is where its queue keeps it: durable %s', (durable, words) => {
    const system = line({
      producer: producer([0], { title: 'Payment', poison: [1] }),
      queue: queue({ ...emails, maxDeliveries: 1, deadLetterTo: 'd' }),
      consumer: consumer(100 * MS),
      more: [queue({ id: 'd', title: 'Dead letters', durable })],
    });
    const { world } = seen(system, [], S);
    expect(storyOf(world, world.trace, 1).copies.map((copy) => copy.words)).toContain(words);
  });
});

describe('the sequence of a while', () => {
  it('names its messages, and notes each crash once', () => {
    const two = line({
      producer: producer([0, 0], { title: 'Payment' }),
      queue: emails,
      consumer: consumer(100 * MS, { title: 'Senders', prefetchLimit: 2 }),
    });
    const { world } = seen(two, [at(50 * MS, { ...afterEffect, point: 'now' })], 60 * MS);
    const sequence = sequenceOf(world, world.trace, { from: 0, to: world.trace.length });
    expect(drawn(sequence)).toEqual([
      '0-0 Payment > E-mail queue: publish m1',
      '0 E-mail queue: store m1',
      '0-0 E-mail queue > C1: deliver m1',
      '0 C1: work m1',
      '0-0 Payment > E-mail queue: publish m2',
      '0 E-mail queue: store m2',
      '0-0 E-mail queue > C1: deliver m2',
      '0-4 E-mail queue > disk: flush m1',
      '4-4 E-mail queue > Payment: confirm m1',
      '4-8 E-mail queue > disk: flush m2',
      '8-8 E-mail queue > Payment: confirm m2',
      '50 C1: crash',
      '50-50 C1 > E-mail queue: no ack m1 (lost)',
      '50-50 C1 > E-mail queue: no ack m2 (lost)',
      '50 E-mail queue: back in line m1',
      '50 E-mail queue: back in line m2',
    ]);
  });

  it('draws calls and those that nobody answers', () => {
    const calls = scenario(
      [
        steadyProducer(1, S, { title: 'Customers' }),
        service(10 * MS, { title: 'Shop' }),
        service(10 * MS, { id: 'e', title: 'E-mail' }),
      ],
      [wire('p', 's', { latencyUs: MS }), wire('s', 'e', { timeoutUs: 100 * MS })],
    );
    const { world } = seen(calls, [at(0, { kind: 'crashService', target: 'e' })], S);
    expect(drawn(sequenceOf(world, world.trace, { from: 0, to: world.trace.length }))).toEqual([
      '0 E-mail: DOWN',
      '0-0 Customers > Shop: call, order 1',
      '11-11 Shop > E-mail: call, order 1',
      '111-111 E-mail > Shop: no answer, order 1 (lost)',
      '112-112 Shop > Customers: failure, order 1',
    ]);
  });
});

describe('Mermaid text', () => {
  it('has the same arrows with the numbers of their facts, and no future', () => {
    const { world } = seen(system, [crash], 130 * MS);
    expect(toMermaid(sequenceOf(world, world.trace, 1))).toBe(
      [
        'sequenceDiagram',
        '  actor L0 as Payment',
        '  participant L1 as E-mail queue',
        '  participant L2 as disk',
        '  participant L3 as C1',
        '  participant L4 as C2',
        '  participant L5 as done',
        '  L0->>L1: publish (1, 0 s)',
        '  Note over L1: store (2, 10 ms)',
        '  L1->>L3: deliver (3, 10 ms)',
        '  L1->>L2: flush (4, 10 ms)',
        '  L1-->>L0: confirm (6, 14 ms)',
        '  Note over L3: work (5, 20 ms)',
        '  L3->>L5: effect (7, 120 ms)',
        '  Note over L3: crash (8, 120 ms)',
        '  L3-xL1: no ack (8, 120 ms)',
        '  Note over L1: back in line (10, 130 ms)',
        '  L1->>L4: deliver again (11, 130 ms)',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['%%{init: {"theme":"dark"}}%%', 'init theme dark'],
    ['a; b', 'a b'],
    ['<b>"x"</b>', 'b x /b'],
    ['#35; x', '35 x'],
    ['the end', 'the End.'],
    ['a\nparticipant b', 'a participant b'],
    ['%%', 'no name'],
  ])('takes the sting out of the title %s', (title, harmless) => {
    const named = line({ producer: producer([0], { title }) });
    const { world } = seen(named, [], S);
    expect(toMermaid(sequenceOf(world, world.trace, 1)).split('\n')[1]).toBe(
      `  actor L0 as ${harmless}`,
    );
  });
});

describe('the story of a message', () => {
  it('says where it is, who had it, and what that led to', () => {
    const { world } = seen(system, [crash], 150 * MS);
    const story = storyOf(world, world.trace, 1);
    expect(story.title).toBe('published by Payment at 0 s, confirmed');
    expect(story.copies.map(({ words, mark, deliveries }) => [words, mark, deliveries])).toEqual([
      ['being worked on by C2, 2nd delivery', 'unacked', 2],
    ]);
    expect(
      story.deliveries.map(({ number, outcome, words, hadEffect, endedAtUs }) => [
        number,
        outcome,
        words,
        hadEffect,
        endedAtUs,
      ]),
    ).toEqual([
      [1, 'crashed', 'the consumer crashed with it', true, 120 * MS],
      [2, 'working', 'it is being worked on', false, null],
    ]);
    expect(story.effects.map(({ kind, atUs }) => [kind, atUs])).toEqual([['applied', 120 * MS]]);
    expect(story.facts).toHaveLength(10);
  });

  it.each([
    [5 * MS, 'on its way to the e-mail queue'],
    [11 * MS, 'on its way to C1'],
    [60 * MS, 'being worked on by C1'],
    [125 * MS, 'with C1, which crashed; the broker does not know yet'],
    [245 * MS, 'done by C2, its ack on the way, 2nd delivery'],
    [255 * MS, 'done'],
  ])('after %i µs it is %s', (atUs, words) => {
    const { world } = seen(system, [crash], atUs);
    expect(storyOf(world, world.trace, 1).copies[0]?.words).toBe(words);
  });

  it('of a message that nobody has published is empty', () => {
    const { world } = seen(system, [], 0);
    expect(storyOf(world, world.trace, 7)).toMatchObject({
      title: 'not published yet',
      copies: [],
    });
  });
});

describe('interesting moments', () => {
  const busy = line({
    producer: steadyProducer(40, 10 * MS),
    queue: emails,
    consumer: consumer(20 * MS, { count: 1, restartUs: 100 * MS }),
  });

  it('are found in their order: crash, redelivery, duplicate, peak, empty again', () => {
    const { world } = seen(busy, [at(100 * MS, afterEffect)], 10 * S);
    const moments = interestingMoments(world, world.trace);
    expect(moments.map(({ title, atUs }) => [title, atUs / MS])).toEqual([
      ['first crash', 100],
      ['first redelivery', 200],
      ['first duplicate effect', 220],
      ['most in e-mail queue: 27', 390],
      ['e-mail queue empty again', 920],
    ]);
  });

  it('are those up to the playhead', () => {
    const { world } = seen(busy, [at(100 * MS, afterEffect)], 210 * MS);
    expect(interestingMoments(world, world.trace).map(({ name }) => name)).toEqual([
      'firstCrash',
      'firstRedelivery',
      'backlogPeak',
    ]);
  });
});
