/**
 * BrokerTrace is a recorded trace of a real broker: what was set up, what was done step by step, and
 * what the broker answered. `brokerTraces/README.md` beside the recorded ones explains the format.
 */
import type { RabbitQueueSettings } from '../../scenarios/index.ts';

export interface BrokerTrace {
  readonly format: 'broker-trace/1';
  readonly name: string;
  readonly broker: {
    readonly product: 'rabbitmq' | 'nats' | 'redis';
    readonly version: string;
    readonly queueType?: 'classic' | 'quorum';
  };
  readonly setup: object;
  readonly steps: readonly { readonly op: string }[];
  /** true: all recordings agreed on every word. */
  readonly stable: boolean;
  readonly observed: readonly TraceEvent[];
  readonly states: readonly TraceState[];
  readonly final: Final;
  /** Only when not stable: the different outcomes. Require what they share. */
  readonly variants?: readonly Outcome[];
}

/** What a broker answered, or what a simulation of it does. */
export interface Outcome {
  readonly observed: readonly TraceEvent[];
  readonly states: readonly TraceState[];
  readonly final: Final;
}

export interface TraceEvent {
  /** The step that was the last one when this happened. */
  readonly step: number;
  readonly event: string;
  readonly [detail: string]: unknown;
}

export interface TraceState {
  readonly step: number;
  readonly [detail: string]: unknown;
}

export type Final = Readonly<Record<string, unknown>>;

export interface RabbitTrace extends BrokerTrace {
  readonly setup: {
    readonly exchanges?: readonly {
      readonly name: string;
      readonly type: 'direct' | 'fanout' | 'topic';
      readonly durable?: boolean;
      readonly alternateExchange?: string;
    }[];
    readonly queues: readonly RabbitQueueSettings[];
    readonly bindings?: readonly {
      readonly exchange: string;
      readonly queue?: string;
      readonly toExchange?: string;
      readonly key?: string;
    }[];
  };
  readonly steps: readonly RabbitStep[];
}

export type RabbitStep =
  | { readonly op: 'wait'; readonly ms: number }
  | { readonly op: 'restartBroker'; readonly kind: 'graceful' | 'kill -9' }
  | ({
      readonly op: 'publish';
      readonly id?: string;
      readonly ids?: readonly string[];
      readonly pipelined?: boolean;
    } & PublishedMessage)
  | {
      readonly op: 'publishBatch';
      readonly messages: readonly ({ readonly id: string } & PublishedMessage)[];
    }
  | {
      readonly op: 'consume';
      readonly consumer: string;
      readonly queue: string;
      readonly prefetch?: number;
      readonly ack: 'manual' | 'auto';
      readonly priority?: number;
      readonly exclusive?: boolean;
    }
  | {
      readonly op: 'get';
      readonly consumer: string;
      readonly queue: string;
      readonly ack: 'manual' | 'auto';
    }
  | {
      readonly op: 'ack';
      readonly consumer: string;
      readonly id: string;
      readonly multiple?: boolean;
    }
  | {
      readonly op: 'nack';
      readonly consumer: string;
      readonly id: string;
      readonly requeue: boolean;
      readonly multiple?: boolean;
    }
  | {
      readonly op: 'reject';
      readonly consumer: string;
      readonly id: string;
      readonly requeue: boolean;
    }
  | { readonly op: 'cancel'; readonly consumer: string; readonly queue: string }
  | { readonly op: 'recover' | 'closeChannel' | 'crashConsumer'; readonly consumer: string }
  | { readonly op: 'declareQueue'; readonly queue: RabbitQueueSettings }
  | { readonly op: 'deleteQueue' | 'purge'; readonly queue: string };

/** What a publish says about a message. Left out: persistent and confirmed, to the default exchange. */
export interface PublishedMessage {
  readonly exchange?: string;
  readonly key: string;
  readonly persistent?: boolean;
  readonly confirm?: boolean;
  readonly mandatory?: boolean;
  readonly expirationMs?: number;
  readonly priority?: number;
}
