/** changes are what a control of a lesson turns in a scenario: a setting of a node, the instant of a fault. */
import type { ActKind, NodeSpec, Scenario, WireSpec } from '../../engine/index.ts';

const US_PER_S = 1_000_000;

/** The scenario with some settings of one node changed. A scenario without that node stays as it is. */
export function withNode(
  scenario: Scenario,
  id: string,
  settings: Readonly<Record<string, unknown>>,
): Scenario {
  const nodes = scenario.nodes.map((node) =>
    node.id === id ? ({ ...node, ...settings } as NodeSpec) : node,
  );
  return { ...scenario, nodes };
}

/** The scenario with some settings of the wire between two nodes changed. */
export function withWire(
  scenario: Scenario,
  from: string,
  to: string,
  settings: Partial<WireSpec>,
): Scenario {
  const wires = scenario.wires.map((wire) =>
    wire.from === from && wire.to === to ? { ...wire, ...settings } : wire,
  );
  return { ...scenario, wires };
}

/** The whole script moved so that its first act of a kind happens at an instant. */
export function withScriptAt(scenario: Scenario, kind: ActKind, atS: number): Scenario {
  const first = scenario.faults.find((fault) => fault.kind === kind);
  if (first === undefined) return scenario;
  const byUs = Math.round(atS * US_PER_S) - first.atUs;
  const faults = scenario.faults.map((fault) => ({
    ...fault,
    atUs: Math.max(0, fault.atUs + byUs),
  }));
  return { ...scenario, faults };
}

/** One act of the script moved to an instant; the others stay. */
export function withFaultAt(scenario: Scenario, kind: ActKind, atS: number): Scenario {
  const faults = scenario.faults.map((fault) =>
    fault.kind === kind ? { ...fault, atUs: Math.round(atS * US_PER_S) } : fault,
  );
  return { ...scenario, faults };
}

/** Orders of a producer at even gaps, so many a second. */
export function withRate(scenario: Scenario, producer: string, perS: number): Scenario {
  const node = scenario.nodes.find((candidate) => candidate.id === producer);
  if (node?.kind !== 'producer' || node.arrivals.gap === null) return scenario;
  const gap = { ...node.arrivals.gap, kind: 'constant' as const, meanUs: US_PER_S / perS };
  return withNode(scenario, producer, { arrivals: { ...node.arrivals, gap } });
}

/** Orders of a producer at these instants, and no others. */
export function withOrdersAt(
  scenario: Scenario,
  producer: string,
  atUs: readonly number[],
): Scenario {
  return withNode(scenario, producer, {
    arrivals: { gap: null, atUs, fromUs: 0, count: Number.POSITIVE_INFINITY, onOff: null },
  });
}
