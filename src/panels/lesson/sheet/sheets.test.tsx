/** Every lesson on paper: both pages carry each promised number, and the student's page gives none away. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { lessons } from '../../../lessons/course/index.ts';
import { decisiveStage, LessonWorlds, openingStage } from '../../../lessons/index.ts';
import { figure } from '../figure.ts';
import { SheetPage } from './SheetPage.tsx';
import { sheetChart, ticksTo } from './sheetChart.ts';

// Panels ask for the width of the screen when they are loaded; here is none.
vi.hoisted(() => {
  const none = { matches: false, addEventListener: () => undefined };
  Object.assign(globalThis, { matchMedia: () => none });
});

/** What stands on a page, tag by tag. */
function textsOf(html: string): string[] {
  return html
    .replace(/<(?:svg|style)\b.*?<\/(?:svg|style)>/gs, (svg) => svg.replace(/<[^>]*>/g, '|'))
    .split(/<[^>]*>|\|/)
    .map((text) =>
      text
        .replaceAll('&#x27;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&')
        .trim(),
    )
    .filter((text) => text !== '');
}

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s on paper',
  (id, lesson) => {
    // The engine counts what is promised: the course's own tests hold it to that.
    const counts = new Map<string, number>(
      lesson.numbers.map(({ id, promised }) => [id, promised]),
    );
    const chart = sheetChart(lesson);
    const link = `https://example.org/#lesson=${id}`;
    const page = (isKey: boolean): string =>
      renderToStaticMarkup(
        <SheetPage
          lesson={lesson}
          worlds={
            new LessonWorlds(lesson, () => 0, isKey ? decisiveStage(lesson) : openingStage(lesson))
          }
          chart={chart}
          counts={isKey ? counts : null}
          link={link}
        />,
      );
    const [student, key] = [page(false), page(true)];
    const [open, told] = [textsOf(student), textsOf(key)];
    /** The cells of the row of a number. */
    const rowOf = (html: string, number: string): string[] => {
      const row = new RegExp(`data-number="${number}">(.*?)</tr>`, 's').exec(html)?.[1] ?? '';
      return [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(
        ([, cell]) => textsOf(cell ?? '')[0] ?? '',
      );
    };

    test('both pages have a row for every promised number: to fill, and filled as the engine counts', () => {
      for (const { id: number, label, sum, promised } of lesson.numbers) {
        expect(rowOf(student, number)).toEqual([label, '', '']);
        expect(rowOf(key, number)).toEqual([label, sum, figure(promised)]);
      }
    });

    test('the key has the number in large, its price, the answers and the line', () => {
      const all = told.join(' ');
      for (const number of lesson.theNumber.numbers) {
        expect(told).toContain(figure(counts.get(number) ?? Number.NaN));
      }
      for (const text of [lesson.price, lesson.ask.answer, lesson.say, ...lesson.shown]) {
        expect(all).toContain(text);
      }
      const ticked = key.match(/data-right="true"/g)?.length ?? 0;
      const { bet, observe } = lesson;
      const bets = bet?.kind === 'sort' ? bet.items.length : bet?.kind === 'choice' ? 1 : 0;
      expect(ticked).toBe(bets + (observe.kind === 'choice' ? 1 : 0));
    });

    test('the student page asks the same and answers nothing', () => {
      const all = open.join(' ');
      for (const asked of [lesson.question, lesson.ask.question, lesson.observe.asks]) {
        expect(all).toContain(asked);
      }
      for (const text of [lesson.price, lesson.ask.answer, lesson.say, ...lesson.shown]) {
        expect(all).not.toContain(text);
      }
      for (const { sum } of lesson.numbers) expect(open).not.toContain(sum);
      expect(student).not.toContain('data-right="true"');
      expect(student).not.toMatch(/<polyline|sheet-arrow|believed/);
      // A figure of two digits is no chance: where it stands it stands as a question or an option.
      const asked = [
        lesson.question,
        lesson.differ,
        lesson.ask.question,
        lesson.assumptions,
        lesson.observe.asks,
        link,
        ...(lesson.observe.kind === 'choice' ? lesson.observe.options.map(({ text }) => text) : []),
        ...(lesson.bet?.kind === 'choice' ? lesson.bet.options.map(({ text }) => text) : []),
        ...(lesson.bet?.kind === 'sort' ? lesson.bet.bins.map(({ text }) => text) : []),
        ...(lesson.bet !== null && lesson.bet.asks !== undefined ? [lesson.bet.asks] : []),
        ...lesson.numbers.map(({ label }) => label),
        lesson.theNumber.word,
        ...[...lesson.worlds, ...(lesson.others ?? [])].map(({ title }) => title),
      ];
      const rest = open.filter(
        (text) => !asked.some((one) => text.includes(one) || one.includes(text)),
      );
      const answers = lesson.theNumber.numbers
        .map((number) => figure(counts.get(number) ?? Number.NaN))
        .filter((text) => text.replace(/\D/g, '').length > 1);
      for (const answer of answers) {
        const alone = new RegExp(`(?<![\\d.,])${answer.replaceAll('.', '\\.')}(?![\\d]|[.,]\\d)`);
        expect(rest.filter((text) => alone.test(text))).toEqual([]);
      }
    });

    test('has a chart with labelled axes that goes higher than what is drawn on it', () => {
      if (chart.kind !== 'axes') {
        const lives = chart.kind === 'lanes' ? chart.worlds.map(({ arrows }) => arrows.length) : [];
        const outs =
          chart.kind === 'order' ? chart.worlds.map(({ finished }) => finished.length) : [];
        expect(Math.min(...lives, ...outs)).toBeGreaterThan(1);
        return;
      }
      const highest = Math.max(...chart.lines.flatMap(({ points }) => points.map(([, y]) => y)));
      expect(highest).toBeGreaterThan(0);
      expect(chart.heights.at(-1)).toBeGreaterThan(highest);
      for (const html of [student, key]) {
        expect(html).toContain(chart.up);
        expect(html).toContain(chart.across);
      }
      expect(key.match(/<polyline/g)).toHaveLength(chart.lines.length);
    });
  },
);

test('ticks are round, begin at zero and reach the end', () => {
  expect(ticksTo(6, 4)).toEqual([0, 2, 4, 6]);
  expect(ticksTo(1_950, 4)).toEqual([0, 500, 1_000, 1_500, 2_000]);
  expect(ticksTo(0.45, 6)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
});
