/**
 * textures fill the area of a state so that it can be told without colour: horizontal lines for
 * ready, diagonal ones for unacked, solid for done, a cross-hatch for dead-lettered.
 */
import type { Selection } from 'd3';
import { type ChartState, stateColour } from './chartState';

export interface Textures {
  /** The value of a fill attribute. */
  fill(state: ChartState): string;
  /** In pixels: the distance between lines, and their thickness. */
  scale(spacing: number, stroke: number): void;
}

type Lined = Exclude<ChartState, 'done' | 'lost' | 'refused'>;

/** As fractions of a tile, which is one spacing wide and high. Diagonals run over its corners. */
const lines: Readonly<Record<Lined, string>> = {
  ready: 'M0,.5H1',
  unacked: 'M-.25,.25L.25,-.25M0,1L1,0M.75,1.25L1.25,.75',
  deadLettered: 'M0,0L1,1M1,0L0,1',
  inTransit: 'M.5,0V1',
  duplicate: 'M0,.5H1M.5,0V1',
  none: 'M.5,0V1',
};

const linedStates = Object.keys(lines) as Lined[];
let instances = 0;

export function appendTextures(
  defs: Selection<SVGDefsElement, unknown, null, undefined>,
): Textures {
  const prefix = `texture-${++instances}-`;
  const patterns = defs
    .selectAll('pattern')
    .data(linedStates)
    .join('pattern')
    .attr('id', (state) => prefix + state)
    .attr('patternUnits', 'userSpaceOnUse')
    .attr('width', 1)
    .attr('height', 1);
  patterns
    .append('rect')
    .attr('width', 1)
    .attr('height', 1)
    .attr('fill', stateColour)
    .attr('opacity', 0.14);
  const strokes = patterns
    .append('path')
    .attr('d', (state) => lines[state])
    .attr('fill', 'none')
    .attr('stroke', stateColour)
    .attr('opacity', 0.75);

  return {
    fill(state) {
      if (state === 'done') return stateColour('done');
      if (state === 'lost' || state === 'refused') return 'none';
      return `url(#${prefix}${state})`;
    },
    scale(spacing, stroke) {
      patterns.attr('patternTransform', `scale(${spacing})`);
      strokes.attr('stroke-width', stroke / spacing);
    },
  };
}
