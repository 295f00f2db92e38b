/**
 * LogTrace is a recorded trace of a broker that keeps a log: NATS JetStream or Redis Streams. The format
 * is that of the recorder, as far as these two products use it (`broker-trace/1`).
 */

export interface LogTrace<Setup, Step> {
  readonly format: 'broker-trace/1';
  readonly name: string;
  readonly broker: { readonly product: string; readonly version: string };
  readonly teaches: string;
  /** An accident of the recorded version. */
  readonly quirk?: string;
  readonly setup: Setup;
  readonly steps: readonly Step[];
  readonly stable: boolean;
  readonly observed: readonly ObservedEvent[];
  readonly states: readonly ObservedState[];
  readonly final: Readonly<Record<string, unknown>>;
  readonly variants?: readonly Outcome[];
}

export interface ObservedEvent {
  readonly step: number;
  readonly event: string;
  readonly [detail: string]: unknown;
}

export interface ObservedState {
  readonly step: number;
  readonly [detail: string]: unknown;
}

/** What a broker answered, or what the model says it does. */
export interface Outcome {
  readonly observed: readonly ObservedEvent[];
  readonly states: readonly ObservedState[];
  readonly final: Readonly<Record<string, unknown>>;
}

type Common =
  | { readonly op: 'wait'; readonly ms: number }
  | { readonly op: 'restartBroker'; readonly kind: 'graceful' | 'kill -9' };

export interface NatsStream {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly storage: 'file' | 'memory';
  readonly retention?: 'limits' | 'workqueue' | 'interest';
  readonly discard?: 'old' | 'new';
  readonly discardNewPerSubject?: boolean;
  readonly maxMsgs?: number;
  readonly maxMsgsPerSubject?: number;
  readonly maxAgeMs?: number;
  readonly duplicateWindowMs?: number;
}

export interface NatsConsumer {
  readonly stream: string;
  readonly name: string;
  readonly ackPolicy?: 'explicit' | 'all' | 'none';
  readonly ackWaitMs?: number;
  readonly maxDeliver?: number;
  readonly maxAckPending?: number;
  readonly filterSubject?: string;
  readonly deliverPolicy?: 'all' | 'new';
  readonly backoffMs?: readonly number[];
  readonly push?: boolean;
}

export type NatsTrace = LogTrace<
  { readonly streams?: readonly NatsStream[]; readonly consumers?: readonly NatsConsumer[] },
  NatsStep
>;

export type NatsStep =
  | Common
  | {
      readonly op: 'publish';
      readonly id?: string;
      readonly ids?: readonly string[];
      readonly subject: string;
      readonly msgId?: string;
      readonly expectLastSeq?: number;
      readonly core?: boolean;
    }
  | {
      readonly op: 'fetch';
      readonly client: string;
      readonly consumer: string;
      readonly batch: number;
      readonly waitMs?: number;
    }
  | {
      readonly op: 'subscribe';
      readonly client: string;
      readonly consumer?: string;
      readonly subject?: string;
    }
  | {
      readonly op: 'ack' | 'nak' | 'term' | 'working';
      readonly client: string;
      readonly id: string;
      readonly delayMs?: number;
      readonly delivery?: number;
      readonly consumer?: string;
    }
  | { readonly op: 'createConsumer'; readonly consumer: NatsConsumer }
  | { readonly op: 'deleteConsumer'; readonly stream: string; readonly consumer: string }
  | { readonly op: 'deleteMessage'; readonly stream: string; readonly seq: number }
  | { readonly op: 'purge'; readonly stream: string }
  | { readonly op: 'crash'; readonly client: string };

export type RedisTrace = LogTrace<
  {
    readonly server?: {
      readonly appendonly?: 'yes' | 'no';
      readonly appendfsync?: 'always' | 'everysec' | 'no';
      readonly save?: string;
    };
    readonly groups?: readonly { readonly name: string; readonly from: 'start' | 'end' }[];
  },
  RedisStep
>;

export type RedisStep =
  | Common
  | {
      readonly op: 'publish';
      readonly id?: string;
      readonly ids?: readonly string[];
      readonly maxLen?: number;
      readonly approximate?: boolean;
    }
  | {
      readonly op: 'read';
      readonly group: string;
      readonly consumer: string;
      readonly count: number;
      readonly from: 'new' | 'own';
      readonly noAck?: boolean;
    }
  | {
      readonly op: 'ack';
      readonly group: string;
      readonly consumer: string;
      readonly id?: string;
      readonly ids?: readonly string[];
    }
  | {
      readonly op: 'claim';
      readonly group: string;
      readonly consumer: string;
      readonly ids: readonly string[];
      readonly minIdleMs: number;
      readonly justId?: boolean;
    }
  | {
      readonly op: 'autoclaim';
      readonly group: string;
      readonly consumer: string;
      readonly minIdleMs: number;
      readonly count: number;
      readonly start?: string;
      readonly justId?: boolean;
    }
  | { readonly op: 'createGroup'; readonly group: string; readonly from: 'start' | 'end' }
  | { readonly op: 'setGroupPosition'; readonly group: string; readonly after?: string }
  | { readonly op: 'deleteConsumer'; readonly group: string; readonly consumer: string }
  | { readonly op: 'deleteEntry'; readonly id: string }
  | { readonly op: 'trim'; readonly maxLen: number; readonly approximate?: boolean }
  | { readonly op: 'saveSnapshot' }
  | { readonly op: 'crash'; readonly consumer: string };
