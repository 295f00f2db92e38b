/** The families of models that can be run. */
import type { Family } from '../Family.ts';
import { availability } from './availability.ts';
import { fluid } from './fluid.ts';
import { littlesLaw } from './littlesLaw.ts';
import { lossSystem } from './lossSystem.ts';
import { markovQueue } from './markovQueue.ts';
import { nestedRetries } from './nestedRetries.ts';
import { priority } from './priority.ts';
import { producerRetry } from './producerRetry.ts';
import { redelivery } from './redelivery.ts';
import { retryFeedback } from './retryFeedback.ts';
import { tandem } from './tandem.ts';
import { unevenWork } from './unevenWork.ts';
import { visibilityTimeout } from './visibilityTimeout.ts';

export const families: readonly Family[] = [
  markovQueue,
  unevenWork,
  lossSystem,
  priority,
  retryFeedback,
  tandem,
  redelivery,
  producerRetry,
  visibilityTimeout,
  fluid,
  availability,
  littlesLaw,
  nestedRetries,
];
