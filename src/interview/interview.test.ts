/** The interview: its order, its links, and how anything is found. */
import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { cardOf, cards, firstCard, standardsOf } from './cards/index.ts';
import { find } from './findables.ts';
import { emptySheet, readSheet } from './interviewerSheet.ts';
import { type InterviewEvent, interviewLifecycle } from './interviewLifecycle.ts';
import { MAX_LINK, plainLink, readInterviewLink, writeInterviewLink } from './interviewLink.ts';
import { markOf, openedWorlds, writtenFrom } from './openedWorlds.ts';
import { toldOf } from './sentenceText.ts';
import { tradeOffsOf } from './tradeOffs.ts';

test('a card goes from its state over break, fix and number to its price, and what was reached stays', () => {
  const actor = createActor(interviewLifecycle, { input: {} }).start();
  const after = (type: Exclude<InterviewEvent['type'], 'GO'>): unknown => {
    actor.send({ type });
    const { value, context } = actor.getSnapshot();
    return [value, context.isMended, context.reached];
  };
  expect([...Array(5)].map(() => after('NEXT'))).toEqual([
    ['break', false, 1],
    ['fix', true, 2],
    ['number', true, 3],
    ['price', true, 4],
    ['price', true, 4],
  ]);
  // From everywhere: the key breaks it, the toggle mends it, and later only turns.
  expect(after('BREAK')).toEqual(['break', false, 4]);
  expect(after('MEND')).toEqual(['fix', true, 4]);
  expect(after('MEND')).toEqual(['fix', false, 4]);
  expect(after('RESTART')).toEqual(['state', true, 0]);
  expect(after('MEND')).toEqual(['fix', true, 2]);
});

describe('a link', () => {
  const backpressure = cardOf('backpressure');
  if (backpressure === undefined) throw new Error('there is no such card');

  test('of every card reads back as it was written', () => {
    for (const card of cards) {
      const link = {
        ...plainLink(card),
        beat: 3,
        atUs: 2_900_000,
        shown: 'both',
        mark: '0f3a91c25be0',
      } as const;
      const text = writeInterviewLink(link);
      expect(readInterviewLink(`#${text}`)).toEqual({ ok: true, link });
    }
  });

  test('opens the very run, with what was turned and what was done, and knows it by its hash', () => {
    const link = { ...plainLink(backpressure), values: [300, 5, 120, 200], atUs: 12_000_000 };
    const worlds = openedWorlds(link, () => 0);
    worlds.strike(() => ({ kind: 'crashConsumer', target: 'clerks', member: 1, point: 'now' }));
    worlds.seek(15_000_000);
    const state = { beat: 2, reached: 2, isMended: true, isBoth: false };
    const text = writeInterviewLink(writtenFrom(worlds, state)) ?? '';
    expect(text.length).toBeLessThan(MAX_LINK);
    const reading = readInterviewLink(text);
    if (!reading.ok) throw new Error(reading.error);
    const again = openedWorlds(reading.link, () => 0);
    expect(markOf(again)).toBe(reading.link.mark);
    expect(again.slots.map(({ session }) => session.timeline.hash())).toEqual(
      worlds.slots.map(({ session }) => session.timeline.hash()),
    );
  });

  test.each([
    ['interview=crush', 'This link names no card: expected perhaps crash, got "crush".'],
    ['interview=crash&beat=6', 'part "beat" that must be a whole number from 1 to 5, got "6"'],
    ['interview=crash&t=soon', 'part "t" that must be a duration such as 10.6s, got "soon"'],
    ['interview=crash&with=maybe', 'part "with" that must be yes, no or both, got "maybe"'],
    ['interview=crash&set=99', '(prefetch) must be from 1 to 12 in steps of 1, got "99"'],
    ['interview=backpressure&set=250,10,95,500', 'must be from 80 to 240 in steps of 20, got "95"'],
    ['interview=backpressure&set=250', 'must be 4 numbers such as 250,10,100,500, got 1'],
    ['interview=crash&a=e30', 'This link'],
    ['interview=crash&is=xyz', 'must be 12 digits of a hash, got "xyz"'],
    ['interview=crash&v=2', 'is of version "2", this build reads version 1'],
    ['interview=crash&colour=red', 'has an unknown part "colour"'],
    [`interview=crash&a=${'A'.repeat(3_000)}`, 'must be at most 2048 characters'],
  ])('that is wrong says so in a sentence: %.60s', (hash, sentence) => {
    const reading = readInterviewLink(hash);
    expect(reading.ok ? 'read' : reading.error).toContain(sentence);
  });
});

test.each([
  ['dlq', 'poison'],
  ['visibility timeout', 'short-lease'],
  ['hot key', 'hot-key'],
  ['exactly once', 'exactly-once'],
  ['outbox', 'outbox'],
  ['acks=all', 'replicas'],
])('%s is one key away from its card', (query, id) => {
  expect(find(query)[0]?.href).toBe(`#interview=${id}`);
});

test('systems, lessons, challenges and words of brokers are found, and nonsense is not', () => {
  expect(find('payment-system')[0]?.href).toBe('#v=1&s=payment-system');
  expect(find('shovel').length).toBeGreaterThan(0);
  expect(find('consumer group').length).toBeGreaterThan(0);
  expect(find('hold in hand').map(({ kind }) => kind)).toContain('challenge');
  expect(find('l5').map(({ kind }) => kind)).toContain('lesson');
  expect(find('xyzzy')).toEqual([]);
});

test('trade-offs are what was lost, done twice, waited for, and what it cost', () => {
  const run = new Simulation(shippedScenario('l5-ack-a5'));
  run.runUntil(10_000_000);
  const { lost, twice, consumerS, donePerS, worstWaitS } = tradeOffsOf(run.world);
  expect([lost, twice]).toEqual([5, 0]);
  // 15 effects until 15 × 0.2 + 0.1 + 1 = 4.1 s, by one clerk; all came at once, and the last waited till its turn.
  expect(consumerS).toBeCloseTo(4.1, 3);
  expect(donePerS).toBeCloseTo(15 / 4.1, 3);
  expect(worstWaitS).toBeGreaterThan(2);
});

test('what still waits holds the throughput down, and where nobody consumes nobody is paid', () => {
  const stuck = new Simulation(shippedScenario('l13-poison-a'));
  stuck.runUntil(60_000_000);
  // 19 are done by 3.8 s; then the twentieth fails for ever, and 80 wait behind it.
  expect(tradeOffsOf(stuck.world).donePerS).toBeCloseTo(19 / 60, 6);
  const sync = new Simulation(shippedScenario('l8-spike-a'));
  sync.runUntil(60_000_000);
  expect(tradeOffsOf(sync.world).consumerS).toBe(null);
});

test('the words of a card say what they are told for, once its sentence is turned away from it', () => {
  const card = cardOf('backpressure') ?? firstCard;
  expect(toldOf(card, standardsOf(card))).toBe(null);
  expect(toldOf(card, [300, 10, 100, 500])).toBe(
    'told for: 250 orders/s for 10 s against 100/s, room for 500',
  );
});

test('what the browser kept of the interviewer is read as any input is', () => {
  const shelf = (text: string) => ({ getItem: () => text, setItem: () => undefined });
  expect(readSheet(shelf('{"heard":["load","x"],"notes":"good"}'))).toEqual({
    heard: ['load'],
    notes: 'good',
  });
  for (const text of ['{', '[]', '7', '{"heard":1,"notes":2}']) {
    expect(readSheet(shelf(text))).toEqual(emptySheet);
  }
});
