import { expectAccessible } from './support/accessibility';
import { Lab } from './support/lab';
import { expect, test } from './support/test';

test('a cold start runs, and the first failure is one key away', async ({ page }) => {
  const lab = new Lab(page);
  await page.goto('./');
  await expect(lab.button(/Pause/)).toBeVisible();
  await expect.poll(() => lab.count('done')).toBeGreaterThan(10);
  await page.keyboard.press('c');
  await expect(lab.story).toContainText(/crashed/);
  await expect(lab.story).toContainText(/back to the/);
  await page.keyboard.press('Space');
  await expect(lab.button(/Play/)).toBeVisible();
  await lab.ledger();
});

test('a crashed consumer brings its messages back: ×2, and nothing is missing', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('5s');
  const before = await lab.ledger();
  await page.keyboard.press('c');
  await expect(lab.story).toContainText(/You crashed/);
  await lab.move(1);
  const after = await lab.ledger();
  expect(after['lost']).toBe(0);
  expect(after['offered']).toBe((before['offered'] ?? 0) + 50);
  expect(Number(await lab.cell('E-mail queue', 'Redelivered'))).toBeGreaterThan(0);
  // The message that came back says so wherever it is shown.
  await lab.story
    .getByRole('button', { name: /^m\d+$/ })
    .first()
    .click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toContainText(/deliver again|2nd delivery/);
});

test('a broker kill takes what is in memory and spares what is on disk', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('2s');
  await page.keyboard.press('t');
  await lab.move(5);
  const full = await lab.ledger();
  expect(full['ready']).toBeGreaterThan(500);
  await page.keyboard.press('d');
  const onDisk = await lab.ledger();
  expect(onDisk['lost']).toBe(0);
  expect(onDisk['ready']).toBeGreaterThan(500);
  await page.keyboard.press('z');
  // The kill came a microsecond after what had been seen: a step back is the instant before it.
  await lab.move(-1);
  expect(await lab.ledger()).toEqual(full);

  await lab.open('2s', 'l4-durability-a');
  await lab.move(9);
  const memory = await lab.ledger();
  expect(memory['lost']).toBe(213);
});

test('dragging the crash one second earlier gives other numbers', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('2s');
  await page.keyboard.press('t');
  await lab.move(4);
  await page.keyboard.press('c');
  await lab.move(1);
  const before = await lab.hash();
  const flag = page.getByRole('button', { name: /crash C\d/ });
  await flag.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => lab.hash()).not.toBe(before);
  await lab.ledger();
  // The same by hand: taking it to where it was gives the old numbers.
  await flag.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => lab.hash()).toBe(before);
});

test('a crash follows the hand that drags its flag, and one undo takes it back', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open('2s');
  await page.keyboard.press('t');
  await lab.move(4);
  await page.keyboard.press('c');
  await lab.move(2);
  const before = { hash: await lab.hash(), ledger: await lab.ledger() };
  const flag = page.getByRole('button', { name: /crash C\d/ });
  const box = await flag.boundingBox();
  if (box === null) throw new Error('the flag is nowhere to be seen');
  // The pole stands at the left edge of the flag; the hand takes hold of the cloth.
  const hold = { x: box.x + Math.min(8, box.width / 2), y: box.y + 8 };
  await page.mouse.move(hold.x, hold.y);
  await page.mouse.down();
  await page.mouse.move(hold.x - 20, hold.y, { steps: 4 });
  await expect.poll(() => lab.hash()).not.toBe(before.hash);
  await lab.ledger();
  await page.mouse.up();
  await page.keyboard.press('z');
  await expect.poll(() => lab.hash()).toBe(before.hash);
  expect(await lab.ledger()).toEqual(before.ledger);
});

test('scrubbing back and forth across a crash gives the same run', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('5s');
  await page.keyboard.press('c');
  await lab.move(3);
  const there = { hash: await lab.hash(), ledger: await lab.ledger() };
  await lab.move(-5);
  expect(await lab.hash()).not.toBe(there.hash);
  await lab.move(5);
  expect({ hash: await lab.hash(), ledger: await lab.ledger() }).toEqual(there);
  for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowLeft');
  expect(await lab.hash()).not.toBe(there.hash);
});

test('a reload keeps the run, its faults and the playhead', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('5s');
  await page.keyboard.press('c');
  await lab.move(2);
  // The slider says where it stands at most four times a second.
  await expect.poll(() => lab.seconds()).toBe(7);
  const there = { hash: await lab.hash(), ledger: await lab.ledger() };
  await page.reload();
  await expect(lab.button('Play')).toBeVisible();
  await expect.poll(() => lab.seconds()).toBe(7);
  expect({ hash: await lab.hash(), ledger: await lab.ledger() }).toEqual(there);
  await expect(page.getByRole('button', { name: /crash C\d/ })).toBeVisible();
});

test('a bad link says what is wrong and opens nothing of it', async ({ page }) => {
  const lab = new Lab(page);
  await page.goto('./#v=1&s=payment-system&acts=bm9wZQ');
  await expect(page.getByRole('alert')).toContainText(
    'This link has a part "acts" that is not JSON',
  );
  await page.goto('./#v=9&s=payment-system');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('version "9"');
  await lab.ledger();
});

test('a queue behaves like a broker’s, explained in its words, and the link holds it', async ({
  page,
}) => {
  const lab = new Lab(page);
  // 100 messages, number 20 cannot be processed, and there is no limit.
  await lab.open('30s', 'l13-poison-a');
  expect((await lab.ledger())['done']).toBe(19);
  // By its title: elsewhere in it a press may meet a message.
  await page.getByRole('button', { name: /^Order queue/ }).click({ position: { x: 40, y: 20 } });
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByRole('combobox', { name: 'Behaves like' }).click();
  await page.getByRole('option', { name: /quorum queue/ }).click();
  await inspector.getByRole('combobox', { name: 'Version' }).click();
  await page.getByRole('option', { name: '4.2' }).click();
  // Its limit of 20 lets a message be delivered 21 times.
  await expect.poll(() => lab.count('done')).toBe(99);
  await lab.ledger();
  await expect(inspector).toContainText('dead letter exchange');
  await page.reload();
  await expect(lab.button('Play')).toBeVisible();
  expect((await lab.ledger())['done']).toBe(99);

  // What the broker does not have is explained, and nothing is changed in silence.
  await lab.open('5s');
  const before = await lab.hash();
  await page.getByRole('button', { name: /^E-mail queue/ }).click();
  await inspector.getByRole('combobox', { name: 'Behaves like' }).click();
  await page.getByRole('option', { name: /classic queue/ }).click();
  await expect(inspector.getByRole('alert')).toContainText(
    'A classic queue has no delivery limit.',
  );
  expect(await lab.hash()).toBe(before);
  await expectAccessible(page);
  await lab.button('Lift the limit').click();
  await expect(inspector.getByRole('alert')).toBeHidden();
  await expectAccessible(page);
});

test('a log shows which record holds up its partition, and what became of it', async ({ page }) => {
  const lab = new Lab(page);
  // 30 orders in three partitions; order 5 stands in partition 1 behind one that is done.
  await lab.open('8s', 'log-poison');
  expect(await lab.count('offered')).toBe(30);
  expect(await lab.count('done')).toBe(21);
  expect((await lab.count('ready')) + (await lab.count('unacked'))).toBe(9);
  expect(await lab.cell('Billing group', 'State')).toBe('lag 9');
  await expect(lab.story).toContainText(/m5 holds up partition 1/);
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toContainText('partition 1, offset 1');
  await expect(inspector).toContainText('blocks the rest');
  await expect(inspector).not.toContainText('undefined');
  await expectAccessible(page);

  // A click into its middle would hit a record.
  await page.getByRole('button', { name: /^Billing group/ }).press('Enter');
  await expect(inspector).toContainText('each partition by one owner');
  await expect(inspector).toContainText('consumer group');
  await expectAccessible(page);

  // One member fewer: its session over, another owns what it owned.
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(lab.story).toContainText(/You crashed C/);
});

test('everything can be done with the keyboard alone', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('3s');
  for (const key of ['x', 'n', 'Shift+N', 'k', 'k', 'd', 'd', '=', '-', 'p', 'p']) {
    await page.keyboard.press(key);
  }
  await lab.move(2);
  await lab.ledger();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys and marks' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys and marks' })).toBeHidden();
  await page.keyboard.press('g');
  await expect(page.getByRole('dialog', { name: 'Systems' })).toBeVisible();
});

test('a key is moved to another one, and everything that names it follows', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('3s');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys and marks' });
  await keys.getByRole('button', { name: /^C: Crash a consumer/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('t');
  await expect(keys.getByRole('alert')).toContainText('T is taken: “Traffic spike”.');
  await page.keyboard.press('Tab');
  await expect(keys.getByRole('alert')).toContainText('Tab moves the focus.');
  await page.keyboard.press('q');
  await expect(keys.getByRole('button', { name: /^Q: Crash a consumer/ })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(page.getByText(/Press T for a spike, Q to crash/)).toBeVisible();
  await page.keyboard.press('q');
  await expect(lab.story).toContainText(/You crashed E-mail senders/);
  // On every page, and after a reload.
  await page.goto('./#lesson=l5&beat=2');
  const crash = page.getByRole('button', { name: 'Crash the clerk' });
  await expect(crash).toHaveAttribute('aria-keyshortcuts', 'Q');
  await page.keyboard.press('?');
  await page.getByRole('button', { name: '“Crash the clerk” back to C' }).click();
  await expect(crash.and(page.locator('[aria-keyshortcuts="C"]'))).toHaveCount(1);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing wrong, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const lab = new Lab(page);
    await lab.open('5s');
    await page.keyboard.press('c');
    await lab.move(1);
    await expectAccessible(page);
    await lab.button('Show the system as a table').click();
    await expectAccessible(page);
  });
}

test('a phone shows all of it without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const lab = new Lab(page);
  await lab.open('5s');
  await page.keyboard.press('c');
  await lab.ledger();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBe(0);
});

test('reduced motion starts paused, with the same numbers', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const lab = new Lab(page);
  await page.goto('./');
  await expect(lab.button('Play')).toBeVisible();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => lab.seconds()).toBe(0.02);
  await lab.move(5);
  const still = await lab.hash();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await lab.open('5s');
  expect(await lab.hash()).toBe(still);
});
