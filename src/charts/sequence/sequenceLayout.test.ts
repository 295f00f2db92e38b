import { describe, expect, test } from 'vitest';
import { type SequenceArrow, type SequenceSpace, sequenceLayout } from './sequenceLayout';

const space: SequenceSpace = { width: 330, unit: 1, textWidth: (text) => 7 * text.length };
const lanes = ['Payment', 'queue', 'C1', 'C2'].map((label) => ({ id: label, label }));

function arrow(id: string, from: number, to: number, atS: number, more = {}): SequenceArrow {
  return {
    id,
    from,
    to,
    label: id,
    atUs: atS * 1e6,
    arriveUs: atS * 1e6 + 1000,
    fate: 'arrived',
    current: false,
    ...more,
  };
}

const story = [
  arrow('publish', 0, 1, 1),
  arrow('confirm', 1, 0, 1.001),
  arrow('deliver', 1, 2, 2),
  arrow('no ack', 2, 1, 2.5, { fate: 'lost' }),
  arrow('deliver again', 1, 3, 32),
];

describe('rows', () => {
  test('follow the order of events, not their distance in time', () => {
    const { arrows } = sequenceLayout({ lanes, arrows: story, brackets: [] }, space);
    const gaps = arrows.slice(1).map((placed, i) => placed.y - arrows[i]!.y);
    expect(new Set(gaps).size).toBe(1);
  });

  test('are sorted by time whatever the order they are given in', () => {
    const shuffled = [story[3]!, story[0]!, story[4]!, story[2]!, story[1]!];
    const { arrows } = sequenceLayout({ lanes, arrows: shuffled, brackets: [] }, space);
    expect(arrows.map((placed) => placed.arrow.id)).toEqual(story.map(({ id }) => id));
  });

  test('a lease has a row for its name, right after the delivery that opens it', () => {
    const brackets = [{ lane: 1, fromUs: 2e6, toUs: 32e6, label: 'lease 30 s' }];
    const placed = sequenceLayout({ lanes, arrows: story, brackets }, space);
    const [deliver, noAck] = placed.arrows.slice(2);
    const [lease] = placed.brackets;
    expect(lease!.labelY).toBeGreaterThan(deliver!.y);
    expect(lease!.labelY).toBeLessThan(noAck!.top);
    expect(lease).toMatchObject({ fromY: deliver!.y, toY: placed.arrows[4]!.y });
  });
});

describe('lanes', () => {
  test('keep their labels in the frame', () => {
    for (const lane of sequenceLayout({ lanes, arrows: [], brackets: [] }, space).lanes) {
      const half = (7 * lane.label.length) / 2;
      expect(lane.labelX - half).toBeGreaterThanOrEqual(0);
      expect(lane.labelX + half).toBeLessThanOrEqual(330);
    }
  });

  test('six in a narrow panel use two lines by turns, and no two labels touch', () => {
    const six = ['producer', 'broker', 'disk', 'consumer-1', 'consumer-2', 'ledger'];
    const given = six.map((label) => ({ id: label, label }));
    const placed = sequenceLayout({ lanes: given, arrows: [], brackets: [] }, space).lanes;
    expect(placed.map(({ line }) => line)).toEqual([0, 1, 0, 1, 0, 1]);
    for (const a of placed) {
      for (const b of placed) {
        if (a.line !== b.line || a.x >= b.x) continue;
        const rightOfA = a.labelX + (7 * a.label.length) / 2;
        expect(rightOfA).toBeLessThan(b.labelX - (7 * b.label.length) / 2);
      }
    }
  });

  test('break where their node went down', () => {
    const broken = [...lanes.slice(0, 2), { id: 'C1', label: 'C1', downFromUs: 2.5e6 }];
    const placed = sequenceLayout(
      { lanes: broken, arrows: story.slice(0, 4), brackets: [] },
      space,
    );
    expect(placed.lanes[2]!.downFromY).toBe(placed.arrows[3]!.y);
    expect(placed.lanes[0]!.downFromY).toBeUndefined();
  });
});

describe('arrows', () => {
  const {
    arrows,
    lanes: placedLanes,
    yAt,
  } = sequenceLayout({ lanes, arrows: story, brackets: [] }, space);

  test('that never arrived end half-way', () => {
    const lost = arrows[3]!;
    expect(lost.toX).toBe((placedLanes[2]!.x + placedLanes[1]!.x) / 2);
  });

  test('carry their label above the line and inside the frame', () => {
    for (const placed of arrows) {
      const half = (7 * placed.label.length) / 2;
      expect(placed.labelY).toBeLessThan(placed.y);
      expect(placed.labelX - half).toBeGreaterThanOrEqual(0);
      expect(placed.labelX + half).toBeLessThanOrEqual(330);
    }
  });

  test('a note on the last lane is written to its left', () => {
    const note = arrow('crashed at once', 3, 3, 1, { fate: 'note' });
    const placed = sequenceLayout({ lanes, arrows: [note], brackets: [] }, space).arrows[0]!;
    expect(placed.anchor).toBe('end');
    expect(placed.labelX - 7 * placed.label.length).toBeGreaterThanOrEqual(0);
  });

  test('time runs evenly from one to the next', () => {
    expect(yAt(1e6)).toBe(arrows[0]!.y);
    expect(yAt(17.25e6)).toBeCloseTo((arrows[3]!.y + arrows[4]!.y) / 2);
    expect(yAt(99e6)).toBeGreaterThan(arrows[4]!.y);
  });
});
