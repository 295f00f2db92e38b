/** tracks are the ways that packets take over a layout: by wire, by consumer, and beyond an exchange. */
import type { Plan } from '../../engine/index.ts';
import type { ConsumerPart, WirePart } from './Layout.ts';
import type { WirePath } from './WirePath.ts';

export interface Tracks {
  /** The way of a wire that is not a subscription. */
  readonly ofWire: ReadonlyMap<number, WirePath>;
  /** The way between a consumer and its queue. Those of a crowd share one. */
  readonly ofConsumer: ReadonlyMap<number, WirePath>;
  /** From an exchange on, to each of its queues. */
  readonly beyond: ReadonlyMap<number, readonly WirePath[]>;
}

export function tracksOf(
  plan: Plan,
  wires: readonly WirePart[],
  consumers: readonly ConsumerPart[],
): Tracks {
  const ofWire = new Map<number, WirePath>();
  const ofConsumer = new Map<number, WirePath>();
  const beyond = new Map<number, WirePath[]>();
  const ofCrowd = new Map<number, WirePath>();
  for (const { wire, consumer, kind, path } of wires) {
    if (kind === 'subscription') {
      if (consumer >= 0) ofConsumer.set(consumer, path);
      else ofCrowd.set(plan.wireTo[wire] ?? -1, path);
      continue;
    }
    ofWire.set(wire, path);
    if (kind === 'binding') {
      const exchange = plan.wireFrom[wire] ?? -1;
      beyond.set(exchange, [...(beyond.get(exchange) ?? []), path]);
    }
  }
  for (const { node, consumer } of consumers) {
    const shared = ofCrowd.get(node);
    if (shared !== undefined) ofConsumer.set(consumer, shared);
  }
  return { ofWire, ofConsumer, beyond };
}
