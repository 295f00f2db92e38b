/**
 * topologyText writes a system as Mermaid text: its nodes in the shape of what they are, its wires with
 * their latency, and where dead letters go. For slides and notes; the stage draws it live.
 */
import type { NodeSpec, Scenario } from '../engine/index.ts';
import { harmless } from '../explain/index.ts';

export function topologyText({ nodes, wires }: Scenario): string {
  const id = (of: string): string => `n${nodes.findIndex((node) => node.id === of)}`;
  const brokers = nodes.filter((node) => node.kind === 'broker');
  const outside = nodes.filter((node) => node.kind !== 'broker' && brokerOf(node) === null);
  const lines = [
    ...outside.map((node) => `  ${id(node.id)}${shapeOf(node)}`),
    ...brokers.flatMap((broker) => [
      `  subgraph ${id(broker.id)}["${harmless(broker.title)}"]`,
      ...nodes
        .filter((node) => brokerOf(node) === broker.id)
        .map((node) => `    ${id(node.id)}${shapeOf(node)}`),
      '  end',
    ]),
    ...wires.map(({ from, to, latencyUs }) => {
      const words = latencyUs === 0 ? '' : `|"${milliseconds(latencyUs)}"|`;
      return `  ${id(from)} -->${words} ${id(to)}`;
    }),
    ...nodes.flatMap((node) =>
      node.kind === 'queue' && node.deadLetterTo !== null
        ? [`  ${id(node.id)} -.->|"dead letters"| ${id(node.deadLetterTo)}`]
        : [],
    ),
    ...nodes.flatMap((node) =>
      node.kind === 'group' ? [`  ${id(node.log)} --> ${id(node.id)}`] : [],
    ),
  ];
  return ['flowchart LR', ...lines, ''].join('\n');
}

function brokerOf(node: NodeSpec): string | null {
  return 'broker' in node ? node.broker : null;
}

/** A queue is a cylinder lying down, a log a cylinder standing, an exchange a circle, the rest boxes. */
function shapeOf(node: NodeSpec): string {
  const title = harmless(node.title);
  switch (node.kind) {
    case 'queue':
      return `[["${title}"]]`;
    case 'log':
      return `[("${title}")]`;
    case 'exchange':
      return `(("${title}"))`;
    case 'consumer':
      return `["${title} x ${node.count}"]`;
    case 'producer':
      return `(["${title}"])`;
    default:
      return `["${title}"]`;
  }
}

function milliseconds(us: number): string {
  return us >= 1_000 ? `${us / 1_000} ms` : `${us} us`;
}
