/** sceneOf says what is drawn where at one instant of a world, on a given layout. It changes neither. */
import type { World } from '../../engine/index.ts';
import type { Layout } from '../layout/Layout.ts';
import { spotAt } from '../layout/WirePath.ts';
import { drawConsumers } from './drawConsumers.ts';
import { drawOutcomes } from './drawOutcomes.ts';
import { drawQueues } from './drawQueues.ts';
import { drawSources } from './drawSources.ts';
import { drawTraffic } from './drawTraffic.ts';
import { at, Look, type SceneOptions } from './Look.ts';
import type { Scene } from './Scene.ts';

export type { SceneOptions } from './Look.ts';

export function sceneOf(world: World, layout: Layout, options: SceneOptions): Scene {
  const look = new Look(world, layout, options);
  // What is on a wire or with somebody is drawn first: the queues then know what nobody has.
  const publishing = drawTraffic(look);
  drawConsumers(look);
  drawSources(look, publishing);
  drawQueues(look);
  drawOutcomes(look);
  drawCuts(look);
  return look.scene;
}

/** A cut wire carries a cross half-way. */
function drawCuts({ world, layout, scene, m }: Look): void {
  for (const { wire, path } of layout.wires) {
    if (at(world.wires.isCut, wire) === 0) continue;
    scene.cut.add(wire);
    const { x, y } = spotAt(path, 0.5);
    const a = m.arrow;
    const cross = (dy: number) =>
      scene.rules.push({ from: { x: x - a, y: y - dy }, to: { x: x + a, y: y + dy }, look: 'cut' });
    cross(a);
    cross(-a);
  }
}
