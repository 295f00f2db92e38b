import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

test('a problem is failed, then solved at the best price, and stays solved', async ({ page }) => {
  await page.goto('./#challenge=database');
  const problem = page.getByRole('region', { name: 'The problem' });
  await problem.getByRole('button', { name: 'Test the design' }).click();
  await expect(problem.getByRole('status')).toContainText('Not yet');
  await expect(problem.getByRole('img', { name: 'missed' })).toHaveCount(2);
  await problem.getByRole('radio', { name: '6 · $60' }).check();
  await problem.getByRole('radio', { name: '6 · $24' }).check();
  await expect(problem).toContainText('$84 an hour');
  await problem.getByRole('button', { name: 'Test the design' }).click();
  await expect(problem.getByRole('status')).toContainText('Solved, 100 of 100');
  await expectAccessible(page);
  await page.reload();
  await expect(problem.getByRole('radio', { name: '6 · $60' })).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Problem' })).toContainText('100 of 100');
});

test('a claim holds against one thing, and is broken by another', async ({ page }) => {
  await page.goto('./#claim=twice');
  const claim = page.getByRole('region', { name: 'The claim' });
  await claim.getByRole('radio', { name: 'a clerk dies in the middle of its work' }).check();
  await claim.getByRole('button', { name: 'Let it happen' }).click();
  await expect(claim.getByRole('status')).toContainText('The promise holds');
  await claim.getByRole('radio', { name: 'after the charge, before its ack' }).check();
  await claim.getByRole('button', { name: 'Let it happen' }).click();
  await expect(claim.getByRole('status')).toContainText('Broken, at the second try');
  await expectAccessible(page);
});

test('the pages lead to each other, and a bad link says what is wrong', async ({ page }) => {
  await page.goto('./#challenge=nothing');
  await expect(page.getByRole('alert')).toContainText('names no challenge: it says "nothing"');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Lab' }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Challenges' }).click();
  await expect(page.getByRole('region', { name: 'The problem' })).toBeVisible();
});
