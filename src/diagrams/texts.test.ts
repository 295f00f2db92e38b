import { describe, expect, it } from 'vitest';
import { brokerTable, consumerTable, copyTable, type NodeSpec } from '../engine/index.ts';
import { shippedNames, shippedScenario } from '../scenarios/index.ts';
import { lifecycleText } from './lifecycleText.ts';
import { topologyText } from './topologyText.ts';

describe('a system as text', () => {
  it('has each node once, inside its broker, and each wire', () => {
    expect(topologyText(shippedScenario('l13-poison-b'))).toBe(
      [
        'flowchart LR',
        '  n0(["Shop"])',
        '  n4["Clerk x 1"]',
        '  subgraph n1["Broker"]',
        '    n2[["Order queue"]]',
        '    n3[["Dead letters"]]',
        '  end',
        '  n0 --> n2',
        '  n2 --> n4',
        '  n2 -.->|"dead letters"| n3',
        '',
      ].join('\n'),
    );
  });

  it.each(shippedNames)('%s has as many nodes and wires in the text as in the system', (name) => {
    const scenario = shippedScenario(name);
    const text = topologyText(scenario);
    for (const [i] of scenario.nodes.entries())
      expect(text.match(new RegExp(`^ +(subgraph )?n${i}[[({]`, 'gm'))).toHaveLength(1);
    expect(text.match(/ --> ?/g)?.length ?? 0).toBeGreaterThanOrEqual(
      scenario.wires.filter(({ latencyUs }) => latencyUs === 0).length,
    );
    expect(text).not.toMatch(/undefined|NaN|n-1/);
  });

  it('lets no title break out of its quotes', () => {
    const scenario = shippedScenario('l13-poison-b');
    const nodes = scenario.nodes.map(
      (node): NodeSpec => ({ ...node, title: '"]; click n0 "javascript:x" %%{init}%% <b>end' }),
    );
    const text = topologyText({ ...scenario, nodes });
    expect(text).not.toMatch(/javascript:|%%|<b>|\bend\b(?!$)/m);
    expect(text.match(/click/g)).toHaveLength(nodes.length);
    for (const line of text.split('\n')) expect((line.match(/"/g)?.length ?? 0) % 2, line).toBe(0);
  });
});

describe('a lifecycle as text', () => {
  it.each([copyTable, consumerTable, brokerTable])('$name has each of its states', (table) => {
    const text = lifecycleText(table);
    for (const state of table.states) expect(text).toContain(`as ${state}\n`);
    expect(text.split('\n')[0]).toBe('stateDiagram-v2');
    expect(text).not.toMatch(/undefined/);
  });
});
