/**
 * messageModel is the system that the benchmarks run: Poisson orders, a queue in memory, consumers with
 * exponential work, a link of 10 ms each way. Five events for each message: publish, store, deliver,
 * finish, ack. With no lease and one message at a time it is M/M/c with two links on top.
 */
import type { Scenario } from '../engine/index.ts';

const FOREVER = Number.POSITIVE_INFINITY;
const LINK_US = 10_000;

export interface MessageModel {
  readonly arrivalRatePerS: number;
  readonly consumerCount: number;
  readonly messages: number;
  /** Microseconds of a lease on each delivery; 0 for none. */
  readonly leaseUs: number;
}

export function messageModel(model: MessageModel): Scenario {
  return {
    name: 'message-model',
    title: 'Message model',
    about: '',
    seed: 1,
    durationUs: FOREVER,
    nodes: [
      {
        kind: 'producer',
        id: 'producer',
        title: 'Producer',
        arrivals: {
          gap: { kind: 'exponential', meanUs: 1e6 / model.arrivalRatePerS },
          atUs: [],
          fromUs: 0,
          count: model.messages,
          onOff: null,
        },
        publishing: {
          confirm: false,
          persistent: false,
          timeoutUs: FOREVER,
          backoffUs: [],
          maxAttempts: FOREVER,
        },
        poison: [],
      },
      {
        kind: 'broker',
        id: 'broker',
        title: 'Broker',
        recoveryUs: 0,
        restartUs: FOREVER,
        heartbeatUs: 10e6,
      },
      {
        kind: 'queue',
        id: 'queue',
        title: 'Queue',
        broker: 'broker',
        durable: false,
        flush: { kind: 'never' },
        confirmAfter: 'stored',
        lease: model.leaseUs === 0 ? { kind: 'connection' } : { kind: 'timer', us: model.leaseUs },
        onReturn: 'head',
        maxDeliveries: FOREVER,
        deadLetterTo: null,
        maxLength: FOREVER,
        overflow: 'reject',
      },
      {
        kind: 'consumer',
        id: 'consumer',
        title: 'Consumer',
        count: 1,
        work: { kind: 'exponential', meanUs: 1e6 },
        onOff: null,
        concurrency: model.consumerCount,
        // Room for what is on the way, so that the links do not keep a consumer waiting.
        prefetchLimit: model.consumerCount * 2,
        ack: 'afterWork',
        onFailure: 'return',
        backoffUs: [],
        idempotencyKey: 'none',
        restartUs: FOREVER,
        effect: { title: 'done', amount: 1, unit: '' },
      },
    ],
    wires: [
      { from: 'producer', to: 'queue', latencyUs: LINK_US, loss: 0, timeoutUs: FOREVER },
      { from: 'queue', to: 'consumer', latencyUs: LINK_US, loss: 0, timeoutUs: FOREVER },
    ],
    faults: [],
  };
}
