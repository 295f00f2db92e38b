/**
 * The palette of the marks: from what a shape is painted with to a colour.
 *
 * A canvas needs plain colours, read from the theme at the place where it stands. An inline drawing
 * refers to the theme instead, so it follows a change of theme by itself.
 */
import type { MarkPaint } from './Mark';

export type MarkPalette = Readonly<Record<MarkPaint, string>>;

const customProperty: MarkPalette = {
  inTransit: '--state-in-transit',
  ready: '--state-ready',
  unacked: '--state-unacked',
  duplicateEffect: '--state-duplicate',
  done: '--state-done',
  deadLettered: '--state-dead-lettered',
  lost: '--state-lost',
  refused: '--state-refused',
  ink: '--ink',
  surface: '--page',
};

const paints = Object.keys(customProperty) as MarkPaint[];

/** Colours for a canvas. Read it again after a change of theme, not once per frame. */
export function readMarkPalette(element: Element, surface: '--page' | '--panel'): MarkPalette {
  const style = getComputedStyle(element);
  return byPaint((paint) =>
    style.getPropertyValue(paint === 'surface' ? surface : customProperty[paint]).trim(),
  );
}

/** Colours for an inline drawing: references that the theme resolves. */
export function themeMarkPalette(surface: '--page' | '--panel'): MarkPalette {
  return byPaint((paint) => `var(${paint === 'surface' ? surface : customProperty[paint]})`);
}

function byPaint(colour: (paint: MarkPaint) => string): MarkPalette {
  const palette: Partial<Record<MarkPaint, string>> = {};
  for (const paint of paints) palette[paint] = colour(paint);
  return palette as MarkPalette;
}
