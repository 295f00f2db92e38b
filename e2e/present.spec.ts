import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { smallTexts } from './support/smallTexts';
import { expect, test } from './support/test';

const bet = (page: Page) => page.getByRole('region', { name: 'The bet of the class' });
const script = (page: Page) => page.getByRole('region', { name: 'The script' });

/** The title of the beat and the instant below the stage of the class. */
const caption = (page: Page) => page.getByRole('main').locator('.caption').first();

async function openNotes(context: BrowserContext, audience: Page): Promise<Page> {
  const [notes] = await Promise.all([context.waitForEvent('page'), audience.keyboard.press('s')]);
  await expect(script(notes)).toBeVisible();
  return notes;
}

test('a class is taught with the keys of a remote, and a reload loses nothing', async ({
  page,
  context,
}) => {
  await page.goto('./#lesson=l5');
  await expect(page.getByRole('button', { name: 'Present' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText('From L4')).toBeVisible();
  // The answer of the earlier lesson, and then the bet.
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(bet(page)).toContainText('Ack after the work: what becomes of M7?');

  const notes = await openNotes(context, page);
  await expect(script(notes)).toContainText('Your bet');
  const hands = notes.getByRole('textbox', { name: /Hands/ });
  await hands.fill('4 7');
  await hands.press('Enter');
  await expect(notes.getByRole('alert')).toHaveText(
    'The hands must be 3 counts, one for each option, got 2.',
  );
  await hands.fill('4 7 2');
  await hands.press('Enter');
  await expect(bet(page)).toContainText('Your bet, 13 hands');

  // The picture is held while the next beat is made ready behind it, in either window.
  await page.keyboard.press('PageDown');
  await expect(caption(page)).toContainText('The crash');
  await page.keyboard.press('b');
  await expect(page.getByText('Predict')).toBeVisible();
  const held = (await caption(page).textContent()) ?? '';
  await notes.getByRole('button', { name: /Next beat/ }).click();
  await expect(script(notes)).toContainText('Who still knows of M7?');
  await page.reload();
  await notes.reload();
  await expect(script(notes)).toContainText('Who still knows of M7?');
  await expect(caption(page)).toHaveText(held);
  await expect(bet(page)).toContainText('Your bet, 13 hands');
  await page.keyboard.press('b');
  await expect(caption(page)).toContainText('Down');

  // One goes back to the beat as it was, and on to its end and the next.
  await page.keyboard.press('PageUp');
  await expect(caption(page)).toHaveText(/The crash.*1\.19 s/);
  await notes.getByRole('button', { name: 'Jump to the decisive instant' }).click();
  await expect(caption(page)).toContainText('1.40 s');
  await notes.close();
  await page.keyboard.press('v');
  await expect(page.getByText('The screen is blank.')).toBeAttached();
  await page.keyboard.press('v');
  const result = page.getByRole('region', { name: 'The result' });
  for (let i = 0; i < 12 && !(await result.isVisible()); i++) await page.keyboard.press('PageDown');
  await expect(bet(page)).toContainText('Your bet, 13 hands, and the engine');
  await expect(bet(page).getByRole('listitem').nth(1)).toHaveText(/done once so it is\s*7/);
  await expect(page.getByRole('region', { name: 'The number' })).toContainText('1 → 0');
});

test('both windows can be read and used by everybody, whichever comes first', async ({
  page,
  context,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./#notes=l8');
  await expect(script(page)).toContainText('From an earlier lesson');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(script(page)).toContainText('Your bet');
  const [audience] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Open it at this beat' }).click(),
  ]);
  await audience.setViewportSize({ width: 1920, height: 1080 });
  await expect(bet(audience)).toBeVisible();
  await expect(page.getByText('The window of the class is not open.')).toHaveCount(0);
  await audience.keyboard.press('h');
  await audience.keyboard.type('1 2 3 4');
  await expectAccessible(audience);
  await audience.keyboard.press('Enter');
  await expect(bet(audience)).toContainText('10 hands');
  await expectAccessible(page);
  // A last row cannot read what is below a fiftieth of the height.
  expect(await smallTexts(audience, 21.99)).toEqual([]);
  await audience.keyboard.press('?');
  await expect(audience.getByRole('dialog')).toContainText('The notes, in a window beside it');
  await audience.keyboard.press('Escape');
  await audience.goto('./#present=l8&beat=99');
  await expect(audience.getByRole('alert')).toContainText('a whole number from 1 to 9, got "99"');
});
