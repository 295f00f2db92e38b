/**
 * Each planted bug must be caught: by the books that the engine keeps, or by a law that looks on. A
 * check that catches nothing when something is wrong is no check.
 *
 * A bug is planted in a copy of the sources, by replacing a piece of text that must be there once.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface PlantedBug {
  readonly title: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** What catches it says so. */
  readonly caughtBy: RegExp;
}

const planted: readonly PlantedBug[] = [
  {
    title: 'the books are not updated when a copy changes its state',
    file: 'model/World.ts',
    from: 'copyCounts[queue * COPY_STATES + from]--;',
    to: '',
    caughtBy: /copies came, \d+ are somewhere/,
  },
  {
    title: 'the delivery limit is off by one',
    file: 'model/settling.ts',
    from: `  if (copies.deliveryCount[copy] >= queues.maxDeliveries[queue]) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return before;`,
    to: `  if (copies.deliveryCount[copy] > queues.maxDeliveries[queue]) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return before;`,
    caughtBy: /has had \d+ deliveries, at most/,
  },
  {
    title: 'what comes back goes to the other end',
    file: 'model/settling.ts',
    from: 'if (queues.returnToTail[queue]) putAtTail',
    to: 'if (!queues.returnToTail[queue]) putAtTail',
    caughtBy: /overtook one/,
  },
  {
    title: 'the idempotency key is forgotten',
    file: 'model/ledger.ts',
    from: 'const seen = keyMode === KeyMode.withEffect ? SEEN : entry & SEEN;',
    to: 'const seen = 0;',
    caughtBy: /repeated \d+ effects/,
  },
  {
    title: 'the key is recorded before the effect that it should go with',
    file: 'model/ledger.ts',
    from: 'if (keyMode === KeyMode.beforeEffect) world',
    to: 'world',
    caughtBy: /suppressed and never had its effect/,
  },
  {
    title: 'a failed attempt is acked',
    file: 'model/settling.ts',
    from: 'isAck ? Event.ackArrives : Event.nackArrives',
    to: 'isAck ? Event.ackArrives : Event.ackArrives',
    caughtBy: /acked before any work/,
  },
  {
    title: 'an ack leaves the lease running',
    file: 'model/settling.ts',
    from: `  const queue = copies.queue[copy];
  stopTimer(world, copy);
  copies.delivery[copy] = NO_ROW;
  world.advance(copy, CopyDoes.ACK);`,
    to: `  const queue = copies.queue[copy];
  copies.delivery[copy] = NO_ROW;
  world.advance(copy, CopyDoes.ACK);`,
    caughtBy: /a copy that is \w+ got RETURN|timer is running/,
  },
  {
    title: 'a closed connection keeps what was unacked on it',
    file: 'model/settling.ts',
    from: 'before = takeBack(world, copy, fact, Rule.noAck, before);',
    to: '',
    caughtBy: /deliveries are not \d+ settled|by nobody/,
  },
  {
    title: 'a settled delivery keeps its place in the window',
    file: 'model/settling.ts',
    from: 'consumers.window[consumer]--;',
    to: '',
    caughtBy: /its window says/,
  },
  {
    title: 'a consumer is sent one message more than its prefetch',
    file: 'model/delivering.ts',
    from: 'consumers.window[consumer] < groups.prefetchLimit',
    to: 'consumers.window[consumer] <= groups.prefetchLimit',
    caughtBy: /deliveries, at most/,
  },
  {
    title: 'a killed broker remembers what was only in memory',
    file: 'model/failing.ts',
    from: 'else if (!isOnDisk) forget(world, copy, cause);',
    to: '',
    caughtBy: /not on disk, and its broker is down/,
  },
  {
    title: 'the confirm does not wait for the disk',
    file: 'model/publishing.ts',
    from: 'messages.flags[message] & MessageFlag.waiting && messages.awaiting[message] === 0',
    to: 'messages.flags[message] & MessageFlag.waiting',
    caughtBy: /confirmed before it was on the disk/,
  },
  {
    title: 'a dead letter does not arrive in its queue',
    file: 'model/storing.ts',
    from: 'moveTo(world, deadLetterQueue, copy);',
    to: '',
    caughtBy: /the trace tells of \d+ copies/,
  },
  {
    title: 'a message is lost without a word',
    file: 'model/storing.ts',
    from: `  copies.lastFact[copy] = world.record(
    Fact.lost,`,
    to: `  if (rule === Rule.none) copies.lastFact[copy] = world.record(
    Fact.lost,`,
    caughtBy: /the trace tells of \d+ copies/,
  },
  {
    title: 'chance comes from outside',
    file: 'model/wires.ts',
    from: 'random.next32(wires.stream[wire]) < threshold',
    to: 'random.next32(wires.stream[wire]) * 0 + Math.random() * 2 ** 32 < threshold',
    caughtBy: /another one the second time/,
  },
  {
    title: 'a checkpoint leaves a column out',
    file: 'kernel/Table.ts',
    from: 'ArrayBuffer.isView(this.column(name)))',
    to: "ArrayBuffer.isView(this.column(name)) && name !== 'draws')",
    caughtBy: /another one the second time/,
  },
  {
    title: 'a record that a log removes is still to be read',
    file: 'model/log/positions.ts',
    from: 'if (shares.nextRecord[share] === record) shares.nextRecord[share] = records.next[record];',
    to: '',
    caughtBy: /records stand from/,
  },
  {
    title: 'an ack settles what is pending and leaves it pending',
    file: 'model/log/answering.ts',
    from: '  groups.settled[group]++;\n  removePending(world, row);',
    to: '  groups.settled[group]++;',
    caughtBy: /handed out are not \d+ settled/,
  },
  {
    title: 'a partition keeps its owner when another generation begins',
    file: 'model/log/rebalancing.ts',
    from: 'shares.generation[share] = generation;',
    to: '',
    caughtBy: /a partition of generation/,
  },
  {
    title: 'whoever gets a partition goes on from where the one before it had read',
    file: 'model/log/rebalancing.ts',
    from: 'moveTo(world, share, shares.committed[share]);',
    to: '',
    caughtBy: /never had its effect/,
  },
  {
    title: 'a process that runs again takes itself for the one that died',
    file: 'model/log/membership.ts',
    from: 'world.logs.members.generation[consumer] = NO_GENERATION;',
    to: '',
    caughtBy: /never had its effect/,
  },
  {
    title: 'a fenced commit counts',
    file: 'model/log/rebalancing.ts',
    from: 'shares.owner[share] === consumer && answers.generation[answer] === groups.generation[group];',
    to: 'answers.generation[answer] >= -1;',
    caughtBy: /committed \d+, done \d+, position/,
  },
];

const engine = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'planted-bugs-'));
const RUNS = 300;
const SEED = 5;
let found: readonly (string | null)[] = [];

beforeAll(() => {
  symlinkSync(join(engine, '../../node_modules'), join(folder, 'node_modules'));
  const copies = ['none', ...planted.keys()].map((name) => join(folder, String(name)));
  for (const copy of copies) cpSync(engine, copy, { recursive: true });
  planted.forEach((bug, i) => {
    plant(bug, String(copies[i + 1]));
  });
  found = copies.map((copy) => {
    const script = join(copy, 'verification', 'huntPlanted.ts');
    const output = execFileSync(
      process.execPath,
      ['--import', 'tsx', script, String(RUNS), String(SEED)],
      { encoding: 'utf8', cwd: join(engine, '../..') },
    );
    return JSON.parse(output) as string | null;
  });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant({ file, from, to, title }: PlantedBug, copy: string): void {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const parts = source.split(from);
  if (parts.length !== 2)
    throw new Error(`"${title}": its text is ${parts.length - 1} times in ${file}`);
  writeFileSync(path, parts.join(to));
}

describe('a hunt through random runs', () => {
  it('finds nothing in the engine as it is', () => {
    expect(found[0]).toBe(null);
  });

  it.each(planted.map((bug, i) => [bug.title, bug, i] as const))('catches: %s', (_, bug, i) => {
    expect(found[i + 1] ?? 'nothing').toMatch(bug.caughtBy);
    expect(found[i + 1]).not.toBe(null);
  });
});
