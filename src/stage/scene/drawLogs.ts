/**
 * drawLogs says how a log and the groups that read it stand: what each partition holds, how far each
 * group is in it, and what is pending.
 */
import { Broker } from '../../engine/index.ts';
import type { ExchangePart, QueuePart } from '../layout/Layout.ts';
import {
  drawRecordRows,
  drawRecords,
  packRow,
  type RecordRow,
  type RowMark,
  rowsFit,
} from './drawRecordRows.ts';
import { syncOf } from './drawReplicas.ts';
import { partitionRows, sharedRows } from './groupRows.ts';
import { at, type Look } from './Look.ts';
import type { Pack } from './pack.ts';
import type { Words } from './Scene.ts';
import { brokerWord, sayScale } from './tellQueue.ts';
import { counted } from './words.ts';

/** A log, where an exchange stands: how many records it holds. */
export function drawLog(look: Look, { node, box }: ExchangePart): void {
  const { world, plan } = look;
  const isDown = isBrokerDown(look, node);
  const { partitions, logs } = world.logs;
  const rows = partitionsOf(look, node);
  const live = rows.reduce((sum, p) => sum + at(partitions.live, p), 0);
  const isThere = at(logs.exists, node) === 1;
  const words = isThere ? `${counted(live)} records` : 'not there';
  const shorter = isThere ? counted(live) : words;
  const sync = syncOf(look, node);
  const trouble = sync === null ? [] : syncWords(sync);
  const said = isDown ? ['DOWN'] : trouble.length > 0 ? trouble : [words, shorter];
  look.sayFirst(`${box}.state`, ...said);
  const title = plan.nodes[node]?.title ?? '';
  const ends = rows.map(
    (p, i) => `partition ${i} ends at ${counted(at(partitions.nextOffset, p))}`,
  );
  const kept = sync === null ? '' : `, ${trouble[0] ?? `${sync.count} replicas in sync`}`;
  const says = `${title}, log: ${words}, ${ends.join(', ')}${kept}`;
  look.box(box, { isBroken: isDown, says: isDown ? `${says}, ${brokerWord(look, node)}` : says });
}

/** What is wrong with the replicas of a log; nothing where all of them are in sync. */
function syncWords({ isLed, fewest, count }: NonNullable<ReturnType<typeof syncOf>>): string[] {
  if (!isLed) return ['no leader'];
  return fewest < count ? [`${fewest} of ${count} in sync`, `${fewest} in sync`] : [];
}

/** A group, where a queue stands: a row for each partition, or for each member and what is new. */
export function drawGroup(look: Look, part: QueuePart): void {
  const { world, plan, m } = look;
  const { node, box, field } = part;
  const { groups, shares } = world.logs;
  const isDown = isBrokerDown(look, node);
  const isOrdered = world.logs.plan.groups[node]?.reading === 'perPartition';
  const own = sharesOf(look, node);
  const unread = own.reduce((sum, share) => sum + at(shares.undelivered, share), 0);
  const rows = isOrdered ? partitionRows(look, node, own) : sharedRows(look, node, own);
  const pack = rowsFit(m, field, rows.length)
    ? drawRecordRows(look, part, rows)
    : drawInOne(look, part, rows);
  const held = isOrdered
    ? own.reduce((sum, share) => sum + at(shares.position, share) - at(shares.committed, share), 0)
    : at(groups.pending, node);

  const number = counted(unread);
  const what = isOrdered ? 'not committed' : 'pending';
  const also = held > 0 ? `, ${counted(held)} ${what}` : '';
  const wordings: Words[] = isDown
    ? [['DOWN', '']]
    : [
        [number, ` to read${also}`],
        [number, ' to read'],
        [number, ''],
      ];
  look.sayFirst(`${box}.count`, ...wordings);
  sayHowFar(look, part, own, isOrdered);
  sayScale(look, box, pack);
  const title = plan.nodes[node]?.title ?? '';
  const told = rows.map(
    ({ label, count, tells: [longest = ''] }) => `${label} ${count} ${longest}`,
  );
  const says = [`${title}, group: ${number} to read${also}`, ...told.map((words) => words.trim())];
  look.box(box, { isBroken: isDown, says: says.join(', ') });
}

/** Under its records: that it stands still, how much is committed, or how many are left alone. */
function sayHowFar(look: Look, part: QueuePart, own: readonly number[], isOrdered: boolean): void {
  const { shares, partitions, plan, groups } = look.world.logs;
  const { node, box } = part;
  if (isOrdered) {
    const sum = (of: (share: number) => number): number =>
      own.reduce((total, share) => total + of(share), 0);
    const committed = counted(sum((share) => at(shares.committed, share)));
    const end = sum((share) => at(partitions.nextOffset, at(plan.partitionOfShare, share)));
    const isStill = at(groups.isRebalancing, node) === 1;
    if (isStill) look.sayFirst(`${box}.disk`, 'deals out its partitions anew', 'rebalancing');
    else {
      const words = `${committed} of ${counted(end)}`;
      look.sayFirst(`${box}.disk`, `${words} committed`, `${committed} committed`, words);
    }
    return;
  }
  const parked = at(groups.parked, node);
  const settled = counted(at(groups.settled, node));
  look.sayFirst(`${box}.disk`, `${settled} settled`, settled);
  if (parked > 0) look.say(`${box}.scale`, `${counted(parked)} parked`);
}

/** More rows than fit: all in one heap. */
function drawInOne(look: Look, { node, field }: QueuePart, rows: readonly RecordRow[]): Pack {
  const sum = (of: (row: RecordRow) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const held = sum((row) => row.held);
  const unread = sum((row) => row.unread);
  const view = look.viewOf(node);
  const before = look.options.before?.piles.get(node)?.[0]?.pack;
  const pack = packRow({ held, unread }, field, look.m.pack, { view, before });
  const isKind = (kind: RowMark['kind']): RowMark[] =>
    rows.flatMap((row) => [...row.marks()].filter((mark) => mark.kind === kind));
  const marks = (): RowMark[] => [...isKind('unacked'), ...isKind('ready')];
  drawRecords(look, node, { held, unread, blocking: null, marks }, pack);
  return pack;
}

function isBrokerDown({ world, plan }: Look, node: number): boolean {
  return at(world.brokers.state, at(plan.brokerOf, node)) !== Broker.running;
}

function partitionsOf({ world }: Look, log: number): number[] {
  const { plan } = world.logs;
  return rowsFrom(at(plan.firstPartition, log), plan.logs[log]?.partitions ?? 0);
}

function sharesOf({ world }: Look, group: number): number[] {
  const { plan } = world.logs;
  const log = at(plan.logOf, group);
  return rowsFrom(at(plan.firstShare, group), plan.logs[log]?.partitions ?? 0);
}

function rowsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}
