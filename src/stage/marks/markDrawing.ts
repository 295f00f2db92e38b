/**
 * markDrawing is a mark as plain data for inline SVG: a box, paths and, for a badge, a text. React
 * renders it as it is; createMarkElement turns it into an element where there is no React.
 */
import type { MarkKind, MarkOptions } from './Mark';
import { markBounds } from './markBounds';
import { type MarkShape, markGeometry, type Outline } from './markGeometry';
import { type MarkPalette, themeMarkPalette } from './markPalette';
import { svgElement } from './svgElement';

export interface MarkDrawing {
  readonly width: number;
  readonly height: number;
  readonly viewBox: string;
  /** Where the centre of the mark lies in the box, so that marks in a row line up on it. */
  readonly centreX: number;
  readonly centreY: number;
  readonly paths: readonly MarkDrawingPath[];
  readonly texts: readonly MarkDrawingText[];
}

export interface MarkDrawingPath {
  readonly d: string;
  readonly fill: string;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly dash: string | undefined;
  readonly cap: 'round' | 'butt';
  readonly join: 'round' | 'miter';
  readonly opacity: number;
}

export interface MarkDrawingText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
}

const panelPalette = themeMarkPalette('--panel');

export function markDrawing(
  kind: MarkKind,
  r: number,
  options: MarkOptions = {},
  palette: MarkPalette = panelPalette,
): MarkDrawing {
  const geometry = markGeometry(kind, r, options);
  const box = markBounds(geometry);
  const width = round(box.right - box.left);
  const height = round(box.bottom - box.top);
  return {
    width,
    height,
    viewBox: `${round(box.left)} ${round(box.top)} ${width} ${height}`,
    centreX: round(-box.left),
    centreY: round(-box.top),
    paths: geometry.shapes.map((shape) => drawingPath(shape, palette)),
    texts: geometry.texts.map(({ text, x, y, size, fill }) => ({
      text,
      x: round(x),
      y: round(y),
      size: round(size),
      fill: palette[fill],
    })),
  };
}

/** The element for places without React. Decorative: the word for the state stands beside it. */
export function createMarkElement(
  kind: MarkKind,
  r: number,
  options: MarkOptions = {},
  palette: MarkPalette = panelPalette,
): SVGSVGElement {
  const drawing = markDrawing(kind, r, options, palette);
  const svg = svgElement('svg', {
    width: drawing.width,
    height: drawing.height,
    viewBox: drawing.viewBox,
    'aria-hidden': 'true',
  });
  for (const path of drawing.paths) {
    svg.append(
      svgElement('path', {
        d: path.d,
        fill: path.fill,
        stroke: path.stroke,
        'stroke-width': path.strokeWidth,
        'stroke-dasharray': path.dash,
        'stroke-linecap': path.cap,
        'stroke-linejoin': path.join,
        opacity: path.opacity === 1 ? undefined : path.opacity,
      }),
    );
  }
  for (const { text, x, y, size, fill } of drawing.texts) {
    const node = svgElement('text', {
      x,
      y,
      fill,
      'font-size': size,
      'font-weight': 700,
      'text-anchor': 'middle',
    });
    node.textContent = text;
    svg.append(node);
  }
  return svg;
}

function drawingPath(shape: MarkShape, palette: MarkPalette): MarkDrawingPath {
  return {
    d: outlinePath(shape.outline),
    fill: shape.fill ? palette[shape.fill] : 'none',
    stroke: shape.stroke ? palette[shape.stroke] : 'none',
    strokeWidth: round(shape.strokeWidth ?? 0),
    dash: shape.dash?.map(round).join(' '),
    cap: shape.round ? 'round' : 'butt',
    join: shape.round ? 'round' : 'miter',
    opacity: shape.opacity ?? 1,
  };
}

export function outlinePath(outline: Outline): string {
  switch (outline.type) {
    case 'circle': {
      const { x, y, r } = outline;
      // Two half turns from three o'clock on, where SVG starts the dashes of a circle.
      return `M${round(x + r)},${round(y)}${arcTo(r, 0, x - r, y)}${arcTo(r, 0, x + r, y)}Z`;
    }
    case 'arc': {
      const { x, y, r, from, to } = outline;
      const start = `M${round(x + r * Math.cos(from))},${round(y + r * Math.sin(from))}`;
      const large = to - from > Math.PI ? 1 : 0;
      return start + arcTo(r, large, x + r * Math.cos(to), y + r * Math.sin(to));
    }
    case 'line': {
      const pairs: string[] = [];
      for (let i = 0; i < outline.points.length; i += 2) {
        pairs.push(`${round(outline.points[i] ?? 0)},${round(outline.points[i + 1] ?? 0)}`);
      }
      return `M${pairs.join('L')}${outline.closed ? 'Z' : ''}`;
    }
    case 'box':
      return boxPath(outline);
  }
}

function boxPath(box: Extract<Outline, { type: 'box' }>): string {
  const { x, y, width, height, corner } = box;
  const right = x + width;
  const bottom = y + height;
  if (corner === 0) {
    return `M${round(x)},${round(y)}H${round(right)}V${round(bottom)}H${round(x)}Z`;
  }
  return [
    `M${round(x + corner)},${round(y)}H${round(right - corner)}`,
    arcTo(corner, 0, right, y + corner),
    `V${round(bottom - corner)}`,
    arcTo(corner, 0, right - corner, bottom),
    `H${round(x + corner)}`,
    arcTo(corner, 0, x, bottom - corner),
    `V${round(y + corner)}`,
    arcTo(corner, 0, x + corner, y),
    'Z',
  ].join('');
}

function arcTo(r: number, large: 0 | 1, x: number, y: number): string {
  return `A${round(r)},${round(r)} 0 ${large} 1 ${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
