/**
 * The flag layer draws what was injected, where it was injected: a pennant with a name in a lane,
 * and a pole down to the axis. A flag that lasts has a bracket over its time.
 *
 * The script's flags are outlined, a person's are filled. Each is a button that can be moved with
 * the arrow keys or dragged, and taken away with Delete. What was found in the run, instead of done to
 * it, is a diamond: a place to go to, that nobody can move.
 */
import { pointer, type Selection } from 'd3';
import type { TextMeasure } from '../textMeasure';
import type { PlacedFlag } from './flagLanes';
import { formatInstant, keyStepUs } from './timeAxis';
import { bracketStep, type TimeChartFrame, type TimeScales } from './timeChartFrame';

export interface TimeFlag {
  readonly id: string;
  readonly atUs: number;
  readonly untilUs?: number | undefined;
  readonly label: string;
  readonly origin: 'script' | 'person' | 'found';
  readonly selected: boolean;
}

export interface FlagEvents {
  selectFlag(id: string): void;
  dragFlag(id: string, atUs: number): void;
  dropFlag(id: string, atUs: number): void;
  deleteFlag(id: string): void;
}

export interface FlagLayer {
  differ(flags: readonly TimeFlag[]): boolean;
  labelWidth(flag: TimeFlag): number;
  draw(
    frame: TimeChartFrame,
    flags: readonly TimeFlag[],
    placed: readonly PlacedFlag[],
    brackets: ReadonlyMap<string, number>,
  ): void;
  /** Where the poles stand. */
  poles(): readonly number[];
}

interface DrawnFlag extends TimeFlag {
  readonly place: PlacedFlag;
}

interface Grip {
  readonly id: string;
  readonly startUs: number;
  readonly startX: number;
  atUs: number;
  moved: boolean;
}

/** Less than this is a click with an unsteady hand. */
const slopPx = 3;
const swallowtail = 'M0,0H10L7,4.5L10,9H0Z';
const diamond = 'M0,-0.5L5,4.5L0,9.5L-5,4.5Z';

/** The poles stand in front of the curves, the washes behind them, the flags above all. */
export interface FlagGroups {
  readonly svg: Selection<SVGSVGElement, unknown, null, undefined>;
  readonly poles: Selection<SVGGElement, unknown, null, undefined>;
  readonly washes: Selection<SVGGElement, unknown, null, undefined>;
}

export function createFlagLayer(
  { svg, poles, washes }: FlagGroups,
  { x }: TimeScales,
  measure: TextMeasure,
  events: FlagEvents,
  giveFocusAway: () => void,
): FlagLayer {
  const layer = svg.append('g').attr('class', 'time-chart-flags');
  poles.attr('aria-hidden', 'true');
  let given: readonly TimeFlag[] = [];
  let drawn: readonly DrawnFlag[] = [];
  let grip: Grip | undefined;
  /** Where held arrow keys have taken a flag so far. */
  let keyed: { id: string; atUs: number } | undefined;

  const clamp = (atUs: number) => {
    const [from = 0, to = 0] = x.domain();
    return Math.round(Math.min(to, Math.max(from, atUs)));
  };

  function onPointerDown(this: SVGGElement, event: PointerEvent, flag: DrawnFlag): void {
    if (event.button !== 0 || !event.isPrimary) return;
    this.setPointerCapture(event.pointerId);
    const startX = pointer(event, svg.node())[0];
    grip = { id: flag.id, startUs: flag.atUs, startX, atUs: flag.atUs, moved: false };
  }

  function onPointerMove(event: PointerEvent, flag: DrawnFlag): void {
    if (!grip || flag.origin === 'found') return;
    const dx = pointer(event, svg.node())[0] - grip.startX;
    if (!grip.moved && Math.abs(dx) < slopPx) return;
    grip.moved = true;
    const atUs = clamp(x.invert(x(grip.startUs) + dx));
    if (atUs === grip.atUs) return;
    grip.atUs = atUs;
    events.dragFlag(grip.id, atUs);
  }

  function onPointerEnd(event: PointerEvent): void {
    const held = grip;
    grip = undefined;
    if (!held) return;
    if (!held.moved && event.type === 'pointerup') events.selectFlag(held.id);
    if (held.moved) events.dropFlag(held.id, event.type === 'pointerup' ? held.atUs : held.startUs);
  }

  function onKeyDown(event: KeyboardEvent, flag: DrawnFlag): void {
    if (!handleKey(event, flag)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function handleKey(event: KeyboardEvent, flag: DrawnFlag): boolean {
    const isPress = event.key === 'Enter' || event.key === ' ';
    if (flag.origin === 'found' && !isPress) return false;
    const [from = 0, to = 0] = x.domain();
    const step = keyStepUs(to - from) * (event.shiftKey ? 10 : 1);
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        const at = keyed?.id === flag.id ? keyed.atUs : flag.atUs;
        keyed = { id: flag.id, atUs: clamp(at + (event.key === 'ArrowRight' ? step : -step)) };
        events.dragFlag(flag.id, keyed.atUs);
        return true;
      }
      case 'Delete':
      case 'Backspace':
        keyed = undefined;
        events.deleteFlag(flag.id);
        return true;
      case 'Enter':
      case ' ':
        events.selectFlag(flag.id);
        return true;
      case 'Escape':
        if (!grip?.moved) return false;
        events.dropFlag(grip.id, grip.startUs);
        grip = undefined;
        return true;
      default:
        return false;
    }
  }

  function settleKeys(): void {
    if (keyed) events.dropFlag(keyed.id, keyed.atUs);
    keyed = undefined;
  }

  function enterFlag(
    enter: Selection<SVGGElement, DrawnFlag, SVGGElement, unknown>,
  ): Selection<SVGGElement, DrawnFlag, SVGGElement, unknown> {
    enter
      .attr('class', 'time-chart-flag')
      .attr('role', 'button')
      .attr('tabindex', 0)
      .attr('aria-roledescription', (flag) => (flag.origin === 'found' ? 'moment' : 'flag'))
      .attr('aria-keyshortcuts', (flag) =>
        flag.origin === 'found' ? null : 'ArrowLeft ArrowRight Delete',
      )
      .on('pointerdown', onPointerDown)
      .on('pointermove', onPointerMove)
      .on('pointerup pointercancel', onPointerEnd)
      .on('keydown', onKeyDown)
      .on('keyup blur', settleKeys);
    enter.append('rect').attr('class', 'time-chart-flag-hit');
    enter
      .append('path')
      .attr('class', 'time-chart-pennant')
      .attr('d', (flag) => (flag.origin === 'found' ? diamond : swallowtail));
    enter.append('text').attr('dy', '0.36em');
    return enter;
  }

  function drawFlags(frame: TimeChartFrame): void {
    const { unit: u, laneHeight } = frame;
    const hadFocus = layer.node()?.contains(document.activeElement) ?? false;
    layer
      .selectAll<SVGGElement, DrawnFlag>('g')
      .data(drawn, (flag) => flag.id)
      .join((enter) => enterFlag(enter.append('g')))
      .attr('data-origin', (flag) => flag.origin)
      .attr('data-selected', (flag) => flag.selected)
      .attr('data-side', (flag) => flag.place.side)
      .attr('aria-pressed', (flag) => (flag.origin === 'found' ? null : flag.selected))
      .attr('aria-label', accessibleName)
      .attr(
        'transform',
        (flag) => `translate(${x(flag.atUs).toFixed(1)},${flag.place.lane * laneHeight})`,
      )
      .each(function (flag) {
        const width = labelWidth(flag);
        const [pennant, label, hit] = [
          this.querySelector('path'),
          this.querySelector('text'),
          this.querySelector('rect'),
        ];
        pennant?.setAttribute('transform', `translate(0,${5.5 * u}) scale(${u})`);
        const isLeft = flag.place.side === 'left';
        label?.setAttribute('x', String(isLeft ? -6 * u : 15 * u));
        label?.setAttribute('y', String(10 * u));
        label?.setAttribute('text-anchor', isLeft ? 'end' : 'start');
        if (label) label.textContent = flag.place.side === 'none' ? '' : flag.label;
        const text = flag.place.side === 'none' ? 0 : width + 10 * u;
        hit?.setAttribute('x', String(isLeft ? -text - 4 * u : -12 * u));
        hit?.setAttribute('width', String(24 * u + text));
        hit?.setAttribute('y', String(-2 * u));
        hit?.setAttribute('height', String(24 * u));
      });
    if (hadFocus && !layer.node()?.contains(document.activeElement)) giveFocusAway();
  }

  function drawPoles(frame: TimeChartFrame, levels: ReadonlyMap<string, number>): void {
    const { unit: u, laneHeight, axisY, bracketY, top, bottom } = frame;
    const groups = poles
      .selectAll<SVGGElement, DrawnFlag>('g')
      .data(drawn, (flag) => flag.id)
      .join((enter) => {
        const group = enter.append('g');
        group.append('path');
        group.append('line');
        return group;
      })
      .attr('data-selected', (flag) => flag.selected)
      .attr('data-origin', (flag) => flag.origin)
      .attr('transform', (flag) => `translate(${x(flag.atUs).toFixed(1)},0)`);
    groups
      .select('line')
      .attr('y1', (flag) => flag.place.lane * laneHeight + 5 * u)
      .attr('y2', axisY);
    const lasting = drawn.filter((flag) => flag.untilUs !== undefined);
    const length = (flag: DrawnFlag) => Math.max(0, x(until(flag)) - x(flag.atUs));
    groups.select('path').attr('d', (flag) => {
      if (flag.untilUs === undefined) return null;
      const y = bracketY + Math.min(1, levels.get(flag.id) ?? 0) * bracketStep * u;
      return `M0,${y}H${length(flag)}v${5 * u}`;
    });
    washes
      .selectAll<SVGRectElement, DrawnFlag>('rect')
      .data(lasting, (flag) => flag.id)
      .join('rect')
      .attr('x', (flag) => x(flag.atUs))
      .attr('y', top - 4 * u)
      .attr('width', length)
      .attr('height', bottom - top + 4 * u);
  }

  function until(flag: TimeFlag): number {
    return Math.min(x.domain()[1] ?? 0, flag.untilUs ?? flag.atUs);
  }

  function labelWidth(flag: TimeFlag): number {
    return measure.width(flag.label, flag.selected ? 650 : 400);
  }

  return {
    differ(flags) {
      const same =
        flags.length === given.length && flags.every((flag, i) => isSameFlag(flag, given[i]));
      if (!same) given = flags;
      return !same;
    },
    labelWidth,
    draw(frame, flags, placed, brackets) {
      const places = new Map(placed.map((place) => [place.id, place]));
      drawn = flags.flatMap((flag) => {
        const place = places.get(flag.id);
        return place ? { ...flag, place } : [];
      });
      drawPoles(frame, brackets);
      drawFlags(frame);
    },
    poles: () => drawn.map((flag) => x(flag.atUs)),
  };
}

function accessibleName({ label, atUs, untilUs, origin }: TimeFlag): string {
  const time =
    untilUs === undefined
      ? `at ${formatInstant(atUs)}`
      : `from ${formatInstant(atUs)} to ${formatInstant(untilUs)}`;
  if (origin === 'found') return `${label}, ${time}`;
  return `${label}, ${time}, ${origin === 'script' ? 'from the script' : 'added by you'}`;
}

function isSameFlag(a: TimeFlag, b: TimeFlag | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.atUs === b.atUs &&
    a.untilUs === b.untilUs &&
    a.label === b.label &&
    a.origin === b.origin &&
    a.selected === b.selected
  );
}
