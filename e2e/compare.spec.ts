import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { Lab } from './support/lab';
import { expect, test } from './support/test';

/** Comparison is two or three worlds as a person sees them. */
class Comparison extends Lab {
  static async open(page: Page, hash: string): Promise<Comparison> {
    const comparison = new Comparison(page);
    await page.goto(`./#v=1&${hash}`);
    await comparison.isThere();
    return comparison;
  }

  async isThere(): Promise<void> {
    await expect(this.world('A')).toBeVisible();
    await expect(this.playhead).toBeVisible();
    await expect(this.difference).toBeVisible();
  }

  world(letter: string): Locator {
    return this.page.getByRole('article', { name: `World ${letter}` });
  }

  get difference(): Locator {
    return this.page.getByRole('region', { name: 'The difference' });
  }

  /** A number of the books of one world, by the id of its part. */
  async countIn(letter: string, part: string): Promise<number> {
    const books = this.page.getByRole('region', { name: `Where everything is in ${letter}` });
    return Number(((await books.getByTestId(part).textContent()) ?? '').replaceAll(',', ''));
  }

  /** A row of the figures: one number for each world. */
  async figures(title: string): Promise<string[]> {
    const row = this.page
      .getByRole('table', { name: 'The figures of each world, so far' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: title, exact: true }) });
    return row.getByRole('cell').allTextContents();
  }
}

test('the worlds of a lesson stand side by side, and the difference is told with its price', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('0s', 'l4-durability-a');
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Systems' });
  const lesson = dialog.getByRole('region', { name: 'Durability', exact: true });
  await lesson.getByRole('button', { name: 'Compare A | B | C' }).click();
  const comparison = new Comparison(page);
  await comparison.isThere();
  await expect(comparison.button(/Pause/)).toBeVisible();
  await expect(comparison.world('C')).toContainText('Confirmed when flushed');
  await expect.poll(() => comparison.countIn('C', 'offered')).toBeGreaterThan(20);

  // 530 orders until the broker dies; 317 are done, 213 were in memory.
  await page.goto('./#v=1&s=l4-durability-a&with=l4-durability-d&seed=1&t=11s');
  await expect(comparison.world('C')).toBeHidden();
  await expect(comparison.difference).toContainText('213 → 0');
  await expect(comparison.difference).toContainText(/price: \+\d.*from publish to confirm/);
  expect(await comparison.countIn('A', 'lost')).toBe(213);
  expect(await comparison.countIn('B', 'lost')).toBe(0);
  expect(await comparison.countIn('B', 'ready')).toBe(213);
  expect(await comparison.countIn('A', 'offered')).toBe(await comparison.countIn('B', 'offered'));
  expect(await comparison.figures('LOST')).toEqual(['213', '0']);
});

test('where the worlds part is marked and one key away, and a reload keeps it', async ({
  page,
}) => {
  const comparison = await Comparison.open(
    page,
    's=l4-durability-a&with=l4-durability-d&seed=1&t=3s',
  );
  await expect(page.getByRole('button', { name: /^they part, at/ })).toBeVisible();
  await page.keyboard.press('u');
  await expect.poll(() => comparison.seconds()).toBe(0.01);
  await page.keyboard.press('u');
  await expect.poll(() => comparison.seconds()).toBe(10.6);
  await expect(comparison.difference).toContainText(/First other fate\. A .*LOST/);
  expect(await comparison.countIn('A', 'lost')).toBe(213);
  await page.keyboard.press('u');
  await expect.poll(() => comparison.seconds()).toBe(0.01);
  await page.getByRole('button', { name: /^first other fate, at/ }).press('Enter');
  await expect.poll(() => comparison.seconds()).toBe(10.6);
  const hash = await comparison.hash();
  await page.reload();
  await comparison.isThere();
  await expect.poll(() => comparison.seconds()).toBe(10.6);
  expect(await comparison.hash()).toBe(hash);
  expect(await comparison.figures('LOST')).toEqual(['213', '0']);
});

test('what is done is done to all worlds at the same instant, and undone in all', async ({
  page,
}) => {
  const comparison = await Comparison.open(page, 's=l5-ack-a&with=l5-ack-b&seed=1&t=0.5s');
  const before = await comparison.figures('effects');
  await page.keyboard.press('d');
  await expect(comparison.world('A')).toContainText('DOWN');
  await expect(comparison.world('B')).toContainText('DOWN');
  // One flag stands for both.
  await expect(page.getByRole('button', { name: /^kill broker, at/ })).toHaveCount(1);
  await comparison.move(3);
  expect(await comparison.figures('effects')).not.toEqual(before);
  await page.reload();
  await comparison.isThere();
  await expect(page.getByRole('button', { name: /^kill broker, at/ })).toHaveCount(1);
  await expect(comparison.world('B')).toContainText('DOWN');
  await page.getByRole('button', { name: /^kill broker, at/ }).press('Delete');
  await expect(page.getByRole('button', { name: /^kill broker, at/ })).toHaveCount(0);
  await expect(comparison.world('A')).not.toContainText('DOWN');
  await expect(comparison.world('B')).not.toContainText('DOWN');
  await page.keyboard.press('z');
  await expect(comparison.world('B')).toContainText('DOWN');
});

test('a run is compared with what it would have been, and back is the Lab again', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('0.5s', 'l5-ack-b');
  await page.keyboard.press('c');
  await lab.move(2);
  const hash = await lab.hash();
  await page.getByRole('button', { name: 'compare with the ghost' }).click();
  const comparison = new Comparison(page);
  await comparison.isThere();
  await expect(comparison.world('A')).toContainText(/with crash C1/);
  await expect(comparison.world('B')).toContainText(/without crash C1/);
  await expect(comparison.difference).toContainText(/They part\. A .*You crashed C1/);
  expect(await comparison.hash()).toBe(hash);
  await expect(page.getByRole('button', { name: /^crash C1 \(A\), at/ })).toBeVisible();
  await page.goBack();
  await lab.isWhole();
  await expect(page.getByRole('article')).toHaveCount(0);
  expect(await lab.hash()).toBe(hash);
});

test('any system joins from the Lab, and a world that is left out leaves the other', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('3s', 'l8-spike-b');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Compare this run with…' });
  await dialog.getByRole('button', { name: /^Spike without a queue/ }).click();
  const comparison = new Comparison(page);
  await comparison.isThere();
  await expect(comparison.world('B')).toContainText('Spike without a queue');
  // What only one of them has is done to that one alone, and said.
  await page.keyboard.press('d');
  await expect(page.getByRole('status')).toContainText('Not in B');
  await expect(page.getByRole('button', { name: /^kill broker \(A\), at/ })).toBeVisible();
  await page.keyboard.press('a');
  await expect(comparison.world('B')).toBeHidden();
  await page.keyboard.press('a');
  await expect(comparison.world('B')).toBeVisible();
  await expect(comparison.world('A')).toBeHidden();
  await page.keyboard.press('a');
  await comparison.button('Leave A out').click();
  await lab.isWhole();
  await expect(page.getByRole('button', { name: /Spike without a queue/ })).toBeVisible();
});

test('a bad comparison says what is wrong and opens nothing of it', async ({ page }) => {
  await page.goto('./#v=1&s=l8-spike-a&with=nowhere');
  await expect(page.getByRole('alert')).toContainText(
    'This link has a part "with" that names no system of the library',
  );
  await expect(page.getByRole('article')).toHaveCount(0);
});

test('a phone flips the stages and lays the curves over each other', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const comparison = await Comparison.open(
    page,
    's=l10-consumers-a&with=l10-consumers-b&with=l10-consumers-c&seed=1&t=20s',
  );
  await expect(comparison.world('B')).toBeHidden();
  await page.getByRole('radio', { name: 'C', exact: true }).check({ force: true });
  await expect(comparison.world('C')).toBeVisible();
  await expect(comparison.world('A')).toBeHidden();
  await expect(
    page.getByRole('group', { name: /A: One clerk, B: .*, C: .* over time/ }),
  ).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBe(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing wrong in a comparison, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await Comparison.open(page, 's=l4-durability-a&with=l4-durability-d&seed=1&t=11s');
    await expectAccessible(page);
    await page.keyboard.press('a');
    await expectAccessible(page);
  });
}
