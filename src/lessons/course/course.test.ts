/** The course keeps its promises: each number is the engine's, each text is plain, each lesson is whole. */
import { describe, expect, test } from 'vitest';
import { Fact, factName, Simulation } from '../../engine/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import { checkNumbers, countNumbers, worldsOf } from './checkNumbers.ts';
import { handsOf } from './handsOf.ts';
import { type Bet, type Lesson, lessonIds, type Option } from './Lesson.ts';
import { lessonOf, lessons } from './lessons.ts';
import { actsOfWorld, scenarioOfWorld, worldOf } from './worlds.ts';

const SEEDS = 200;

test('the course has its seventeen lessons, in order', () => {
  expect(lessons.map(({ id }) => id)).toEqual(lessonIds);
});

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  const checks = checkNumbers(lesson);
  const engineOf = (id: string): number =>
    checks.find(({ number }) => number === id)?.engine ?? Number.NaN;

  test.each(checks.map((check) => [check.number, check] as const))(
    'promises what the engine counts: %s',
    (_, { promised, engine, tolerance }) => {
      expect(Math.abs(engine - promised)).toBeLessThanOrEqual(tolerance);
    },
  );

  test('writes sums that come to what is promised', () => {
    for (const { promised, tolerance, sum } of checks) {
      const result = /= [−$]*([\d,.]+)[^=]*$/.exec(sum)?.[1];
      if (result === undefined) continue;
      const written = Number(result.replaceAll(',', ''));
      // Milliseconds and seconds stand for each other.
      const nearest = [written, written / 1_000].map((one) => Math.abs(one - promised));
      expect(Math.min(...nearest), sum).toBeLessThanOrEqual(Math.max(tolerance, 1e-9));
    }
  });

  test('promises each thing under a name of its own', () => {
    const ids = lesson.numbers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const worlds = [...lesson.worlds, ...(lesson.others ?? [])].map(({ id }) => id);
    expect(new Set(worlds).size).toBe(worlds.length);
    for (const number of lesson.numbers) {
      for (const world of worldsOf(number)) expect(worlds).toContain(world);
    }
  });

  test('names numbers that there are', () => {
    const known = lesson.numbers.map(({ id }) => id);
    const named = [
      ...lesson.theNumber.numbers,
      ...[...lesson.takeaway.text.matchAll(/\{(\w+)\}/g)].map(([, id]) => id ?? ''),
      ...(lesson.ask.number === undefined ? [] : [lesson.ask.number]),
      ...(lesson.observe.kind === 'count' ? [lesson.observe.number] : []),
    ];
    expect(named.filter((id) => !known.includes(id))).toEqual([]);
  });

  test('answers its follow-up with the number of the engine', () => {
    if (lesson.ask.number === undefined) return;
    const value = engineOf(lesson.ask.number);
    const digits = [...lesson.ask.answer.matchAll(/[\d,.]*\d/g)].map(([text]) =>
      Number(text.replaceAll(',', '')),
    );
    const { tolerance = 0 } = checks.find(({ number }) => number === lesson.ask.number) ?? {};
    expect(digits.some((one) => Math.abs(one - value) <= Math.max(tolerance, 0.05))).toBe(true);
  });

  test('has a bet that the engine decides as the lesson says', () => {
    const { bet } = lesson;
    if (bet === null) {
      expect(lesson.id).toBe('l0');
      return;
    }
    expect(wrongBets(bet, engineOf)).toEqual([]);
  });

  test('asks what the engine answers: what was seen, and what is recalled', () => {
    const { observe, recall } = lesson;
    if (observe.kind === 'choice') expectRight(observe.options, observe.right);
    expectRight(recall.options, recall.right);
  });

  test('shows at most three controls, two to four worlds, and six to thirteen beats', () => {
    expect(lesson.controls.length).toBeLessThanOrEqual(3);
    expect(lesson.worlds.length).toBeLessThanOrEqual(lesson.id === 'l16' ? 4 : 3);
    // With the recall, the bet, what was seen, the result, the follow-up and the line.
    const beats = lesson.beats.length + 6;
    expect(beats).toBeGreaterThanOrEqual(6);
    expect(beats).toBeLessThanOrEqual(13);
  });

  test('lets its beats go on in time, and opens before the first of them ends', () => {
    const ends = lesson.beats.flatMap(({ toS }) => (toS === undefined ? [] : [toS]));
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
    expect(new Set(ends).size).toBe(ends.length);
    expect(lesson.opensAtS).toBeLessThan(ends[0] ?? Number.POSITIVE_INFINITY);
  });

  test('opens with a question of an earlier lesson', () => {
    const { opensWith } = lesson;
    if (opensWith === undefined) expect(lesson.id).toBe('l0');
    else expect(lessonIds.indexOf(opensWith)).toBeLessThan(lessonIds.indexOf(lesson.id));
  });

  test('gives its worlds the same seed, the same orders and the same faults at the same instants', () => {
    const shapes = lesson.worlds.map((world) => {
      const scenario = scenarioOfWorld(world);
      const orders = scenario.nodes.flatMap((node) =>
        node.kind === 'producer' ? [{ arrivals: node.arrivals, poison: node.poison }] : [],
      );
      const faults = scenario.faults.map(({ atUs }) => atUs);
      return { seed: scenario.seed, durationUs: scenario.durationUs, orders, faults };
    });
    for (const shape of shapes) expect(shape).toEqual(shapes[0]);
  });

  test('explains facts that happen', () => {
    for (const { world, fact } of lesson.because) {
      const made = worldOf(lesson, world);
      const scenario = scenarioOfWorld(made);
      const seed = lesson.seed ?? scenario.seed;
      const run = new Simulation(scenario, { interventions: actsOfWorld(made), seed });
      run.runUntil(scenario.durationUs);
      const { trace } = run.world;
      const kinds = new Set(Array.from({ length: trace.length }, (_, i) => trace.kind(i)));
      expect(kinds.has(Fact[fact]), `${fact} in ${world}`).toBe(true);
    }
  });

  test('acts on nodes that there are', () => {
    for (const control of lesson.controls) {
      if (control.kind === 'variant') {
        const ids = control.choices.flatMap(({ worlds }) => Object.values(worlds));
        for (const id of ids) expect(() => worldOf(lesson, id)).not.toThrow();
        // One of the choices is the lesson as it opens.
        const opening = control.choices.filter(({ worlds }) =>
          Object.entries(worlds).every(([id, world]) => id === world),
        );
        expect(opening, control.label).toHaveLength(1);
      }
      if (control.kind === 'number') {
        expect(control.standard).toBeGreaterThanOrEqual(control.min);
        expect(control.standard).toBeLessThanOrEqual(control.max);
        // With its standard value it changes nothing that the engine would notice.
        const changed = lesson.worlds.some((world) => {
          const before = shippedScenario(world.scenario);
          return JSON.stringify(control.apply(before, control.max)) !== JSON.stringify(before);
        });
        expect(changed, control.label).toBe(true);
        for (const world of lesson.worlds) {
          const before = shippedScenario(world.scenario);
          expect(JSON.stringify(control.apply(before, control.standard))).toBe(
            JSON.stringify(before),
          );
        }
      }
      if (control.kind !== 'act') continue;
      const groups = [control.acts, control.back?.acts, control.later?.acts];
      for (const acts of groups) {
        for (const [id, list] of Object.entries(acts ?? {})) {
          const { nodes } = scenarioOfWorld(worldOf(lesson, id));
          for (const act of list) {
            expect(nodes.map((node) => node.id)).toContain('target' in act ? act.target : '');
          }
        }
      }
    }
  });

  test('speaks plainly: no sentence has more than twenty words', () => {
    const long = textsOf(lesson)
      .flatMap((text) => text.split(/(?<=[.?!])\s+|;\s|: /))
      .filter((sentence) => sentence.split(/\s+/).filter((word) => /\w/.test(word)).length > 20);
    expect(long).toEqual([]);
  });

  test('says what it says in one line, and what it assumes in one', () => {
    expect(lesson.question).toMatch(/\?$/);
    expect(lesson.question.length).toBeLessThanOrEqual(100);
    expect(lesson.say.length).toBeLessThanOrEqual(120);
    expect(lesson.assumptions.length).toBeLessThanOrEqual(150);
    expect(lesson.terms.length).toBeGreaterThanOrEqual(2);
    expect(lesson.notes.wrongAnswers.length).toBeGreaterThanOrEqual(2);
    expect(lesson.price).not.toBe('');
  });

  test('lets a class bet by raising hands on what the engine decides', () => {
    const { hands, prompt } = lesson.notes;
    if (hands !== undefined) expect(wrongBets(hands, engineOf)).toEqual([]);
    expect(handsOf(lesson) === null).toBe(lesson.bet === null);
    expect(lesson.beats[prompt.beat]).toBeDefined();
    expect(lesson.decisiveS).toBeGreaterThanOrEqual(lesson.opensAtS);
  });

  if (lesson.claim !== undefined) {
    const { says, numbers, fails } = lesson.claim;
    test(`claims for ${SEEDS} seeds: ${says}`, () => {
      const samples = Array.from({ length: SEEDS }, (_, i) =>
        Object.fromEntries(countNumbers(lesson, numbers, i + 1)),
      );
      expect(fails(samples)).toEqual([]);
    });
  }
});

test('a lesson in whose worlds chance decides makes a claim about many seeds', () => {
  const drawn = lessons.filter((lesson) => {
    const runs = [1, 2].map((seed) => [...countNumbers(lesson, lesson.numbers, seed)]);
    return JSON.stringify(runs[0]) !== JSON.stringify(runs[1]);
  });
  expect(drawn.map(({ id }) => id)).toEqual(
    lessons.filter(({ claim }) => claim !== undefined).map(({ id }) => id),
  );
});

test('a number that is not so is found out', () => {
  const l5 = lessonOf('l5');
  const [first, ...others] = l5.numbers;
  if (first === undefined) throw new Error('L5 promises nothing');
  const wrong: Lesson = { ...l5, numbers: [{ ...first, promised: first.promised + 1 }, ...others] };
  expect(checkNumbers(wrong).map(({ verdict }) => verdict)).toEqual([
    'differs',
    ...others.map(() => 'agrees'),
  ]);
  expect(factName(Fact.lost)).toBe('lost');
});

function expectRight(options: readonly Option[], right: string): void {
  expect(options.filter(({ id }) => id === right)).toHaveLength(1);
  expect(options.length).toBeGreaterThanOrEqual(3);
}

/** What the engine decides otherwise than the lesson says. */
function wrongBets(bet: Bet, engineOf: (id: string) => number): string[] {
  if (bet.kind === 'choice') {
    expectRight(bet.options, bet.right);
    if (bet.decidedBy === undefined) return [];
    const value = engineOf(bet.decidedBy);
    const [nearest] = [...bet.options].sort(
      (a, b) =>
        Math.abs((a.value ?? Number.NaN) - value) - Math.abs((b.value ?? Number.NaN) - value),
    );
    return nearest?.id === bet.right ? [] : [`${value} is nearest to ${nearest?.text}`];
  }
  if (bet.kind === 'sort') {
    const bins = bet.bins.map(({ id }) => id);
    return bet.items.flatMap(({ id, right, decidedBy }) => {
      if (!bins.includes(right)) return [`${id} has no bin ${right}`];
      if (decidedBy === undefined) return [];
      const decided = decidedBy.bins[engineOf(decidedBy.number)];
      return decided === right ? [] : [`${id} goes to ${decided}`];
    });
  }
  if (bet.truth.kind === 'ready') return [];
  return bet.truth.ids.flatMap((id) => (Number.isNaN(engineOf(id)) ? [`no number ${id}`] : []));
}

/** All that a learner reads. Sums, ids and the words of brokers are no sentences. */
function textsOf(value: unknown, key = ''): string[] {
  if (key === 'terms' || key === 'sum' || key === 'scenario' || key === 'counter') return [];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, name));
}
