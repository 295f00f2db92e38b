/**
 * The sequence diagram shows who told whom what, about one message or lately: the same events as
 * the log, drawn from it, never a picture of its own.
 *
 * What is missing is drawn too: an arrow that never arrived ends in a cross half-way. The current
 * arrow is heavy, what is still to come is faint. Pointing at an arrow points at its instant
 * everywhere; pressing it goes there.
 */
import { select } from 'd3';
import '../charts.css';
import { type ChartSize, observeSize } from '../observeSize';
import { createTextMeasure } from '../textMeasure';
import { formatInstant } from '../time/timeAxis';
import './sequenceDiagram.css';
import {
  type PlacedArrow,
  type PlacedBracket,
  type PlacedLane,
  type SequenceInput,
  type SequenceLayout,
  sequenceLayout,
} from './sequenceLayout';

export interface SequenceData extends SequenceInput {
  readonly playheadUs: number;
  /** The instant that is pointed at elsewhere: its arrow is shown as if it were pointed at here. */
  readonly hoverUs: number | null;
}

export interface SequenceEvents {
  seek(atUs: number): void;
  /** The instant of the arrow under the pointer or with the focus, or null. */
  hover(atUs: number | null): void;
}

export interface SequenceDiagram {
  draw(data: SequenceData): void;
  destroy(): void;
}

const labelSize = 14;

export function createSequenceDiagram(host: HTMLElement, events: SequenceEvents): SequenceDiagram {
  let size: ChartSize = { width: 0, height: 0, unit: 1 };
  let data: SequenceData | undefined;
  let drawn = '';
  let layout: SequenceLayout | undefined;
  let currentId: string | undefined;
  /** Where it stood when it was last brought into view. */
  let currentTop: number | undefined;
  /** The arrow of the instant that is pointed at. */
  let hintedId: string | undefined;
  /** Room below the last row, so that a whole row can stand on top when scrolled to the end. */
  let bottomRoom = 0;
  /** The one arrow that Tab reaches; the others are reached from it. */
  let rovingId: string | undefined;

  const root = select(host).append('div').attr('class', 'sequence-diagram');
  const head = root.append('svg').attr('class', 'sequence-head').attr('aria-hidden', 'true');
  const scroller = root.append('div').attr('class', 'sequence-scroller');
  const body = scroller
    .append('svg')
    .attr('class', 'sequence-body')
    .attr('role', 'group')
    .attr('aria-label', 'Sequence of events');
  const lanesLayer = body.append('g').attr('aria-hidden', 'true');
  const playhead = body.append('line').attr('class', 'sequence-playhead').attr('x1', 0);
  const bracketLayer = body.append('g').attr('aria-hidden', 'true');
  const arrowLayer = body.append('g');
  const measure = createTextMeasure(host, () => labelSize * size.unit);

  const sizes = observeSize(host, (next) => {
    size = next;
    redraw();
  });
  const redraw = () => {
    measure.forget();
    drawn = '';
    currentId = undefined;
    render();
  };
  document.fonts.addEventListener('loadingdone', redraw);

  function render(): void {
    if (!data || size.width < 80) return;
    const width = scroller.node()?.clientWidth ?? size.width;
    const signature = describe(data, width, size.unit);
    if (signature !== drawn) {
      drawn = signature;
      layout = sequenceLayout(data, { width, unit: size.unit, textWidth: measure.width });
      drawHead(layout, width);
      drawLanes(layout, width);
      drawBrackets(layout);
      hintedId = undefined;
      drawArrows(layout, data, width);
      keepCurrentInView(layout, data);
    }
    hint(data.hoverUs);
    const y = (layout?.yAt(data.playheadUs) ?? 0).toFixed(1);
    playhead.attr('y1', y).attr('y2', y).attr('x2', width);
  }

  function drawHead({ lanes, headHeight }: SequenceLayout, width: number): void {
    const { unit: u } = size;
    head.attr('width', width).attr('height', headHeight);
    const labels = head
      .selectAll<SVGTextElement, PlacedLane>('text')
      .data(lanes, (lane) => lane.id)
      .join((enter) => {
        const text = enter.append('text').attr('text-anchor', 'middle');
        text.append('tspan');
        text.append('title');
        return text;
      })
      .attr('x', (lane) => lane.labelX)
      .attr('y', (lane) => (15 + 18 * lane.line) * u);
    labels.select('tspan').text((lane) => lane.label);
    labels.select('title').text((lane) => lane.fullLabel);
  }

  function drawLanes({ lanes, height }: SequenceLayout, width: number): void {
    body.attr('width', width).attr('height', height + bottomRoom);
    const groups = lanesLayer
      .selectAll<SVGGElement, PlacedLane>('g')
      .data(lanes, (lane) => lane.id)
      .join((enter) => {
        const group = enter.append('g').attr('class', 'sequence-lane');
        group.append('line').attr('class', 'sequence-lane-up');
        group.append('line').attr('class', 'sequence-lane-down');
        return group;
      })
      .attr('transform', (lane) => `translate(${lane.x.toFixed(1)},0)`);
    groups.select('.sequence-lane-up').attr('y2', (lane) => lane.downFromY ?? height);
    groups
      .select('.sequence-lane-down')
      .attr('y1', (lane) => lane.downFromY ?? height)
      .attr('y2', height);
  }

  function drawBrackets({ brackets, height }: SequenceLayout): void {
    const { unit: u } = size;
    const groups = bracketLayer
      .selectAll<SVGGElement, PlacedBracket>('g')
      .data(brackets)
      .join((enter) => {
        const group = enter.append('g').attr('class', 'sequence-bracket');
        group.append('path');
        group.append('text').attr('dy', '0.36em');
        return group;
      });
    groups.select('path').attr('d', ({ x, fromY, toY }) => {
      const end = toY >= height - 1 ? '' : `h${5 * u}`;
      return `M${x + 5 * u},${fromY}h${-5 * u}V${toY}${end}`;
    });
    groups
      .select('text')
      .attr('x', (bracket) => bracket.labelX)
      .attr('y', (bracket) => bracket.labelY)
      .attr('text-anchor', (bracket) => bracket.anchor)
      .text((bracket) => bracket.label);
  }

  function drawArrows({ arrows }: SequenceLayout, { lanes }: SequenceData, width: number): void {
    const { unit: u } = size;
    const ids = arrows.map(({ arrow }) => arrow.id);
    if (rovingId === undefined || !ids.includes(rovingId)) {
      rovingId = arrows.find(({ arrow }) => arrow.current)?.arrow.id ?? ids[0];
    }
    const groups = arrowLayer
      .selectAll<SVGGElement, PlacedArrow>('g')
      .data(arrows, ({ arrow }) => arrow.id)
      .join((enter) => {
        const group = enter
          .append('g')
          .attr('class', 'sequence-arrow')
          .attr('role', 'button')
          .on('click', (_, { arrow }) => events.seek(arrow.atUs))
          .on('pointerenter', (_, { arrow }) => events.hover(arrow.atUs))
          .on('pointerleave', () => events.hover(null))
          .on('focus', (_, { arrow }) => {
            rove(arrow.id);
            events.hover(arrow.atUs);
          })
          .on('blur', () => events.hover(null))
          .on('keydown', onKeyDown);
        group.append('title');
        group.append('rect').attr('rx', 4);
        group.append('path').attr('class', 'sequence-line');
        group.append('path').attr('class', 'sequence-end');
        group.append('text').attr('dy', '0.36em');
        return group;
      })
      .order()
      .attr('data-fate', ({ arrow }) => (arrow.from === arrow.to ? 'note' : arrow.fate))
      .attr('data-future', ({ arrow }) => arrow.fate === 'future')
      .attr('aria-current', ({ arrow }) => (arrow.current ? 'step' : null))
      .attr('aria-label', ({ arrow }) => accessibleName(arrow, lanes))
      .attr('tabindex', ({ arrow }) => (arrow.id === rovingId ? 0 : -1));
    groups.select('title').text(({ arrow }) => tip(arrow));
    groups
      .select('rect')
      .attr('x', 0)
      .attr('width', width)
      .attr('y', (placed) => placed.top)
      .attr('height', (placed) => placed.height);
    groups.select('.sequence-line').attr('d', ({ fromX, toX, y }) => `M${fromX},${y}H${toX}`);
    groups.select('.sequence-end').attr('d', (placed) => arrowEnd(placed, u));
    groups
      .select('text')
      .attr('x', (placed) => placed.labelX)
      .attr('y', (placed) => placed.labelY)
      .attr('text-anchor', (placed) => placed.anchor)
      .text((placed) => placed.label);
  }

  function onKeyDown(event: KeyboardEvent, { arrow }: PlacedArrow): void {
    if (event.key === 'Enter' || event.key === ' ') events.seek(arrow.atUs);
    else if (!moveFocus(event.key, arrow.id)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function moveFocus(key: string, fromId: string): boolean {
    const ids = layout?.arrows.map(({ arrow }) => arrow.id) ?? [];
    const at = ids.indexOf(fromId);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: ids.length - 1,
    };
    const step = steps[key];
    if (step === undefined) return false;
    const id = ids[Math.min(ids.length - 1, Math.max(0, step))];
    arrowLayer
      .selectAll<SVGGElement, PlacedArrow>('g')
      .filter(({ arrow }) => arrow.id === id)
      .node()
      ?.focus();
    return true;
  }

  /** Marks the arrow that was under way at an instant: the last one begun by then. */
  function hint(atUs: number | null): void {
    const placed = layout?.arrows ?? [];
    const first = placed[0]?.arrow.atUs ?? Number.POSITIVE_INFINITY;
    const last = placed.reduce((end, { arrow }) => Math.max(end, arrow.arriveUs), 0);
    const isInside = atUs !== null && atUs >= first && atUs <= last;
    const found = isInside
      ? placed.findLast(({ arrow }) => arrow.atUs <= atUs)?.arrow.id
      : undefined;
    if (found === hintedId) return;
    hintedId = found;
    arrowLayer
      .selectAll<SVGGElement, PlacedArrow>('g')
      .attr('data-hinted', ({ arrow }) => (arrow.id === found ? true : null));
  }

  function rove(id: string): void {
    rovingId = id;
    arrowLayer
      .selectAll<SVGGElement, PlacedArrow>('g')
      .attr('tabindex', ({ arrow }) => (arrow.id === id ? 0 : -1));
  }

  function keepCurrentInView(
    { arrows, height }: SequenceLayout,
    { arrows: given }: SequenceData,
  ): void {
    const id = given.find((arrow) => arrow.current)?.id;
    const element = scroller.node();
    const placed = arrows.find(({ arrow }) => arrow.id === id);
    // It moves without changing, too: when the oldest rows of a while are dropped.
    if (id === currentId && placed?.top === currentTop) return;
    currentId = id;
    currentTop = placed?.top;
    if (!element || !placed) return;
    if (height <= element.clientHeight && bottomRoom > 0) {
      bottomRoom = 0;
      body.attr('height', height);
    }
    if (placed.top < element.scrollTop) element.scrollTop = placed.top;
    // One row more, so that one sees what comes; and a whole row on top, so that none is cut.
    const least = placed.top + 2 * placed.height - element.clientHeight;
    if (least <= element.scrollTop) return;
    const top = arrows.find((each) => each.top >= least)?.top ?? least;
    bottomRoom = Math.max(0, top + element.clientHeight - height);
    body.attr('height', height + bottomRoom);
    element.scrollTop = top;
  }

  return {
    draw(next) {
      data = next;
      render();
    },
    destroy() {
      document.fonts.removeEventListener('loadingdone', redraw);
      sizes.disconnect();
      root.remove();
    },
  };
}

/** A head for what arrived, a cross for what did not, a dot for what stays on its lane. */
function arrowEnd({ arrow, fromX, toX, y }: PlacedArrow, u: number): string {
  if (arrow.fate === 'note' || arrow.from === arrow.to) {
    const r = 3.5 * u;
    return `M${fromX - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`;
  }
  if (arrow.fate === 'lost') {
    const a = 5 * u;
    return `M${toX - a},${y - a}l${2 * a},${2 * a}m0,${-2 * a}l${-2 * a},${2 * a}`;
  }
  const direction = Math.sign(toX - fromX) || 1;
  return `M${toX},${y}l${-9 * u * direction},${-4 * u}v${8 * u}Z`;
}

/** What a pointer that rests is told: the number in the log, the instant, the sentence. */
function tip({ id, atUs, text, label }: PlacedArrow['arrow']): string {
  return `${Number.parseInt(id, 10)} · ${formatInstant(atUs)} · ${text ?? label}`;
}

function accessibleName(
  { label, from, to, atUs, fate, text }: PlacedArrow['arrow'],
  lanes: SequenceInput['lanes'],
): string {
  const who = from === to ? lanes[from]?.label : `${lanes[from]?.label} to ${lanes[to]?.label}`;
  const outcome = { lost: ', never arrived', future: ', still to come', arrived: '', note: '' };
  const sentence = `${label}, ${who}, at ${formatInstant(atUs)}${outcome[fate]}`;
  return text === undefined ? sentence : `${sentence}. ${text}`;
}

/** Everything that is seen, except where the playhead is. */
function describe({ lanes, arrows, brackets }: SequenceInput, width: number, unit: number): string {
  return JSON.stringify([width, unit, lanes, arrows, brackets]);
}
