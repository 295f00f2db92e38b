import { expect, test, vi } from 'vitest';

// A file of its own, so that nothing has been imported when the watch begins.
test('a file is read without making code out of text, which the page may not', async () => {
  const made = vi.fn();
  vi.stubGlobal(
    'Function',
    new Proxy(Function, {
      construct: (target, typed) => {
        made(typed);
        return Reflect.construct(target, typed);
      },
    }),
  );
  const { shippedScenarios, readScenario } = await import('./index.ts');
  shippedScenarios();
  readScenario('{"name": 1}', 'a.json');
  vi.unstubAllGlobals();
  expect(made).not.toHaveBeenCalled();
});
