import { readFileSync } from 'node:fs';
import { Lab } from './support/lab';
import { expect, test } from './support/test';

/** The page must end where the command line ends: `goldenHashes.json` is written by the engine in Node. */
const library = new URL('../src/scenarios/library/', import.meta.url);
const goldenHashes: Record<string, { hash: string }> = JSON.parse(
  readFileSync(new URL('goldenHashes.json', library), 'utf8'),
);

for (const name of ['payment-system', 'l4-durability-b', 'l14-retries-b']) {
  const { duration } = JSON.parse(readFileSync(new URL(`${name}.json`, library), 'utf8'));
  const golden = goldenHashes[name]?.hash ?? 'no such system';

  test(`${name} ends as it does in Node, by a link and after going back`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open(duration, name);
    await expect.poll(() => lab.hash()).toBe(golden);
    await lab.move(-7);
    expect(await lab.hash()).not.toBe(golden);
    await lab.move(7);
    await expect.poll(() => lab.hash()).toBe(golden);
  });

  test(`${name} ends as it does in Node, played at every speed on the way`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open('0s', name);
    for (let i = 0; i < 7; i++) await page.keyboard.press('-');
    await page.keyboard.press('Space');
    // At the last of these it runs to the end as fast as this machine can.
    for (let i = 0; i < 7; i++) {
      await expect(lab.button('Pause')).toBeVisible();
      await page.keyboard.press('=');
    }
    await expect.poll(() => lab.hash()).toBe(golden);
    await expect(lab.button('Run on')).toBeVisible();
  });
}
