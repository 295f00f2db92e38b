/**
 * The worlds of one saying differ in what the saying is about, and in nothing else: a comparison shows
 * what one thing does only where all other things are equal.
 */
import { expect, test } from 'vitest';
import { type ShippedName, shippedDocument } from './index.ts';

/** Where two documents differ; nodes go by their id. */
function differences(a: unknown, b: unknown, path = ''): string[] {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return a === b ? [] : [path];
  }
  const [left, right] = [entriesOf(a), entriesOf(b)];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) =>
    differences(left.get(key), right.get(key), path === '' ? key : `${path}.${key}`),
  );
}

function entriesOf(value: object): Map<string, unknown> {
  return new Map(
    Object.entries(value).map(([key, item]) => [
      Array.isArray(value) && typeof item === 'object' && 'id' in item ? item.id : key,
      item,
    ]),
  );
}

const words = ['name', 'title', 'about'];

test.each<[ShippedName, ShippedName, string[]]>([
  ['truth-once-a', 'truth-once-b', ['nodes.orders.duplicateWindow']],
  ['truth-once-b', 'truth-once-c', ['nodes.clerk.idempotencyKey']],
  ['truth-look-a', 'truth-look-b', ['nodes.cashier.idempotencyKey']],
  ['l7-ttl-a', 'l7-ttl-b', ['nodes.cashier.keyStore.ttl']],
  ['l7-memory-a', 'l7-memory-b', ['nodes.cashier.keyStore.kept']],
  ['outbox-a', 'outbox-b', ['nodes.shop.publishing.committing.kind']],
  [
    'outbox-b',
    'outbox-c',
    ['kind', 'gap', 'every'].map((key) => `nodes.shop.publishing.committing.${key}`),
  ],
  ['l14-storm-a', 'l14-storm-b', ['wires.3.breaker']],
  ['l14-storm-a', 'l14-storm-c', ['wires.1.retry', 'wires.2.retry']],
  ['poll-short', 'poll-long', ['nodes.clerk.receive.pause', 'nodes.clerk.receive.wait']],
  ['poll-batch-a', 'poll-batch-b', ['nodes.clerk.prefetchLimit']],
  ['quorum-b', 'quorum-c', ['faults.0.replica', 'faults.1', 'faults.2']],
  ['truth-durable-a', 'truth-durable-c', ['nodes.shop.publishing.persistent']],
  ['truth-durable-b', 'truth-durable-c', ['nodes.shop.publishing.confirm']],
  [
    'truth-confirm-a',
    'truth-confirm-b',
    ['eu-shop', 'us-shop'].map((shop) => `nodes.${shop}.publishing.letter.mandatory`),
  ],
  ['truth-disk-a', 'truth-disk-b', ['nodes.orders.storage']],
  ['truth-acks-a', 'truth-acks-b', ['nodes.orders.replication.confirmAfter']],
  ['truth-acks-c', 'truth-acks-d', ['nodes.orders.replication.uncleanElection']],
  ['truth-acks-c', 'truth-acks-e', ['nodes.orders.replication.minInSync']],
  ['truth-acks-d', 'truth-acks-f', ['faults.3.how']],
  ['truth-timeout-a', 'truth-timeout-b', ['nodes.orders.lease']],
  ['truth-nack-a', 'truth-nack-b', ['nodes.orders.onReturn']],
  ['truth-fifo-a', 'truth-fifo-b', ['nodes.orders.policy.singleActive']],
  ['truth-fifo-b', 'truth-fifo-c', ['faults.0', 'faults.1']],
  ['truth-dlq-a', 'truth-dlq-b', ['nodes.orders.policy.deadLetter.key']],
  ['truth-retry-a', 'truth-retry-b', ['nodes.clerk.onFailure']],
  ['truth-groups-a', 'truth-groups-b', ['nodes.orders.keyCount']],
  ['truth-consumers-a', 'truth-consumers-b', ['nodes.clerks.count']],
  ['truth-busy-a', 'truth-busy-b', ['nodes.clerk.work.mean']],
  ['truth-prefetch-a', 'truth-prefetch-b', ['nodes.clerks.prefetchLimit']],
  ['truth-innocent-a', 'truth-innocent-b', ['nodes.clerk.prefetchLimit']],
  ['truth-ttl-a', 'truth-ttl-b', ['nodes.orders.policy.ttl']],
  ['truth-length-a', 'truth-length-b', ['nodes.clerks.prefetchLimit']],
  ['truth-log-a', 'truth-log-b', ['nodes.orders.maxRecords']],
])('%s and %s differ in %j', (a, b, expected) => {
  const found = differences(shippedDocument(a), shippedDocument(b));
  expect(found.filter((path) => !words.includes(path))).toEqual(expected);
});
