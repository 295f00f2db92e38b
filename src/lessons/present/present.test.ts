import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handsOf, lessonOf, lessons } from '../course/index.ts';
import { freshLink, readNotesLink, readPresentLink, writePresentLink } from './presentLink.ts';
import { readMessage } from './presentMessages.ts';
import { readTally } from './tally.ts';

describe('the hands of a class', () => {
  const bet = handsOf(lessonOf('l1'));
  if (bet === null) throw new Error('L1 has a bet');

  test('are one count for each option', () => {
    expect(readTally(' 4 7, 2 1 ', bet)).toEqual({ ok: true, counts: [4, 7, 2, 1] });
  });

  test.each([
    ['4 7 2', 'The hands must be 4 counts, one for each option, got 3.'],
    ['', 'The hands must be 4 counts, one for each option, got 0.'],
    ['4 7 many 1', 'A count of hands must be a whole number from 0 to 999, got "many".'],
    ['4 7 -2 1', 'got "-2".'],
    ['4 7 1000 1', 'got "1000".'],
  ])('%j is refused with one sentence', (text, sentence) => {
    const reading = readTally(text, bet);
    expect(reading.ok ? '' : reading.error).toContain(sentence);
  });

  test('can be raised in every lesson but the hook', () => {
    expect(lessons.filter((lesson) => handsOf(lesson) === null).map(({ id }) => id)).toEqual([
      'l0',
    ]);
  });
});

describe('the link of a presentation', () => {
  test('is none of it where it begins otherwise', () => {
    expect(readPresentLink('#lesson=l5')).toBeNull();
    expect(readNotesLink('#present=l5')).toBeNull();
  });

  test('comes back as it was written', () => {
    const link = {
      ...freshLink('l5'),
      scene: { beat: 3, isAnswered: false, world: 1 },
      stage: { atUs: 1_400_000, settings: {}, acts: {}, placedUs: {} },
      tally: [4, 7, 2],
      spotlight: 'chart',
      theme: 'ink',
      isBlank: true,
      sinceMs: 1_764_000_000_000,
    } as const;
    const text = writePresentLink(link);
    expect(text).toBe(
      'present=l5&beat=4&t=1.4s&world=2&hands=4.7.2&on=chart&theme=ink&blank=1&since=1764000000000',
    );
    expect(readNotesLink('#notes=l5')).toEqual({ ok: true, id: 'l5' });
    expect(readPresentLink(text)).toEqual({ ok: true, link });
    expect(readPresentLink('present=l5')).toEqual({ ok: true, link: freshLink('l5') });
  });

  test.each([
    ['#present=l99', 'names no lesson: it must be l0 to l16, got "l99"'],
    ['#present=l5&beat=99', 'has a part "beat" that must be a whole number from 1 to 10, got "99"'],
    ['#present=l5&t=soon', 'has a part "t" that must be a duration such as 10.6s, got "soon"'],
    ['#present=l5&hands=4.7', 'has wrong hands: The hands must be 3 counts'],
    ['#present=l5&on=floor', 'has a part "on" that must be stage, chart, sequence,'],
    ['#present=l5&theme=red', 'has a part "theme" that must be paper, ink, got "red"'],
    ['#present=l5&blank=yes', 'has a part "blank" that must be 1, got "yes"'],
    ['#present=l5&world=7', 'has a part "world" that must be a whole number from 1 to 2'],
    ['#present=l5&deeds={', 'has a part "deeds" that is no JSON'],
    ['#present=l5&deeds=[]', 'has a part "deeds" that must be an object'],
    ['#present=l5&deeds={"now":{}}', 'has a part of which deeds.now.settings is missing'],
    ['#present=l5&deeds={"held":{"beat":99}}', 'deeds.held.beat" that must be a whole number'],
    ['#present=l5&x=1', 'has an unknown part "x"'],
    ['#present=l5&since=now', 'has a part "since" that must be milliseconds, got "now"'],
    ['#notes=l5&beat=2', 'has an unknown part "beat"; known are notes'],
  ])('%s is refused with one sentence', (hash, sentence) => {
    const reading = readPresentLink(hash) ?? readNotesLink(hash);
    expect(reading?.ok === false ? reading.error : '').toContain(sentence);
    expect(reading?.ok === false ? reading.error : '').toMatch(/^This link .*\.$/);
  });

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readPresentLink(`present=${text}`);
        readPresentLink(`present=l5&deeds=${text}`);
        readNotesLink(`notes=${text}`);
      }),
    );
  });
});

describe('a message between the windows', () => {
  test.each([
    [{ kind: 'hello' }],
    [{ kind: 'gone' }],
    [{ kind: 'now', hash: 'present=l5', isPlaying: true }],
    [{ kind: 'do', command: { type: 'NEXT' } }],
    [{ kind: 'do', command: { type: 'TALLY', counts: [4, 7, 2] } }],
    [{ kind: 'do', command: { type: 'TALLY', counts: null } }],
    [{ kind: 'do', command: { type: 'SPOTLIGHT', part: 'chart' } }],
    [{ kind: 'do', command: { type: 'SET', control: 2, value: 1.5 } }],
  ])('%j is taken as it is', (message) => {
    expect(readMessage(message)).toEqual({ ok: true, message });
  });

  test.each([
    [null, 'a message must be an object'],
    [{ kind: 'shout' }, 'kind must be hello, do, now or gone'],
    [{ kind: 'now', hash: 7 }, 'hash must be a link'],
    [{ kind: 'do', command: { type: 'EVAL' } }, 'command.type must be a known command'],
    [{ kind: 'do', command: { type: 'GO', beat: -1 } }, 'command.beat must be a whole number'],
    [{ kind: 'do', command: { type: 'TALLY', counts: [1e9] } }, 'command.counts must be null or'],
    [{ kind: 'do', command: { type: 'SET', control: 0, value: Number.NaN } }, 'must be a number'],
    [{ kind: 'do', command: { type: 'INJECT', fault: '<b>' } }, 'must be the name of a fault'],
  ])('%j is refused with one sentence', (data, sentence) => {
    const reading = readMessage(data);
    expect(reading.ok ? '' : reading.error).toContain(sentence);
  });
});
