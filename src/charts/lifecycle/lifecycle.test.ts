import { describe, expect, it } from 'vitest';
import {
  brokerTable,
  consumerTable,
  copyLifecycle,
  copyTable,
  machineOf,
} from '../../engine/index.ts';
import { lifecycleLayout, placedMachines, placedStates } from './lifecycleLayout.ts';
import { stateGraphOf } from './StateGraph.ts';

const tables = [copyTable, consumerTable, brokerTable];

describe('a lifecycle', () => {
  it('has each transition that the machine allows, once for each pair of states', () => {
    const { transitions } = stateGraphOf(copyTable);
    const drawn = transitions.flatMap(({ from, to, events }) =>
      events.map((event) => `${from} ${event} ${to}`),
    );
    const allowed = Object.entries(machineOf(copyLifecycle).config.states ?? {}).flatMap(
      ([from, state]) =>
        Object.entries(state.on ?? {}).map(([event, to]) => `${from} ${event} ${String(to)}`),
    );
    expect([...drawn].sort()).toEqual([...allowed].sort());
    const pairs = transitions.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it.each(tables)(
    '$name has a cell for each of its states and for no other',
    ({ name, states }) => {
      expect([...placedStates(name)].sort()).toEqual([...states].sort());
      expect(placedMachines).toHaveLength(tables.length);
    },
  );

  it.each(tables)('$name fits: boxes are apart, inside, and lines end at them', (table) => {
    const space = { width: 336, height: table === copyTable ? 150 : 90, unit: 1 };
    const { states, transitions } = lifecycleLayout(stateGraphOf(table), space);
    for (const one of states) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width / 2).toBeLessThanOrEqual(space.width);
      expect(one.y - one.height / 2).toBeGreaterThanOrEqual(0);
      expect(one.y + one.height / 2).toBeLessThanOrEqual(space.height);
      for (const other of states) {
        if (one === other) continue;
        const apartX = Math.abs(one.x - other.x) >= one.width;
        const apartY = Math.abs(one.y - other.y) >= one.height;
        expect(apartX || apartY, `${one.name} and ${other.name}`).toBe(true);
      }
    }
    expect(transitions).toHaveLength(stateGraphOf(table).transitions.length);
    for (const { transition, endX, endY } of transitions) {
      const to = states.find(({ name }) => name === transition.to);
      expect(Math.abs(endX - (to?.x ?? 0))).toBeLessThanOrEqual((to?.width ?? 0) / 2 + 0.01);
      expect(Math.abs(endY - (to?.y ?? 0))).toBeLessThanOrEqual((to?.height ?? 0) / 2 + 0.01);
    }
  });
});
