import { Lab } from './support/lab';
import { expect, test } from './support/test';

test('dead letters are sent back from the sheet of acts, and whoever sent them can stop it', async ({
  page,
}) => {
  const lab = new Lab(page);
  // 100 calls that never succeed: after five deliveries each order is a dead letter.
  await lab.open('3s', 'l14-retries-a');
  expect(await lab.count('deadLettered')).toBe(100);
  await lab.button('More…').click();
  await lab.button('Redrive 10 a second').click();
  await expect(lab.story).toContainText(/You sent 100 messages back from the dead/);
  await lab.move(2);
  const bar = page.getByRole('region', { name: 'Where everything is' });
  await expect(bar).toContainText(/100 offered\s*\+\s*2[01] redriven/);
  await expect(bar).toContainText('balances');
  await lab.button('More…').click();
  await lab.button('Stop the redrive').click();
  await expect(lab.story).toContainText(/until you stopped it/);
  // The act is part of the link, as every other.
  const reopened = page.url();
  expect(reopened).toContain('acts=');
  await page.reload();
  await expect(lab.story).toContainText(/until you stopped it/);
});
