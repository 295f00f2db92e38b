import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beatsOf } from './beatsOf.ts';
import { lessons } from './course/index.ts';
import { readCourseLink, sheetPages, writeLessonLink, writeSheetLink } from './courseLink.ts';

describe('a link of the course', () => {
  test('is none of it where it begins otherwise', () => {
    expect(readCourseLink('')).toBeNull();
    expect(readCourseLink('#v=1&s=payment-system')).toBeNull();
    expect(readCourseLink('#lessons=l1')).toBeNull();
  });

  test('leads to its pages', () => {
    expect(readCourseLink('#course')).toEqual({ ok: true, link: { kind: 'page', page: 'list' } });
    expect(readCourseLink('#course=cards')).toMatchObject({ link: { page: 'cards' } });
  });

  test('names a lesson, a beat, an instant and a path, and comes back as it was written', () => {
    for (const lesson of lessons) {
      const beat = beatsOf(lesson).length - 1;
      const link = { id: lesson.id, beat, atUs: 10_600_000, path: 'class' } as const;
      expect(readCourseLink(writeLessonLink(link))).toEqual({
        ok: true,
        link: { kind: 'lesson', ...link },
      });
      const bare = { id: lesson.id, beat: null, atUs: null, path: null } as const;
      expect(readCourseLink(`#${writeLessonLink(bare)}`)).toMatchObject({ link: bare });
    }
  });

  test('leads to the pages of paper of each lesson', () => {
    for (const { id } of lessons) {
      for (const pages of sheetPages) {
        const link = { kind: 'sheet', id, pages };
        expect(readCourseLink(writeSheetLink(id, pages))).toEqual({ ok: true, link });
      }
    }
  });

  test.each([
    ['#course=x', 'names no page of the course: it must be list, cards, takeaways, got "x"'],
    ['#lesson=l17', 'names no lesson: it must be l0 to l16, got "l17"'],
    ['#lesson=l5&beat=99', 'has a part "beat" that must be a whole number from 1 to 10, got "99"'],
    ['#lesson=l5&beat=0', 'got "0"'],
    ['#lesson=l5&t=soon', 'has a part "t" that must be a duration such as 10.6s, got "soon"'],
    ['#lesson=l5&path=x', 'has a part "path" that must be interview, class, self, got "x"'],
    ['#lesson=l5&sheet=x', 'has a part "sheet" that must be student, key, both, got "x"'],
    ['#lesson=l5&x=1', 'has an unknown part "x"; known are lesson, beat, t, path'],
    [`#lesson=${'l'.repeat(300)}`, 'must be at most 200 characters, got 307'],
  ])('%s is refused with one sentence', (hash, sentence) => {
    const reading = readCourseLink(hash);
    expect(reading).toMatchObject({ ok: false, error: expect.stringContaining(sentence) });
    if (reading?.ok === false) expect(reading.error).toMatch(/^This link .*\.$/);
  });

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readCourseLink(`lesson=${text}`);
        readCourseLink(`course&${text}`);
      }),
    );
  });
});
