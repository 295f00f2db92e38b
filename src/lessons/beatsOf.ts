/**
 * beatsOf lists the beats of a lesson: the steps that everybody takes, and between them those of the run.
 * Their number is what the dots at the top show, and what a link names.
 */
import type { Lesson } from './course/index.ts';

/** The steps of the flow, in their order; `run` has as many beats as the lesson says. */
export const stepNames = ['recall', 'bet', 'run', 'observe', 'result', 'ask', 'line'] as const;
export type StepName = (typeof stepNames)[number];

/** Nothing of the run may be seen yet: whoever is to bet on it has not. */
export function isBeforeRun(step: StepName): boolean {
  return step === 'recall' || step === 'bet';
}

/** What the engine counts is out. */
export function isResultOut(step: StepName): boolean {
  return step === 'result' || step === 'ask' || step === 'line';
}

export interface Beat {
  readonly step: StepName;
  /** Which beat of the run. */
  readonly run: number;
  readonly title: string;
}

export function beatsOf({ opensWith, bet, beats }: Lesson): Beat[] {
  const step = (name: StepName, title: string): Beat => ({ step: name, run: 0, title });
  return [
    ...(opensWith === undefined ? [] : [step('recall', 'From an earlier lesson')]),
    ...(bet === null ? [] : [step('bet', 'Your bet')]),
    ...beats.map(({ title }, run): Beat => ({ step: 'run', run, title })),
    step('observe', 'What did you see?'),
    step('result', 'Bet, eyes, engine'),
    step('ask', 'And if …?'),
    step('line', 'The line'),
  ];
}
