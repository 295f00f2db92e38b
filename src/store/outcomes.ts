/** outcomes are what a sweep can be about: numbers of a run's report, in the words of the screen. */
import type { Scenario } from '../engine/index.ts';

export interface Outcome {
  /** The name of the measure, as `sim sweep --measures` has it. */
  readonly measure: string;
  /** "LOST", "time in the system, 95 of 100 below" */
  readonly title: string;
  /** "messages", "s" */
  readonly unit: string;
  /** One of the unit is so many of the measure. */
  readonly scale: number;
}

const count = (measure: string, title: string): Outcome => ({
  measure,
  title,
  unit: 'messages',
  scale: 1,
});
const seconds = (measure: string, title: string): Outcome => ({
  measure,
  title,
  unit: 's',
  scale: 1e6,
});

export function outcomesOf({ nodes }: Scenario): Outcome[] {
  const queues = nodes.filter(({ kind }) => kind === 'queue');
  return [
    seconds('sojournUs.p95', 'from publish to done: 95 of 100 are faster'),
    seconds('waitUs.p95', 'wait in the queue: 95 of 100 are shorter'),
    count('lost', 'LOST'),
    count('duplicateEffects', 'done twice'),
    count('redeliveries', 'redeliveries'),
    count('deadLettered', 'dead letters'),
    count('refused', 'refused'),
    count('ordersFailed', 'orders failed'),
    count('effects', 'effects'),
    ...queues.map(({ id, title }) => count(`queues.${id}.readyMax`, `most ready in ${title}`)),
    ...queues.map(({ id, title }) => count(`queues.${id}.depthMean`, `depth of ${title}, mean`)),
  ];
}
