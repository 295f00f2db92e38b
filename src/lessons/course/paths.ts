/** paths are ways through the course for those who have only so much time. */
import { type LessonId, lessonIds } from './Lesson.ts';

export const pathIds = ['interview', 'class', 'self'] as const;
export type PathId = (typeof pathIds)[number];

export interface Path {
  readonly id: PathId;
  readonly title: string;
  readonly about: string;
  readonly lessons: readonly LessonId[];
}

export const paths: readonly Path[] = [
  {
    id: 'interview',
    title: 'Interview, 12 minutes',
    about: 'The five that are asked: run, number, price.',
    lessons: ['l1', 'l5', 'l7', 'l8', 'l13'],
  },
  {
    id: 'class',
    title: 'One class, 50 minutes',
    about: 'Eight lessons to predict together, from the outage to the payment.',
    lessons: ['l1', 'l3', 'l4', 'l5', 'l7', 'l8', 'l13', 'l15'],
  },
  {
    id: 'self',
    title: 'By yourself, 75 to 90 minutes',
    about: 'All seventeen, in order. It can be left and taken up at any beat.',
    lessons: lessonIds,
  },
];

/** What comes after a lesson on a path; null: it was the last. */
export function nextOn(path: PathId | null, id: LessonId): LessonId | null {
  const order: readonly LessonId[] =
    paths.find((one) => one.id === (path ?? 'self'))?.lessons ?? lessonIds;
  return order[order.indexOf(id) + 1] ?? null;
}
