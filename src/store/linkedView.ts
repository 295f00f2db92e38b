/** linkedView turns what is on screen into what a link says of it, and back: ids for numbers. */
import { nodeOf, type World, wireBetween } from '../engine/index.ts';
import type { LinkedSelection, LinkedView } from '../scenarios/index.ts';
import { firstFocus } from './focus.ts';
import { initialState, type Selection, type SessionState } from './SessionState.ts';

type Viewed = Pick<SessionState, 'selection' | 'queue' | 'chart' | 'stageView'>;

export function viewOf(world: World, { selection, queue, chart, stageView }: Viewed): LinkedView {
  const { plan } = world;
  return {
    selection: selection === null ? null : linkedSelection(world, selection),
    focus: queue === firstFocus(plan) ? null : (plan.nodes[queue]?.id ?? null),
    chart: chart === initialState.chart ? null : chart,
    isTable: stageView === 'table',
  };
}

/** What is linked and not there at the playhead (a consumer that has yet to come) is not selected. */
export function viewedIn(world: World, view: LinkedView): Viewed {
  const { plan } = world;
  return {
    selection: view.selection === null ? null : selectionIn(world, view.selection),
    queue: view.focus === null ? firstFocus(plan) : nodeOf(plan, view.focus),
    chart: (view.chart ?? initialState.chart) as Viewed['chart'],
    stageView: view.isTable ? 'table' : 'picture',
  };
}

function linkedSelection({ plan, consumers }: World, selection: Selection): LinkedSelection | null {
  switch (selection.kind) {
    case 'message':
      return selection;
    case 'wire': {
      const wire = plan.scenario.wires[selection.wire];
      return wire === undefined ? null : { kind: 'wire', from: wire.from, to: wire.to };
    }
    case 'place': {
      const { place } = selection;
      const node = plan.nodes[place];
      if (node !== undefined) return { kind: 'node', id: node.id };
      const consumer = place - plan.nodes.length;
      const group = plan.nodes[consumers.group[consumer] ?? -1];
      if (group === undefined) return null;
      return { kind: 'consumer', id: group.id, member: consumers.member[consumer] ?? 0 };
    }
  }
}

function selectionIn(world: World, linked: LinkedSelection): Selection | null {
  const { plan } = world;
  switch (linked.kind) {
    case 'message':
      return linked;
    case 'wire':
      return { kind: 'wire', wire: wireBetween(plan, linked.from, linked.to) };
    case 'node':
      return { kind: 'place', place: nodeOf(plan, linked.id) };
    case 'consumer': {
      const consumer = consumerIn(world, nodeOf(plan, linked.id), linked.member);
      return consumer < 0 ? null : { kind: 'place', place: world.placeOf(consumer) };
    }
  }
}

/** The row of a member of a group, -1 where there is none. */
function consumerIn({ consumers }: World, group: number, member: number): number {
  for (let row = 0; row < consumers.rows; row++) {
    if (consumers.group[row] === group && consumers.member[row] === member) return row;
  }
  return -1;
}
