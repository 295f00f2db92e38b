import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricsOf } from '../layout/Metrics.ts';
import { packOf, placeOf } from '../scene/pack.ts';
import { emptyScene, type Scene } from '../scene/Scene.ts';
import { morphsAt, regroupsBetween, withoutPiles } from './regroup.ts';

const sizes = metricsOf({ width: 1048, height: 545, size: 'normal' }).pack;
const field = { x: 100, y: 50, width: 290, height: 96 };

function sceneWith(count: number): Scene {
  const scene = emptyScene();
  scene.piles.set(3, [{ pack: packOf(count, field, sizes), held: 0, messageAt: () => 0 }]);
  return scene;
}

describe('regroup', () => {
  test('happens when the scale changes, and not while a pile merely grows', () => {
    expect(regroupsBetween(sceneWith(5_000), sceneWith(5_050))).toEqual([]);
    const [regroup] = regroupsBetween(sceneWith(400), sceneWith(1_500));
    expect(regroup?.from.k).toBe(1);
    expect(regroup?.to.k).toBe(10);
  });

  test('begins where the messages were and ends where they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), (count) => {
        const from = packOf(count, field, sizes);
        const to = packOf(count, field, sizes, { view: { rung: 'flow', first: 0 } });
        const regroup = { place: 3, from, to, held: 0 };
        const [start, end] = [morphsAt(regroup, 0), morphsAt(regroup, 1)];
        expect(start).toHaveLength(Math.ceil(count / from.k));
        start.forEach(({ x, y }, i) => {
          expect({ x, y }).toEqual(placeOf(from, i));
        });
        end.forEach(({ x, y, corner }, i) => {
          expect({ x, y }).toEqual(placeOf(to, Math.floor((i * from.k) / to.k)));
          expect(corner).toBe(0);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('moves a hundred thousand in parties', () => {
    const from = packOf(100_000, field, sizes);
    const to = packOf(100_000, { ...field, width: 600 }, sizes, {
      view: { rung: 'waffle', first: 0 },
    });
    expect(morphsAt({ place: 3, from, to, held: 0 }, 0.5).length).toBeLessThanOrEqual(3_000);
  });

  test('hides the pile meanwhile, and nothing else', () => {
    const scene = sceneWith(20);
    const mark = { kind: 'ready', x: 1, y: 1, r: 3, message: 1 } as const;
    scene.marks.push(
      { ...mark, place: 3 },
      { ...mark, place: 4 },
      { ...mark, place: 3, isAside: true },
      mark,
    );
    const regroups = regroupsBetween(sceneWith(400), sceneWith(1_500));
    expect(withoutPiles(scene, regroups).marks).toHaveLength(3);
  });
});
