/** markMeanings is what each mark of the stage says: its state by shape, its history by the ring around it. */
import type { MarkKind, MarkOptions } from '../../stage/index.ts';

export interface MarkMeaning {
  readonly kind: MarkKind;
  readonly options: MarkOptions;
  readonly word: string;
  readonly means: string;
}

export const markMeanings: readonly MarkMeaning[] = [
  {
    kind: 'inTransit',
    options: {},
    word: 'sending',
    means: 'on a wire, pointing where it goes. A hollow head is an answer: a confirm or an ack.',
  },
  {
    kind: 'ready',
    options: {},
    word: 'ready',
    means: 'stored and waiting. A line beneath it: on disk; none: only in memory.',
  },
  {
    kind: 'unacked',
    options: {},
    word: 'unacked',
    means: 'with a consumer (SQS says: in flight). The arc is what is left of its lease.',
  },
  {
    kind: 'redelivered',
    options: { deliveries: 2 },
    word: 'redelivered',
    means: 'delivered before. The broken ring is history; ×2 counts deliveries, not effects.',
  },
  { kind: 'duplicateEffect', options: {}, word: 'done twice', means: 'its effect was repeated.' },
  { kind: 'done', options: {}, word: 'done', means: 'acked, and deleted from the queue.' },
  {
    kind: 'deadLettered',
    options: {},
    word: 'dead-letter',
    means: 'taken out, and kept in the dead-letter queue.',
  },
  { kind: 'lost', options: {}, word: 'LOST', means: 'gone, and nobody was told.' },
  { kind: 'refused', options: {}, word: 'refused', means: 'not taken, and its producer was told.' },
];
