/** readTrace reads a trace from text, or says in one sentence what is wrong with it. */
import { BadInput } from '../BadInput.ts';
import type { BrokerTrace, RabbitTrace } from './BrokerTrace.ts';

const FORMAT = 'broker-trace/1';
const products = ['rabbitmq', 'nats', 'redis'];

export function readTrace(text: string, file: string): BrokerTrace {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadInput(`${file}: must be JSON`);
  }
  const check = new Checks(file);
  const trace = check.object(value, '');
  check.that(trace['format'] === FORMAT, 'format', `"${FORMAT}"`);
  check.text(trace['name'], 'name');
  const broker = check.object(trace['broker'], 'broker');
  check.oneOf(broker['product'], products, 'broker.product');
  check.text(broker['version'], 'broker.version');
  check.that(typeof trace['stable'] === 'boolean', 'stable', 'true or false');
  check.object(trace['setup'], 'setup');
  for (const [i, step] of check.list(trace['steps'], 'steps').entries()) {
    check.text(check.object(step, `steps[${i}]`)['op'], `steps[${i}].op`);
  }
  checkOutcome(check, trace, '');
  if (trace['variants'] !== undefined) {
    for (const [i, variant] of check.list(trace['variants'], 'variants').entries())
      checkOutcome(check, check.object(variant, `variants[${i}]`), `variants[${i}].`);
  }
  if (broker['product'] === 'rabbitmq') checkRabbit(check, trace);
  return value as BrokerTrace;
}

function checkOutcome(check: Checks, outcome: Fields, path: string): void {
  for (const key of ['observed', 'states']) {
    for (const [i, one] of check.list(outcome[key], path + key).entries()) {
      const entry = check.object(one, `${path}${key}[${i}]`);
      check.that(Number.isInteger(entry['step']), `${path}${key}[${i}].step`, 'a step number');
      if (key === 'observed') check.text(entry['event'], `${path}${key}[${i}].event`);
    }
  }
  check.object(outcome['final'], `${path}final`);
}

type Fields = Readonly<Record<string, unknown>>;
type Check = (check: Checks, value: unknown, path: string) => void;

const text: Check = (check, value, path) => check.text(value, path);
const flag: Check = (check, value, path) =>
  check.that(typeof value === 'boolean', path, 'true or false');
const whole: Check = (check, value, path) =>
  check.that(Number.isInteger(value) && Number(value) >= 0, path, 'a whole number from 0');
/** A delivery limit may also be -1, and a consumer's priority below 0. */
const integer: Check = (check, value, path) =>
  check.that(Number.isInteger(value), path, 'a whole number');
const word =
  (...words: readonly string[]): Check =>
  (check, value, path) =>
    check.oneOf(value, words, path);
const texts: Check = (check, value, path) => {
  for (const [i, one] of check.list(value, path).entries()) check.text(one, `${path}[${i}]`);
};
const optional =
  (inner: Check): Check =>
  (check, value, path) => {
    if (value !== undefined) inner(check, value, path);
  };
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (check, value, path) => {
    const found = check.object(value, path);
    for (const [key, inner] of Object.entries(fields)) inner(check, found[key], `${path}.${key}`);
    const unknown = Object.keys(found).find((key) => !Object.hasOwn(fields, key));
    check.that(unknown === undefined, `${path}.${unknown}`, 'left out: nobody knows it');
  };
const listOf =
  (inner: Check): Check =>
  (check, value, path) => {
    for (const [i, one] of check.list(value, path).entries()) inner(check, one, `${path}[${i}]`);
  };

const queue = record({
  name: text,
  type: word('classic', 'quorum'),
  durable: optional(flag),
  maxLength: optional(whole),
  maxLengthBytes: optional(whole),
  overflow: optional(word('drop-head', 'reject-publish', 'reject-publish-dlx')),
  messageTtlMs: optional(whole),
  expiresMs: optional(whole),
  deadLetter: optional(record({ exchange: text, key: optional(text) })),
  deliveryLimit: optional(integer),
  maxPriority: optional(whole),
  singleActiveConsumer: optional(flag),
});

const setup = record({
  exchanges: optional(
    listOf(
      record({
        name: text,
        type: word('direct', 'fanout', 'topic'),
        durable: optional(flag),
        alternateExchange: optional(text),
      }),
    ),
  ),
  queues: listOf(queue),
  bindings: optional(
    listOf(
      record({
        exchange: text,
        queue: optional(text),
        toExchange: optional(text),
        key: optional(text),
      }),
    ),
  ),
});

const message = {
  exchange: optional(text),
  key: text,
  persistent: optional(flag),
  confirm: optional(flag),
  mandatory: optional(flag),
  expirationMs: optional(whole),
  priority: optional(whole),
};
const ackMode = word('manual', 'auto');

const steps: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  wait: { ms: whole },
  restartBroker: { kind: word('graceful', 'kill -9') },
  publish: { id: optional(text), ids: optional(texts), ...message, pipelined: optional(flag) },
  publishBatch: { messages: listOf(record({ id: text, ...message })) },
  consume: {
    consumer: text,
    queue: text,
    prefetch: optional(whole),
    ack: ackMode,
    priority: optional(integer),
    exclusive: optional(flag),
  },
  get: { consumer: text, queue: text, ack: ackMode },
  ack: { consumer: text, id: text, multiple: optional(flag) },
  nack: { consumer: text, id: text, requeue: flag, multiple: optional(flag) },
  reject: { consumer: text, id: text, requeue: flag },
  recover: { consumer: text },
  cancel: { consumer: text, queue: text },
  closeChannel: { consumer: text },
  crashConsumer: { consumer: text },
  declareQueue: { queue },
  deleteQueue: { queue: text },
  purge: { queue: text },
};

function checkRabbit(check: Checks, trace: Fields): void {
  setup(check, trace['setup'], 'setup');
  const known = Object.keys(steps);
  for (const [i, step] of (trace as unknown as RabbitTrace).steps.entries()) {
    const path = `steps[${i}]`;
    check.oneOf(step.op, known, `${path}.op`);
    record({ op: text, ...steps[step.op] })(check, step, path);
    if (step.op === 'publish')
      check.that((step.id ?? step.ids) !== undefined, path, 'a publish with id or ids');
  }
}

class Checks {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  that(holds: boolean, path: string, expected: string): void {
    if (holds) return;
    throw new BadInput(`${this.file}: ${path || 'the trace'} must be ${expected}`);
  }

  text(value: unknown, path: string): void {
    this.that(typeof value === 'string', path, 'a text');
  }

  oneOf(value: unknown, words: readonly string[], path: string): void {
    this.that(words.includes(String(value)), path, words.join(' or '));
  }

  object(value: unknown, path: string): Fields {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.that(isObject, path, 'an object');
    return value as Fields;
  }

  list(value: unknown, path: string): readonly unknown[] {
    this.that(Array.isArray(value), path, 'a list');
    return value as readonly unknown[];
  }
}
