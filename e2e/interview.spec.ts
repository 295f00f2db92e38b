import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { smallTexts } from './support/smallTexts';
import { expect, test } from './support/test';

const sums = (page: Page) => page.getByRole('region', { name: 'Requirements and arithmetic' });
const numbers = (page: Page) => page.getByRole('region', { name: 'Numbers' });
const price = (page: Page) => page.getByRole('region', { name: 'Trade-offs, said aloud' });
const beat = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'The beats of this card' }).getByRole('button', { name });

test('from the finder to the price of a card, by keys alone', async ({ page }) => {
  await page.goto('./#interview');
  // It runs, and nobody has pressed anything.
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'What to put on stage' }).pressSequentially('outbox');
  await page.keyboard.press('Enter');
  await expect(sums(page)).toContainText('Commit and publish are two writes');
  await page.keyboard.press('d');
  await expect(beat(page, /Break it/)).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('m');
  await expect(page.getByRole('region', { name: 'World B' })).toBeVisible();
  // The first finishes what moves, the second goes on.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(numbers(page).getByRole('status', { name: 'The number' })).toHaveText('92 → 97');
  await page.keyboard.press('ArrowRight');
  await expect(price(page)).toContainText('Because');
  await page.keyboard.press('o');
  const text = page.getByRole('textbox', { name: 'The card as text' });
  await expect(text).toHaveValue(/97 − 5 = 92 {2}\(engine: 92\)/);
  // What is in the address opens the same board again.
  await page.reload();
  await expect(beat(page, /Price/)).toHaveAttribute('aria-current', 'step');
  await expect(numbers(page).getByRole('status', { name: 'The number' })).toHaveText('92 → 97');
});

test('the arithmetic follows the sentence at once, and the engine comes to the same', async ({
  page,
}) => {
  await page.goto('./#interview=backpressure');
  const spike = sums(page).getByRole('slider', { name: 'Orders in the spike' });
  await expect(sums(page)).toContainText('(250 − 100) × 10 = 1,500');
  await spike.focus();
  await page.keyboard.press('ArrowRight');
  await expect(sums(page)).toContainText('(300 − 100) × 10 = 2,000');
  const row = sums(page).getByRole('row', { name: /waiting at most, no limit/ });
  await expect(row.getByRole('cell').last()).toHaveText('2,000');
});

test('a secret fault comes by itself, and is told only when somebody asks', async ({ page }) => {
  await page.goto('./#interview=backpressure');
  await expect(sums(page)).toBeVisible();
  await page.keyboard.press('e');
  const side = page.getByRole('complementary', { name: 'The interviewer’s side' });
  await side.getByRole('combobox', { name: 'Which fault' }).selectOption({ label: 'Broker down' });
  await side.getByRole('slider', { name: 'Seconds until the fault' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await side.getByRole('button', { name: 'Queue it' }).click();
  await expect(side).toContainText('Nothing on the board tells');
  await expect(side).toContainText('It has happened');
  await expect(side).not.toContainText('Broker down');
  await side.getByRole('button', { name: 'Show what it was' }).click();
  await expect(side).toContainText('Broker down, at');
  await side.getByRole('checkbox', { name: 'Says what fails first' }).check();
  await side.getByRole('textbox').fill('asked for the blast radius');
  await side.getByRole('button', { name: 'Hide labels' }).click();
  await expect(page.getByText('What is each of these states called?')).toBeVisible();
  await page.reload();
  await expect(sums(page)).toBeVisible();
  await page.keyboard.press('e');
  await expect(side.getByRole('checkbox', { name: 'Says what fails first' })).toBeChecked();
  await expect(side.getByRole('textbox')).toHaveValue('asked for the blast radius');
});

test('a bad link says in a sentence what is wrong, and opens nothing', async ({ page }) => {
  await page.goto('./#interview=crash&set=99');
  await expect(page.getByRole('alert')).toContainText(
    'must be from 1 to 12 in steps of 1, got "99"',
  );
  await expect(page.getByRole('region', { name: 'Stage' })).toHaveCount(0);
  await page.getByRole('option', { name: /Backpressure/ }).click();
  await expect(page.getByRole('region', { name: 'Stage' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it can be read and used by everybody: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('./#interview=crash&v=1&beat=5&t=10s');
    await expect(price(page)).toContainText('Because');
    await page.keyboard.press('e');
    await expect(price(page)).toContainText('Because');
    await expectAccessible(page);
    expect((await smallTexts(page, 15.99)).filter(({ px }) => px > 0)).toEqual([]);
    await page.keyboard.press('/');
    await expect(page.getByRole('listbox')).toBeVisible();
    await expectAccessible(page);
  });
}

test('on a phone the card is told by touch, and nothing is wider than the screen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./#interview=crash');
  await page.getByRole('button', { name: 'Crash the clerk' }).click();
  await page.getByRole('button', { name: 'ack after the work' }).click();
  await beat(page, /Number/).click();
  await expect(numbers(page).getByRole('status', { name: 'The number' })).toHaveText('5 → 0');
  await expect(page.getByRole('contentinfo')).toContainText('The broker sees the crash at once');
  await expect(page.getByRole('contentinfo')).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
