import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beatsOf } from '../beatsOf.ts';
import { lessonOf, lessons } from '../course/index.ts';
import { notBegun } from '../progress/Progress.ts';
import {
  type EmbedLink,
  embedLooks,
  embedSnippet,
  readEmbedLink,
  writeEmbedLink,
} from './embedLink.ts';
import { messagesBetween } from './embedMessages.ts';

describe('the address of a lesson in a frame', () => {
  test('is read as it is written, for every lesson and beat', () => {
    for (const lesson of lessons) {
      for (const [beat] of [[null], ...beatsOf(lesson).map((_, i) => [i])] as [number | null][]) {
        for (const ui of embedLooks) {
          const link: EmbedLink = { id: lesson.id, beat, ui, origin: null };
          expect(readEmbedLink(writeEmbedLink(link))).toEqual({ ok: true, link });
        }
      }
    }
    expect(readEmbedLink('?embed=1&lesson=5&beat=3&ui=min')).toEqual({
      ok: true,
      link: { id: 'l5', beat: 2, ui: 'min', origin: null },
    });
    expect(readEmbedLink('?embed=1&lesson=0&origin=https://school.example')).toMatchObject({
      link: { beat: null, ui: 'full', origin: 'https://school.example' },
    });
  });

  test.each([
    ['?embed=yes&lesson=5', 'part "embed" that must be 1, got "yes"'],
    ['?embed=1', 'needs a part lesson, a whole number from 0 to 16'],
    ['?embed=1&lesson=17', 'part "lesson" that must be a whole number from 0 to 16, got "17"'],
    ['?embed=1&lesson=05', 'got "05"'],
    ['?embed=1&lesson=l5', 'got "l5"'],
    ['?embed=1&lesson=5&beat=11', 'part "beat" that must be a whole number from 1 to 10, got "11"'],
    ['?embed=1&lesson=5&beat=0', 'got "0"'],
    ['?embed=1&lesson=5&beat=3&beat=4', 'has the part "beat" more than once'],
    ['?embed=1&lesson=5&ui=tiny', 'part "ui" that must be full or min, got "tiny"'],
    ['?embed=1&lesson=5&origin=school', 'part "origin" that must be an origin such as'],
    ['?embed=1&lesson=5&origin=https://school.example/course', 'part "origin" that must be'],
    ['?embed=1&lesson=5&origin=javascript:alert(1)', 'part "origin" that must be'],
    ['?embed=1&lesson=5&bet=3', 'has an unknown part "bet"; known are embed, lesson, beat, ui'],
    [`?embed=1&lesson=${'5'.repeat(500)}`, 'must be at most 400 characters, got 516'],
  ])('%s is refused with one sentence', (search, sentence) => {
    const reading = readEmbedLink(search);
    expect(reading).toMatchObject({ ok: false, error: expect.stringContaining(sentence) });
    if (!reading.ok) expect(reading.error).toMatch(/^This embed address [^\n]*\.$/);
  });

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, value) => {
        readEmbedLink(`?embed=1&lesson=${value}&${name}=${value}`);
      }),
    );
  });

  test('stands in a frame that can be pasted', () => {
    const link: EmbedLink = { id: 'l5', beat: 2, ui: 'min', origin: null };
    expect(embedSnippet('https://example.org/q/index.html?x#lesson=l5&beat=3', link)).toBe(
      '<iframe src="https://example.org/q/index.html?embed=1&amp;lesson=5&amp;beat=3&amp;ui=min" title="Queuescope 5: Acknowledgement" width="1280" height="720" style="border: 0; max-width: 100%"></iframe>',
    );
  });
});

describe('what the page that holds the frame is told', () => {
  const l6 = lessonOf('l6');
  const right = l6.bet?.kind === 'choice' ? l6.bet.right : '';
  const bet = { kind: 'choice', option: right } as const;
  const seen = { kind: 'unsure' } as const;
  const about = { source: 'queuescope', version: 1, lesson: 6 };

  test('is each thing once, when it has happened', () => {
    const betted = { ...notBegun, bet };
    const reported = { ...betted, seen };
    const finished = { ...reported, isFinished: true };
    expect(messagesBetween(l6, notBegun, { ...notBegun, beat: 3 })).toEqual([]);
    expect(messagesBetween(l6, notBegun, betted)).toEqual([
      { ...about, type: 'predicted', bet, isRight: true },
    ]);
    expect(messagesBetween(l6, betted, reported)).toEqual([
      { ...about, type: 'reported', seen, isRight: null },
    ]);
    expect(messagesBetween(l6, reported, finished)).toEqual([
      { ...about, type: 'completed', isBetRight: true, isSeenRight: null },
    ]);
    expect(messagesBetween(l6, finished, { ...finished, beat: 1 })).toEqual([]);
  });

  test('can be sent: it is plain data, for every kind of bet and sight', () => {
    for (const lesson of lessons) {
      const { observe } = lesson;
      const sight =
        observe.kind === 'choice'
          ? ({ kind: 'choice', option: observe.right } as const)
          : ({
              kind: 'count',
              count: lesson.numbers.find(({ id }) => id === observe.number)?.promised ?? -1,
            } as const);
      const after = { ...notBegun, seen: sight, isFinished: true };
      const messages = messagesBetween(lesson, notBegun, after);
      expect(messages.map(({ type }) => type)).toEqual(['reported', 'completed']);
      expect(messages[1]).toMatchObject({ isBetRight: null, isSeenRight: true });
      expect(JSON.parse(JSON.stringify(messages))).toEqual(messages);
    }
  });
});
