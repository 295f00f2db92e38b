import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bracketLevels,
  type FlagRoom,
  type FlagToPlace,
  lanesUsed,
  type PlacedFlag,
  placeFlags,
} from './flagLanes';

const room: FlagRoom = { left: -20, right: 520, lanes: 3, pennant: 10, gap: 5, takenUntil: -20 };

function flag(id: string, x: number, labelWidth = 60, selected = false): FlagToPlace {
  return { id, x, labelWidth, selected };
}

describe('flags', () => {
  test('far apart share the topmost lane', () => {
    const placed = placeFlags([flag('a', 0), flag('b', 200), flag('c', 400)], room);
    expect(placed.map(({ lane, side }) => [lane, side])).toEqual([
      [0, 'right'],
      [0, 'right'],
      [0, 'right'],
    ]);
    expect(lanesUsed(placed)).toBe(1);
  });

  test('close together go down like stairs, so that no pole crosses a name', () => {
    const placed = placeFlags([flag('a', 10), flag('b', 30), flag('c', 50)], room);
    expect(placed.map(({ lane }) => lane)).toEqual([0, 1, 2]);
  });

  test('near the right edge carry their name on the left', () => {
    expect(placeFlags([flag('a', 500)], room)).toEqual([{ id: 'a', lane: 0, side: 'left' }]);
  });

  test('leave the corner to the unit of the vertical axis', () => {
    const [placed] = placeFlags([flag('a', 20)], { ...room, takenUntil: 70 });
    expect(placed?.lane).toBe(1);
  });

  test('turn a name to the left before they lose one', () => {
    const crowd = [flag('a', 200), flag('b', 214), flag('c', 228), flag('d', 242)];
    expect(placeFlags(crowd, room).every(({ side }) => side !== 'none')).toBe(true);
  });

  test('lose a name rather than overlap, and the selected one loses it last', () => {
    const single = { ...room, lanes: 1, left: 95 };
    const placed = placeFlags([flag('a', 100), flag('b', 120), flag('c', 140, 60, true)], single);
    expect(placed.find(({ id }) => id === 'c')?.side).toBe('right');
    expect(placed.filter(({ side }) => side === 'none')).not.toHaveLength(0);
  });

  test('never let two names meet, nor a pole cross one', () => {
    const flags = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        x: fc.integer({ min: 0, max: 500 }),
        labelWidth: fc.integer({ min: 10, max: 120 }),
        selected: fc.boolean(),
      }),
      { selector: (each) => each.id, maxLength: 9 },
    );
    fc.assert(
      fc.property(flags, (given) => {
        const named = boxes(given, placeFlags(given, room)).filter(({ side }) => side !== 'none');
        for (const a of named) {
          for (const b of named) {
            if (a === b) continue;
            const meet = a.lane === b.lane && a.from < b.to && b.from < a.to;
            const crossed = b.lane < a.lane && b.x > a.from && b.x < a.to;
            expect(meet || crossed).toBe(false);
          }
        }
      }),
    );
  });
});

function boxes(given: readonly FlagToPlace[], placed: readonly PlacedFlag[]) {
  return given.map(({ id, x, labelWidth }) => {
    const place = placed.find((each) => each.id === id)!;
    const text = labelWidth + 5;
    return place.side === 'left'
      ? { ...place, x, from: x - text, to: x + 10 }
      : { ...place, x, from: x, to: x + 10 + text };
  });
}

test('brackets that overlap in time lie above each other, the longest on top', () => {
  const levels = bracketLevels([
    { id: 'short', from: 6, to: 8 },
    { id: 'long', from: 5, to: 15 },
    { id: 'apart', from: 20, to: 30 },
  ]);
  expect([...levels]).toEqual([
    ['long', 0],
    ['apart', 0],
    ['short', 1],
  ]);
});
