import { expect, test } from 'vitest';
import { themeMarkPalette } from './markPalette';
import { type PlacedMark, paintMany } from './paintMark';

/** A context that only counts what it is asked to do. */
function countingContext() {
  const calls = new Map<string, number>();
  const context = new Proxy({} as Record<string, unknown>, {
    get: (target, name: string) =>
      name in target
        ? target[name]
        : () => {
            calls.set(name, (calls.get(name) ?? 0) + 1);
          },
  });
  return { context: context as unknown as CanvasRenderingContext2D, calls };
}

test('a thousand marks of one kind cost as many strokes and fills as one', () => {
  const { context, calls } = countingContext();
  const marks: PlacedMark[] = Array.from({ length: 1000 }, (_, i) => ({
    kind: 'ready',
    x: i,
    y: 0,
    r: 6,
    options: { onDisk: true },
  }));
  paintMany(context, marks, themeMarkPalette('--page'));
  expect(calls.get('arc')).toBe(1000);
  expect(calls.get('fill')).toBe(1);
  expect(calls.get('stroke')).toBe(1);
});

test('arrows in every direction still share one head colour and one tail', () => {
  const { context, calls } = countingContext();
  const marks: PlacedMark[] = Array.from({ length: 50 }, (_, i) => ({
    kind: 'inTransit',
    x: 0,
    y: 0,
    r: 8,
    options: { angle: i },
  }));
  paintMany(context, marks, themeMarkPalette('--page'));
  expect(calls.get('fill')).toBe(1);
  expect(calls.get('stroke')).toBe(1);
});
