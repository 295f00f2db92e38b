/**
 * The horizon mask lets curves through in full up to the playhead, pale from there to the horizon,
 * and not at all beyond. A moving playhead moves its two rectangles; the curves stay as they are.
 */
import type { Selection } from 'd3';
import type { TimeChartFrame } from './timeChartFrame';

let instances = 0;

/** What lies ahead of the playhead is shown this strongly. */
const pale = 0.4;

export interface HorizonMask {
  readonly url: string;
  resize(frame: TimeChartFrame): void;
  move(playheadX: number, horizonX: number): void;
}

export function createHorizonMask(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
): HorizonMask {
  const id = `time-chart-mask-${++instances}`;
  const mask = svg
    .append('defs')
    .append('mask')
    .attr('id', id)
    .attr('maskUnits', 'userSpaceOnUse')
    .attr('x', 0)
    .attr('y', 0);
  const played = mask.append('rect').attr('fill', '#fff');
  const ahead = mask.append('rect').attr('fill', '#fff').attr('fill-opacity', pale);
  let left = 0;
  return {
    url: `url(#${id})`,
    resize(frame: TimeChartFrame) {
      left = frame.left - frame.unit;
      mask.attr('width', frame.width).attr('height', frame.height);
      played.attr('x', left);
      for (const rect of [played, ahead]) rect.attr('height', frame.bottom + 3 * frame.unit);
    },
    move(playheadX: number, horizonX: number) {
      played.attr('width', Math.max(0, Math.min(playheadX, horizonX) - left));
      ahead.attr('x', playheadX).attr('width', Math.max(0, horizonX - playheadX));
    },
  };
}
