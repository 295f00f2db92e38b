/** sceneOf says what is drawn where at one instant of a world, on a given layout. It changes neither. */
import type { World } from '../../engine/index.ts';
import type { Layout } from '../layout/Layout.ts';
import { drawBreakers } from './drawBreakers.ts';
import { drawBreaks } from './drawBreaks.ts';
import { drawConsumers } from './drawConsumers.ts';
import { drawOutcomes } from './drawOutcomes.ts';
import { drawQueues } from './drawQueues.ts';
import { drawReplicas } from './drawReplicas.ts';
import { drawSources } from './drawSources.ts';
import { drawTraffic } from './drawTraffic.ts';
import { Look, type SceneOptions } from './Look.ts';
import type { Scene } from './Scene.ts';

export type { SceneOptions } from './Look.ts';

export function sceneOf(world: World, layout: Layout, options: SceneOptions): Scene {
  const look = new Look(world, layout, options);
  // What is on a wire or with somebody is drawn first: the queues then know what nobody has.
  const publishing = drawTraffic(look);
  drawConsumers(look);
  drawSources(look, publishing);
  drawReplicas(look);
  drawQueues(look);
  drawOutcomes(look);
  if (world.guards.isOn) drawBreakers(look);
  drawBreaks(look);
  return look.scene;
}
