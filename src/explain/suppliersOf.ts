/**
 * suppliersOf finds whose orders come to a queue, and how: the producer, the services in between that each
 * order passes through, and how long that takes. Only what leads there by plain wires and fan-outs: where a
 * key decides, nobody can say how many come.
 */
import type { NodeSpec, ProducerSpec, Scenario, ServiceSpec, World } from '../engine/index.ts';

export interface Supplier {
  readonly producer: ProducerSpec;
  /** The services on the way, from the producer on. */
  readonly services: readonly ServiceSpec[];
  /** From the order to the queue, without the work of the services. */
  readonly wiresUs: number;
}

/** null: something on the way is not plain. */
export function suppliersOf({ plan }: World, queue: number): Supplier[] | null {
  const id = plan.nodes[queue]?.id ?? '';
  const { scenario } = plan;
  if (plan.writesLetters) return null;
  return suppliersAt(scenario, id, [], 0, 0);
}

/** Deeper than this no system goes. */
const DEPTH = 8;

function suppliersAt(
  scenario: Scenario,
  id: string,
  services: readonly ServiceSpec[],
  wiresUs: number,
  depth: number,
): Supplier[] | null {
  if (depth > DEPTH) return null;
  const found: Supplier[] = [];
  for (const { from, latencyUs } of scenario.wires.filter((wire) => wire.to === id)) {
    const node = nodeOf(scenario, from);
    const more = step(scenario, node, services, wiresUs + latencyUs, depth);
    if (more === null) return null;
    found.push(...more);
  }
  return found;
}

function step(
  scenario: Scenario,
  node: NodeSpec | undefined,
  services: readonly ServiceSpec[],
  wiresUs: number,
  depth: number,
): Supplier[] | null {
  switch (node?.kind) {
    case 'producer':
      return [{ producer: node, services, wiresUs }];
    case 'exchange':
      return suppliersAt(scenario, node.id, services, wiresUs, depth + 1);
    case 'service':
      // It calls others before it publishes: how long that takes depends on them.
      if (scenario.wires.some(({ from, to }) => from === node.id && isService(scenario, to)))
        return null;
      return suppliersAt(scenario, node.id, [node, ...services], wiresUs, depth + 1);
    default:
      return null;
  }
}

function isService(scenario: Scenario, id: string): boolean {
  return nodeOf(scenario, id)?.kind === 'service';
}

function nodeOf({ nodes }: Scenario, id: string): NodeSpec | undefined {
  return nodes.find((node) => node.id === id);
}
