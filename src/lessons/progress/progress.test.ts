import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lessonIds, lessonOf } from '../course/index.ts';
import { type LessonProgress, noProgress, notBegun } from './Progress.ts';
import { ProgressStore, type Shelf } from './ProgressStore.ts';
import { readProgress, writeProgress } from './progressFile.ts';

const KEPT_AS = 'queuescope.progress';

function shelfOf(kept: Record<string, string> = {}): Shelf & { kept: Record<string, string> } {
  return {
    kept,
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => {
      kept[key] = value;
    },
    removeItem: (key) => {
      delete kept[key];
    },
  };
}

const inL5: LessonProgress = {
  ...notBegun,
  recalled: 'window',
  bet: { kind: 'sort', bins: { early: 'lost', late: 'twice' } },
  seen: { kind: 'count', count: 21 },
  beat: 4,
  counted: { lostEarly: 1, lostLate: 0 },
  stage: {
    atUs: 1_400_000,
    settings: { 1: 0, 2: 1.3 },
    acts: {
      a: [{ atUs: 1_000_000, kind: 'crashConsumer', target: 'clerk', member: 1, point: 'now' }],
      b: [],
    },
    placedUs: {},
  },
};

describe('progress', () => {
  test('is kept: another page finds what was left', () => {
    const shelf = shelfOf();
    const store = new ProgressStore(shelf);
    store.update('l5', inL5);
    store.update('l9', { bet: { kind: 'choice', option: '1200' }, isKnown: true });
    store.update('l8', { bet: { kind: 'curve', heights: Array(13).fill(500) } });
    store.update('l16', {
      trials: {
        a: {
          faults: [{ id: 'spike', atUs: 5_000_000 }],
          change: 'answer',
          before: { answer: 20_030 },
          after: { answer: 160 },
        },
      },
    });
    store.update('l0', {
      stage: { atUs: 2_000_000, settings: {}, acts: {}, placedUs: { a: [1_000_000, 1_200_000] } },
    });
    store.markCard('l4', 'again');
    const again = new ProgressStore(shelf);
    expect(again.problem).toBeNull();
    expect(again.progress).toEqual(store.progress);
    expect(again.of('l5')).toEqual(inL5);
    expect(again.of('l2')).toEqual(notBegun);
  });

  test('can be taken along as a file, taken in again, and thrown away', () => {
    const shelf = shelfOf();
    const store = new ProgressStore(shelf);
    store.update('l5', inL5);
    const file = store.export();
    store.clear();
    expect(store.progress).toEqual(noProgress);
    expect(shelf.kept).toEqual({});
    expect(store.import(file, 'mine.json')).toBeNull();
    expect(store.of('l5')).toEqual(inL5);
    store.forget('l5');
    expect(store.of('l5')).toEqual(notBegun);
  });

  test('tells whoever listens', () => {
    const store = new ProgressStore(null);
    let told = 0;
    const stop = store.subscribe(() => told++);
    store.update('l1', { beat: 2 });
    store.clear();
    stop();
    store.update('l1', { beat: 3 });
    expect(told).toBe(2);
  });

  test('follows what another page of the browser keeps', () => {
    const shelf = shelfOf();
    const [one, other] = [new ProgressStore(shelf), new ProgressStore(shelf)];
    one.update('l1', { beat: 2 });
    other.reload();
    expect(other.of('l1').beat).toBe(2);
    one.clear();
    other.reload();
    expect(other.progress).toEqual(noProgress);
  });

  test('lasts as long as the page where the browser keeps nothing', () => {
    const broken: Shelf = {
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('denied');
      },
      removeItem: () => {
        throw new Error('denied');
      },
    };
    const store = new ProgressStore(broken);
    store.update('l1', { beat: 2 });
    expect(store.of('l1').beat).toBe(2);
    store.clear();
    expect(store.of('l1').beat).toBe(0);
  });
});

describe('a file of progress', () => {
  const good = JSON.parse(writeProgress({ lessons: { l5: inL5 }, cards: { l4: 'known' } }));

  const changed = (change: (file: typeof good) => void): string => {
    const file = structuredClone(good);
    change(file);
    return JSON.stringify(file);
  };

  const cases: [string, (file: typeof good) => void, string][] = [
    [
      'another kind',
      (f) => {
        f.kind = 'x';
      },
      'kind must be one of "queuescope progress", got "x"',
    ],
    [
      'another version',
      (f) => {
        f.version = 2;
      },
      'version must be 1, got 2',
    ],
    [
      'an unknown key',
      (f) => {
        f.more = 1;
      },
      'the file must not have "more"; its keys are kind, version, lessons, cards',
    ],
    [
      'no such lesson',
      (f) => {
        f.lessons.l99 = {};
      },
      'lessons must not have "l99"',
    ],
    [
      'a beat too far',
      (f) => {
        f.lessons.l5.beat = 99;
      },
      'lessons.l5.beat must be a whole number from 0 to 9, got 99',
    ],
    [
      'a bet in no bin',
      (f) => {
        f.lessons.l5.bet.bins.early = 'x';
      },
      'lessons.l5.bet.bins.early must be one of "lost", "once", "twice", got "x"',
    ],
    [
      'half a bet',
      (f) => {
        delete f.lessons.l5.bet.bins.late;
      },
      'lessons.l5.bet.bins.late is missing',
    ],
    [
      'another kind of bet',
      (f) => {
        f.lessons.l5.bet = { kind: 'choice', option: '1' };
      },
      'lessons.l5.bet.kind must be one of "sort", got "choice"',
    ],
    [
      'a sight of nothing',
      (f) => {
        f.lessons.l5.seen = { kind: 'count', count: 'many' };
      },
      'lessons.l5.seen.count must be a number',
    ],
    [
      'an unknown number',
      (f) => {
        f.lessons.l5.counted = { x: 1 };
      },
      'lessons.l5.counted must not have "x"; its numbers are lostEarly',
    ],
    [
      'a setting out of range',
      (f) => {
        f.lessons.l5.stage.settings[2] = 99;
      },
      'lessons.l5.stage.settings.2 must be a number from 0.1 to 4, got 99',
    ],
    [
      'an act on nobody',
      (f) => {
        f.lessons.l5.stage.acts.a[0].target = 'x';
      },
      'lessons.l5.stage.acts.a: faults[0].target',
    ],
    [
      'a card with a word of its own',
      (f) => {
        f.cards.l4 = 'maybe';
      },
      'cards.l4 must be one of "known", "again", got "maybe"',
    ],
    [
      'a list for lessons',
      (f) => {
        f.lessons = [];
      },
      'lessons must be an object, got a list of 0',
    ],
  ];

  test.each(cases)('with %s is refused with one sentence', (_, change, sentence) => {
    const reading = readProgress(changed(change), 'mine.json');
    expect(reading).toMatchObject({ ok: false, error: expect.stringContaining(sentence) });
    if (!reading.ok) {
      expect(reading.error).toMatch(/^mine\.json: .*\.$/);
      expect(reading.error).not.toContain('\n');
    }
  });

  test('that is refused changes nothing', () => {
    const store = new ProgressStore(shelfOf());
    store.update('l5', inL5);
    const before = store.progress;
    expect(store.import('{', 'mine.json')).toMatch(/^mine\.json: line 1/);
    expect(store.progress).toBe(before);
  });

  test('that the browser kept and nobody can read leaves a clean start, and says why', () => {
    const store = new ProgressStore(shelfOf({ [KEPT_AS]: '{"kind":1}' }));
    expect(store.progress).toEqual(noProgress);
    expect(store.problem).toContain('Your kept progress: kind must be');
  });

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(...lessonIds), (value, id) => {
        const files = [value, { ...good, lessons: { [id]: value } }];
        for (const file of files) {
          const reading = readProgress(JSON.stringify(file), 'x');
          expect(typeof reading.ok).toBe('boolean');
        }
      }),
    );
  });

  test('can hold every lesson in its longest form', () => {
    const lessons = Object.fromEntries(
      lessonIds.map((id) => {
        const { numbers } = lessonOf(id);
        const counted = Object.fromEntries(numbers.map((number) => [number.id, 123_456.789]));
        return [id, { ...notBegun, counted }];
      }),
    );
    const text = writeProgress({ lessons, cards: {} });
    expect(text.length).toBeLessThan(32_768);
    expect(readProgress(text, 'x').ok).toBe(true);
  });
});
