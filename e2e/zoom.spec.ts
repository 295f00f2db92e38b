import { Lab } from './support/lab';
import { expect, test } from './support/test';

test('by keys from fifteen hundred messages to one under the lens, and back', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('20s', 'l8-spike-b');
  const queue = lab.button(/^Order queue: 1,500 ready/);
  const system = page.getByRole('region', { name: 'The system' });
  const status = page.getByRole('status');
  await queue.focus();

  // A rung closer not all of them fit: it says which part of the pile is seen.
  await page.keyboard.press(']');
  await expect(system.getByText(/^1 to \d+ of 1,500/)).toBeVisible();
  await expect(status).toContainText('a dot for each message');
  await page.keyboard.press(']');
  await expect(status).toContainText('a card for each message');

  // The arrows walk from message to message, and Enter pins the one they point at.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(status).toContainText(/m\d+, 2 of 1,500/);
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const name = (await status.textContent())?.match(/m\d+/)?.[0] ?? '';
  await expect(inspector).toContainText(name);

  await page.keyboard.press(']');
  const lens = page.getByRole('group', { name: `${name} under the lens` });
  await expect(lens).toContainText(/in line\s*2nd/);
  await expect(lens).toContainText('on disk');
  await page.keyboard.press('[');
  await expect(lens).toBeHidden();

  // Out past all of them: bricks of ten.
  for (let i = 0; i < 3; i++) await page.keyboard.press('[');
  await expect(system.getByText(/^= 10 messages/)).toBeVisible();
  await page.keyboard.press(']');
  await expect(system.getByText(/^= 10 messages/)).toBeHidden();
});

test('by the wheel, at the place under the pointer; a drag moves on and chooses nothing', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('20s', 'l8-spike-b');
  const queue = lab.button(/^Order queue: 1,500 ready/);
  const system = page.getByRole('region', { name: 'The system' });
  const box = await queue.boundingBox();
  if (box === null) throw new Error('the queue is not on screen');
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.6);
  await expect(async () => {
    await page.mouse.wheel(0, -120);
    await expect(system.getByText(/^\d+ to \d+ of 1,500/)).toBeVisible({ timeout: 500 });
  }).toPass();
  const part = (await system.getByText(/^\d+ to \d+ of 1,500/).textContent()) ?? '';
  expect(Number(part.split(' ')[0]), 'what was pointed at lies in the middle').toBeGreaterThan(100);
  // A drag moves the window; it chooses nothing.
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.6, { steps: 8 });
  await page.mouse.up();
  await expect(system.getByText(part)).toBeHidden();
  await expect(page.getByText('Nothing selected')).toBeVisible();
});
