/**
 * The brush takes a stretch of the time axis between two fingers: pressed with Shift and drawn over the
 * plot it marks a window, and letting go looks at that window alone. A double press looks at all of it.
 */
import { pointer, type Selection } from 'd3';
import type { TimeChartFrame, TimeScales } from './timeChartFrame';

export interface Brush {
  /** Whether a press begins a window instead of moving the playhead. */
  takes(event: PointerEvent): boolean;
  place(frame: TimeChartFrame): void;
}

/** A window narrower than this was a slip of the hand. */
const LEAST_PIXELS = 8;

export function createBrush(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  surface: SVGElement | null,
  { x }: TimeScales,
  zoom: (window: { readonly fromUs: number; readonly toUs: number } | null) => void,
): Brush {
  const mark = svg.append('rect').attr('class', 'time-chart-brush').attr('display', 'none');
  let frame: TimeChartFrame | undefined;
  let startX = Number.NaN;

  const at = (event: PointerEvent): number => {
    const [px] = pointer(event, svg.node());
    return Math.min(frame?.right ?? px, Math.max(frame?.left ?? px, px));
  };
  const takes = (event: PointerEvent): boolean => event.shiftKey && event.button === 0;
  surface?.addEventListener('pointerdown', (event) => {
    if (!takes(event) || !event.isPrimary) return;
    surface.setPointerCapture(event.pointerId);
    startX = at(event);
    mark.attr('display', null).attr('x', startX).attr('width', 0);
  });
  surface?.addEventListener('pointermove', (event) => {
    if (Number.isNaN(startX)) return;
    const now = at(event);
    mark.attr('x', Math.min(startX, now)).attr('width', Math.abs(now - startX));
  });
  surface?.addEventListener('pointerup', (event) => {
    if (Number.isNaN(startX)) return;
    const now = at(event);
    const [from, to] = [Math.min(startX, now), Math.max(startX, now)];
    if (to - from >= LEAST_PIXELS)
      zoom({ fromUs: Math.round(x.invert(from)), toUs: Math.round(x.invert(to)) });
  });
  surface?.addEventListener('lostpointercapture', () => {
    startX = Number.NaN;
    mark.attr('display', 'none');
  });
  surface?.addEventListener('dblclick', () => zoom(null));

  return {
    takes,
    place(next) {
      frame = next;
      const { top, axisY, unit } = next;
      mark.attr('y', top - 4 * unit).attr('height', axisY - top + 4 * unit);
    },
  };
}
