/** wires carry packets: each takes the wire's latency, unless the wire is cut or loses it. */
import { Rule } from '../trace/index.ts';
import type { World } from './World.ts';

/** When a packet sent now arrives. */
export function arrivalUs(world: World, wire: number): number {
  return world.nowUs + world.wires.latencyUs[wire];
}

/** Why a packet that should arrive now does not, as a rule; Rule.none when it does. */
export function whyVanished(world: World, wire: number): number {
  const { wires, random } = world;
  if (wires.isCut[wire]) return Rule.wireCut;
  if (wires.loseNext[wire] > 0) {
    wires.loseNext[wire]--;
    return Rule.wireLoss;
  }
  const threshold = wires.lossThreshold[wire];
  if (threshold > 0 && random.next32(wires.stream[wire]) < threshold) return Rule.wireLoss;
  return Rule.none;
}
