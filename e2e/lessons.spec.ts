import { expectAccessible } from './support/accessibility';
import { LessonPage, lessonIds } from './support/lesson';
import { expect, test } from './support/test';

// Nothing glides: what is walked through here is the lesson, and its pictures are drawn as often as they change.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const id of lessonIds) {
  test(`${id} by mouse, and again by keys alone, from its bet to its line`, async ({ page }) => {
    const lesson = new LessonPage(page);
    await lesson.open(id);
    const steps = await lesson.walk((step) => lesson.onByMouse(step));
    await expect(lesson.line).toContainText('“');
    await expect(lesson.line).toContainText('Assumed');
    expect(steps).toEqual(expect.arrayContaining(['run', 'observe', 'result', 'ask']));
    await expectAccessible(page);

    await lesson.again();
    const stepsByKeys = await lesson.walk((step) => lesson.onByKeys(step));
    await expect(lesson.line).toContainText('“');
    expect(stepsByKeys).toEqual(steps);
  });
}

test('a lesson goes on paper: one page for students and one with the key, on A4 and on Letter', async ({
  page,
}) => {
  // Three worlds, many numbers: the fullest of them.
  await page.goto('./#lesson=l13');
  await page.getByRole('button', { name: 'Take it along' }).click();
  await expect(page.getByRole('textbox', { name: 'The code of the frame' })).toHaveValue(
    /^<iframe src="http.*\/\?embed=1&amp;lesson=13&amp;beat=1&amp;ui=min"/,
  );
  await page.getByRole('link', { name: 'Print sheets' }).click();
  const student = page.getByRole('article', { name: 'Student page' });
  await expect(student).toContainText('Order 20 of 100 can never be filled.');
  await expect(student).not.toContainText('281');
  await page.getByRole('radio', { name: 'Both' }).click();
  const key = page.getByRole('article', { name: 'Key page' });
  await expect(key.getByRole('row', { name: /attempts at order 20/ })).toContainText('281');
  await expect(page.locator('.sheet-posters[data-settled="true"]')).toHaveCount(2);
  for (const sheet of [student, key]) {
    expect(await sheet.evaluate((one) => one.scrollHeight - one.clientHeight)).toBe(0);
  }
  await expectAccessible(page);
  for (const format of ['A4', 'Letter']) {
    const pdf = (await page.pdf({ format })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g), format).toHaveLength(2);
  }
});
