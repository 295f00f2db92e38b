/** Replicas of a queue can be said in a file, and are checked there. */
import { describe, expect, it } from 'vitest';
import { readScenario, shippedDocument } from './index.ts';

const shipped = shippedDocument('quorum-b');

/** What is wrong with the shipped system when this is said of its queue, and this is done to it. */
function errorOf(
  queue: object,
  fault: object = { do: 'restartReplica', target: 'orders' },
): string {
  const nodes = shipped.nodes.map((node) => (node.kind === 'queue' ? { ...node, ...queue } : node));
  const whole = { ...shipped, nodes, faults: [{ at: '1s', ...fault }] };
  const reading = readScenario(JSON.stringify(whole), 'shop.json');
  return reading.ok ? 'none' : reading.error;
}

describe('a file with replicas of queues', () => {
  it('asks for a disk that has each message before it is confirmed', () => {
    expect(errorOf({})).toBe('none');
    expect(errorOf({ durable: false })).toBe(
      'shop.json: nodes[2].replication must be null unless durable is true, got false.',
    );
    expect(errorOf({ flush: { kind: 'interval', every: '1s' } })).toBe(
      'shop.json: nodes[2].replication must be null unless flush is "eachPublish", got "interval".',
    );
    expect(errorOf({ confirmAfter: 'stored' })).toBe(
      'shop.json: nodes[2].replication must be null unless confirmAfter is "flushed", got "stored".',
    );
    expect(errorOf({ replication: { replicas: 10 } })).toBe(
      'shop.json: nodes[2].replication.replicas must be a whole number from 1 to 9, got 10.',
    );
  });

  it('lets only a replica fail that is there, and keeps its disk', () => {
    const crash = { do: 'crashReplica', target: 'orders' };
    expect(errorOf({}, { ...crash, replica: 4 })).toBe(
      'shop.json: faults[0].replica must be a whole number from 1 to 3, or null, got 4.',
    );
    expect(errorOf({}, { ...crash, how: 'loseDisk' })).toBe(
      'shop.json: faults[0].how must be "kill" where orders is a queue, got "loseDisk".',
    );
    expect(errorOf({ replication: null }, crash)).toBe(
      'shop.json: faults[0].target must name a log or a queue with replicas, got "orders", which has none.',
    );
    const stays = { do: 'setKnob', target: 'orders', knob: 'durable', value: 0 };
    expect(errorOf({}, stays)).toBe(
      'shop.json: faults[0].knob must be maxDeliveries or maxLength, got "durable".',
    );
  });
});
