import { expectAccessible } from './support/accessibility.ts';
import { Lab } from './support/lab.ts';
import { expect, test } from './support/test.ts';

test('the moments of a run are one key apart, in both directions', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('0s', 'l5-ack-b');
  await page.keyboard.press('j');
  await expect(page.getByRole('status')).toContainText('crash a consumer');
  await page.keyboard.press('j');
  const second = await lab.hash();
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+J');
  expect(await lab.hash()).toBe(second);
  await lab.button('To the moment before').click();
  await expect(page.getByRole('status')).toContainText('crash a consumer');
});

test('a future that was given up is listed, and can be taken up again', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('20s');
  const untouched = await lab.hash();
  await page.keyboard.press('c');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('o');
  const run = page.getByRole('dialog', { name: 'This run' });
  await expect(run.getByRole('region', { name: 'What you did' })).toContainText(/crash C\d/);
  await expectAccessible(page);
  await run.getByRole('button', { name: 'Take it up' }).click();
  await expect(run).toBeHidden();
  await page.keyboard.press('o');
  await expect(run.getByRole('region', { name: 'What you did' })).not.toContainText(/crash C\d/);
  await expect(run.getByRole('region', { name: 'Given up' })).toContainText('the run before');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  expect(await lab.hash()).toBe(untouched);
  await page.keyboard.press('z');
  await page.keyboard.press('o');
  await expect(run.getByRole('region', { name: 'What you did' })).toContainText(/crash C\d/);
});

test('a link restores what was looked at, and back returns to the run before', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('12s');
  await page.goto('./#v=1&s=payment-system&seed=1&t=12s&sel=m17&chart=throughput&view=table');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toContainText('m17');
  await expect(page.getByRole('combobox', { name: 'Chart' })).toHaveValue('throughput');
  await page.reload();
  await expect(inspector).toContainText('m17');
  const link = page.url();
  await page.keyboard.press('g');
  await page.getByRole('dialog').getByRole('button').filter({ hasText: 'memory' }).first().click();
  await expect.poll(() => page.url()).not.toContain('s=payment-system');
  await page.goBack();
  await expect.poll(() => page.url()).toBe(link);
  await expect(inspector).toContainText('m17');
});
