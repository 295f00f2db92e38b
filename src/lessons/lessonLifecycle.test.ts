import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActorRefFrom, createActor } from 'xstate';
import { type BetAnswer, lessonOf, lessons } from './course/index.ts';
import { type LessonEvent, type LessonInput, lessonLifecycle } from './lessonLifecycle.ts';

const l9 = lessonOf('l9');
const bet: BetAnswer = { kind: 'choice', option: '1200' };

function actorOf(input: LessonInput): ActorRefFrom<typeof lessonLifecycle> {
  const actor = createActor(lessonLifecycle, { input });
  actor.start();
  return actor;
}

function stepOf(actor: ActorRefFrom<typeof lessonLifecycle>): string {
  const { value } = actor.getSnapshot();
  return typeof value === 'string' ? value : (Object.keys(value)[0] ?? '');
}

describe('a lesson', () => {
  test('goes from the recall over bet, run, sight, result and question to the line', () => {
    const actor = actorOf({ lesson: l9 });
    const steps = [stepOf(actor)];
    const send = (event: LessonEvent): void => {
      actor.send(event);
      steps.push(stepOf(actor));
    };
    send({ type: 'RECALL', option: '30' });
    send({ type: 'NEXT' });
    send({ type: 'LOCK', answer: bet });
    for (const _ of l9.beats) send({ type: 'NEXT' });
    send({ type: 'SEE', seen: { kind: 'count', count: 1_200 } });
    for (let i = 0; i < 3; i++) send({ type: 'NEXT' });
    expect(steps).toEqual([
      'recall',
      'recall',
      'bet',
      ...l9.beats.map(() => 'run'),
      'observe',
      'result',
      'ask',
      'ask',
      'line',
    ]);
    expect(actor.getSnapshot().context).toMatchObject({ recalled: '30', bet, isKnown: false });
  });

  test('waits for the bet, and for what was seen', () => {
    const actor = actorOf({ lesson: l9 });
    actor.send({ type: 'NEXT' });
    actor.send({ type: 'NEXT' });
    expect(stepOf(actor)).toBe('bet');
    actor.send({ type: 'LOCK', answer: bet });
    for (let i = 0; i < 20; i++) actor.send({ type: 'NEXT' });
    expect(stepOf(actor)).toBe('observe');
  });

  test('keeps the bet that was locked first', () => {
    const actor = actorOf({ lesson: l9 });
    actor.send({ type: 'NEXT' });
    actor.send({ type: 'LOCK', answer: bet });
    actor.send({ type: 'BACK' });
    actor.send({ type: 'LOCK', answer: { kind: 'choice', option: '20' } });
    actor.send({ type: 'CHECK', answer: { kind: 'choice', option: '20' }, isRight: true });
    expect(actor.getSnapshot().context).toMatchObject({ bet, isKnown: false });
  });

  test('lets whoever bets right skip to the line, and nobody else', () => {
    const right = actorOf({ lesson: l9, beat: 1 });
    right.send({ type: 'CHECK', answer: bet, isRight: true });
    expect(stepOf(right)).toBe('line');
    expect(right.getSnapshot().context.isKnown).toBe(true);

    const wrong = actorOf({ lesson: l9, beat: 1 });
    wrong.send({ type: 'CHECK', answer: { kind: 'choice', option: '20' }, isRight: false });
    expect(stepOf(wrong)).toBe('run');
  });

  test('opens where it was left, but never beyond what is not done yet', () => {
    const last = 99;
    expect(stepOf(actorOf({ lesson: l9, beat: last }))).toBe('bet');
    expect(stepOf(actorOf({ lesson: l9, beat: last, bet }))).toBe('observe');
    expect(stepOf(actorOf({ lesson: l9, beat: last, bet, seen: { kind: 'unsure' } }))).toBe('line');
    expect(stepOf(actorOf({ lesson: l9, beat: 3, bet }))).toBe('run');
    expect(actorOf({ lesson: l9, beat: 3, bet }).getSnapshot().context.beat).toBe(3);
  });

  test('begins with acting where it is the hook, and where somebody is interviewed', () => {
    expect(stepOf(actorOf({ lesson: lessonOf('l0') }))).toBe('run');
    const interview = actorOf({ lesson: l9, isInterview: true, beat: 4 });
    expect(stepOf(interview)).toBe('run');
  });

  test('begins anew when asked to', () => {
    const actor = actorOf({ lesson: l9, beat: 99, bet, seen: { kind: 'unsure' } });
    actor.send({ type: 'RESTART' });
    expect(stepOf(actor)).toBe('recall');
    expect(actor.getSnapshot().context).toMatchObject({ bet: null, seen: null, beat: 0 });
  });
});

const anyEvent: fc.Arbitrary<LessonEvent> = fc.oneof(
  fc.constant<LessonEvent>({ type: 'NEXT' }),
  fc.constant<LessonEvent>({ type: 'BACK' }),
  fc.integer({ min: -2, max: 20 }).map((beat): LessonEvent => ({ type: 'GO', beat })),
  fc.constant<LessonEvent>({ type: 'RECALL', option: 'x' }),
  fc.constant<LessonEvent>({ type: 'SEE', seen: { kind: 'unsure' } }),
  fc.boolean().map((isRight): LessonEvent => ({ type: 'CHECK', answer: bet, isRight })),
  fc.constant<LessonEvent>({ type: 'LOCK', answer: bet }),
);

test('whatever is pressed, no run without a bet and no result without a word on what was seen', () => {
  fc.assert(
    fc.property(fc.constantFrom(...lessons), fc.array(anyEvent), (lesson, events) => {
      const actor = actorOf({ lesson });
      for (const event of events) {
        actor.send(event);
        const { context } = actor.getSnapshot();
        const step = stepOf(actor);
        expect(context.beats[context.beat]?.step).toBe(step);
        if (lesson.bet !== null && step !== 'recall' && step !== 'bet') {
          expect(context.bet).not.toBeNull();
        }
        if (step === 'result' || step === 'ask' || step === 'line') {
          expect(context.seen !== null || context.isKnown).toBe(true);
        }
      }
    }),
  );
});
