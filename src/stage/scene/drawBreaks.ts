/** drawBreaks crosses out wires that are cut, and for a moment those on which a packet was just lost. */
import { Fact, Rule, type World } from '../../engine/index.ts';
import { spotAt, type WirePath } from '../layout/WirePath.ts';
import { at, type Look } from './Look.ts';

/** How long a lost packet is seen to be lost, and how far back it is looked for. */
const SEEN_US = 250_000;
const MOST_FACTS = 500;

export function drawBreaks(look: Look): void {
  const { world, layout, scene, m } = look;
  for (const { wire, path } of layout.wires) {
    if (at(world.wires.isCut, wire) === 0) continue;
    scene.cut.add(wire);
    cross(look, path, m.arrow);
  }
  for (const path of lossyWays(look)) cross(look, path, m.arrow * 0.75);
}

function cross({ scene }: Look, path: WirePath, a: number): void {
  const { x, y } = spotAt(path, 0.5);
  for (const dy of [a, -a]) {
    scene.rules.push({ from: { x: x - a, y: y - dy }, to: { x: x + a, y: y + dy }, look: 'cut' });
  }
}

/** The ways on which something has just vanished, though their wires are whole. */
function lossyWays({ world, layout, plan }: Look): Set<WirePath> {
  const { trace, nowUs } = world;
  const ways = new Set<WirePath>();
  if (trace.known < trace.length) return ways;
  const last = Math.max(0, trace.length - MOST_FACTS);
  for (let i = trace.length - 1; i >= last && nowUs - trace.atUs(i) <= SEEN_US; i--) {
    const kind = trace.kind(i);
    if ((kind !== Fact.packetLost && kind !== Fact.ackLost) || trace.rule(i) !== Rule.wireLoss)
      continue;
    const place = trace.place(i);
    const way =
      place >= plan.nodes.length
        ? layout.tracks.ofConsumer.get(place - plan.nodes.length)
        : layout.tracks.ofWire.get(publishWire(world, place));
    if (way !== undefined) ways.add(way);
  }
  return ways;
}

/** The wire that a node publishes along; of several, the first. */
function publishWire({ plan }: World, node: number): number {
  const wires = plan.wiresFrom[node] ?? [];
  return wires.find((wire) => plan.nodes[at(plan.wireTo, wire)]?.kind !== 'service') ?? -1;
}
