import { describe, expect, it } from 'vitest';
import {
  pubsub,
  type RabbitQueueSettings,
  rabbitmqClassic,
  rabbitmqQuorum,
  rabbitQueue,
  serviceBus,
  sqsFifo,
  sqsStandard,
  whyRefused,
} from './index.ts';

const place = {
  id: 'work',
  broker: 'b',
  exchangeNode: (name: string) => (name === '' ? null : name),
};
const queue = (over: Partial<RabbitQueueSettings>, version: '3.10' | '4.2' | '4.3' = '3.10') =>
  rabbitQueue({ name: 'work', type: 'quorum', ...over }, { ...place, version });

describe.each([rabbitmqClassic, rabbitmqQuorum, sqsStandard, sqsFifo, serviceBus, pubsub])(
  'the preset $name',
  (preset) => {
    it('is dated, is called “-like”, and says what it leaves out', () => {
      expect(preset.asOf).toMatch(/^20\d\d-\d\d$/);
      expect(preset.title).toContain('-like');
      expect(preset.leavesOut.length).toBeGreaterThan(0);
    });

    it('has a source for each trait, and no other', () => {
      for (const version of preset.versions) {
        expect(Object.keys(preset.sources).sort()).toEqual(
          Object.keys(preset.traits(version)).sort(),
        );
      }
      for (const source of Object.values(preset.sources)) expect(source).not.toBe('');
    });
  },
);

describe('a quorum queue', () => {
  it('lets a message be delivered once more than its limit says', () => {
    expect(queue({ deliveryLimit: 2 }).maxDeliveries).toBe(3);
    expect(queue({ deliveryLimit: 0 }).maxDeliveries).toBe(1);
  });

  it('has a limit of 20 from 4.0 on, and none before', () => {
    expect(queue({}).maxDeliveries).toBe(Number.POSITIVE_INFINITY);
    expect(queue({}, '4.2').maxDeliveries).toBe(21);
    expect(queue({ deliveryLimit: -1 }, '4.3').maxDeliveries).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes what is nacked to the tail without a limit, and ahead in order of return with one', () => {
    expect(queue({}).onReturn).toBe('tail');
    expect(queue({ deliveryLimit: 5 }).onReturn).toBe('inOrder');
    expect(queue({}, '4.3').onReturn).toBe('inOrder');
  });

  it('counts a nack until 4.2, and no longer in 4.3; a reject and a crash always', () => {
    expect(queue({}, '4.2').policy?.counts).toMatchObject({
      nack: true,
      reject: true,
      close: true,
    });
    expect(queue({}, '4.3').policy?.counts).toMatchObject({
      nack: false,
      reject: true,
      close: true,
      timeout: false,
    });
  });

  it('has priorities from 4.3 on', () => {
    expect(queue({}, '4.2').policy?.maxPriority).toBe(0);
    expect(queue({}, '4.3').policy).toMatchObject({ maxPriority: 31, defaultPriority: 4 });
  });

  it('cannot be declared with what it does not have', () => {
    const quorum = { name: 'q', type: 'quorum' } as const;
    expect(whyRefused(quorum)).toBeNull();
    expect(whyRefused({ ...quorum, durable: false })).not.toBeNull();
    expect(whyRefused({ ...quorum, maxPriority: 3 })).not.toBeNull();
    expect(whyRefused({ ...quorum, overflow: 'reject-publish-dlx' })).not.toBeNull();
    expect(whyRefused({ name: 'q', type: 'classic', deliveryLimit: 3 })).not.toBeNull();
  });
});

describe('a declaration', () => {
  it('is the same in whatever order it is said, and another when anything differs', () => {
    const one = queue({ maxLength: 5, messageTtlMs: 9 }).policy?.declaration;
    expect(queue({ messageTtlMs: 9, maxLength: 5 }).policy?.declaration).toBe(one);
    expect(queue({ messageTtlMs: 9, maxLength: 6 }).policy?.declaration).not.toBe(one);
    expect(queue({ messageTtlMs: 9, maxLength: 5, durable: true }).policy?.declaration).toBe(one);
  });
});
