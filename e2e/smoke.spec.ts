import { expect, test } from './support/test.ts';

test('the page opens, says its name and shows something', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Queuescope/);
  await expect(page.locator('#root')).not.toBeEmpty();
  await expect(page.getByRole('heading').first()).toBeVisible();
});

test('the build carries a policy that lets the page load its own files only', async ({ page }) => {
  await page.goto('./');
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute('content', /default-src 'none'; script-src 'self';/);
});

test('the browser keeps to the policy: a request to elsewhere is refused', async ({
  page,
  watch,
}) => {
  watch.expectProblem(/Content Security Policy/);
  await page.goto('./');
  const outcome = await page.evaluate(() =>
    fetch('https://elsewhere.invalid/').then(
      () => 'answered',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  expect(watch.unexpected()).toEqual([]);
});
