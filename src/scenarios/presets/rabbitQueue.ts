/** rabbitQueue makes a queue of what one says to RabbitMQ when one declares it, or says why it may not be. */
import type { QueueSpec } from '../../engine/index.ts';
import { type RabbitVersion, rabbitmqClassic } from './rabbitmqClassic.ts';
import { quorumReturns, rabbitmqQuorum } from './rabbitmqQuorum.ts';

/** What stands in a declaration. Left out: RabbitMQ's own default. */
export interface RabbitQueueSettings {
  readonly name: string;
  readonly type: 'classic' | 'quorum';
  readonly durable?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly maxLengthBytes?: number | undefined;
  readonly overflow?: 'drop-head' | 'reject-publish' | 'reject-publish-dlx' | undefined;
  readonly messageTtlMs?: number | undefined;
  readonly expiresMs?: number | undefined;
  /** Exchange '' is the default one. Without a key a message keeps its own. */
  readonly deadLetter?:
    | { readonly exchange: string; readonly key?: string | undefined }
    | undefined;
  readonly deliveryLimit?: number | undefined;
  readonly maxPriority?: number | undefined;
  readonly singleActiveConsumer?: boolean | undefined;
}

/** Where the queue stands, and what the nodes of its exchanges are called. */
export interface RabbitPlace {
  readonly id: string;
  readonly broker: string;
  readonly version: RabbitVersion;
  /** The node of an exchange; null: the default one. */
  exchangeNode(name: string): string | null;
  /** Its broker is one node, and so has each queue to itself. */
  readonly isAlone?: boolean;
  /** How long a write takes; left out: as the preset says. */
  readonly writeUs?: number;
}

/** The queue as the engine takes it. */
export function rabbitQueue(settings: RabbitQueueSettings, place: RabbitPlace): QueueSpec {
  const preset = settings.type === 'quorum' ? rabbitmqQuorum : rabbitmqClassic;
  const { flush, confirmAfter, lease, onReturn, maxDeliveries, replication, ...policy } =
    preset.traits(place.version);
  const limit = settings.deliveryLimit;
  const deliveries =
    limit === undefined ? maxDeliveries : limit < 0 ? Number.POSITIVE_INFINITY : limit + 1;
  const durable = settings.durable ?? true;
  const queue: QueueSpec = {
    kind: 'queue',
    id: place.id,
    title: settings.name,
    broker: place.broker,
    durable,
    flush: {
      kind: 'eachPublish',
      us: place.writeUs ?? (flush.kind === 'eachPublish' ? flush.us : 0),
    },
    confirmAfter,
    lease,
    onReturn,
    maxDeliveries: deliveries,
    deadLetterTo: null,
    maxLength: settings.maxLength ?? Number.POSITIVE_INFINITY,
    overflow: (settings.overflow ?? 'drop-head') === 'drop-head' ? 'dropHead' : 'reject',
    policy: {
      ...policy,
      isDeclared: true,
      isPossible: whyRefused(settings) === null,
      declaration: declarationOf({ ...settings, durable }),
      singleActive: settings.singleActiveConsumer ?? false,
      maxBytes: settings.maxLengthBytes ?? Number.POSITIVE_INFINITY,
      deadLettersRefused: settings.overflow === 'reject-publish-dlx',
      ttlUs: usOrNever(settings.messageTtlMs),
      expiresUs: usOrNever(settings.expiresMs),
      maxPriority: settings.maxPriority ?? policy.maxPriority,
      deadLetter: settings.deadLetter
        ? {
            exchange: place.exchangeNode(settings.deadLetter.exchange),
            key: settings.deadLetter.key ?? null,
          }
        : null,
    },
    ...(replication === null || place.isAlone === true ? {} : { replication }),
  };
  return settings.type === 'quorum' ? quorumReturns(queue) : queue;
}

function usOrNever(ms: number | undefined): number {
  return ms === undefined ? Number.POSITIVE_INFINITY : ms * 1_000;
}

/** The settings as they were said, whatever their order. */
function declarationOf(settings: RabbitQueueSettings): string {
  const said = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(said);
}

/** Why RabbitMQ refuses a declaration whatever is there already, or null. */
export function whyRefused(settings: RabbitQueueSettings): string | null {
  if (settings.type === 'classic') {
    return settings.deliveryLimit === undefined ? null : 'a classic queue has no delivery limit';
  }
  if (settings.durable === false) return 'a quorum queue is durable';
  if (settings.maxPriority !== undefined) return 'a quorum queue has no x-max-priority';
  return settings.overflow === 'reject-publish-dlx'
    ? 'a quorum queue has no overflow reject-publish-dlx'
    : null;
}
