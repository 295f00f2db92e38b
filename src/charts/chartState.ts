/**
 * A chart takes a colour only for the state that it counts, so colours are asked for by state. The
 * theme holds them; here are only their names.
 */
export type ChartState =
  | 'ready'
  | 'unacked'
  | 'done'
  | 'deadLettered'
  | 'lost'
  | 'refused'
  | 'inTransit'
  | 'duplicate'
  | 'none';

const customProperty: Readonly<Record<ChartState, string>> = {
  ready: '--state-ready',
  unacked: '--state-unacked',
  done: '--state-done',
  deadLettered: '--state-dead-lettered',
  lost: '--state-lost',
  refused: '--state-refused',
  inTransit: '--state-in-transit',
  duplicate: '--state-duplicate',
  none: '--ink-2',
};

export function stateColour(state: ChartState): string {
  return `var(${customProperty[state]})`;
}
