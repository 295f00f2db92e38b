/**
 * The conservation bar shows that nothing is missing: every message that was offered lies in exactly
 * one segment. If the parts do not add up to the total, the gap stays open and is outlined.
 */
import { select } from 'd3';
import '../charts.css';
import { type ChartState, stateColour } from '../chartState';
import { type ChartSize, observeSize } from '../observeSize';
import { createTextMeasure } from '../textMeasure';
import { appendTextures } from '../textures';
import './conservationBar.css';
import { segmentWidths } from './segmentWidths';

export interface ConservationPart {
  readonly state: ChartState;
  readonly count: number;
  /** The word for the state, if it is not the usual one. */
  readonly label?: string | undefined;
}

export interface ConservationData {
  readonly total: number;
  readonly parts: readonly ConservationPart[];
}

export interface ConservationBar {
  draw(data: ConservationData): void;
  destroy(): void;
}

interface Segment {
  readonly id: string;
  readonly state: ChartState | 'missing';
  readonly words: string;
  readonly count: number;
  readonly x: number;
  readonly width: number;
}

const words: Readonly<Record<ChartState, string>> = {
  ready: 'ready',
  unacked: 'unacked',
  done: 'done',
  deadLettered: 'dead-letter',
  lost: 'LOST',
  refused: 'refused',
  inTransit: 'sending',
  duplicate: 'done twice',
  none: 'other',
};

export function createConservationBar(host: HTMLElement): ConservationBar {
  let size: ChartSize = { width: 0, height: 0, unit: 1 };
  let data: ConservationData | undefined;
  let drawn = '';

  const svg = select(host).append('svg').attr('class', 'conservation-bar').attr('role', 'img');
  const textures = appendTextures(svg.append('defs'));
  const layer = svg.append('g');
  const measure = createTextMeasure(host, () => 14 * size.unit);
  const sizes = observeSize(host, (next) => {
    size = next;
    measure.forget();
    drawn = '';
    render();
  });

  function render(): void {
    if (!data || size.width < 8) return;
    const { unit: u, width } = size;
    const height = size.height || 12 * u;
    const signature = [
      data.total,
      ...data.parts.flatMap((part) => [part.state, part.count]),
    ].join();
    if (signature === drawn) return;
    drawn = signature;
    const segments = layOut(data, width, u);
    svg.attr('width', width).attr('height', height).attr('aria-label', sentence(data));
    textures.scale(4 * u, 1.25 * u);
    const inset = 0.75 * u;
    const groups = layer
      .selectAll<SVGGElement, Segment>('g')
      .data(segments, (segment) => segment.id)
      .join((enter) => {
        const group = enter.append('g');
        group.append('rect');
        group.append('text').attr('dy', '0.36em').attr('text-anchor', 'middle');
        group.append('title');
        return group;
      })
      .attr('class', 'conservation-segment')
      .attr('data-state', (segment) => segment.state);
    groups
      .select('rect')
      .attr('x', (segment) => segment.x + inset)
      .attr('y', inset)
      .attr('width', (segment) => Math.max(u, segment.width - 2 * inset))
      .attr('height', height - 2 * inset)
      .attr('fill', ({ state }) => (state === 'missing' ? 'none' : textures.fill(state)))
      .attr('stroke', ({ state }) => (state === 'missing' ? 'var(--ink)' : stateColour(state)));
    groups
      .select('title')
      .text(({ count, words: name }) => `${count.toLocaleString('en')} ${name}`);
    // What is lost is white with the word on it, wherever the word fits.
    groups
      .select('text')
      .attr('x', (segment) => segment.x + segment.width / 2)
      .attr('y', height / 2)
      .text(({ state, words: name, width: room }) => {
        const fits = height >= 16 * u && measure.width(name, 650) + 8 * u <= room;
        return (state === 'lost' || state === 'missing') && fits ? name : '';
      });
  }

  return {
    draw(next) {
      data = next;
      render();
    },
    destroy() {
      sizes.disconnect();
      svg.remove();
    },
  };
}

function layOut({ total, parts }: ConservationData, width: number, u: number): Segment[] {
  const counted = parts.reduce((sum, part) => sum + part.count, 0);
  const missing = Math.max(0, total - counted);
  const all = [
    ...parts.map((part) => ({
      id: part.label ?? part.state,
      state: part.state as Segment['state'],
      words: part.label ?? words[part.state],
      count: part.count,
    })),
    { id: 'missing', state: 'missing' as const, words: 'unaccounted', count: missing },
  ];
  const gap = 2 * u;
  const widths = segmentWidths(
    all.map((part) => part.count),
    width,
    gap,
    5 * u,
  );
  let x = 0;
  return all.flatMap((part, i) => {
    const segment = { ...part, x, width: widths[i] ?? 0 };
    if (segment.width === 0) return [];
    x += segment.width + gap;
    return segment;
  });
}

function sentence({ total, parts }: ConservationData): string {
  const counted = parts.filter((part) => part.count > 0);
  const list = counted.map(
    (part) => `${part.count.toLocaleString('en')} ${part.label ?? words[part.state]}`,
  );
  return `${total.toLocaleString('en')} in all: ${list.join(', ') || 'none'}`;
}
