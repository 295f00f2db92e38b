import { describe, expect, test } from 'vitest';
import { type MarkOptions, markKinds } from './Mark';
import { markBounds } from './markBounds';
import { markDrawing, outlinePath } from './markDrawing';
import { type MarkShape, markGeometry } from './markGeometry';

const radii = [20, 11, 6, 4];

/** What the eye gets of a mark without its colour: outlines, filled or hollow, broken or whole. */
function signature(shapes: readonly MarkShape[]): string {
  return shapes
    .map((shape) =>
      [
        shape.outline.type,
        ...(shape.outline.type === 'line'
          ? [shape.outline.points.length / 2, shape.outline.closed ? 'closed' : 'open']
          : []),
        shape.fill ? 'filled' : 'hollow',
        shape.dash ? 'broken' : 'whole',
      ].join('-'),
    )
    .join(' ');
}

describe('the nine marks', () => {
  test('are nine different shapes, colour left aside', () => {
    const signatures = markKinds.map((kind) =>
      signature(markGeometry(kind, 11, { leaseLeft: 0.65 }).shapes),
    );
    expect(new Set(signatures).size).toBe(9);
  });

  test.each(radii)('at radius %i stay near their place and contain nothing absurd', (r) => {
    for (const kind of markKinds) {
      for (const deliveries of [1, 2, 14]) {
        const box = markBounds(markGeometry(kind, r, { deliveries }));
        expect(Object.values(box).every(Number.isFinite)).toBe(true);
        expect(box.right - box.left).toBeGreaterThanOrEqual(1.6 * r);
        expect(box.right).toBeLessThanOrEqual(3 * r);
        expect(box.left).toBeGreaterThanOrEqual(-2.6 * r);
        expect(Math.max(box.bottom, -box.top)).toBeLessThanOrEqual(1.7 * r + 1);
      }
    }
  });

  test('are the same for the same input', () => {
    const options: MarkOptions = { leaseLeft: 0.3, deliveries: 3 };
    expect(markGeometry('unacked', 11, options)).toEqual(markGeometry('unacked', 11, options));
  });

  test('keep the proportions of the mark sheet', () => {
    const ring = (r: number) => markGeometry('unacked', r, { leaseLeft: 0.65 }).shapes[1];
    expect(ring(20)).toMatchObject({ outline: { r: 16.4 }, strokeWidth: 8.64 });
    expect(ring(4)?.strokeWidth).toBeCloseTo(2.88);
    expect(markGeometry('redelivered', 20).shapes[1]?.dash).toEqual([44, 16]);
    expect(markGeometry('lost', 20).shapes[0]).toMatchObject({ outline: { r: 18.2 } });
  });
});

describe('what varies within a mark', () => {
  test('the arc of a lease is as long as what is left of it', () => {
    const arc = markGeometry('unacked', 20, { leaseLeft: 0.25 }).shapes[1]?.outline;
    expect(arc).toMatchObject({ type: 'arc', from: -Math.PI / 2 });
    if (arc?.type === 'arc') expect(arc.to).toBeCloseTo(0);
  });

  test('a lease that is the connection is a full ring, a spent one an empty track', () => {
    expect(markGeometry('unacked', 20).shapes).toHaveLength(1);
    expect(markGeometry('unacked', 20).shapes[0]?.opacity).toBeUndefined();
    expect(markGeometry('unacked', 20, { leaseLeft: 0 }).shapes).toMatchObject([{ opacity: 0.45 }]);
  });

  test('an arrow points where it goes', () => {
    const head = markGeometry('inTransit', 10, { angle: Math.PI / 2 }).shapes[1]?.outline;
    const tip = head?.type === 'line' ? head.points.slice(2, 4) : [];
    expect(tip[0]).toBeCloseTo(0);
    expect(tip[1]).toBeCloseTo(10);
  });

  test('only what is on disk has a floor', () => {
    expect(markGeometry('ready', 11).shapes).toHaveLength(1);
    expect(markGeometry('ready', 11, { onDisk: true }).shapes).toHaveLength(2);
  });

  test('a second delivery adds a ring to whatever the state is, and its number where it can be read', () => {
    const large = markGeometry('unacked', 11, { leaseLeft: 0.5, deliveries: 3 });
    expect(large.shapes).toHaveLength(4);
    expect(large.texts).toMatchObject([{ text: '×3' }]);
    const small = markGeometry('unacked', 6, { leaseLeft: 0.5, deliveries: 3 });
    expect(small.shapes).toHaveLength(3);
    expect(small.texts).toEqual([]);
  });
});

describe('a mark as inline SVG', () => {
  test('has a box that holds it and paths that refer to the theme', () => {
    const drawing = markDrawing('deadLettered', 10);
    expect(drawing).toMatchObject({ width: 20, height: 20, centreX: 10, centreY: 10 });
    expect(drawing.paths[0]?.fill).toBe('var(--state-dead-lettered)');
    expect(drawing.paths[1]?.fill).toBe('var(--panel)');
  });

  test('starts the dashes of a circle at three o’clock, as SVG does', () => {
    expect(outlinePath({ type: 'circle', x: 0, y: 0, r: 5 })).toBe(
      'M5,0A5,5 0 0 1 -5,0A5,5 0 0 1 5,0Z',
    );
  });
});
