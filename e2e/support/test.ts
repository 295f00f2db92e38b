import { test as base, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

/**
 * PageWatch writes down what a learner never sees and we must never cause: errors and warnings on
 * the console, exceptions, failed requests, and requests to anywhere but our own server.
 */
export class PageWatch {
  private readonly problems: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(page: Page, origin: string) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.problems.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => this.problems.push(`exception: ${error.message}`));
    page.on('requestfailed', (request) => {
      // A page that is left cancels what it was loading: no fault of ours.
      const reason = request.failure()?.errorText ?? 'no reason';
      if (reason !== 'net::ERR_ABORTED') {
        this.problems.push(`failed request: ${request.url()} (${reason})`);
      }
    });
    page.on('request', (request) => {
      const { protocol, origin: from } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && from !== origin) {
        this.problems.push(`third-party request: ${request.url()}`);
      }
    });
  }

  /** For the test that provokes a problem: those that match are not held against the page. */
  expectProblem(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  unexpected(): string[] {
    return this.problems.filter((problem) => !this.expected.some((one) => one.test(problem)));
  }
}

/** Playwright's `test`, in which every test also fails on what its page did behind the scenes. */
export const test = base.extend<{ watch: PageWatch }>({
  watch: [
    async ({ page, baseURL }, use) => {
      const watch = new PageWatch(page, new URL(baseURL ?? '').origin);
      await use(watch);
      base.expect(watch.unexpected(), 'problems behind the scenes').toEqual([]);
    },
    { auto: true },
  ],
});
