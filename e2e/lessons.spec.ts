import { expectAccessible } from './support/accessibility';
import { LessonPage, lessonIds } from './support/lesson';
import { expect, test } from './support/test';

/** More steps than any lesson has: a lesson that never ends is found out. */
const MOST_STEPS = 60;

for (const id of lessonIds) {
  test(`${id} by mouse, from its bet to its line`, async ({ page }) => {
    const lesson = new LessonPage(page);
    await lesson.open(id);
    const steps = new Set<string>();
    for (let i = 0; i < MOST_STEPS && !(await lesson.line.isVisible()); i++) {
      steps.add(await lesson.stepName());
      await lesson.onByMouse();
    }
    await expect(lesson.line).toContainText('“');
    await expect(lesson.line).toContainText('Assumed');
    expect([...steps]).toEqual(expect.arrayContaining(['run', 'observe', 'result', 'ask']));
    await expectAccessible(page);
  });

  test(`${id} by keys alone, from its bet to its line`, async ({ page }) => {
    const lesson = new LessonPage(page);
    await lesson.open(id);
    for (let i = 0; i < MOST_STEPS && !(await lesson.line.isVisible()); i++) {
      await lesson.onByKeys();
    }
    await expect(lesson.line).toContainText('“');
  });
}
