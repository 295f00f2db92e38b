import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Lab is the workbench as a person uses it: by names and labels, never by how it is built.
 */
export class Lab {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a run paused at an instant: "10.6s". */
  async open(atText = '0s', system = 'payment-system'): Promise<void> {
    await this.page.goto(`./#v=1&s=${system}&seed=1&t=${atText}`);
    await this.isWhole();
    await expect(this.button('Play')).toBeVisible();
  }

  /** All panels have come: a key that is pressed before finds what it needs a moment later. */
  async isWhole(): Promise<void> {
    await expect(this.playhead).toBeVisible();
    await expect(this.story).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** A number of the conservation bar, by the id of its part: "ready", "lost". */
  async count(part: string): Promise<number> {
    const text = await this.page.getByTestId(part).textContent();
    return Number((text ?? '').replaceAll(',', ''));
  }

  /** All numbers of the conservation bar; checks that they balance, by our own arithmetic. */
  async ledger(): Promise<Record<string, number>> {
    const parts = ['done', 'ready', 'unacked', 'inTransit', 'deadLettered', 'lost', 'refused'];
    const offered = await this.count('offered');
    const ledger: Record<string, number> = {};
    for (const part of parts) ledger[part] = await this.count(part);
    const sum = Object.values(ledger).reduce((total, count) => total + count, 0);
    expect(sum, 'offered = the sum of all parts').toBe(offered);
    return { offered, ...ledger };
  }

  /** The hash over everything that has happened up to the playhead. */
  async hash(): Promise<string> {
    const hash = await this.page.locator('[data-hash]').getAttribute('data-hash');
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    return hash ?? '';
  }

  /** The playhead on the time axis. */
  get playhead(): Locator {
    return this.page.getByRole('slider', { name: /time|playhead/i });
  }

  /** The playhead, in seconds, as a screen reader says it. */
  async seconds(): Promise<number> {
    return Number.parseFloat((await this.playhead.getAttribute('aria-valuetext')) ?? 'NaN');
  }

  /** Moves the playhead by whole seconds with the keys. */
  async move(seconds: number): Promise<void> {
    const key = seconds > 0 ? 'ArrowRight' : 'ArrowLeft';
    for (let i = 0; i < Math.abs(seconds); i++) await this.page.keyboard.press(key);
  }

  /** A cell of the table that stands beside the picture. */
  async cell(place: string, column: string): Promise<string> {
    const table = this.page.getByRole('table', { name: 'The system now' });
    const headings = await table.getByRole('columnheader').allTextContents();
    const row = table
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: place, exact: true }) });
    // The first column is the row's own heading.
    return (
      (await row
        .getByRole('cell')
        .nth(headings.indexOf(column) - 1)
        .textContent()) ?? ''
    );
  }

  get story(): Locator {
    return this.page.getByRole('region', { name: 'What just happened' });
  }
}
