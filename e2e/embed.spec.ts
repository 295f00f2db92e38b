import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

/** A page on another origin that holds a lesson in a frame, and writes down what it is told. */
const holder = `<!doctype html><html lang="en"><title>A course</title><div role="region" aria-label="A course"><h1>A course</h1></div>
<script>
  const told = [];
  addEventListener('message', ({ data, origin }) => told.push({ ...data, origin }));
  const frame = document.createElement('iframe');
  frame.title = 'A lesson';
  frame.width = 1200; frame.height = 700;
  frame.src = decodeURIComponent(location.hash.slice(1));
  document.querySelector("div").append(frame);
</script>`;

let server: Server;
test.beforeAll(async () => {
  server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(holder),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
test.afterAll(() => new Promise((resolve) => server.close(resolve)));

async function hold(page: Page, baseURL: string | undefined, search: string) {
  const { port } = server.address() as AddressInfo;
  await page.goto('about:blank');
  await page.goto(`http://127.0.0.1:${port}/#${encodeURIComponent(`${baseURL}${search}`)}`);
  return page.frameLocator('iframe');
}

test('a lesson in a frame of another origin shows its beat, and tells that page what is done', async ({
  page,
  baseURL,
  watch,
}) => {
  // The page that holds the frame is somebody else's.
  watch.expectProblem(/^third-party request: http:\/\/127\.0\.0\.1:\d+\//);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const told = () => page.evaluate('told') as Promise<Record<string, unknown>[]>;

  // A beat of the run: its worlds, open, and little else.
  const crash = await hold(page, baseURL, '?embed=1&lesson=5&beat=3&ui=min');
  await expect(crash.getByRole('heading', { name: 'The crash' })).toBeVisible();
  await expect(crash.locator('.lesson-world')).toHaveCount(2);
  await expect(crash.getByRole('navigation')).toHaveCount(0);
  await crash.getByRole('button', { name: 'Play' }).click();
  await expect(crash.locator('.lesson-world').first()).toContainText('1 LOST');

  // From its bet to its line.
  const lesson = await hold(page, baseURL, '?embed=1&lesson=6&beat=2');
  await lesson.locator('.lesson-option input').first().check();
  // What comes in changes nothing.
  await page.evaluate(`frames[0].postMessage({ source: 'queuescope', type: 'RESTART' }, '*')`);
  await lesson.getByRole('button', { name: 'Lock the bet and run' }).click();
  await expect.poll(async () => (await told()).map(({ type }) => type)).toEqual(['predicted']);
  const line = lesson.getByRole('region', { name: 'The line' });
  const unsure = lesson.getByRole('button', { name: 'I am not sure' });
  for (let i = 0; i < 20 && !(await line.isVisible()); i++) {
    if (await unsure.isVisible()) await unsure.click();
    else await lesson.locator('body').press('ArrowRight');
  }
  await expect.poll(async () => (await told()).length).toBe(3);
  const origin = new URL(baseURL ?? '').origin;
  expect(await told()).toEqual([
    expect.objectContaining({
      source: 'queuescope',
      version: 1,
      lesson: 6,
      type: 'predicted',
      origin,
    }),
    expect.objectContaining({ type: 'reported', seen: { kind: 'unsure' }, isRight: null }),
    expect.objectContaining({ type: 'completed', isBetRight: expect.any(Boolean) }),
  ]);
  await expectAccessible(page);

  // A page that is not meant hears nothing.
  watch.expectProblem(/postMessage.*https:\/\/elsewhere\.example/);
  const search = '?embed=1&lesson=6&beat=2&origin=https://elsewhere.example';
  const others = await hold(page, baseURL, search);
  await others.locator('.lesson-option input').first().check();
  await others.getByRole('button', { name: 'Lock the bet and run' }).click();
  await expect(others.getByRole('region', { name: 'The run' })).toBeVisible();
  expect(await told()).toEqual([]);

  // A bad address says what is wrong in it.
  const bad = await hold(page, baseURL, '?embed=1&lesson=5&beat=99');
  await expect(bad.getByRole('alert')).toHaveText(
    'This embed address has a part "beat" that must be a whole number from 1 to 10, got "99".',
  );
});
