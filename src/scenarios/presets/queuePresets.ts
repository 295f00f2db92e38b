/** queuePresets are the kinds of queues that any queue of a scenario can be made to behave like. */
import type { QueueSpec } from '../../engine/index.ts';
import type { Preset } from './Preset.ts';
import { pubsub } from './pubsub.ts';
import { rabbitmqClassic } from './rabbitmqClassic.ts';
import { quorumReturns, rabbitmqQuorum } from './rabbitmqQuorum.ts';
import { serviceBus } from './serviceBus.ts';
import { sqsFifo, sqsStandard } from './sqs.ts';

/** What a kind of queue cannot have, and the queue without it. */
export interface Conflict {
  /** "A classic queue has no delivery limit." */
  readonly says: string;
  /** What to do about it, on a button: "Lift the limit". */
  readonly remedy: string;
  readonly mend: (queue: QueueSpec) => QueueSpec;
}

export interface QueuePreset {
  readonly preset: Preset;
  /** What this queue has and this kind cannot have. */
  readonly conflictsOf: (queue: QueueSpec) => readonly Conflict[];
  /** What else follows for a queue that has all of its settings. */
  readonly finish?: (queue: QueueSpec) => QueueSpec;
}

export const queuePresets: readonly QueuePreset[] = [
  {
    preset: rabbitmqClassic,
    conflictsOf: (queue) => [
      ...(queue.maxDeliveries === Number.POSITIVE_INFINITY
        ? []
        : [
            {
              says: 'A classic queue has no delivery limit.',
              remedy: 'lift the limit',
              mend: (mended: QueueSpec) => ({
                ...mended,
                maxDeliveries: Number.POSITIVE_INFINITY,
              }),
            },
          ]),
      ...mustBeOnOne('A classic queue is on one node.')(queue),
    ],
  },
  {
    preset: rabbitmqQuorum,
    finish: quorumReturns,
    conflictsOf: mustBeDurable('A quorum queue is durable.'),
  },
  ...[sqsStandard, sqsFifo, serviceBus, pubsub].map((preset) => ({
    preset,
    conflictsOf: (queue: QueueSpec) => [
      ...mustBeDurable('A managed service stores every message durably.')(queue),
      ...mustBeOnOne('A managed service shows nobody its replicas.')(queue),
    ],
  })),
];

function mustBeDurable(says: string): QueuePreset['conflictsOf'] {
  return ({ durable }) =>
    durable
      ? []
      : [
          {
            says,
            remedy: 'make it durable',
            mend: (queue) => ({ ...queue, durable: true }),
          },
        ];
}

function mustBeOnOne(says: string): QueuePreset['conflictsOf'] {
  return ({ replication }) =>
    replication === undefined
      ? []
      : [
          {
            says,
            remedy: 'keep it on one',
            mend: ({ replication: _, ...queue }) => queue,
          },
        ];
}

export function queuePreset(name: string): QueuePreset | undefined {
  return queuePresets.find(({ preset }) => preset.name === name);
}
