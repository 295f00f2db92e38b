import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails on any violation of WCAG 2.2 A and AA, or of axe's best practices, in the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  // It gathers the findings of frames in a blank page that it opens for that, which takes longer than finding
  // them: a page without frames is audited where it is, by the same rules.
  const hasFrames = page.frames().length > 1;
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(!hasFrames)
    .analyze();
  const sentences = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join('; ')})`,
  );
  expect(sentences).toEqual([]);
}
