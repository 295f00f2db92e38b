/** keyed builds systems whose orders have keys, and whose queue keeps order within a key unless told otherwise. */
import {
  type ConsumerSpec,
  type Intervention,
  type ProducerSpec,
  plainPolicy,
  type QueuePolicy,
  type QueueSpec,
  type Scenario,
} from '../index.ts';
import { consumer, line, MS, producer, queue } from './worlds.ts';

/** The node of the queue in these systems, and in those that `line` makes. */
export const QUEUE = 2;
/** Facts that are left out of logs which are not about them. */
export const noise = ['published', 'confirmed', 'flushed', 'stored', 'started', 'intervened'];

interface Parts {
  readonly keys?: readonly string[];
  readonly atUs?: readonly number[];
  readonly producer?: Partial<ProducerSpec>;
  readonly policy?: Partial<QueuePolicy>;
  readonly queue?: Partial<QueueSpec>;
  readonly consumer?: Partial<ConsumerSpec>;
  readonly dead?: boolean;
  readonly latencyUs?: number;
}

/** Orders with these keys, all at once, and a queue that keeps order within a key. */
export function keyed(parts: Parts, faults: Intervention[] = []): Scenario {
  const list = parts.keys ?? ['a', 'a', 'b'];
  return line(
    {
      producer: producer(parts.atUs ?? list.map(() => 0), {
        keys: { kind: 'listed', list },
        ...parts.producer,
      }),
      queue: queue({
        onReturn: 'original',
        policy: { ...plainPolicy, perKeyInFlight: true, ...parts.policy },
        ...(parts.dead ? { deadLetterTo: 'dead' } : {}),
        ...parts.queue,
      }),
      consumer: consumer(100 * MS, { count: 2, ...parts.consumer }),
      latencyUs: parts.latencyUs ?? 0,
      more: parts.dead ? [queue({ id: 'dead' })] : [],
    },
    { faults },
  );
}
