import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedDocument } from '../../scenarios/index.ts';
import type { SweepRow } from '../../sweeps/index.ts';
import { execute } from '../execute.ts';

interface Ended {
  readonly code: number;
  readonly complaint: string | undefined;
  readonly printed: string;
  readonly progress: readonly string[];
}

/** A whole line of the command line, with what takes its time. One thread, where not told otherwise. */
async function executed(...said: string[]): Promise<Ended> {
  const typed = said.includes('--workers') ? said : [...said, '--workers', '1'];
  const { output, later, ...first } = execute(typed);
  let printed = [...output].join('');
  const progress: string[] = [];
  const ending = await later?.({
    print: async (piece) => {
      printed += piece;
    },
    progress: (text) => void progress.push(text),
  });
  const { code, complaint } = ending ?? first;
  return { code, complaint, printed, progress };
}

async function printedBy(...typed: string[]): Promise<string> {
  const { code, complaint, printed } = await executed(...typed);
  expect({ code, complaint }).toEqual({ code: 0, complaint: undefined });
  return printed;
}

function rowsIn(lines: string): SweepRow[] {
  return lines
    .trimEnd()
    .split('\n')
    .map((one) => JSON.parse(one) as SweepRow);
}

/** Chance in arrivals, and a knob that matters. */
const asked = [
  ...['sweep', 'payment-system', '--set', 'senders.count=1,2,3'],
  ...['--set', 'checkout.arrivals.kind=exponential', '--set', 'duration=2s', '--seeds', '3'],
];

describe('sweep', () => {
  test('--json prints a JSON object for each row, with its values and its measures', async () => {
    const rows = rowsIn(await printedBy(...asked, '--json'));
    expect(rows.map(({ row, set }) => [row, set['senders.count']])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    for (const { scenario, seeds, firstSeed, measures } of rows) {
      expect({ scenario, seeds, firstSeed }).toEqual({
        scenario: 'payment-system',
        seeds: 3,
        firstSeed: 1,
      });
      const { mean, low, high, difference } = measures['waitUs.mean']!;
      expect(low).toBeLessThanOrEqual(mean);
      expect(high).toBeGreaterThanOrEqual(mean);
      expect(difference).toMatchObject({ mean: expect.any(Number) });
    }
  });

  test('the mean is that of run --json with each of the seeds', async () => {
    const [row] = rowsIn(
      await printedBy('sweep', 'l9-capacity-a', '--set', 'duration=5s', '--seeds', '3', '--json'),
    );
    const runs = [1, 2, 3].map((seed) => {
      const typed = ['run', 'l9-capacity-a', '--until', '5s', '--seed', String(seed), '--json'];
      return JSON.parse([...execute(typed).output].join(''));
    });
    const meanOf = (of: (run: (typeof runs)[number]) => number): number =>
      runs.reduce((sum, run) => sum + of(run), 0) / 3;
    expect(row!.measures['deliveries']!.mean).toBeCloseTo(meanOf((run) => run.counters.deliveries));
    expect(row!.measures['sojournUs.p95']!.mean).toBeCloseTo(meanOf((run) => run.sojournUs.p95));
    expect(row!.measures['events']!.mean).toBeCloseTo(meanOf((run) => run.events));
  });

  test('--json prints the same bytes on 1, 2 and 3 threads', async () => {
    const onOne = await printedBy(...asked, '--json', '--workers', '1');
    expect(rowsIn(onOne)).toHaveLength(3);
    expect(await printedBy(...asked, '--json', '--workers', '2')).toBe(onOne);
    expect(await printedBy(...asked, '--json', '--workers', '3')).toBe(onOne);
  });

  test.each([
    [2, '--json'],
    [3, '--measures=all'],
  ])('%i shards one after the other are the whole, byte for byte: %s', async (of, option) => {
    const whole = await printedBy(...asked, option);
    let joined = '';
    for (let shard = 1; shard <= of; shard++) {
      joined += await printedBy(...asked, option, '--shard', `${shard}/${of}`);
    }
    expect(joined).toBe(whole);
  });

  test('for people it is a table; a star marks what is surely not the first row’s', async () => {
    const typed = ['sweep', 'payment-system', '--set', 'duration=5s,5s', '--seeds', '3'];
    const noisy = ['--set', 'checkout.arrivals.kind=exponential', '--measures', 'sojournUs.mean'];
    const [header, one, two, end] = (await printedBy(...typed, ...noisy)).split('\n');
    expect(header).toBe('duration  checkout.arrivals.kind  seeds  sojournUs.mean');
    expect(one).toMatch(/^5s {8}exponential {13}3 {6}[\d.]+ ms ± [\d.]+ ms$/);
    expect([two, end]).toEqual([one, '']);

    const starred = await printedBy(...asked, '--measures', 'offered,queues.emails.depthMax');
    const [names, first, , third] = starred.split('\n');
    expect(names).toMatch(/seeds {2}offered +queues\.emails\.depthMax$/);
    expect(first).not.toContain('*');
    expect(third).toMatch(/ \*$/);
    expect(third).not.toMatch(/\*.*\*/);
  });

  test('--measures all shows every one, and --seeds 1 has no interval', async () => {
    const typed = ['sweep', 'l5-ack-b', '--set', 'duration=1s', '--seeds', '1'];
    const [header = '', row = ''] = (await printedBy(...typed, '--measures', 'all')).split('\n');
    expect(header).toContain('effects.clerk.amount');
    expect(row).not.toMatch(/±|undefined|NaN|null/);
  });

  test('--measures chooses what --json prints, too', async () => {
    const typed = ['sweep', 'l5-ack-b', '--set', 'duration=1s', '--seeds', '2', '--json'];
    const [all] = rowsIn(await printedBy(...typed));
    const [few] = rowsIn(await printedBy(...typed, '--measures', 'waitUs.p95,lost'));
    const { lost, 'waitUs.p95': wait } = all!.measures;
    expect(few).toEqual({ ...all, measures: { 'waitUs.p95': wait, lost } });
  });

  test('--seed is the first seed, and the file’s where it is not given', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'queuescope-')), 'own.json');
    writeFileSync(path, JSON.stringify({ ...shippedDocument('l5-ack-b'), seed: 77 }));
    const typed = ['sweep', path, '--set', 'duration=1s', '--seeds', '2', '--json'];
    expect(rowsIn(await printedBy(...typed))[0]!.firstSeed).toBe(77);
    expect(rowsIn(await printedBy(...typed, '--seed', '5'))[0]!.firstSeed).toBe(5);
  });

  test('says how far it is', async () => {
    const { progress } = await executed(
      ...['sweep', 'l6-lease-a', '--set', 'duration=1s,2s', '--seeds', '2'],
    );
    expect(progress).toEqual(['1 of 4 runs', '2 of 4 runs', '3 of 4 runs', '4 of 4 runs']);
  });

  test('a run that fails is named with its values and seed; the rows before it stand', async () => {
    const { code, complaint, printed } = await executed(
      ...['sweep', 'l6-lease-b', '--set', 'duration=1us,60s', '--seeds', '2'],
      ...['--max-events', '6', '--seed', '8', '--json'],
    );
    expect({ code, complaint }).toEqual({
      code: 1,
      complaint: 'l6-lease-b with duration=60s, seed 8: stopped after 6 events, the limit of a run',
    });
    expect(rowsIn(printed).map(({ set }) => set['duration'])).toEqual(['1us']);
  });
}, 60_000);

describe('a sweep that cannot be is refused in one line', () => {
  const shard = '--shard must be I/N with I from 1 to N and N below 1000000, got';
  test.each([
    [['--shard', '0/3'], `${shard} "0/3"`],
    [['--shard', '4/3'], `${shard} "4/3"`],
    [['--shard', 'x'], `${shard} "x"`],
    [['--shard', '1/3/5'], `${shard} "1/3/5"`],
    [['--shard', '-1/3'], `${shard} "-1/3"`],
    [['--shard', '1/'], `${shard} "1/"`],
    [['--seeds', '0'], '--seeds must be a whole number from 1 to 10000, got "0"'],
    [['--seeds', 'ten'], '--seeds must be a whole number from 1 to 10000, got "ten"'],
    [['--seeds', '10001'], '--seeds must be a whole number from 1 to 10000, got "10001"'],
    [
      ['--seed', '9007199254740991', '--seeds', '2'],
      '--seed 9007199254740991 has no 2 seeds from it on: 9007199254740991 is the last',
    ],
    [['--workers', '0'], '--workers must be a whole number from 1 to 256, got "0"'],
    [['--measures', 'lst'], '--measures: there is no measure "lst"; did you mean lost?'],
    [['--json', '--json'], '--json is given twice'],
    [
      ['--set', 'senders.prefetchLimit=1,0'],
      '--set senders.count=1, senders.prefetchLimit=0: nodes[8].prefetchLimit must be a whole number from 1 to 10000, got 0',
    ],
    [
      ['--set', 'emails.flush.time=fast'],
      '--set senders.count=1, emails.flush.time=fast: nodes[4].flush.time must be a duration such as "200ms", "1.5s" or "2min", of whole microseconds and at most a day, got "fast"',
    ],
    [
      ['--set', 'sender.count=2'],
      '--set sender.count=2: sender.count begins neither with a key of the file nor with the id of a node (checkout, payment, broker, payment-done, emails, emails-dead, analytics, analytics-dead, senders, analyst)',
    ],
    [
      ['--set', 'nodes[12].count=2'],
      '--set nodes[12].count=2: nodes[12].count goes to nodes, a list of 10 that has no 12',
    ],
    [
      ['--set', 'senders.count'],
      '--set "senders.count" must be PATH=VALUE,VALUE such as senders.count=1,2,3',
    ],
    [
      ['--set', 'senders.count=3'],
      '--set senders.count is the place of senders.count; its values belong in one list',
    ],
  ])('%j', (more, complaint) => {
    const { code, output, later, ...said } = execute([
      ...['sweep', 'payment-system', '--set', 'senders.count=1'],
      ...more,
    ]);
    expect({ code, output: [...output], later, ...said }).toEqual({
      code: 2,
      output: [],
      later: undefined,
      complaint,
    });
  });

  test('without a setting there is nothing to sweep', () => {
    expect(execute(['sweep', 'payment-system'])).toMatchObject({
      code: 2,
      complaint: 'sweep needs --set PATH=A,B,C',
    });
    expect(execute(['sweep', 'no-such', '--set', 'a=1']).complaint).toContain('no such file');
  });
});
