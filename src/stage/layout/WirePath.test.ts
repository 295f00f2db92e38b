import { describe, expect, test } from 'vitest';
import { bentPath, curvedPath, distanceTo, inset, joinPaths, spotAt, svgPath } from './WirePath.ts';

describe('a wire path', () => {
  const level = bentPath(
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ],
    8,
  );

  test('is walked at an even pace from end to end', () => {
    expect(spotAt(level, 0)).toEqual({ x: 0, y: 0, angle: 0 });
    expect(spotAt(level, 0.25)).toMatchObject({ x: 25, y: 0 });
    expect(spotAt(level, 1)).toMatchObject({ x: 100, y: 0 });
    expect(spotAt(level, 7)).toMatchObject({ x: 100 });
  });

  test('is even on bends and curves too', () => {
    const bent = bentPath(
      [
        { x: 0, y: 0 },
        { x: 60, y: 0 },
        { x: 60, y: 80 },
      ],
      12,
    );
    const curved = curvedPath({ x: 0, y: 0 }, { x: 70, y: 90 });
    for (const path of [bent, curved, joinPaths(bent, curved)]) {
      const steps = Array.from({ length: 50 }, (_, i) => spotAt(path, i / 49));
      const pace = path.length / 49;
      steps.slice(1).forEach((spot, i) => {
        const before = steps[i];
        const step = Math.hypot(spot.x - (before?.x ?? 0), spot.y - (before?.y ?? 0));
        if (i < 40) expect(step).toBeLessThanOrEqual(pace + 0.01);
      });
    }
  });

  test('rounds its corners and ends where it should', () => {
    const bent = bentPath(
      [
        { x: 0, y: 0 },
        { x: 60, y: 0 },
        { x: 60, y: 80 },
      ],
      12,
    );
    expect(bent.length).toBeLessThan(140);
    expect(bent.length).toBeGreaterThan(128);
    expect(spotAt(bent, 1)).toMatchObject({ x: 60, y: 80 });
    expect(spotAt(bent, 0.999).angle).toBeCloseTo(Math.PI / 2);
  });

  test('takes a pixel of difference for none', () => {
    expect(svgPath(curvedPath({ x: 0, y: 10 }, { x: 50, y: 11 }))).toBe('M0,10L50,10');
  });

  test('knows how far away a pointer is', () => {
    expect(distanceTo(level, { x: 50, y: 6 })).toBe(6);
    expect(distanceTo(level, { x: 103, y: 4 })).toBe(5);
  });

  test('keeps a traveller off its ends, unless it is too short for that', () => {
    expect(inset(level, 0, 10, 5)).toBeCloseTo(0.1);
    expect(inset(level, 1, 10, 5)).toBeCloseTo(0.95);
    expect(inset(level, 0.5, 80, 80)).toBe(0.5);
  });
});
