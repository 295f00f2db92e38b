import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { execute } from '../execute.ts';
import { readTrace } from './readTrace.ts';

const traces = join(import.meta.dirname, '../../engine/verification/brokerTraces');
const good = {
  format: 'broker-trace/1',
  name: 'small',
  broker: { product: 'rabbitmq', version: '3.10.8', queueType: 'classic' },
  teaches: 'nothing',
  setup: { queues: [{ name: 'work', type: 'classic' }] },
  steps: [{ op: 'publish', id: 'm1', key: 'work' }],
  runs: 1,
  stable: true,
  observed: [{ step: 0, event: 'confirmed', id: 'm1' }],
  states: [{ step: 0, ready: { work: 1 } }],
  final: { ready: { work: ['m1'] }, unacked: {}, acked: {}, lost: [] },
};

describe('a trace', () => {
  it('is read as it is', () => {
    expect(readTrace(JSON.stringify(good), 'a.json')).toEqual(good);
  });

  it.each([
    ['{', 'a.json: must be JSON'],
    ['[]', 'a.json: the trace must be an object'],
    [{ ...good, format: 'x' }, 'a.json: format must be "broker-trace/1"'],
    [{ ...good, stable: 1 }, 'a.json: stable must be true or false'],
    [
      { ...good, broker: { product: 'kafka', version: '1' } },
      'a.json: broker.product must be rabbitmq or nats or redis',
    ],
    [{ ...good, steps: [{ op: 'dance' }] }, /^a.json: steps\[0\]\.op must be wait or /],
    [
      { ...good, steps: [{ op: 'wait', ms: -1 }] },
      'a.json: steps[0].ms must be a whole number from 0',
    ],
    [
      { ...good, steps: [{ op: 'purge', queue: 'work', hard: true }] },
      'a.json: steps[0].hard must be left out: nobody knows it',
    ],
    [
      { ...good, steps: [{ op: 'publish', key: 'work' }] },
      'a.json: steps[0] must be a publish with id or ids',
    ],
    [{ ...good, observed: [{ event: 'x' }] }, 'a.json: observed[0].step must be a step number'],
    [{ ...good, final: undefined }, 'a.json: final must be an object'],
    [
      { ...good, setup: { queues: [{ name: 'q', type: 'stream' }] } },
      'a.json: setup.queues[0].type must be classic or quorum',
    ],
  ])('that is wrong is refused in one sentence: %#', (trace, sentence) => {
    const text = typeof trace === 'string' ? trace : JSON.stringify(trace);
    expect(() => readTrace(text, 'a.json')).toThrow(sentence);
  });
});

describe('sim conformance', () => {
  const folder = mkdtempSync(join(tmpdir(), 'queuescope-traces-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const put = (name: string, trace: object): void =>
    writeFileSync(join(folder, name), JSON.stringify(trace));
  const printed = (output: Iterable<string>): string => [...output].join('');

  it('ends with 0 where every trace is kept, and prints one JSON object', () => {
    const { code, output } = execute(['conformance', traces, '--json']);
    expect(code).toBe(0);
    const report = JSON.parse(printed(output));
    expect(report).toMatchObject({ traces: 164, kept: 164, broken: 0, leftOut: 0 });
    expect(report.results[0]).toEqual({
      name: 'nats-ack-all',
      verdict: 'kept',
      feature: null,
      firstDifference: null,
    });
  });

  it('ends with 2 and one line for what is no folder of traces', () => {
    expect(execute(['conformance', join(folder, 'nowhere')])).toMatchObject({ code: 2 });
    expect(execute(['conformance', folder]).complaint).toMatch(/must hold at least one trace/);
  });

  it('ends with 1 and names the first difference where one is broken', () => {
    put('good.json', good);
    put('bad.json', { ...good, name: 'bad', states: [{ step: 0, ready: { work: 2 } }] });
    const { code, output, complaint } = execute(['conformance', folder, '--json']);
    expect([code, complaint]).toEqual([1, '1 of 2 traces are broken']);
    expect(JSON.parse(printed(output)).results[0]).toEqual({
      name: 'bad',
      verdict: 'broken',
      feature: null,
      firstDifference: 'after step 0: ready.work should be 2, is 1',
    });
    expect(printed(execute(['conformance', folder]).output)).toContain('1 kept, 1 broken');
  });

  it('takes one trace as well as a folder', () => {
    expect(execute(['conformance', join(folder, 'good.json')]).code).toBe(0);
  });
});
