import { describe, expect, test } from 'vitest';
import { type CurveToLabel, clearOf, type LabelRoom, placeCurveLabels } from './curveLabels';

const columns = 100;
const room: LabelRoom = {
  left: 0,
  right: 430,
  top: 0,
  bottom: 100,
  floor: 110,
  columnWidth: 4,
  lineHeight: 18,
  clearance: 4,
  playheadX: 300,
  poles: [],
};

/** A curve from its height above zero per column. */
function curve(
  id: string,
  kind: CurveToLabel['kind'],
  height: (column: number) => number,
  text = id,
): CurveToLabel {
  const pixels = Float32Array.from({ length: columns }, (_, column) => 100 - height(column));
  return {
    id,
    kind,
    variants: [
      { text, width: 7 * text.length },
      ...(text.includes(':') ? [{ text: text.split(':')[0]!, width: 7 * text.indexOf(':') }] : []),
    ],
    highest: pixels,
    lowest: pixels,
    floor: new Float32Array(columns).fill(100),
    isCovered: false,
  };
}

describe('the name of a curve', () => {
  test('stands inside an area that is tall enough', () => {
    const [label] = placeCurveLabels([curve('ready', 'area', () => 80)], room);
    expect(label).toMatchObject({ inside: true, mode: 'inside' });
  });

  test('leaves an area that is too thin', () => {
    const [label] = placeCurveLabels([curve('ready', 'area', () => 4)], room);
    expect(label?.inside).toBe(false);
    expect(label!.y).toBeLessThan(96);
  });

  test('never stands on the playhead or on a pole', () => {
    const flat = [curve('ready', 'area', () => 80)];
    for (let playheadX = 0; playheadX <= 400; playheadX += 10) {
      const poles = [50, 120, 210];
      const placed = placeCurveLabels(flat, { ...room, playheadX, poles });
      expect(clearOf(placed, [playheadX, ...poles], 4)).toBe(true);
    }
  });

  test('does not meet another name', () => {
    const twins = [curve('one', 'line', () => 50), curve('two', 'line', () => 52)];
    const [a, b] = placeCurveLabels(twins, room);
    const apart = Math.abs(a!.y - b!.y) >= 18 || a!.x + a!.width <= b!.x || b!.x + b!.width <= a!.x;
    expect(apart).toBe(true);
  });

  test('of a line stands behind its end when there is room', () => {
    const short = curve('B: 213 kept', 'line', (column) => (column < 50 ? 60 : Number.NaN));
    const [label] = placeCurveLabels([short], room);
    expect(label).toMatchObject({ mode: 'behind', y: 40, x: 208 });
  });

  test('above a covered area would seem to name the area that covers it', () => {
    const thin = { ...curve('unacked', 'area', () => 6), isCovered: true };
    for (const label of placeCurveLabels([thin], { ...room, right: 404 })) {
      expect(label.mode).not.toBe('above');
    }
  });

  test('is shortened before it is left out', () => {
    const ghost = curve('g', 'ghost', () => 50, 'before: one consumer, peak 1,500, empty at 50 s');
    const narrow = { ...room, playheadX: 130, poles: [260] };
    expect(placeCurveLabels([ghost], narrow)[0]?.text).toBe('before');
    const nowhere = { ...room, poles: Array.from({ length: 40 }, (_, i) => 10 * i) };
    expect(placeCurveLabels([ghost], nowhere)).toEqual([]);
  });

  test('stays where it was while another place is only a little better', () => {
    const area = (peak: number) =>
      curve('ready', 'area', (column) => 60 + 20 * Math.exp(-(((column - peak) / 20) ** 2)));
    const first = placeCurveLabels([area(30)], room);
    const known = new Map(first.map((label) => [label.id, label]));
    const [kept] = placeCurveLabels([area(45)], room, known);
    expect(kept?.column).toBe(first[0]?.column);
  });
});
