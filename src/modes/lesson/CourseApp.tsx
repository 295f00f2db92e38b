/** CourseApp shows the page of the course that the address names: the list, the cards, or a lesson. */
import { useSyncExternalStore } from 'react';
import { lessonOf } from '../../lessons/course/index.ts';
import { type ProgressStore, readCourseLink } from '../../lessons/index.ts';
import { later, StatusRegion } from '../../ui/index.ts';
import { CourseMode } from './CourseMode.tsx';
import { LessonMode } from './LessonMode.tsx';

/** Fetched when somebody wants paper. */
const SheetMode = later(() => import('./SheetMode.tsx').then(({ SheetMode }) => SheetMode));

export function CourseApp({ progress }: { progress: ProgressStore }) {
  const hash = useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
  const reading = readCourseLink(hash);
  const link = reading?.ok ? reading.link : ({ kind: 'page', page: 'list' } as const);
  const problem = reading?.ok === false ? reading.error : progress.problem;
  return (
    <>
      {link.kind === 'lesson' && (
        <LessonMode key={link.id} lesson={lessonOf(link.id)} link={link} progress={progress} />
      )}
      {link.kind === 'sheet' && <SheetMode lesson={lessonOf(link.id)} pages={link.pages} />}
      {link.kind === 'page' && (
        <CourseMode page={link.page} progress={progress} problem={problem} />
      )}
      <StatusRegion />
    </>
  );
}
