import { expectAccessible } from './support/accessibility.ts';
import { Lab } from './support/lab.ts';
import { expect, test } from './support/test.ts';

test('a headline says why, down to a rule or to what a person did', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('5s');
  await page.keyboard.press('c');
  await lab.move(1);
  await lab.story.getByRole('button', { name: 'Why?' }).first().click();
  const chain = lab.story.locator('.why-chain').first();
  await expect(chain).toContainText(/You crashed|Rule: /);
  expect(await chain.getByRole('listitem').count()).toBeLessThanOrEqual(4);
  await expectAccessible(page);
});

test('what if nobody had crashed it: another run, in numbers, and back again', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('5s');
  const untouched = await lab.hash();
  await page.keyboard.press('c');
  await lab.move(1);
  const touched = await lab.hash();
  await lab.story.getByRole('button', { name: 'Why?' }).first().click();
  await lab.story
    .getByRole('button', { name: /^What if you had not/ })
    .first()
    .click();
  const card = page.getByRole('region', { name: 'What if', exact: true });
  await expect(card.getByRole('table')).toBeVisible();
  await expect(card.getByRole('row').nth(1)).toContainText(/\d/);
  await expectAccessible(page);
  await lab.move(-1);
  expect(await lab.hash()).toBe(untouched);
  await lab.move(1);
  await page.keyboard.press('z');
  await expect(card).toBeHidden();
  expect(await lab.hash()).toBe(touched);
});

test('what is promised says what it rests on, and a counter-example goes there', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('6s');
  await page.keyboard.press('c');
  await lab.move(5);
  const board = page.getByRole('region', { name: 'What is promised, what holds' });
  await expect(board.getByRole('button', { expanded: false })).toHaveCount(6);
  await board.getByRole('button', { name: 'No duplicate delivery' }).click();
  await expect(board.getByRole('list', { name: 'What it rests on' })).toBeVisible();
  await expectAccessible(page);
  const example = board.getByRole('button', { name: /^m\d+$/ }).first();
  const message = (await example.textContent()) ?? '';
  const before = await lab.seconds();
  await example.click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(message);
  await expect.poll(() => lab.seconds()).toBeLessThan(before);
});

test('the sequence of a message leads through time, and its states light up', async ({ page }) => {
  const lab = new Lab(page);
  await page.goto('./#v=1&s=payment-system&seed=1&t=12s&sel=m17');
  await lab.isWhole();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const arrow = inspector.locator(
    '.inspector-sequence [data-at], .inspector-sequence [role=button]',
  );
  await expect(arrow.first()).toBeVisible();
  await arrow.first().click({ force: true });
  await expect.poll(() => lab.seconds()).toBeLessThan(12);
  await inspector.getByRole('tab', { name: 'States' }).click();
  await expect(inspector).toContainText(/unacked/);
  await inspector.getByRole('tab', { name: 'Why?' }).click();
  await expect(inspector.getByRole('region', { name: /^Why/ }).first()).toContainText(/\./);
  await expectAccessible(page);
});

test('diagrams are drawn when asked for, and given away as text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new Lab(page);
  await page.goto('./#v=1&s=payment-system&seed=1&t=12s&sel=m17');
  await lab.isWhole();
  await page.getByRole('button', { name: 'Diagrams for slides' }).click();
  const dialog = page.getByRole('dialog', { name: /Diagrams/ });
  await expect(dialog.locator('.diagrams-drawing svg')).toContainText('E-mail queue');
  await dialog.getByRole('radio', { name: 'Sequence of m17' }).check();
  await expect(dialog.locator('.diagrams-drawing svg')).toContainText('ack');
  await dialog.getByRole('button', { name: 'Copy as Mermaid text' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^sequenceDiagram/);
  await expectAccessible(page);
});

test('the log has every event, can be narrowed, and a press goes there', async ({ page }) => {
  const lab = new Lab(page);
  await page.goto('./#v=1&s=payment-system&seed=1&t=12s&sel=m17');
  await lab.isWhole();
  await lab.story.getByRole('radio', { name: 'Events' }).check();
  const rows = lab.story.getByRole('listbox', { name: 'Events' }).getByRole('option');
  await expect(rows.first()).toBeVisible();
  // Thousands of events, of which only those in sight are there.
  expect(await rows.count()).toBeLessThan(100);
  await lab.story.getByRole('combobox', { name: 'Kind of event' }).selectOption('publishing');
  await lab.story.getByLabel('Message number').fill('17');
  await expect(rows.first()).toContainText('m17');
  await rows.first().click();
  await expect.poll(() => lab.seconds()).toBeLessThan(1);
  await expect(lab.story.getByRole('region', { name: 'Why this event?' })).toBeVisible();
  await expectAccessible(page);
});

test('every chart is one choice away; a stretch of time can be looked at closely', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('12s');
  const chart = page.getByRole('region', { name: 'The run over time' });
  const choice = chart.getByRole('combobox', { name: 'Chart' });
  for (const kind of await choice
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))) {
    await choice.selectOption(kind);
    await expect(choice).toHaveValue(kind);
    await expect(chart.locator('.time-chart-drawing')).toBeVisible();
  }
  await expectAccessible(page);
  await choice.selectOption('depth');
  await expect(chart).toContainText('L = λ W');
  const whole = chart.getByRole('button', { name: 'Look at the whole run' });
  await expect(whole).toBeDisabled();
  const box = await lab.playhead.boundingBox();
  if (box === null) throw new Error('the time axis has no place');
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(whole).toBeEnabled();
  await whole.click();
  await expect(whole).toBeDisabled();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone nothing is wider than the screen, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const lab = new Lab(page);
    await page.goto('./#v=1&s=payment-system&seed=1&t=12s&sel=m17');
    await lab.isWhole();
    await lab.story.getByRole('radio', { name: 'Events' }).check();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await expectAccessible(page);
  });
}
