/**
 * The lifecycle diagram draws a state machine with the present state lit. What may happen next is drawn
 * heavy, all else pale; what has been is not in a state machine, and not in its picture.
 */
import { select } from 'd3';
import '../charts.css';
import { type ChartSize, observeSize } from '../observeSize.ts';
import type { StateGraph } from './StateGraph.ts';
import './lifecycleDiagram.css';
import { lifecycleLayout, type PlacedState, type PlacedTransition } from './lifecycleLayout.ts';

export interface LifecycleData {
  readonly graph: StateGraph;
  /** The present state, or null where there is none. */
  readonly state: string | null;
  /** What a state is called on screen. */
  readonly labels: Readonly<Record<string, string>>;
  /** Of the whole, for those who listen. */
  readonly label: string;
}

export interface LifecycleDiagram {
  draw(data: LifecycleData): void;
  destroy(): void;
}

export function createLifecycleDiagram(host: HTMLElement): LifecycleDiagram {
  let size: ChartSize = { width: 0, height: 0, unit: 1 };
  let data: LifecycleData | undefined;
  const svg = select(host).append('svg').attr('class', 'lifecycle').attr('role', 'img');
  const lines = svg.append('g');
  const boxes = svg.append('g');
  const sizes = observeSize(host, (next) => {
    size = next;
    render();
  });

  function render(): void {
    if (!data || size.width < 80 || size.height < 40) return;
    const { graph, state, labels, label } = data;
    const { unit: u } = size;
    const layout = lifecycleLayout(graph, size);
    svg.attr('width', size.width).attr('height', size.height).attr('aria-label', label);
    const ways = lines
      .selectAll<SVGGElement, PlacedTransition>('g')
      .data(layout.transitions, ({ transition }) => `${transition.from} ${transition.to}`)
      .join((enter) => {
        const way = enter.append('g').attr('class', 'lifecycle-way');
        way.append('path').attr('class', 'lifecycle-line');
        way.append('path').attr('class', 'lifecycle-head');
        return way;
      })
      .attr('data-open', ({ transition }) => transition.from === state);
    ways.select('.lifecycle-line').attr('d', ({ path }) => path);
    ways
      .select('.lifecycle-head')
      .attr('d', `M0,0l${-7 * u},${-3.5 * u}v${7 * u}Z`)
      .attr(
        'transform',
        ({ endX, endY, degrees }) =>
          `translate(${endX.toFixed(1)},${endY.toFixed(1)})rotate(${degrees.toFixed(1)})`,
      );
    // What is open lies above what is not.
    ways.filter(({ transition }) => transition.from === state).raise();
    const states = boxes
      .selectAll<SVGGElement, PlacedState>('g')
      .data(layout.states, ({ name }) => name)
      .join((enter) => {
        const box = enter.append('g').attr('class', 'lifecycle-state');
        box.append('rect').attr('rx', 4);
        box.append('text').attr('text-anchor', 'middle').attr('dy', '0.36em');
        return box;
      })
      .attr('transform', ({ x, y }) => `translate(${x.toFixed(1)},${y.toFixed(1)})`)
      .attr('data-lit', ({ name }) => name === state);
    states
      .select('rect')
      .attr('x', ({ width }) => -width / 2)
      .attr('y', ({ height }) => -height / 2)
      .attr('width', ({ width }) => width)
      .attr('height', ({ height }) => height);
    states.select('text').text(({ name }) => labels[name] ?? name);
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
