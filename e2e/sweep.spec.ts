import { expectAccessible } from './support/accessibility';
import { Lab } from './support/lab';
import { expect, test } from './support/test';

test('a knob against an outcome: forty seeds, cancelled, run, and one of them opened', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('5s', 'truth-busy-b');
  await page.keyboard.press('y');
  const sheet = page.getByRole('dialog', { name: 'Many runs of this system' });
  await expect(sheet.getByLabel('Knob')).toHaveValue('clerk.count');
  await sheet.getByRole('button', { name: 'Run 6 × 40' }).click();
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet.getByRole('status')).toContainText(/Cancelled after \d+ of 240 runs/);
  await sheet.getByRole('button', { name: 'Run 6 × 40' }).click();
  await expect(sheet.getByRole('status')).toContainText('240 runs. Press a dot', {
    timeout: 90_000,
  });
  await expect(sheet.locator('circle')).toHaveCount(240);
  await expectAccessible(page);
  // Two clerks: the run in which it took longest.
  const slowest = sheet.getByRole('row').nth(2).getByRole('button').last();
  await slowest.click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('button', { name: /\+1 consumer/ })).toBeVisible();
  await expect.poll(() => page.url()).toContain('acts=');
});
