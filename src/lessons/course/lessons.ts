/** lessons are the course in its order. */
import type { Lesson, LessonId } from './Lesson.ts';
import { l0 } from './lessons/l0.ts';
import { l1 } from './lessons/l1.ts';
import { l2 } from './lessons/l2.ts';
import { l3 } from './lessons/l3.ts';
import { l4 } from './lessons/l4.ts';
import { l5 } from './lessons/l5.ts';
import { l6 } from './lessons/l6.ts';
import { l7 } from './lessons/l7.ts';
import { l8 } from './lessons/l8.ts';
import { l9 } from './lessons/l9.ts';
import { l10 } from './lessons/l10.ts';
import { l11 } from './lessons/l11.ts';
import { l12 } from './lessons/l12.ts';
import { l13 } from './lessons/l13.ts';
import { l14 } from './lessons/l14.ts';
import { l15 } from './lessons/l15.ts';
import { l16 } from './lessons/l16.ts';

export const lessons: readonly Lesson[] = [
  l0,
  l1,
  l2,
  l3,
  l4,
  l5,
  l6,
  l7,
  l8,
  l9,
  l10,
  l11,
  l12,
  l13,
  l14,
  l15,
  l16,
];

export function lessonOf(id: LessonId): Lesson {
  const lesson = lessons.find((one) => one.id === id);
  if (lesson === undefined) throw new RangeError(`no lesson ${id}`);
  return lesson;
}
