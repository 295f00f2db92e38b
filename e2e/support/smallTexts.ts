import type { Page } from '@playwright/test';

export interface SmallText {
  readonly px: number;
  readonly text: string;
}

/** The texts on screen that are set smaller than so many pixels. */
export function smallTexts(page: Page, leastPx: number): Promise<SmallText[]> {
  return page.evaluate((least) => {
    const small: SmallText[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (text === '' || element === null || !element.checkVisibility()) continue;
      if (element.closest('.ui-visually-hidden, .stage-panel-table, title') !== null) continue;
      const px = Number.parseFloat(getComputedStyle(element).fontSize);
      if (px < least) small.push({ px, text: `${element.className} ${text.slice(0, 30)}` });
    }
    return small;
  }, leastPx);
}
