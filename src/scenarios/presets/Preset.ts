/**
 * Preset is a kind of broker as data over the engine's common model: how its queues behave, where each
 * of that is written down, what it leaves out, and what the broker calls what we have a word for.
 *
 * Its title ends in "-like": it imitates what is documented and recorded, and is not the product.
 */
import type { QueuePolicy, QueueReplication, QueueSpec } from '../../engine/index.ts';

export interface Preset<Version extends string = string> {
  /** "rabbitmq-quorum" */
  readonly name: string;
  /** "RabbitMQ-like (quorum queue)" */
  readonly title: string;
  /** The month in which the sources were read. */
  readonly asOf: string;
  readonly versions: readonly [Version, ...Version[]];
  /** How its queues behave in a version, before anybody says anything about one of them. */
  traits(version: Version): QueueTraits;
  /** Where each trait is written down, or was recorded. */
  readonly sources: Readonly<Record<keyof QueueTraits, string>>;
  /** What it does not imitate: one clause each, as one reads it behind "leaves out". */
  readonly leavesOut: readonly string[];
  readonly words: Vocabulary;
}

/** QueueTraits are what a broker decides for its queues, and not whoever declares one. */
export interface QueueTraits
  extends Pick<QueueSpec, 'flush' | 'confirmAfter' | 'lease' | 'onReturn' | 'maxDeliveries'>,
    Omit<QueuePolicy, DeclaredPolicy> {
  /** How it is kept on several brokers; null: on one, or nobody outside can tell. */
  readonly replication: QueueReplication | null;
}

/** The part of a policy that comes with a queue's declaration. */
export type DeclaredPolicy =
  | 'isDeclared'
  | 'isPossible'
  | 'declaration'
  | 'singleActive'
  | 'maxBytes'
  | 'deadLettersRefused'
  | 'ttlUs'
  | 'expiresUs'
  | 'deadLetter';

/** Our terms, and what a broker calls them. */
export interface Vocabulary {
  readonly producer: string;
  readonly consumer: string;
  readonly queue: string;
  readonly exchange: string;
  readonly binding: string;
  readonly message: string;
  readonly confirm: string;
  readonly ack: string;
  readonly nack: string;
  readonly return: string;
  readonly prefetchLimit: string;
  readonly lease: string;
  readonly maxDeliveries: string;
  readonly deadLetterQueue: string;
  readonly maxLength: string;
  readonly durable: string;
  readonly persistent: string;
}
