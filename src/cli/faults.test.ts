/** The command faults, also with a bug planted in the engine below it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { plant, plantedBugs, prepareFolder } from '../engine/verification/plantedBugs.ts';
import { execute } from './execute.ts';

function json(...typed: string[]) {
  const { code, output } = execute(['faults', ...typed, '--json']);
  return { code, report: JSON.parse([...output].join('')) };
}

describe('faults', { timeout: 60_000 }, () => {
  test('goes through each event of a small system, and says how far it went', () => {
    const { code, report } = json('l5-ack-b');
    expect(code).toBe(0);
    expect(report).toMatchObject({
      broken: 0,
      results: [],
      extent: { events: 164, horizon: 164, every: 1, pairs: false },
      summary: { lost: 0, unexpected: 0 },
    });
    // A clerk and a broker, each killed and stopped, on two sides of most events.
    expect(report.runs).toBeGreaterThan(164 * 4);
    expect(report.summary.duplicated).toBeGreaterThan(0);
  });

  test('tells a loss that nobody promised to prevent with its reason, and breaks nothing', () => {
    const { code, report } = json('l5-ack-a');
    expect(code).toBe(0);
    expect(report.summary.lost).toBeGreaterThan(0);
    expect(report.summary.losses).toContainEqual(
      expect.objectContaining({
        reason: 'ackBeforeWork',
        notPromised: 'the ack comes before the work',
      }),
    );
  });

  test('tells what a group of a log never works off, and why nobody promised that it would', () => {
    const early = json('log-rebalance-b');
    expect(early.code).toBe(0);
    expect(early.report.summary.losses).toMatchObject([
      { queue: 'billing', reason: 'ackBeforeWork', notPromised: 'the ack comes before the work' },
    ]);
    const pending = json('log-claim-a');
    expect(pending.code).toBe(0);
    expect(pending.report.summary).toMatchObject({ lost: 0, unexpected: 0, unrest: { runs: 0 } });
    expect(pending.report.summary.losses).toMatchObject([
      { queue: 'billing', reason: 'leftPending', notPromised: expect.any(String) },
    ]);
  });

  test('says which part of a long run it tried, and trying it again gives the same', () => {
    const typed = ['l8-spike-c', '--events', '300', '--budget', '30000'];
    const { report } = json(...typed);
    expect(report.extent).toMatchObject({ events: 35_001, horizon: 300 });
    expect(report.extent.every).toBeGreaterThan(1);
    expect(json(...typed).report).toEqual(report);
    const { output } = execute(['faults', ...typed]);
    expect([...output].join('')).toContain(`one of each ${report.extent.every} events`);
  });

  test('--pairs adds a second fault before the first is healed', () => {
    const { code, report } = json('l6-lease-b', '--pairs', '--every', '1');
    expect(code).toBe(0);
    expect(report.runs).toBeGreaterThan(4 * json('l6-lease-b').report.runs);
  });

  test('--only plays one run', () => {
    const { code, report } = json('l5-ack-b', '--only', 'clerk:kill@17:before');
    expect(code).toBe(0);
    // The run without a fault comes first.
    expect(report.runs).toBe(2);
    expect(json('l5-ack-b', '--only', 'clerk:kill@17:before+broker:kill@18').report.runs).toBe(2);
  });

  test('--only knows both sides of every event, whatever is due at the same instant', () => {
    // The burst comes at time 0: all of these are at one instant.
    for (const index of [1, 2, 3]) {
      for (const when of ['before', 'after']) {
        const { report } = json('l5-ack-b', '--only', `broker:kill@${index}:${when}`);
        expect(report.runs).toBe(2);
      }
    }
  });

  test.each([
    [['--only', 'clerk'], '--only must be the name of a run'],
    [['--only', 'nobody:kill@17:before'], '--only: nobody cannot fail that way then (kill)'],
    [['--only', 'clerk:kill@9999:before'], '--only: the run has 164 events, from 0'],
    [['--every', '0'], '--every must be a whole number from 1'],
    [['--heal-after', 'soon'], '--heal-after must be a duration'],
  ])('refuses %j', (typed, says) => {
    const { code, output, complaint } = execute(['faults', 'l5-ack-b', ...typed]);
    expect({ code, output: [...output] }).toEqual({ code: 2, output: [] });
    expect(complaint).toContain(says);
  });
});

describe('with a bug planted in the engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-faults-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const buggy = (title: string): string => {
    const bug = plantedBugs.find((one) => one.title === title);
    if (!bug) throw new Error(`there is no bug "${title}"`);
    const home = join(folder, String(plantedBugs.indexOf(bug)));
    prepareFolder(home);
    cpSync(join(import.meta.dirname, '..'), join(home, 'src'), { recursive: true });
    writeFileSync(join(home, 'package.json'), '{"type":"module"}');
    plant(join(home, 'src/engine'), bug);
    return join(home, 'src/cli/main.ts');
  };
  const run = (main: string, ...typed: string[]) => {
    try {
      const output = execFileSync(process.execPath, ['--import', 'tsx', main, 'faults', ...typed], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      return { code: 0, output };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, output: stdout };
    }
  };

  test.each([
    ['the confirm does not wait for the disk', 'l4-durability-d', 'noLossAfterConfirm'],
    ['a closed connection keeps what was unacked on it', 'l5-ack-b', 'booksBalance'],
    ['the idempotency key is forgotten', 'l7-idempotency-c', 'noDuplicateEffect'],
    ['the delivery limit is off by one', 'l13-poison-b', 'boundedDeliveries'],
    [
      'a broker that has recovered delivers nothing until something else happens',
      'l5-ack-b',
      'comesToRest',
    ],
    [
      'whoever gets a partition goes on from where the one before it had read',
      'log-rebalance-a',
      'noLossAfterConfirm',
    ],
    ['an ack settles what is pending and leaves it pending', 'log-claim-b', 'booksBalance'],
  ])(
    'exits with 1 where %s',
    (title, scenario, promise) => {
      const main = buggy(title);
      const typed = [scenario, '--budget', '300000', '--json'];
      const { code, output } = run(main, ...typed);
      const { broken, results } = JSON.parse(output);
      expect(code).toBe(1);
      expect(broken).toBe(results.length);
      const result = results.find(
        (one: { promise: string; component: string }) =>
          one.promise === promise && one.component !== 'none',
      );
      expect(result, `${results[0]?.promise}: ${results[0]?.says}`).toMatchObject({
        component: expect.any(String),
        eventIndex: expect.any(Number),
        seed: 1,
      });
      // And the run that it names shows it again.
      const again = run(main, scenario, '--json', '--only', result.run);
      expect(again.code).toBe(1);
      expect(JSON.parse(again.output).results).toContainEqual(
        expect.objectContaining({ promise, run: result.run }),
      );
    },
    60_000,
  );
});
