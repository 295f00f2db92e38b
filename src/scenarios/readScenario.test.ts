import { describe, expect, test } from 'vitest';
import { readScenario } from './readScenario.ts';

/** A small shop: everything that is not said is as the format has it. */
const shop = {
  schemaVersion: 1,
  name: 'shop',
  title: 'Shop',
  duration: '60s',
  nodes: [
    { kind: 'producer', id: 'orders', arrivals: { kind: 'constant', perS: 50 } },
    { kind: 'broker', id: 'broker' },
    { kind: 'queue', id: 'mails', broker: 'broker' },
    { kind: 'consumer', id: 'mailer', work: '20ms' },
  ],
  wires: [
    { from: 'orders', to: 'mails', latency: '5ms' },
    { from: 'mails', to: 'mailer' },
  ],
};

// biome-ignore lint/suspicious/noExplicitAny: a test of wrong files writes anything anywhere.
type Anything = any;

function read(change: (file: Anything) => void = () => undefined) {
  const file: Anything = structuredClone(shop);
  change(file);
  return readScenario(JSON.stringify(file), 'shop.json');
}

function scenario(change?: (file: Anything) => void) {
  const reading = read(change);
  if (!reading.ok) throw new Error(reading.error);
  return reading.scenario;
}

function errorOf(change: (file: Anything) => void): string {
  const reading = read(change);
  return reading.ok ? 'no error' : reading.error;
}

const extra = {
  service: { kind: 'service', id: 'pay', work: '50ms' },
  another: { kind: 'service', id: 'bank', work: '50ms' },
  exchange: { kind: 'exchange', id: 'fan', broker: 'broker' },
  otherBroker: { kind: 'broker', id: 'broker-2' },
  dead: { kind: 'queue', id: 'dead', broker: 'broker' },
};

describe('a file is read', () => {
  test('what it does not say has its default', () => {
    expect(scenario().nodes).toEqual([
      {
        kind: 'producer',
        id: 'orders',
        title: 'orders',
        arrivals: {
          gap: { kind: 'constant', meanUs: 20_000 },
          atUs: [],
          fromUs: 0,
          count: Number.POSITIVE_INFINITY,
          onOff: null,
        },
        publishing: {
          confirm: true,
          persistent: true,
          timeoutUs: Number.POSITIVE_INFINITY,
          backoffUs: [],
          maxAttempts: Number.POSITIVE_INFINITY,
        },
        poison: [],
      },
      {
        kind: 'broker',
        id: 'broker',
        title: 'broker',
        recoveryUs: 0,
        restartUs: Number.POSITIVE_INFINITY,
        heartbeatUs: 10_000_000,
      },
      {
        kind: 'queue',
        id: 'mails',
        title: 'mails',
        broker: 'broker',
        durable: true,
        flush: { kind: 'eachPublish', us: 0 },
        confirmAfter: 'flushed',
        lease: { kind: 'connection' },
        onReturn: 'head',
        maxDeliveries: Number.POSITIVE_INFINITY,
        deadLetterTo: null,
        maxLength: Number.POSITIVE_INFINITY,
        overflow: 'reject',
      },
      {
        kind: 'consumer',
        id: 'mailer',
        title: 'mailer',
        count: 1,
        work: { kind: 'constant', meanUs: 20_000 },
        onOff: null,
        concurrency: 1,
        prefetchLimit: 1,
        ack: 'afterWork',
        onFailure: 'return',
        backoffUs: [],
        idempotencyKey: 'none',
        restartUs: Number.POSITIVE_INFINITY,
        effect: { title: 'processed', amount: 1, unit: '' },
      },
    ]);
    expect(scenario().wires).toEqual([
      {
        from: 'orders',
        to: 'mails',
        latencyUs: 5_000,
        loss: 0,
        timeoutUs: Number.POSITIVE_INFINITY,
      },
      { from: 'mails', to: 'mailer', latencyUs: 0, loss: 0, timeoutUs: Number.POSITIVE_INFINITY },
    ]);
    expect(scenario()).toMatchObject({ about: '', seed: 1, durationUs: 60_000_000, faults: [] });
  });

  test('orders come as the file says', () => {
    const arrivals = (of: object) => {
      const [node] = scenario((file) => {
        file.nodes[0].arrivals = of;
      }).nodes;
      return node?.kind === 'producer' ? node.arrivals : undefined;
    };
    expect(arrivals({ kind: 'exponential', perS: 120, from: '1s', count: 9 })).toMatchObject({
      // Not rounded: 120 orders a second are 7,200 a minute.
      gap: { kind: 'exponential', meanUs: 1_000_000 / 120 },
      fromUs: 1_000_000,
      count: 9,
    });
    expect(arrivals({ kind: 'constant', perS: 1, on: '1s', off: '2s' })).toMatchObject({
      onOff: { onUs: 1_000_000, offUs: 2_000_000 },
    });
    expect(arrivals({ kind: 'uniform', low: '10ms', high: '30ms' })).toMatchObject({
      gap: { kind: 'uniform', lowUs: 10_000, highUs: 30_000 },
    });
    expect(arrivals({ kind: 'burst', count: 3, at: '2s' })).toMatchObject({
      gap: null,
      atUs: [2_000_000, 2_000_000, 2_000_000],
    });
    expect(arrivals({ kind: 'scheduled', at: ['0s', '20ms', '20ms'] })).toMatchObject({
      gap: null,
      atUs: [0, 20_000, 20_000],
    });
  });

  test('work may be a duration or say how it is distributed', () => {
    const work = (of: unknown) =>
      scenario((file) => {
        file.nodes[3].work = of;
      }).nodes[3];
    expect(work('1.5s')).toMatchObject({ work: { kind: 'constant', meanUs: 1_500_000 } });
    expect(work({ kind: 'exponential', mean: '20ms', on: '1s', off: '1s' })).toMatchObject({
      work: { kind: 'exponential', meanUs: 20_000 },
      onOff: { onUs: 1_000_000, offUs: 1_000_000 },
    });
    expect(work({ kind: 'listed', list: ['300ms', '100ms'] })).toMatchObject({
      work: { kind: 'listed', listUs: [300_000, 100_000] },
    });
  });

  test('a fault becomes the act that a hand would do', () => {
    const { faults } = scenario((file) => {
      file.faults = [
        { at: '10s', do: 'spike', target: 'orders', factor: 5, length: '10s' },
        { at: '11s', do: 'crashConsumer', target: 'mailer', point: 'afterEffect' },
        { at: '12s', do: 'stopBroker', target: 'broker' },
        { at: '13s', do: 'cutWire', from: 'mails', to: 'mailer' },
        { at: '14s', do: 'setKnob', target: 'mails', knob: 'maxLength', value: null },
      ];
    });
    expect(faults).toEqual([
      { atUs: 10_000_000, kind: 'spike', target: 'orders', factor: 5, lengthUs: 10_000_000 },
      {
        atUs: 11_000_000,
        kind: 'crashConsumer',
        target: 'mailer',
        member: null,
        point: 'afterEffect',
      },
      { atUs: 12_000_000, kind: 'stopBroker', target: 'broker', how: 'kill' },
      { atUs: 13_000_000, kind: 'cutWire', from: 'mails', to: 'mailer' },
      {
        atUs: 14_000_000,
        kind: 'setKnob',
        target: 'mails',
        knob: 'maxLength',
        value: Number.POSITIVE_INFINITY,
      },
    ]);
  });
});

/** Each change to a good file, and the whole sentence about it. */
const mistakes: [string, (file: Anything) => void, string][] = [
  [
    'a negative rate',
    (file) => {
      file.nodes[0].arrivals.perS = -5;
    },
    'nodes[0].arrivals.perS must be a number above 0 and at most 1000000, got -5.',
  ],
  [
    'a rate that no clock could keep',
    (file) => {
      file.nodes[0].arrivals.perS = 1e300;
    },
    'nodes[0].arrivals.perS must be a number above 0 and at most 1000000, got 1e+300.',
  ],
  [
    'a duration that is a number',
    (file) => {
      file.wires[0].latency = 5;
    },
    'wires[0].latency must be a duration such as "200ms", "1.5s" or "2min", of whole microseconds and at most a day, got 5.',
  ],
  [
    'a duration of two days',
    (file) => {
      file.duration = '2880min';
    },
    'duration must be a duration above 0 such as "200ms", "1.5s" or "2min", of whole microseconds and at most a day, got "2880min".',
  ],
  [
    'a key that nobody knows',
    (file) => {
      file.nodes[0].arrivals.perSec = 5;
    },
    'nodes[0].arrivals must not have "perSec"; its keys are kind, perS, from, count, on, off.',
  ],
  [
    'a key misspelt',
    (file) => {
      file.nodes[1].recovry = '1s';
    },
    'nodes[1] must not have "recovry"; its keys are kind, id, title, recovery, restart, heartbeat, alarms.',
  ],
  [
    'a part that is missing',
    (file) => {
      delete file.nodes[2].broker;
    },
    'nodes[2].broker is missing; it must be an id of 1 to 32 lower-case letters, digits and hyphens.',
  ],
  [
    'a kind that there is not',
    (file) => {
      file.nodes[3].kind = 'worker';
    },
    'nodes[3].kind must be "producer", "service", "broker", "exchange", "queue", "consumer", "log" or "group", got "worker".',
  ],
  [
    'another version of the format',
    (file) => {
      file.schemaVersion = 2;
    },
    'schemaVersion must be 1, got 2.',
  ],
  [
    'half a message',
    (file) => {
      file.nodes[2].maxLength = 1.5;
    },
    'nodes[2].maxLength must be a whole number from 1 to 1000000, got 1.5.',
  ],
  [
    'a work that says half',
    (file) => {
      file.nodes[3].work = { kind: 'uniform', low: '1s' };
    },
    'nodes[3].work.high is missing; it must be a duration above 0 such as "200ms", "1.5s" or "2min", of whole microseconds and at most a day.',
  ],
  [
    'low above high',
    (file) => {
      file.nodes[3].work = { kind: 'uniform', low: '2s', high: '1s' };
    },
    'nodes[3].work.high must be at least low (2s), got "1s".',
  ],
  [
    'an open window without a shut one',
    (file) => {
      file.nodes[0].arrivals.on = '1s';
    },
    'nodes[0].arrivals.off is missing; it must be a duration beside on.',
  ],
  [
    'times that go back',
    (file) => {
      file.nodes[0].arrivals = { kind: 'scheduled', at: ['2s', '1s'] };
    },
    'nodes[0].arrivals.at[1] must not be before the time ahead of it, got "1s".',
  ],
  [
    'an id in capitals',
    (file) => {
      file.nodes[0].id = 'Orders';
    },
    'nodes[0].id must be an id of 1 to 32 lower-case letters, digits and hyphens, got "Orders".',
  ],
  [
    'an id that every object has',
    (file) => {
      file.nodes[0].id = 'constructor';
    },
    'nodes[0].id must be an id of 1 to 32 lower-case letters, digits and hyphens, got "constructor".',
  ],
  [
    'a title of 33 characters',
    (file) => {
      file.title = 'x'.repeat(33);
    },
    'title must be one line of 1 to 32 characters, without control characters, got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".',
  ],
  [
    'a title that turns the line round',
    (file) => {
      file.nodes[0].title = 'safe\u202Egnp.exe';
    },
    'nodes[0].title must be one line of 1 to 32 characters, without control characters, got "safe\\u{202e}gnp.exe".',
  ],
  [
    'a title of two lines',
    (file) => {
      file.title = 'a\nb';
    },
    'title must be one line of 1 to 32 characters, without control characters, got "a\\nb".',
  ],
  [
    '51 nodes',
    (file) => {
      file.nodes = Array.from({ length: 51 }, (_, i) => ({ kind: 'broker', id: `b${i}` }));
    },
    'nodes must be a list of at most 50 nodes, got a list of 51.',
  ],
  [
    '65 consumers in a group',
    (file) => {
      file.nodes[3].count = 65;
    },
    'nodes[3].count must be a whole number from 1 to 64, got 65.',
  ],
  [
    '10,001 threads',
    (file) => {
      file.nodes.push({ ...extra.service, threads: 10_001 });
    },
    'nodes[4].threads must be a whole number from 1 to 10000, got 10001.',
  ],
  [
    '256 consumers in four groups',
    (file) => {
      file.nodes[3].count = 64;
      for (const id of ['b', 'c', 'd']) {
        file.nodes.push({ ...file.nodes[3], id });
        file.wires.push({ from: 'mails', to: id });
      }
    },
    'nodes must have at most 200 consumers together, with those that faults add, got 256.',
  ],
  [
    '200 consumers more than there are',
    (file) => {
      file.faults = Array(200).fill({ at: '1s', do: 'addConsumer', target: 'mailer' });
    },
    'nodes must have at most 200 consumers together, with those that faults add, got 201.',
  ],
  [
    'two nodes of one id',
    (file) => {
      file.nodes.push({ kind: 'broker', id: 'orders' });
    },
    'nodes[4].id must be unique, got "orders" again (nodes[0]).',
  ],
  [
    'a wire to nowhere',
    (file) => {
      file.wires[1].to = 'postman';
    },
    'wires[1].to must name a node of this file, got "postman".',
  ],
  [
    'a wire twice',
    (file) => {
      file.wires.push(file.wires[0]);
    },
    'wires[2] must be the only one orders → mails, got wires[0] as well.',
  ],
  [
    'a wire between two things that have none',
    (file) => {
      file.wires.push({ from: 'mailer', to: 'mails' });
    },
    'wires[2] cannot join mailer → mails: a consumer leads to a service, and mails is a queue.',
  ],
  [
    'a wire of a broker',
    (file) => {
      file.wires.push({ from: 'broker', to: 'mails' });
    },
    'wires[2] cannot join broker → mails: a broker has no wires, and mails is a queue.',
  ],
  [
    'a producer that leads nowhere',
    (file) => {
      file.wires.shift();
    },
    'nodes[0] (orders) must have exactly one wire, to a service, an exchange, a queue or a log, got 0.',
  ],
  [
    'a producer that leads to two',
    (file) => {
      file.nodes.push(extra.service);
      file.wires.push({ from: 'orders', to: 'pay' });
    },
    'nodes[0] (orders) must have exactly one wire, to a service, an exchange, a queue or a log, got 2.',
  ],
  [
    'a consumer of nothing',
    (file) => {
      file.wires.pop();
    },
    'nodes[3] (mailer) must have exactly one wire from a queue or a group, got 0.',
  ],
  [
    'an exchange that leads nowhere',
    (file) => {
      file.nodes.push(extra.exchange);
    },
    'nodes[4] (fan) must have a wire to at least one queue, got 0.',
  ],
  [
    'an exchange of another broker',
    (file) => {
      file.nodes.push(extra.otherBroker, { ...extra.exchange, broker: 'broker-2' });
      file.wires.push({ from: 'fan', to: 'mails' });
    },
    'wires[2] cannot join fan → mails: broker-2 and broker are two brokers.',
  ],
  [
    'a store of keys that is nowhere',
    (file) => {
      file.nodes[3].keyStore = { ttl: '5s' };
    },
    'nodes[3].keyStore.kept is missing; it must be "shared" or "inMemory".',
  ],
  [
    'a key that is kept for no time',
    (file) => {
      file.nodes[3].keyStore = { kept: 'shared', ttl: '0s' };
    },
    'nodes[3].keyStore.ttl must be a duration above 0 such as "200ms", "1.5s" or "2min", of whole microseconds and at most a day, got "0s".',
  ],
  [
    'a knob of a store that is not there',
    (file) => {
      file.faults = [{ at: '1s', do: 'setKnob', target: 'mailer', knob: 'keyTtlUs', value: 5 }];
    },
    'faults[0].knob must be workUs, prefetchLimit, ack or idempotencyKey, got "keyTtlUs".',
  ],
  [
    'a commit of what is not published',
    (file) => {
      file.nodes.push(extra.service);
      file.wires[0] = { from: 'orders', to: 'pay' };
      file.nodes[0].publishing = { committing: { kind: 'commitFirst' } };
    },
    'nodes[0].publishing.committing must be null without exactly one wire to an exchange, a queue or a log, got 0.',
  ],
  [
    'an outbox that nobody looks into',
    (file) => {
      file.nodes[0].publishing = { committing: { kind: 'outbox' } };
    },
    'nodes[0].publishing.committing.every is missing; it must be a duration above 0 such as "200ms", "1.5s" or "2min", of whole microseconds and at most a day.',
  ],
  [
    'a crash of people',
    (file) => {
      file.nodes.push(extra.service);
      file.wires[0] = { from: 'orders', to: 'pay' };
      file.faults = [{ at: '1s', do: 'crashProducer', target: 'orders' }];
    },
    'faults[0].target must name a producer that publishes, got "orders", which calls a service.',
  ],
  [
    'a crash at a commit that there is not',
    (file) => {
      file.faults = [{ at: '1s', do: 'crashProducer', target: 'orders', point: 'afterCommit' }];
    },
    'faults[0].point must be "now": orders commits nothing.',
  ],
  [
    'people that run again',
    (file) => {
      file.nodes.push(extra.service);
      file.wires[0] = { from: 'orders', to: 'pay' };
      file.nodes[0].restart = '1s';
    },
    'nodes[0].restart must be null for a producer that calls a service.',
  ],
  [
    'a timeout where nobody waits',
    (file) => {
      file.wires[0].timeout = '5s';
    },
    'wires[0].timeout must be left out: orders → mails is no call, and nobody waits for an answer.',
  ],
  [
    'a publish that is tried again as calls are',
    (file) => {
      file.wires[0].retry = { attempts: 4, backoff: ['50ms'] };
    },
    'wires[0].retry must be left out: orders → mails is no call.',
  ],
  [
    'a breaker where nobody calls',
    (file) => {
      file.wires[0].breaker = { failures: 4, within: '10s', open: '2s' };
    },
    'wires[0].breaker must be left out: orders → mails is no call.',
  ],
  [
    'a breaker that would never hear how a call ended',
    (file) => {
      file.nodes.push(extra.service);
      file.wires[0] = {
        from: 'orders',
        to: 'pay',
        breaker: { failures: 4, within: '10s', open: '2s' },
      };
    },
    'wires[0].timeout must be a duration where there is a breaker, got null.',
  ],
  [
    'one attempt, which is not again',
    (file) => {
      file.nodes.push(extra.service);
      file.wires[0] = { from: 'orders', to: 'pay', retry: { attempts: 1, backoff: ['50ms'] } };
    },
    'wires[0].retry.attempts must be a whole number from 2 to 100, got 1.',
  ],
  [
    'attempts without a pause',
    (file) => {
      file.nodes.push(extra.service);
      file.wires[0] = { from: 'orders', to: 'pay', retry: { attempts: 2, backoff: [] } };
    },
    'wires[0].retry.backoff must be a list of 1 to 20 durations, got a list of 0.',
  ],
  [
    'a queue without a broker',
    (file) => {
      file.nodes[2].broker = 'mailer';
    },
    'nodes[2].broker must name a broker of this file, got "mailer", which is a consumer.',
  ],
  [
    'dead letters for a consumer',
    (file) => {
      file.nodes[2].deadLetterTo = 'mailer';
    },
    'nodes[2].deadLetterTo must name a queue of this file, got "mailer", which is a consumer.',
  ],
  [
    'dead letters for another broker',
    (file) => {
      file.nodes.push(extra.otherBroker, { ...extra.dead, broker: 'broker-2' });
      file.nodes[2].deadLetterTo = 'dead';
    },
    'nodes[2].deadLetterTo must name a queue of the same broker (broker), got "dead" of broker-2.',
  ],
  [
    'services that call each other',
    (file) => {
      file.nodes.push(extra.service, extra.another);
      file.wires.push({ from: 'pay', to: 'bank' }, { from: 'bank', to: 'pay' });
    },
    'wires must not let a service call itself: pay → bank → pay.',
  ],
  [
    'dead letters that go round',
    (file) => {
      file.nodes.push({ ...extra.dead, deadLetterTo: 'mails' });
      file.nodes[2].deadLetterTo = 'dead';
    },
    'nodes must not send dead letters in a circle: mails → dead → mails.',
  ],
  [
    'a fault that is done to nobody',
    (file) => {
      file.faults = [{ at: '1s', do: 'addConsumer', target: 'postman' }];
    },
    'faults[0].target must name a consumer of this file, got "postman".',
  ],
  [
    'a fault that cannot be done to this',
    (file) => {
      file.faults = [{ at: '1s', do: 'spike', target: 'mails', factor: 2, length: '1s' }];
    },
    'faults[0].target must name a producer of this file, got "mails", which is a queue.',
  ],
  [
    'a spike of orders that come when they are listed to come',
    (file) => {
      file.nodes[0].arrivals = { kind: 'burst', count: 9 };
      file.faults = [{ at: '1s', do: 'spike', target: 'orders', factor: 2, length: '1s' }];
    },
    'faults[0].target must name a producer whose orders come at gaps, got "orders", whose times are listed.',
  ],
  [
    'a cut of a wire that there is not',
    (file) => {
      file.faults = [{ at: '1s', do: 'cutWire', from: 'orders', to: 'mailer' }];
    },
    'faults[0] must name a wire, got "orders → mailer".',
  ],
  [
    'a knob that there is not',
    (file) => {
      file.faults = [{ at: '1s', do: 'setKnob', target: 'broker', knob: 'speed', value: 1 }];
    },
    'faults[0].knob must be nothing: a broker has no knobs, got "speed".',
  ],
  [
    'a knob turned too far',
    (file) => {
      file.faults = [
        { at: '1s', do: 'setKnob', target: 'mailer', knob: 'prefetchLimit', value: 0 },
      ];
    },
    'faults[0].value must be a number from 1 to 1000, got 0.',
  ],
];

describe('a file is refused in one sentence', () => {
  test.each(mistakes)('%s', (_, change, sentence) => {
    expect(errorOf(change)).toBe(`shop.json: ${sentence}`);
  });

  test('text that is no JSON', () => {
    const reading = readScenario('{"name": }', 'shop.json');
    expect(reading).toEqual({
      ok: false,
      error: 'shop.json: line 1, column 10: expected a value, got "}".',
    });
  });

  test('a name of a file cannot act on the line either', () => {
    const reading = readScenario('', 'a\u001b[31m\nb.json');
    expect(reading.ok || reading.error).toMatch(/^a\\u\{1b\}\[31m\\u\{a\}b\.json: line 1/);
  });

  test('a file that smuggles keys changes no object of ours', () => {
    readScenario('{"__proto__": {"polluted": 1}}', 'a.json');
    readScenario('{"constructor": {"prototype": {"polluted": 1}}}', 'a.json');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
