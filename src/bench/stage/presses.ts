/**
 * presses measures how long a person waits for the next picture after a press, while the heaviest system
 * plays at a pace that keeps the engine busy: keys and buttons, as the browser itself times them.
 */
import type { Page } from 'playwright';

/** Ten seconds of five times the orders, and the run at ten times its own time. */
const acts = [{ at: '1s', do: 'spike', target: 'checkout', factor: 20, length: '50s' }];
const HASH = `#v=1&s=payment-system&seed=1&t=20s&acts=${Buffer.from(JSON.stringify(acts)).toString('base64url')}`;

/** A picture sooner than this is not told by the browser: it counts as so long. */
const LEAST_MS = 16;
const PAUSE_MS = 120;

/** Keys that change the run, the pace, the picture; and Space last, twice. */
const keys = ['=', ']', 'c', '[', 'n', ']', '-', 't', '[', 'Shift+N', ']', ']', '[', '[', 'z', '='];
const ROUNDS = 4;

/** The milliseconds of each. */
export async function pressesOf(page: Page, url: string): Promise<number[]> {
  await page.goto(url + HASH);
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await page.evaluate(watch);
  await page.keyboard.press('Space');
  // At the pace at which an hour would be over in six minutes.
  for (let i = 0; i < 2; i++) await page.keyboard.press('=');
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    (window as unknown as Watched).presses.clear();
  });
  let pressed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const key of keys) {
      await page.keyboard.press(key);
      pressed++;
      await page.waitForTimeout(PAUSE_MS);
    }
    await page.getByRole('button', { name: 'Crash consumer' }).click();
    pressed++;
    await page.waitForTimeout(PAUSE_MS);
  }
  await page.waitForTimeout(300);
  const told = await page.evaluate(() => [...(window as unknown as Watched).presses.values()]);
  return [...told, ...Array<number>(Math.max(0, pressed - told.length)).fill(LEAST_MS)];
}

interface Watched {
  /** The longest event of each press, by its number. */
  presses: Map<number, number>;
}

/** Runs in the page. */
function watch(): void {
  const presses = new Map<number, number>();
  (window as unknown as { presses: Map<number, number> }).presses = presses;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      const { interactionId, duration } = entry as PerformanceEventTiming & {
        interactionId: number;
      };
      if (interactionId === 0) continue;
      presses.set(interactionId, Math.max(duration, presses.get(interactionId) ?? 0));
    }
  });
  observer.observe({
    type: 'event',
    durationThreshold: 16,
    buffered: false,
  } as PerformanceObserverInit);
}
