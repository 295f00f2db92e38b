import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { execute } from '../execute.ts';

const folder = mkdtempSync(join(tmpdir(), 'queuescope-theory-'));
function file(rows: unknown): string {
  const path = join(folder, 'table.json');
  writeFileSync(path, typeof rows === 'string' ? rows : JSON.stringify(rows));
  return path;
}

const spike = {
  model: 'fluid-spike',
  params: { lambda_base: 60, lambda_spike: 200, spike_s: 30, capacity: 100 },
  quantity: 'drain_time_after_spike',
  value: 75,
};

describe('theory', () => {
  it('--json prints one object, with every key that other programs rely on', () => {
    const noRun = { ...spike, model: 'M/M/0' };
    const { code, output, complaint } = execute(['theory', file([spike, noRun]), '--json']);
    expect({ code, complaint }).toEqual({ code: 0, complaint: undefined });
    expect(JSON.parse([...output].join(''))).toMatchObject({
      rows: 2,
      passed: 1,
      failed: 0,
      leftOut: 1,
      results: [
        {
          model: 'fluid-spike',
          params: spike.params,
          quantity: 'drain_time_after_spike',
          value: 75,
          estimate: expect.closeTo(75, 1),
          low: expect.any(Number),
          high: expect.any(Number),
          verdict: 'passed',
        },
        { verdict: 'leftOut', estimate: null, reason: expect.stringContaining('model') },
      ],
    });
  });

  it('exits with 1 when a row fails, and names it', () => {
    const path = file([spike, { ...spike, value: 75 * 1.05 }]);
    const { code, output, complaint } = execute(['theory', path]);
    expect(code).toBe(1);
    expect(complaint).toBe(
      `${path}: 1 of 2 rows failed, the first is fluid-spike, drain_time_after_spike`,
    );
    expect([...output].join('')).toContain('FAILED');
  });

  it.each([
    ['{', 'the file must be JSON'],
    ['{}', 'the table must be a list of at least one row'],
    [[], 'the table must be a list of at least one row'],
    [[spike, 7], 'rows[1] must be an object, got 7'],
    [[{ ...spike, model: 1 }], 'rows[0].model must be a text, got 1'],
    [[{ ...spike, quantity: undefined }], 'rows[0].quantity must be a text, got nothing'],
    [[{ ...spike, value: '75' }], 'rows[0].value must be a number, got "75"'],
    [[{ ...spike, params: [] }], 'rows[0].params must be an object, got []'],
    [
      [{ ...spike, params: { ...spike.params, spike_s: -1 } }],
      'rows[0].params.spike_s must be a number from 0.0001 to 10000, got -1',
    ],
    [
      [{ ...spike, params: { ...spike.params, capacity: 300 } }],
      'rows[0].params.capacity must be between lambda_base and lambda_spike, got 300',
    ],
    [
      [spike, { ...spike, model: 'M/M/1', params: { lambda_: 2, mu: 1, c: 1 } }],
      'rows[1].params.lambda_ must be less than c mu, for a steady state, got 2',
    ],
    [
      [{ ...spike, model: 'M/M/1', params: { lambda_: 0.5, mu: 1, c: 1.5 } }],
      'rows[0].params.c must be a whole number from 1 to 100, got 1.5',
    ],
  ])('refuses %j in one line', (rows, expected) => {
    const path = file(rows);
    expect(execute(['theory', path])).toEqual({
      code: 2,
      output: [],
      complaint: `${path}: ${expected}`,
    });
  });

  it('refuses a file that is not there', () => {
    expect(execute(['theory', 'no-such-file'])).toMatchObject({
      code: 2,
      complaint: 'no-such-file: no such file',
    });
  });
});
