import { beforeAll, describe, expect, it } from 'vitest';
import { type FirstPage, weighFirstPage } from './firstPage.ts';

/** Of the least page with React, as P14 asks. The whole engine is in it, with all its mechanisms. */
const AT_MOST = 2;

describe('the page as it is built', () => {
  let page: FirstPage;
  beforeAll(async () => {
    page = await weighFirstPage();
  });

  it('weighs, up to its first picture, no more than its budget', () => {
    expect(page.hello.bytes).toBeGreaterThan(50_000);
    expect(page.hello.bytes, 'the React of production').toBeLessThan(80_000);
    expect(page.picture.bytes).toBeLessThanOrEqual(AT_MOST * page.hello.bytes);
  });

  it.each(['mermaid', 'xstate', 'zod', 'react-dom', 'd3-scale'])(
    'shows its first picture without %s',
    (name) => {
      const inPackage = new RegExp(`/node_modules/${name}/`);
      expect(page.picture.modules.filter((id) => inPackage.test(id))).toEqual([]);
    },
  );

  it.each(['charts', 'explain', 'panels/inspector', 'scenarios/presets'])(
    'shows its first picture without src/%s',
    (folder) => {
      const isCode = (id: string): boolean =>
        id.includes(`/src/${folder}/`) && !id.endsWith('.css');
      expect(page.picture.modules.filter(isCode)).toEqual([]);
    },
  );

  it('brings of the library the first system alone', () => {
    const files = page.picture.modules.filter((id) => id.includes('/scenarios/library/'));
    expect(files.map((id) => id.split('/').at(-1))).toEqual(['firstScenario.ts']);
  });

  it('needs neither mermaid nor the reader of files for all that can be pressed', () => {
    expect(page.controls.modules.some((id) => id.includes('/node_modules/react-dom/'))).toBe(true);
    expect(page.controls.modules.filter((id) => /node_modules\/(mermaid|zod)\//.test(id))).toEqual(
      [],
    );
  });
});
