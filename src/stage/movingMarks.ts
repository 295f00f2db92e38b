/** movingMarks is where the messages are that are on a wire: for whoever draws them in another way. */
import type { World } from '../engine/index.ts';
import { layoutOf } from './layout/layoutOf.ts';
import { staffOf } from './layout/staff.ts';
import type { Scene } from './scene/Scene.ts';
import { sceneOf } from './scene/sceneOf.ts';
import { WIRES } from './scene/views.ts';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Each of them by itself, on a stage of this size. */
export function movingMarks(
  world: World,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Spot[] {
  const layout = layoutOf(world.plan, staffOf(world), { width, height, size: 'normal' });
  const views = new Map([[WIRES, { rung: 'dots' as const, first: 0 }]]);
  return movingIn(
    sceneOf(world, layout, { traced: 0, reducedMotion: false, showsIds: false, views }),
  );
}

export function movingIn({ marks, heads }: Scene): readonly Spot[] {
  return [
    ...marks.filter(({ kind }) => kind === 'inTransit'),
    ...heads.filter(({ look }) => look === 'message'),
  ];
}
