/**
 * The playhead is the present instant: a line through the plot and an open ring on the time axis.
 *
 * It is a real slider for keyboard and screen reader. For a pointer the whole plot and axis are its
 * handle: press anywhere and it comes, drag and it follows.
 */
import { pointer, type Selection } from 'd3';
import type { TextMeasure } from '../textMeasure';
import { formatInstant, formatInstantOn, keyStepUs } from './timeAxis';
import type { TimeChartFrame, TimeScales } from './timeChartFrame';
import type { TickLabel } from './timeGrid';

export interface Playhead {
  place(frame: TimeChartFrame, tickLabels: readonly TickLabel[]): void;
  draw(playheadUs: number, horizonUs: number): void;
  /** Shows the instant that is pointed at, here or elsewhere. */
  point(atUs: number | null): void;
  focus(): void;
  /** What takes the presses. */
  readonly surface: SVGElement | null;
  /** Leaves presses to somebody else. */
  leaveTo(takes: (event: PointerEvent) => boolean): void;
  destroy(): void;
}

/** A screen reader is told where the playhead is at most this often while it moves. */
const announceMs = 250;

export function createPlayhead(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  { x }: TimeScales,
  measure: TextMeasure,
  events: { seek(atUs: number): void; hover(atUs: number | null): void },
): Playhead {
  const axis = svg.append('g').attr('class', 'time-chart-axis').attr('aria-hidden', 'true');
  const whole = axis.append('line').attr('class', 'time-chart-axis-whole');
  const simulated = axis.append('line').attr('class', 'time-chart-axis-simulated');
  const played = axis.append('line').attr('class', 'time-chart-axis-played');
  const cursor = svg.append('g').attr('class', 'time-chart-cursor').attr('aria-hidden', 'true');
  const cursorLine = cursor.append('line');
  const cursorTime = cursor.append('text');
  const surface = svg.append('rect').attr('class', 'time-chart-surface');
  const group = svg
    .append('g')
    .attr('class', 'time-chart-playhead')
    .attr('role', 'slider')
    .attr('tabindex', 0)
    .attr('aria-label', 'Playhead')
    .attr('aria-orientation', 'horizontal');
  const line = group.append('line').attr('class', 'time-chart-playhead-line');
  const hit = group.append('circle').attr('class', 'time-chart-playhead-hit');
  const focusRing = group.append('circle').attr('class', 'time-chart-focus-ring');
  const ring = group.append('circle').attr('class', 'time-chart-playhead-ring');
  const time = group
    .append('text')
    .attr('class', 'time-chart-playhead-time')
    .attr('aria-hidden', 'true');

  let frame: TimeChartFrame | undefined;
  let ticks: readonly TickLabel[] = [];
  let shownUs = 0;
  let playheadLabel = { x: 0, half: 0 };
  let announcedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const bounds = (): readonly [number, number] => {
    const [from = 0, to = 0] = x.domain();
    return [from, to];
  };
  const clamped = (atUs: number): number => {
    const [from, to] = bounds();
    return Math.round(Math.min(to, Math.max(from, atUs)));
  };
  const seekTo = (atUs: number) => events.seek(clamped(atUs));

  let isHeld = false;
  let isElsewhere = (_: PointerEvent): boolean => false;

  function followPointer(node: SVGElement | null): void {
    // A press must not take the focus: the keys would then belong to the playhead unasked.
    node?.addEventListener('mousedown', (event) => event.preventDefault());
    node?.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || !event.isPrimary || isElsewhere(event)) return;
      isHeld = true;
      node.setPointerCapture(event.pointerId);
      svg.classed('time-chart-scrubbing', true);
      seekTo(x.invert(pointer(event, svg.node())[0]));
    });
    node?.addEventListener('pointermove', (event) => {
      const atUs = x.invert(pointer(event, svg.node())[0]);
      if (isHeld && node.hasPointerCapture(event.pointerId)) seekTo(atUs);
      // A finger has nothing under it before it is down.
      else if (event.pointerType === 'mouse') events.hover(clamped(atUs));
    });
    node?.addEventListener('pointerleave', () => events.hover(null));
    node?.addEventListener('lostpointercapture', () => {
      isHeld = false;
      svg.classed('time-chart-scrubbing', false);
    });
  }
  followPointer(surface.node());
  followPointer(group.node());

  group.on('keydown', (event: KeyboardEvent) => {
    const target = keyTarget(event, shownUs, bounds());
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    seekTo(target);
  });

  function announce(): void {
    announcedAt = performance.now();
    group.attr('aria-valuenow', shownUs / 1e6).attr('aria-valuetext', formatInstant(shownUs));
  }

  return {
    place(nextFrame, tickLabels) {
      frame = nextFrame;
      ticks = tickLabels;
      const { left, right, top, axisY, unit: u, height, width } = frame;
      const [from, to] = bounds();
      group.attr('aria-valuemin', from / 1e6).attr('aria-valuemax', to / 1e6);
      for (const track of [whole, simulated, played]) {
        track.attr('x1', left).attr('y1', axisY).attr('y2', axisY);
      }
      whole.attr('x2', right);
      surface
        .attr('x', left - 12 * u)
        .attr('width', Math.min(width, right + 12 * u) - left + 12 * u)
        .attr('y', top - 4 * u)
        .attr('height', height - top + 4 * u);
      line.attr('y1', top - 4 * u).attr('y2', axisY);
      ring.attr('cy', axisY).attr('r', 6 * u);
      hit.attr('cy', axisY).attr('r', 16 * u);
      focusRing.attr('cy', axisY).attr('r', 11 * u);
      time.attr('y', frame.tickLabelY);
      cursorLine.attr('y1', top - 4 * u).attr('y2', axisY);
      cursorTime.attr('y', frame.tickLabelY);
    },
    draw(playheadUs, horizonUs) {
      if (!frame) return;
      shownUs = playheadUs;
      const { width, unit: u } = frame;
      const [from, to] = bounds();
      const at = x(Math.min(to, Math.max(from, playheadUs)));
      group.attr('transform', `translate(${at.toFixed(1)},0)`);
      played.attr('x2', at);
      simulated.attr('x2', x(Math.min(to, Math.max(from, horizonUs))));
      const text = formatInstantOn(to - from, playheadUs);
      const half = measure.width(text, 650) / 2;
      const labelX = Math.min(width - half, Math.max(half, at));
      playheadLabel = { x: labelX, half };
      time.attr('x', (labelX - at).toFixed(1)).text(text);
      for (const tick of ticks) {
        const isCovered = Math.abs(tick.x - labelX) < half + tick.width / 2 + 14 * u;
        tick.node.style.visibility = isCovered ? 'hidden' : '';
      }
      clearTimeout(timer);
      if (performance.now() - announcedAt >= announceMs) announce();
      else timer = setTimeout(announce, announceMs);
    },
    point(atUs) {
      const [from, to] = bounds();
      const isShown = frame !== undefined && atUs !== null && atUs >= from && atUs <= to;
      cursor.attr('display', isShown ? null : 'none');
      if (!isShown || !frame) return;
      const at = x(atUs);
      const text = formatInstantOn(to - from, atUs);
      const half = measure.width(text, 400) / 2;
      const labelX = Math.min(frame.width - half, Math.max(half, at));
      cursor.attr('transform', `translate(${at.toFixed(1)},0)`);
      // The playhead's own time stands on the same line, and is the one that counts.
      const apart = Math.abs(labelX - playheadLabel.x) > half + playheadLabel.half + 4 * frame.unit;
      cursorTime
        .attr('x', (labelX - at).toFixed(1))
        .attr('visibility', apart ? null : 'hidden')
        .text(text);
    },
    surface: surface.node(),
    leaveTo(takes) {
      isElsewhere = takes;
    },
    focus() {
      group.node()?.focus();
    },
    destroy() {
      clearTimeout(timer);
    },
  };
}

/** Page keys are left alone: on a remote control they mean the next and the previous beat. */
function keyTarget(
  event: KeyboardEvent,
  nowUs: number,
  [fromUs, toUs]: readonly [number, number],
): number | undefined {
  const step = keyStepUs(toUs - fromUs) * (event.shiftKey ? 10 : 1);
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return nowUs + step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return nowUs - step;
    case 'Home':
      return fromUs;
    case 'End':
      return toUs;
    default:
      return undefined;
  }
}
