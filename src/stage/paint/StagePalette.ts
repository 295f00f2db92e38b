/** StagePalette is the theme as a canvas needs it: plain colours, read once per change of theme. */
import { type MarkPalette, readMarkPalette } from '../marks/index.ts';

export interface StagePalette {
  readonly marks: MarkPalette;
  readonly ink: string;
  readonly ink2: string;
  readonly border: string;
  readonly grid: string;
  readonly page: string;
  readonly panel: string;
  /** Widths of lines in pixels. */
  readonly stroke: number;
  readonly heavy: number;
  readonly hairline: number;
  readonly idFont: string;
  readonly textFont: string;
}

export function readStagePalette(element: Element): StagePalette {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  const width = (name: string, fallback: number): number =>
    Number.parseFloat(value(name)) || fallback;
  return {
    marks: readMarkPalette(element, '--panel'),
    ink: value('--ink'),
    ink2: value('--ink-2'),
    border: value('--border'),
    grid: value('--grid'),
    page: value('--page'),
    panel: value('--panel'),
    stroke: width('--stroke', 1.5),
    heavy: width('--stroke-heavy', 2.5),
    hairline: width('--hairline', 1),
    idFont: value('--font-id') || 'monospace',
    textFont: value('--font-measured') || 'sans-serif',
  };
}
