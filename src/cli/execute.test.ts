import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factKinds } from '../engine/index.ts';
import { shippedNames } from '../scenarios/index.ts';
import { execute } from './execute.ts';

function outputOf(...typed: string[]): string {
  const { code, output, complaint } = execute(typed);
  expect(complaint).toBeUndefined();
  expect(code).toBe(0);
  return [...output].join('');
}

/** The one line about bad input; nothing may have been printed beside it. */
function complaintAbout(...typed: string[]): string {
  const { code, output, complaint } = execute(typed);
  expect({ code, output: [...output] }).toEqual({ code: 2, output: [] });
  expect(complaint).toMatch(/^.+$/);
  return complaint ?? '';
}

const folder = mkdtempSync(join(tmpdir(), 'queuescope-'));
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('run', () => {
  test('--json prints one object, with every key that other programs rely on', () => {
    const report = JSON.parse(outputOf('run', 'l13-poison-b', '--json'));
    expect(report).toMatchObject({
      scenario: 'l13-poison-b',
      seed: 1,
      untilUs: 60_000_000,
      events: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(Object.keys(report.counters)).toEqual(
      expect.arrayContaining([
        ...['offered', 'refused', 'published', 'confirmed', 'ready', 'unacked', 'acked'],
        ...['deadLettered', 'dropped', 'expired', 'lost', 'deliveries', 'redeliveries'],
        ...['effects', 'duplicateEffects', 'ordersFailed'],
      ]),
    );
    expect(report.queues.orders).toMatchObject({
      depthMean: expect.any(Number),
      depthMax: 100,
      oldestAgeMaxUs: expect.any(Number),
    });
    for (const times of [report.waitUs, report.sojournUs]) {
      expect(Object.keys(times)).toEqual(
        expect.arrayContaining(['mean', 'p50', 'p95', 'p99', 'max']),
      );
    }
    for (const one of report.guarantees) {
      expect(['kept', 'broken', 'notPromised']).toContain(one.verdict);
    }
  });

  test('a lost message is listed with its time and reason', () => {
    const { losses } = JSON.parse(outputOf('run', 'l13-poison-c', '--json'));
    expect(losses).toEqual([
      { message: 20, queue: 'orders', atUs: 4_400_000, reason: 'deliveryLimit' },
    ]);
  });

  test('the seed and the end can be chosen', () => {
    const report = JSON.parse(
      outputOf('run', 'l8-spike-b', '--seed', '42', '--until=1.5s', '--json'),
    );
    expect(report).toMatchObject({ seed: 42, untilUs: 1_500_000 });
  });

  test('for people it says what came and where it is, and the columns add up', () => {
    const text = outputOf('run', 'l4-durability-b');
    const [, header = '', row = ''] = /(offered .*)\n +orders +(.*)/.exec(text) ?? [];
    expect(text).toContain('offered = in transit + ready + unacked + acked + lost');
    expect(header).toMatch(/^offered +in transit +ready +unacked +acked +lost/);
    const [offered, ...states] = row
      .split(/ +/)
      .slice(0, 6)
      .map((cell) => Number(cell.replace(',', '')));
    expect(states.reduce((sum, state) => sum + state, 0)).toBe(offered);
    expect(text).toContain('notFlushed');
    expect(text).toContain('BROKEN');
  });

  test.each(shippedNames)('%s: no column of the table says undefined or NaN', (name) => {
    expect(outputOf('run', name, '--until', '5s')).not.toMatch(/undefined|NaN|Infinity|null/);
  });

  test('a file is run as a shipped scenario is', () => {
    const path = file(
      'mini.json',
      JSON.stringify({
        schemaVersion: 1,
        name: 'mini',
        title: 'Mini',
        duration: '1s',
        nodes: [
          { kind: 'producer', id: 'p', arrivals: { kind: 'burst', count: 3 } },
          { kind: 'broker', id: 'b' },
          { kind: 'queue', id: 'q', broker: 'b' },
        ],
        wires: [{ from: 'p', to: 'q' }],
      }),
    );
    expect(JSON.parse(outputOf('run', path, '--json'))).toMatchObject({
      scenario: 'mini',
      counters: { offered: 3, ready: 3 },
    });
  });
});

describe('trace', () => {
  test('is one JSON object a line, each fact after its cause', () => {
    const lines = outputOf('trace', 'l5-ack-b', '--until', '1s').trimEnd().split('\n');
    const facts = lines.map((line) => JSON.parse(line));
    expect(facts.length).toBeGreaterThan(50);
    facts.forEach((fact, index) => {
      expect(fact.index).toBe(index);
      expect(factKinds.map((kind) => kind.name)).toContain(fact.fact);
      if (fact.cause !== null) expect(fact.cause).toBeLessThan(index);
    });
  });

  test('--message gives the story of one', () => {
    const [header, ...rows] = outputOf(
      ...['trace', 'l13-poison-b', '--message', '20', '--format', 'csv'],
    )
      .trimEnd()
      .split('\n');
    expect(header).toBe('index,atUs,fact,message,order,place,count,cause,rule');
    expect(rows.map((row) => row.split(',')[2])).toEqual([
      ...['published', 'stored', 'flushed', 'confirmed'],
      ...['delivered', 'started', 'attemptFailed', 'returned'],
      ...['redelivered', 'started', 'attemptFailed', 'returned'],
      ...['redelivered', 'started', 'attemptFailed', 'deadLettered'],
    ]);
  });

  test('the story of a message begins with the order that it came from', () => {
    const lines = outputOf('trace', 'l1-coupling-b', '--message', '7').trimEnd().split('\n');
    const facts = lines.map((line) => JSON.parse(line));
    expect(facts[0]).toMatchObject({ fact: 'offered', order: 7, place: 'customers' });
    expect(facts.map((fact) => fact.fact)).toEqual(
      expect.arrayContaining(['called', 'orderDone', 'published', 'acked']),
    );
    expect(new Set(facts.map((fact) => fact.order ?? fact.message))).toEqual(new Set([7]));
  });

  test('mermaid draws one message as a sequence diagram', () => {
    const text = outputOf('trace', 'l5-ack-b', '--message', '1', '--format', 'mermaid');
    const [first, ...lines] = text.trimEnd().split('\n');
    expect(first).toBe('sequenceDiagram');
    expect(lines.slice(0, 3)).toEqual([
      '  participant P0 as Shop',
      '  participant P1 as Order queue',
      '  participant P2 as Clerk 1',
    ]);
    for (const line of lines.slice(3)) {
      expect(line).toMatch(/^ {2}(Note over P\d|P\d->>P\d): [^:;%<>]+((#\d+;)[^:;%<>]*)*$/);
    }
  });
});

describe('schema', () => {
  test('is the JSON Schema of a file', () => {
    const schema = JSON.parse(outputOf('schema'));
    expect(schema.required).toContain('nodes');
    expect(schema.properties.nodes.items.oneOf).toHaveLength(8);
  });
});

test('a run that ends before its time says so, and that not all holds', () => {
  const { code, output, complaint } = execute(
    ['run', 'l6-lease-a', '--max-events', '5', '--json'], //
  );
  expect({ code, complaint }).toEqual({
    code: 1,
    complaint: 'l6-lease-a: stopped after 5 events, the limit of a run',
  });
  expect(JSON.parse([...output].join(''))).toMatchObject({ events: 5 });
});

describe('help', () => {
  test('lists the commands, and says more about each', () => {
    for (const ask of ['--help', '-h', 'help']) expect(outputOf(ask)).toContain('trace FILE');
    for (const command of ['run', 'trace', 'schema']) {
      expect(outputOf(command, '--help')).toMatch(new RegExp(`^${command}`));
    }
    expect(outputOf('run', '--help')).toContain('payment-system');
    // Also where the rest is wrong: whoever asks for help may not know yet what is right.
    expect(outputOf('run', 'no-such-file', '--nope', '--help')).toContain('--until TIME');
  });
});

describe('bad input is refused in one line', () => {
  test.each([
    [[], 'no command; --help lists them'],
    [['runn'], 'there is no command "runn"; did you mean run?'],
    [
      ['simulate'],
      'there is no command "simulate"; there is run, trace, sweep, conformance, theory, faults, challenges, lessons, schema',
    ],
    [['run'], 'run needs FILE'],
    [['run', 'l5-ack-a', 'l5-ack-b'], 'run does not take "l5-ack-b"'],
    [['run', 'l5-ack-a', '--sed', '1'], 'run has no option --sed; did you mean --seed?'],
    [
      ['run', 'l5-ack-a', '-s'],
      'run has no option -s; there is --seed, --until, --max-events, --json',
    ],
    [['run', 'l5-ack-a', '--seed'], '--seed needs a value: --seed N'],
    [['run', 'l5-ack-a', '--json=1'], '--json takes no value, got "1"'],
    [['run', 'l5-ack-a', '--seed', '1', '--seed', '2'], '--seed is given twice'],
    [
      ['run', 'l5-ack-a', '--seed', '-1'],
      '--seed must be a whole number from 0 to 9007199254740991, got "-1"',
    ],
    [
      ['run', 'l5-ack-a', '--seed', '1e3'],
      '--seed must be a whole number from 0 to 9007199254740991, got "1e3"',
    ],
    [
      ['run', 'l5-ack-a', '--until', '60'],
      '--until must be a duration such as 200ms, 1.5s or 2min, of at most a day, got "60"',
    ],
    [
      ['run', 'l5-ack-a', '--until', '1441min'],
      '--until must be a duration such as 200ms, 1.5s or 2min, of at most a day, got "1441min"',
    ],
    [['trace', 'l5-ack-a', '--format', 'xml'], '--format must be jsonl, csv, mermaid, got "xml"'],
    [
      ['trace', 'l5-ack-a', '--format', 'mermaid'],
      '--format mermaid draws one message: --message N says which',
    ],
    [['trace', 'l6-lease-a', '--message', '2'], '--message: the run has messages 1 to 1, got 2'],
    [['run', 'no-such-file'], 'no-such-file: no such file, and no shipped scenario'],
    [
      ['run', 'payment-sistem'],
      'payment-sistem: no such file, and no shipped scenario; did you mean payment-system?',
    ],
    [['run', '/'], '/: cannot be read (EISDIR)'],
    [['run', 'constructor'], 'constructor: no such file, and no shipped scenario'],
  ])('%j', (typed, complaint) => {
    expect(complaintAbout(...typed)).toBe(complaint);
  });

  test('a file that is no scenario: file, path and what was expected', () => {
    const path = file('wrong.json', '{"schemaVersion": 1, "name": "Wrong"}');
    expect(complaintAbout('run', path)).toBe(
      `${path}: name must be a name of 1 to 32 lower-case letters, digits and hyphens, got "Wrong"`,
    );
    expect(complaintAbout('run', path, '--json')).toContain('name must be');
    expect(complaintAbout('trace', path)).toContain('name must be');
  });

  test('a file that is no JSON: line and column', () => {
    expect(complaintAbout('run', file('cut.json', '{\n  "name": \n'))).toMatch(
      /cut\.json: line 3, column 1: expected a value, got the end of the file$/,
    );
  });

  test('a file that is too large, or no text', () => {
    expect(complaintAbout('run', file('large.json', '['.repeat(10_000_000)))).toContain(
      'must be at most 65536 bytes long',
    );
    expect(complaintAbout('run', file('binary.json', new Uint8Array([0xff, 0xfe, 0])))).toContain(
      'must be text in UTF-8',
    );
  });
});
