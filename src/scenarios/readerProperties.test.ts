/** Properties of reading and writing that hold for every file there could be. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Simulation } from '../engine/index.ts';
import { writeDuration } from './durationText.ts';
import { readScenario } from './readScenario.ts';
import type { ScenarioDocument } from './ScenarioDocument.ts';
import { writeScenario } from './writeScenario.ts';

const duration = fc
  .oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 86_400_000_000 }))
  .map(writeDuration);
const limit = fc.option(fc.integer({ min: 1, max: 1_000 }));
const title = fc.stringMatching(/^[\p{L}\p{N} .'é日😀-]{1,16}$/u);
const backoff = fc.array(duration, { maxLength: 4 });
const window = fc.constantFrom({}, { on: '1s', off: '2500ms' });
const some: { requiredKeys: [] } = { requiredKeys: [] };

const work = fc.oneof(
  duration,
  fc
    .tuple(
      fc.oneof(
        fc.record({ kind: fc.constantFrom('constant', 'exponential'), mean: duration }),
        fc.record({ kind: fc.constant('listed'), list: fc.array(duration, { minLength: 1 }) }),
        fc.constant({ kind: 'uniform', low: '0s', high: '1.25s' }),
      ),
      window,
    )
    .map(([said, open]) => ({ ...said, ...open })),
);

const rate = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.double({ min: 0.001, max: 1_000_000, noNaN: true }),
);
const arrivals = fc.oneof(
  fc
    .tuple(
      fc.record({ kind: fc.constantFrom('constant', 'exponential'), perS: rate }),
      fc.record({ from: duration, count: limit }, some),
      window,
    )
    .map(([said, from, open]) => ({ ...said, ...from, ...open })),
  fc.record({ kind: fc.constant('burst'), count: fc.integer({ min: 1, max: 500 }), at: duration }),
  fc.constantFrom(
    { kind: 'scheduled', at: ['0s', '0s', '20ms'] },
    { kind: 'scheduled', at: ['1s', '1000ms'] },
    { kind: 'listed', list: ['1s'], count: 3 },
  ),
);

const publishing = fc.record(
  {
    confirm: fc.boolean(),
    persistent: fc.boolean(),
    timeout: fc.option(duration),
    backoff,
    maxAttempts: limit,
    resendId: fc.constantFrom('same', 'new'),
    committing: fc.option(
      fc.oneof(
        fc.record({ kind: fc.constantFrom('commitFirst', 'publishFirst'), gap: duration }),
        fc.constantFrom({ kind: 'commitFirst' }, { kind: 'publishFirst', gap: '0s' }),
        fc.record({ kind: fc.constant('outbox'), every: duration }),
      ),
    ),
  },
  some,
);
const policy = fc.record(
  {
    perKeyInFlight: fc.boolean(),
    singleActive: fc.boolean(),
    idWindow: fc.oneof(fc.constant('0s'), duration),
    lateAck: fc.constantFrom('reject', 'ifLatest', 'accept'),
    missedDeletes: fc.constantFrom(0.1, 0.25),
  },
  { requiredKeys: ['missedDeletes'] },
);
const keys = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant('listed'),
    list: fc.array(title, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('drawn'),
    weights: fc.array(fc.record({ key: title, weight: fc.integer({ min: 1, max: 1_000 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
);
const singleQueue = fc.record(
  {
    title,
    durable: fc.boolean(),
    flush: fc.oneof(
      fc.constantFrom({ kind: 'never' }, { kind: 'eachPublish' }),
      fc.record({ kind: fc.constant('eachPublish'), time: duration }),
      fc.record({ kind: fc.constant('interval'), every: duration }),
    ),
    confirmAfter: fc.constantFrom('stored', 'flushed'),
    lease: fc.oneof(
      fc.constant({ kind: 'connection' }),
      fc.record({ kind: fc.constant('timer'), time: duration }),
    ),
    onReturn: fc.constantFrom('head', 'tail'),
    maxDeliveries: limit,
    deadLetterTo: fc.constantFrom(null, 'dead'),
    maxLength: limit,
    overflow: fc.constantFrom('reject', 'dropHead'),
    policy: fc.option(policy),
  },
  some,
);
const queueReplication = fc.record(
  {
    replicas: fc.integer({ min: 1, max: 9 }),
    election: duration,
    restart: duration,
    reach: duration,
  },
  { requiredKeys: ['replicas'] },
);
/** What a majority keeps is on the disk of each, and confirmed after that. */
const queueSettings = fc.oneof(
  { weight: 3, arbitrary: singleQueue },
  {
    weight: 1,
    arbitrary: fc.tuple(singleQueue, queueReplication).map(([single, replication]) => ({
      ...single,
      durable: true,
      flush: { kind: 'eachPublish' },
      confirmAfter: 'flushed',
      replication,
    })),
  },
);
const chance = fc.double({ min: 0, max: 0.3, noNaN: true });
const consumerSettings = fc
  .record(
    {
      title,
      count: fc.integer({ min: 1, max: 64 }),
      concurrency: fc.integer({ min: 1, max: 100 }),
      prefetchLimit: fc.integer({ min: 1, max: 100 }),
      ack: fc.constantFrom('afterWork', 'beforeWork'),
      onFailure: fc.constantFrom('return', 'backoff', 'discard'),
      backoff,
      idempotencyKey: fc.constantFrom('none', 'withEffect', 'beforeEffect', 'afterEffect'),
      keyStore: fc.option(
        fc.record(
          { kept: fc.constantFrom('shared', 'inMemory'), ttl: fc.option(duration) },
          { requiredKeys: ['kept'] },
        ),
      ),
      restart: fc.option(duration),
      workBy: fc.constantFrom('consumer', 'order'),
      mishaps: fc.record({ fails: chance, diesBeforeWork: chance, diesAfterEffect: chance }, some),
      effect: fc.record({ title, amount: fc.integer({ min: -9, max: 9 }), unit: title }, some),
    },
    some,
  )
  .map((settings) => withShortUnit(settings));

function withShortUnit<Settings extends { effect?: { unit?: string } }>(settings: Settings) {
  const unit = settings.effect?.unit;
  return unit === undefined
    ? settings
    : { ...settings, effect: { ...settings.effect, unit: [...unit].slice(0, 4).join('') } };
}

const faults = fc.array(
  fc
    .tuple(
      duration,
      fc.constantFrom(
        { do: 'slow', target: 'pay', factor: 3, length: '1s' },
        { do: 'crashConsumer', target: 'mailer' },
        { do: 'crashConsumer', target: 'mailer', member: 1, point: 'midWork' },
        { do: 'removeConsumer', target: 'mailer', member: null },
        { do: 'crashService', target: 'pay', point: 'now' },
        { do: 'restartService', target: 'pay' },
        { do: 'crashProducer', target: 'till' },
        { do: 'restartProducer', target: 'till' },
        { do: 'stopBroker', target: 'broker', how: 'graceful' },
        { do: 'stopBroker', target: 'broker', how: 'kill' },
        { do: 'cutWire', from: 'orders', to: 'pay' },
        { do: 'setKnob', target: 'mails', knob: 'maxLength', value: null },
      ),
    )
    .map(([at, act]) => ({ at, ...act })),
  { maxLength: 6 },
);

const guards = fc.record(
  {
    retry: fc.option(
      fc.record({
        attempts: fc.integer({ min: 2, max: 100 }),
        backoff: fc.array(duration, { minLength: 1, maxLength: 3 }),
      }),
    ),
    breaker: fc.option(
      fc.record({
        failures: fc.integer({ min: 1, max: 1_000 }),
        within: duration,
        open: duration,
      }),
    ),
  },
  some,
);

/** Files with every kind of node, and every setting said or left out. */
const file = fc
  .record({
    seed: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    title,
    duration,
    arrivals,
    poison: fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 3 }),
    publishing,
    restart: fc.option(duration),
    work,
    keys,
    queueSettings,
    consumerSettings,
    latency: duration,
    guards,
    loss: fc.double({ min: 0, max: 1, noNaN: true }),
    faults,
  })
  .map((one) => ({
    schemaVersion: 1,
    name: 'any',
    title: one.title,
    seed: one.seed,
    duration: one.duration,
    nodes: [
      {
        kind: 'producer',
        id: 'orders',
        arrivals: one.arrivals,
        poison: one.poison,
        keys: one.keys,
      },
      {
        kind: 'producer',
        id: 'till',
        arrivals: one.arrivals,
        publishing: one.publishing,
        restart: one.restart,
      },
      { kind: 'service', id: 'pay', work: one.work, publishing: one.publishing },
      { kind: 'broker', id: 'broker' },
      { kind: 'exchange', id: 'fan', broker: 'broker' },
      { kind: 'queue', id: 'mails', broker: 'broker', ...one.queueSettings },
      { kind: 'queue', id: 'dead', broker: 'broker' },
      { kind: 'consumer', id: 'mailer', work: one.work, ...one.consumerSettings },
    ],
    wires: [
      {
        from: 'orders',
        to: 'pay',
        timeout: one.latency,
        latency: one.latency,
        ...one.guards,
      },
      { from: 'pay', to: 'fan', loss: one.loss },
      { from: 'till', to: 'mails', latency: one.latency },
      { from: 'fan', to: 'mails' },
      { from: 'mails', to: 'mailer' },
    ],
    faults: one.faults,
  }));

function read(text: string) {
  const reading = readScenario(text, 'any.json');
  if (!reading.ok) throw new Error(reading.error);
  return reading;
}

describe('reading and writing', () => {
  test('what is written is read back as the same scenario, and written the same again', () => {
    fc.assert(
      fc.property(file, (any) => {
        const { scenario, document } = read(JSON.stringify(any));
        const written = writeScenario(document);
        const again = read(written);
        expect(again.scenario).toEqual(scenario);
        expect(writeScenario(again.document)).toBe(written);
      }),
    );
  });

  test('two spellings of one scenario are written as one', () => {
    const said = { loss: 0, latency: '1000ms', from: 'orders', to: 'mails', timeout: null };
    const plain: ScenarioDocument = {
      schemaVersion: 1,
      name: 'shop',
      title: 'Shop',
      duration: '60s',
      nodes: [
        { kind: 'producer', id: 'orders', arrivals: { kind: 'burst', count: 2 } },
        { kind: 'broker', id: 'broker' },
        { kind: 'queue', id: 'mails', broker: 'broker' },
      ],
      wires: [{ from: 'orders', to: 'mails', latency: '1s' }],
    };
    const verbose = { ...plain, seed: 1, about: '', duration: '1min', wires: [said], faults: [] };
    expect(read(JSON.stringify(verbose)).document).toEqual(read(JSON.stringify(plain)).document);
  });

  test('a document leaves out what goes without saying', () => {
    fc.assert(
      fc.property(file, (any) => {
        const text = writeScenario(read(JSON.stringify(any)).document)
          // To set no limit is something to say.
          .replaceAll('"value": null', '');
        expect(text).not.toMatch(
          /"(onReturn": "head|ack": "afterWork|durable": true|lease": \{ "kind": "connection)/,
        );
        expect(text).not.toMatch(/undefined|null|\{\s*\}/);
      }),
    );
  });
});

describe('any file at all', () => {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(-1, 0, 1.5, 1e300, '', '-5s', 'mails', [], {}, null, '\u202e', 'x'.repeat(99)),
  );

  /** Replaces, takes away, doubles or renames one thing somewhere in the file. */
  function mutate(value: unknown, way: number, by: unknown): unknown {
    if (typeof value !== 'object' || value === null) return by;
    const keys = Object.keys(value);
    const key = keys[way % (keys.length + 1)];
    const deeper = Math.floor(way / (keys.length + 1));
    if (Array.isArray(value)) {
      if (key === undefined) return [...value, by];
      return value.map((item, i) => (String(i) === key ? mutate(item, deeper, by) : item));
    }
    if (key === undefined) return { ...value, [typeof by === 'string' ? by : 'extra']: by };
    const { [key as keyof typeof value]: old, ...rest } = value;
    if (deeper % 7 === 1) return rest;
    return { ...rest, [key]: mutate(old, deeper, by) };
  }

  function expectSentence(text: string) {
    const reading = readScenario(text, 'any.json');
    if (!reading.ok) {
      expect(reading.error).toMatch(/^any\.json: .+\.$/);
      expect(reading.error).not.toMatch(
        /[\p{Cc}\p{Zl}\p{Zp}\u202e]|undefined|Invalid input|\[object/u,
      );
      // The longest lists all keys of a group.
      expect(reading.error.length).toBeLessThan(500);
    }
  }

  test('is read, or refused in one plain line', () => {
    const change = fc.tuple(fc.nat(), anything);
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 3 }), (any, changes) => {
        const wrong = changes.reduce<unknown>((so, [way, by]) => mutate(so, way, by), any);
        expectSentence(JSON.stringify(wrong));
      }),
      { numRuns: 1_000 },
    );
  });

  test('cut, doubled or scrambled text is refused in one plain line', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.nat(), fc.string(), (any, from, length, by) => {
        const text = JSON.stringify(any);
        const at = from % text.length;
        expectSentence(text.slice(0, at) + by + text.slice(at + (length % 20)));
      }),
      { numRuns: 1_000 },
    );
  });
});

test('whatever is read can be run: no check of the engine fails', () => {
  fc.assert(
    fc.property(file, (any) => {
      const { scenario } = read(JSON.stringify(any));
      const simulation = new Simulation(scenario, { maxEvents: 2_000 });
      simulation.runUntil(scenario.durationUs);
      simulation.recount();
    }),
    { numRuns: 200 },
  );
});
