/** The nine marks of a message: one geometry, painted on a canvas or drawn as inline SVG. */
export type { MarkKind, MarkOptions, MarkPaint } from './Mark';
export { markKinds } from './Mark';
export type { Bounds } from './markBounds';
export { markBounds } from './markBounds';
export type { MarkDrawing, MarkDrawingPath, MarkDrawingText } from './markDrawing';
export { createMarkElement, markDrawing } from './markDrawing';
export type { MarkGeometry, MarkShape, MarkText, Outline } from './markGeometry';
export { markGeometry } from './markGeometry';
export type { MarkPalette } from './markPalette';
export { readMarkPalette, themeMarkPalette } from './markPalette';
export type { PlacedMark } from './paintMark';
export { paintMany, paintMark } from './paintMark';
export { svgElement } from './svgElement';
