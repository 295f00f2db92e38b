import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

/** The two halves of every colour pair of the theme. */
function colours(theme: 'paper' | 'ink'): Record<string, string> {
  const pair = /--([\w-]+): var\(--when-paper, (#\w{6})\) var\(--when-ink, (#\w{6})\)/g;
  const found: Record<string, string> = {};
  for (const [, name, paper, ink] of css.matchAll(pair)) {
    // The first wins: the later ones are for readers who ask for more contrast.
    if (name && paper && ink) found[name] ??= theme === 'paper' ? paper : ink;
  }
  return found;
}

/** WCAG 2.2: relative luminance, and the ratio of the lighter to the darker. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['paper', 'ink'] as const)('the %s theme', (theme) => {
  const colour = colours(theme);
  const surfaces = [colour['page'] ?? '', colour['panel'] ?? ''];

  test.each(['ink', 'ink-2'])('%s is readable as text on every surface', (name) => {
    for (const surface of [...surfaces, colour['hover'] ?? '', colour['pressed'] ?? '']) {
      expect(contrast(colour[name] ?? '', surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(['border', ...Object.keys(colour).filter((name) => name.startsWith('state-'))])(
    '%s can be made out as a graphic on every surface',
    (name) => {
      for (const surface of surfaces) {
        expect(contrast(colour[name] ?? '', surface)).toBeGreaterThanOrEqual(3);
      }
    },
  );
});

test('the measured contrasts are those of the design', () => {
  const paper = colours('paper');
  expect(contrast(paper['ink'] ?? '', paper['page'] ?? '')).toBeCloseTo(15.9, 0);
  expect(contrast(paper['state-ready'] ?? '', paper['page'] ?? '')).toBeCloseTo(4.51, 1);
});
