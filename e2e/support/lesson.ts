import { expect, type Locator, type Page } from '@playwright/test';

/** Every lesson of the course, in its order. */
export const lessonIds = Array.from({ length: 17 }, (_, i) => `l${i}`);

/** More steps than any lesson has: a lesson that never ends is found out. */
const MOST_STEPS = 60;

/** LessonPage is a lesson as a learner takes it: by names and labels, with the mouse or with keys alone. */
export class LessonPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`./#lesson=${id}`);
    await expect(this.page.getByRole('main')).toBeVisible();
  }

  /** What stands beside the worlds now. */
  step(name: string): Locator {
    return this.page
      .getByRole('region', { name, exact: true })
      .or(this.page.getByRole('form', { name, exact: true }));
  }

  /** Which step it is, as the page tells its styles. */
  async stepName(): Promise<string> {
    return (await this.page.locator('[data-step]').getAttribute('data-step')) ?? '';
  }

  get line(): Locator {
    return this.step('The line');
  }

  /** On and on until the line, or for too long. Returns the names of the steps that it came through. */
  async walk(on: (step: string) => Promise<void>): Promise<string[]> {
    const steps = new Set<string>();
    for (let i = 0; i < MOST_STEPS; i++) {
      const step = await this.stepName();
      if (step === 'line') break;
      steps.add(step);
      await on(step);
    }
    return [...steps];
  }

  // By mouse

  async betByMouse(): Promise<void> {
    const bet = this.step('Your bet');
    const slider = bet.getByRole('slider');
    const lists = bet.getByRole('combobox');
    if ((await slider.count()) > 0) await this.draw(slider);
    else if ((await lists.count()) > 0)
      for (const list of await lists.all()) await list.selectOption({ index: 1 });
    else
      for (const group of await bet.getByRole('group').all())
        await group.getByRole('radio').first().check({ force: true });
    await bet.getByRole('button', { name: 'Lock the bet and run' }).click();
  }

  /** One stroke across the board, from low to high. */
  private async draw(board: Locator): Promise<void> {
    const box = await board.boundingBox();
    if (box === null) throw new Error('the board is not on screen');
    await this.page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.8);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * 0.98, box.y + box.height * 0.3, { steps: 40 });
    await this.page.mouse.up();
  }

  /** One step on, by what is there to press. */
  async onByMouse(step: string): Promise<void> {
    const { page } = this;
    switch (step) {
      case 'recall':
        await this.step('From an earlier lesson').getByRole('radio').first().check({ force: true });
        await page.getByRole('button', { name: 'On to the lesson' }).click();
        return;
      case 'bet':
        await this.betByMouse();
        return;
      case 'observe':
        await page.getByRole('button', { name: 'I am not sure' }).click();
        return;
      default:
        await page.getByRole('button', { name: 'Next beat' }).click();
    }
  }

  /** From the line back to where the lesson begins, as if nothing had been done. */
  async again(): Promise<void> {
    await this.line.getByRole('button', { name: 'Again from the start' }).click();
    await expect(this.line).toHaveCount(0);
  }

  // By keys

  async betByKeys(): Promise<void> {
    const { page } = this;
    const bet = this.step('Your bet');
    const slider = bet.getByRole('slider');
    const lists = bet.getByRole('combobox');
    if ((await slider.count()) > 0) {
      await this.tabTo(slider);
      for (const key of ['ArrowUp', 'End', 'ArrowUp', 'ArrowLeft', 'ArrowUp', 'ArrowLeft'])
        await page.keyboard.press(key);
      await page.keyboard.press('ArrowUp');
    } else if ((await lists.count()) > 0) {
      for (const list of await lists.all()) {
        await this.tabTo(list);
        await page.keyboard.press('ArrowDown');
      }
    } else {
      for (const group of await bet.getByRole('group').all()) {
        await this.tabTo(group.getByRole('radio').first());
        await page.keyboard.press('Space');
      }
    }
    await page.keyboard.press('Enter');
  }

  async onByKeys(step: string): Promise<void> {
    const { page } = this;
    switch (step) {
      case 'bet':
        await this.betByKeys();
        return;
      case 'observe': {
        const observe = this.step('What did you see?');
        const radios = observe.getByRole('radio');
        const isChoice = (await radios.count()) > 0;
        await this.tabTo(isChoice ? radios.first() : observe.getByRole('textbox'));
        await page.keyboard.press(isChoice ? 'Space' : '3');
        await page.keyboard.press('Enter');
        return;
      }
      default:
        await page.keyboard.press('ArrowRight');
    }
  }

  /** Walks there with Tab, as somebody without a mouse does. */
  async tabTo(target: Locator): Promise<void> {
    for (let i = 0; i < 60; i++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${target}`);
  }
}
