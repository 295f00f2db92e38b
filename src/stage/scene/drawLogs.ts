/**
 * drawLogs says how a log and the groups that read it stand: what each partition holds, how far each
 * group is in it, and what is pending. What there is to read lies in a group's box like a queue's ready
 * messages do, the next one first.
 */
import { Broker, NO_ROW } from '../../engine/index.ts';
import type { ExchangePart, QueuePart } from '../layout/Layout.ts';
import { at, type Look } from './Look.ts';
import { isOneByOne, packOf, placeOf } from './pack.ts';
import type { Words } from './Scene.ts';
import { brokerWord } from './tellQueue.ts';
import { counted, nameOf } from './words.ts';

/** A log, where an exchange stands: how many records it holds. */
export function drawLog(look: Look, { node, box }: ExchangePart): void {
  const { world, plan } = look;
  const isDown = isBrokerDown(look, node);
  const { partitions, logs } = world.logs;
  const rows = partitionsOf(look, node);
  const live = rows.reduce((sum, p) => sum + at(partitions.live, p), 0);
  const isThere = at(logs.exists, node) === 1;
  const words = isThere ? `${counted(live)} records` : 'not there';
  look.say(`${box}.state`, isDown ? 'DOWN' : words);
  const title = plan.nodes[node]?.title ?? '';
  const ends = rows.map(
    (p, i) => `partition ${i} ends at ${counted(at(partitions.nextOffset, p))}`,
  );
  const says = `${title}, log: ${words}, ${ends.join(', ')}`;
  look.box(box, { isBroken: isDown, says: isDown ? `${says}, ${brokerWord(look, node)}` : says });
}

/** A group, where a queue stands: what it has not read, and in words how far it is. */
export function drawGroup(look: Look, { node, box, field }: QueuePart): void {
  const { world, plan } = look;
  const { groups, shares } = world.logs;
  const isDown = isBrokerDown(look, node);
  const rows = sharesOf(look, node);
  const unread = rows.reduce((sum, share) => sum + at(shares.undelivered, share), 0);
  const pending = at(groups.pending, node);
  drawUnread(look, node, packOf(unread, field, look.m.pack, 0));

  const number = counted(unread);
  const also = pending > 0 ? `, ${counted(pending)} pending` : '';
  const wordings: Words[] = isDown
    ? [['DOWN', '']]
    : [
        [number, ` to read${also}`],
        [number, ' to read'],
        [number, ''],
      ];
  look.sayFirst(`${box}.count`, ...wordings);
  const isStill = at(groups.isRebalancing, node) === 1;
  const offsets = offsetsOf(look, node);
  sayOffsets(look, box, isStill ? ['rebalancing'] : offsets);
  const parked = at(groups.parked, node);
  if (parked > 0) look.say(`${box}.aside`, `${counted(parked)} parked`);
  const title = plan.nodes[node]?.title ?? '';
  const says = [`${title}, group: ${number} to read`, `${counted(pending)} pending`, ...offsets];
  look.box(box, { isBroken: isDown, says: says.join(', ') });
}

/** All on the left where they fit there, else in two halves; where nothing fits, how many there are. */
function sayOffsets(look: Look, box: string, offsets: readonly string[]): void {
  const half = Math.ceil(offsets.length / 2);
  const first = offsets.slice(0, half).join(' · ');
  const many = `${offsets.length} partitions`;
  const said = look.sayFirst(`${box}.disk`, offsets.join(' · '), first, many);
  if (said === 1) look.sayFirst(`${box}.scale`, offsets.slice(half).join(' · '), '');
}

/** "0: 10/20" where a partition ends at 20 and 10 is committed, or read. */
function offsetsOf(look: Look, node: number): string[] {
  const { shares, partitions, plan } = look.world.logs;
  const isOrdered = plan.groups[node]?.reading === 'perPartition';
  return sharesOf(look, node).map((share, i) => {
    const end = at(partitions.nextOffset, at(plan.partitionOfShare, share));
    const upTo = at(isOrdered ? shares.committed : shares.position, share);
    return `${i}: ${counted(upTo)}/${counted(end)}`;
  });
}

function drawUnread(look: Look, node: number, pack: ReturnType<typeof packOf>): void {
  const { world, scene, m, options } = look;
  const { records, shares, plan } = world.logs;
  if (!isOneByOne(pack)) {
    if (pack.count > 0) scene.heaps.push({ pack, look: 'ready', queue: -1, from: 0, framed: [] });
    return;
  }
  const bit = at(plan.bitOf, node);
  let i = 0;
  for (const share of sharesOf(look, node)) {
    let record = at(shares.nextRecord, share);
    for (; record !== NO_ROW; record = at(records.next, record)) {
      if ((at(records.readers, record) & bit) === 0) continue;
      const { x, y } = placeOf(pack, i++);
      const message = at(records.message, record);
      scene.marks.push({ kind: 'ready', x, y, r: pack.size.width / 2, message });
      if (message === options.traced) {
        const above = pack.size.height / 2 + m.gap;
        scene.names.push({ x, y: y - above, text: nameOf(message), anchor: 'middle' });
      }
    }
  }
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
