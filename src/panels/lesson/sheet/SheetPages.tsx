/** SheetPages are the pages of paper of a lesson, each with its own worlds, all of one run. */
import { useMemo } from 'react';
import { countNumbers, type Lesson } from '../../../lessons/course/index.ts';
import {
  decisiveStage,
  LessonWorlds,
  openingStage,
  type SheetPages as Pages,
} from '../../../lessons/index.ts';
import { SheetPage } from './SheetPage.tsx';
import { sheetChart } from './sheetChart.ts';

export interface SheetPagesProps {
  readonly lesson: Lesson;
  readonly pages: Pages;
  readonly link: string;
}

export function SheetPages({ lesson, pages, link }: SheetPagesProps) {
  const chart = useMemo(() => sheetChart(lesson), [lesson]);
  const student = useMemo(() => new LessonWorlds(lesson, () => 0, openingStage(lesson)), [lesson]);
  const key = useMemo(() => {
    if (pages === 'student') return null;
    return {
      worlds: new LessonWorlds(lesson, () => 0, decisiveStage(lesson)),
      counts: countNumbers(lesson, lesson.numbers),
    };
  }, [lesson, pages]);
  const shared = { lesson, chart, link };
  return (
    <>
      {pages !== 'key' && <SheetPage {...shared} worlds={student} counts={null} />}
      {key !== null && <SheetPage {...shared} worlds={key.worlds} counts={key.counts} />}
    </>
  );
}
