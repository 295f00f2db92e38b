import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FutureEventList } from './FutureEventList.ts';
import { NEVER } from './SimTime.ts';

/** Takes everything out: [due, kind, a] in the order of happening. */
function drain(list: FutureEventList): number[][] {
  const out: number[][] = [];
  while (list.nextDueUs() !== NEVER) {
    list.pop();
    out.push([list.atUs, list.kind, list.a]);
  }
  return out;
}

/** Events of kind 1 wait in the heap, of 2 and 3 in the lanes. */
const lanes = { packets: [2], deadlines: [3] };

describe('the future event list', () => {
  it('lets the soonest event happen first', () => {
    const list = new FutureEventList();
    list.schedule(30, 0, 1, 3);
    list.schedule(10, 0, 1, 1);
    list.schedule(20, 0, 1, 2);
    expect(drain(list)).toEqual([
      [10, 1, 1],
      [20, 1, 2],
      [30, 1, 3],
    ]);
  });

  it('orders one instant by class, then by the order of scheduling', () => {
    const list = new FutureEventList();
    list.schedule(5, 2, 1, 1);
    list.schedule(5, 0, 1, 2);
    list.schedule(5, 2, 1, 3);
    list.schedule(5, 1, 1, 4);
    list.schedule(5, 0, 1, 5);
    expect(drain(list).map(([, , a]) => a)).toEqual([2, 5, 4, 1, 3]);
  });

  it('never lets a cancelled event happen', () => {
    const list = new FutureEventList();
    const first = list.schedule(10, 0, 1, 1);
    list.schedule(20, 0, 1, 2);
    list.cancel(first);
    expect(list.pending).toBe(1);
    expect(list.nextDueUs()).toBe(20);
    expect(drain(list)).toEqual([[20, 1, 2]]);
  });

  it('refuses to cancel twice, or what has happened, or what never was', () => {
    const list = new FutureEventList();
    const cancelled = list.schedule(10, 0, 1, 1);
    const happened = list.schedule(5, 0, 1, 2);
    list.cancel(cancelled);
    expect(() => list.cancel(cancelled)).toThrow('not pending');
    list.nextDueUs();
    list.pop();
    expect(() => list.cancel(happened)).toThrow('not pending');
    expect(() => list.cancel(-1)).toThrow('not pending');
  });

  it('does not mistake a new event for the old one whose place it took', () => {
    const list = new FutureEventList();
    const old = list.schedule(5, 0, 1, 1);
    list.nextDueUs();
    list.pop();
    list.schedule(7, 0, 1, 2);
    expect(() => list.cancel(old)).toThrow('not pending');
    expect(drain(list)).toEqual([[7, 1, 2]]);
  });

  it('sweeps itself when most of it is cancelled, and keeps the rest in order', () => {
    const list = new FutureEventList();
    const handles = Array.from({ length: 5_000 }, (_, i) =>
      list.schedule((i * 7_919) % 5_000, 0, 1, i),
    );
    handles.forEach((handle, i) => {
      if (i % 10 !== 0) list.cancel(handle);
    });
    expect(list.pending).toBe(500);
    const times = drain(list).map(([at]) => at as number);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times).toHaveLength(500);
    // Swept, so that a copy is not mostly tombstones.
    expect(list.copy().slots.length).toBe(0);
  });

  it('finds a swept event by its handle', () => {
    const list = new FutureEventList();
    const kept = list.schedule(9_999, 0, 1, 1);
    for (let i = 0; i < 3_000; i++) list.cancel(list.schedule(i, 0, 1, i));
    expect(list.dueUs(kept)).toBe(9_999);
    list.cancel(kept);
    expect(list.nextDueUs()).toBe(NEVER);
  });

  it('visits what is pending and nothing else', () => {
    const list = new FutureEventList();
    list.schedule(1, 0, 3, 30, 31);
    list.cancel(list.schedule(2, 0, 4, 40));
    const seen: number[][] = [];
    list.forEachPending((...event) => seen.push(event));
    expect(seen).toEqual([[1, 3, 30, 31]]);
  });

  it('does the same as a sorted list, whatever is asked of it', () => {
    const operation = fc.oneof(
      fc.record({
        do: fc.constant('schedule' as const),
        inUs: fc.nat({ max: 20 }),
        priority: fc.nat({ max: 3 }),
        kind: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }),
      fc.record({ do: fc.constant('pop' as const) }),
      fc.record({ do: fc.constant('copy' as const) }),
      fc.record({ do: fc.constant('restore' as const) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200, size: 'max' }), (operations) => {
        const list = new FutureEventList(lanes, 2);
        let model: Pending[] = [];
        let nowUs = 0;
        let sequence = 0;
        let saved = { copy: list.copy(), model, nowUs };
        for (const operation of operations) {
          switch (operation.do) {
            case 'schedule': {
              const { inUs, priority, kind } = operation;
              const dueUs = nowUs + inUs;
              const handle = list.schedule(dueUs, priority, kind, sequence, priority);
              model = [...model, { dueUs, priority, sequence: sequence++, handle }].sort(
                (a, b) => a.dueUs - b.dueUs || a.priority - b.priority || a.sequence - b.sequence,
              );
              break;
            }
            case 'cancel': {
              const found = model[operation.which % Math.max(1, model.length)];
              if (!found) break;
              list.cancel(found.handle);
              model = model.filter((one) => one !== found);
              break;
            }
            case 'pop': {
              const [first, ...rest] = model;
              expect(list.nextDueUs()).toBe(first ? first.dueUs : NEVER);
              if (!first) break;
              list.pop();
              expect([list.atUs, list.a, list.b]).toEqual([
                first.dueUs,
                first.sequence,
                first.priority,
              ]);
              nowUs = list.atUs;
              model = rest;
              break;
            }
            case 'copy':
              saved = { copy: list.copy(), model, nowUs };
              break;
            case 'restore':
              list.restore(saved.copy);
              ({ model, nowUs } = saved);
              break;
          }
          expect(list.pending).toBe(model.length);
        }
        expect(drain(list).map(([, , a]) => a)).toEqual(model.map((one) => one.sequence));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps thousands in order, most of them deadlines that are taken back', () => {
    const list = new FutureEventList(lanes, 2);
    const expected: number[][] = [];
    for (let i = 0; i < 3_000; i++) {
      // Packets that take as long as another, deadlines of two lengths, and what comes at any time.
      expected.push([i + 10, 2, i], [i + ((i * 7_919) % 500), 1, i]);
      list.schedule(i + 10, 4, 2, i);
      list.schedule(i + ((i * 7_919) % 500), 3, 1, i);
      const deadlineUs = i + (i % 5 === 0 ? 100 : 700);
      const deadline = list.schedule(deadlineUs, 2, 3, i);
      if (i % 10 === 0) expected.push([deadlineUs, 3, i]);
      else list.cancel(deadline);
    }
    const classOf = (kind: number): number => [0, 3, 4, 2][kind] ?? 0;
    expected.sort((a, b) => {
      const [aUs = 0, aKind = 0, aTurn = 0] = a;
      const [bUs = 0, bKind = 0, bTurn = 0] = b;
      return aUs - bUs || classOf(aKind) - classOf(bKind) || aTurn - bTurn;
    });
    expect(drain(list)).toEqual(expected);
  });

  it('goes on from a copy as from the original, to the last slot', () => {
    const original = new FutureEventList(lanes, 2);
    for (let i = 0; i < 50; i++) original.schedule((i * 37) % 11, i % 3, 1 + (i % 3), i);
    for (let i = 0; i < 10; i++) {
      original.nextDueUs();
      original.pop();
    }
    const twin = new FutureEventList(lanes);
    for (let i = 0; i < 80; i++) twin.schedule(1, 0, 9, 9);
    twin.restore(original.copy());
    expect(twin.schedule(3, 0, 2, 7)).toBe(original.schedule(3, 0, 2, 7));
    expect(twin.copy()).toEqual(original.copy());
    expect(drain(twin)).toEqual(drain(original));
  });
});

interface Pending {
  readonly dueUs: number;
  readonly priority: number;
  readonly sequence: number;
  readonly handle: number;
}
