/**
 * ledgerOf is the equation of the conservation bar: where everything that was offered is now.
 *
 * It balances at every instant, because each copy is in exactly one state. For a queue it counts
 * copies; of a group it counts how far it is in its log; without either it counts orders.
 */
import {
  Copy,
  groupReport,
  logReport,
  ordersOf,
  queueReport,
  type World,
} from '../../engine/index.ts';
import type { MarkKind } from '../../stage/index.ts';

export interface LedgerPart {
  readonly id: string;
  readonly count: number;
  readonly word: string;
  readonly mark: MarkKind;
  /** Shown even when it is nothing. */
  readonly always: boolean;
}

export interface Ledger {
  readonly title: string;
  readonly offered: number;
  /** What came besides, on the left of the equation: sent twice, or dead letters that came back. */
  readonly also: readonly { readonly word: string; readonly count: number }[];
  readonly parts: readonly LedgerPart[];
  readonly balances: boolean;
}

export function ledgerOf(world: World, queue: number): Ledger {
  const kind = world.plan.nodes[queue]?.kind;
  if (kind === 'group') return groupLedger(world, queue);
  return kind === 'queue' ? queueLedger(world, queue) : ordersLedger(world);
}

function queueLedger(world: World, queue: number): Ledger {
  const count = (state: number): number => world.countOf(queue, state);
  const parts: LedgerPart[] = [
    { id: 'done', count: count(Copy.done), word: 'done', mark: 'done', always: true },
    { id: 'ready', count: count(Copy.ready), word: 'ready', mark: 'ready', always: true },
    { id: 'delayed', count: count(Copy.delayed), word: 'delayed', mark: 'ready', always: false },
    { id: 'unacked', count: count(Copy.unacked), word: 'unacked', mark: 'unacked', always: true },
    {
      id: 'handedOver',
      count: count(Copy.handedOver),
      word: 'acked, not worked on yet',
      mark: 'unacked',
      always: false,
    },
    {
      id: 'inTransit',
      count: count(Copy.inTransit),
      word: 'sending',
      mark: 'inTransit',
      always: true,
    },
    {
      id: 'deadLettered',
      count: count(Copy.deadLettered),
      word: 'dead-letter',
      mark: 'deadLettered',
      always: true,
    },
    {
      id: 'lost',
      count: count(Copy.lost) + count(Copy.dropped),
      word: 'LOST',
      mark: 'lost',
      always: true,
    },
    { id: 'refused', count: count(Copy.refused), word: 'refused', mark: 'refused', always: true },
    {
      id: 'redriven',
      count: count(Copy.redriven),
      word: 'redriven away',
      mark: 'redelivered',
      always: false,
    },
  ];
  const { offered, storedAgain, redrivenIn } = queueReport(world, queue);
  return balanced(world.plan.nodes[queue]?.title ?? '', offered, parts, [
    { word: 'sent twice', count: storedAgain - redrivenIn },
    { word: 'redriven', count: redrivenIn },
  ]);
}

/** Of a log as a group reads it: what came lies before its offsets, or behind them. */
function groupLedger(world: World, group: number): Ledger {
  const { partitions, pending, parked } = groupReport(world, group);
  const log = logReport(world, world.logs.plan.logOf[group] ?? -1);
  const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0);
  const end = sum(log.partitions.map(({ nextOffset }) => nextOffset));
  const read = sum(partitions.map(({ position }) => position));
  const committed = sum(partitions.map((part) => part.committed));
  const isOrdered = world.logs.plan.groups[group]?.reading === 'perPartition';
  const inHand = isOrdered ? read - committed : pending;
  const lost = sum((log.replicas ?? []).map((partition) => partition.lost));
  return balanced(world.plan.nodes[group]?.title ?? '', end + lost, [
    {
      id: 'done',
      count: read - inHand - parked,
      word: isOrdered ? 'committed' : 'done or passed over',
      mark: 'done',
      always: true,
    },
    {
      id: 'unacked',
      count: inHand,
      word: isOrdered ? 'read, not committed' : 'pending',
      mark: 'unacked',
      always: true,
    },
    { id: 'ready', count: end - read, word: 'to read', mark: 'ready', always: true },
    { id: 'lost', count: parked, word: 'left alone', mark: 'lost', always: false },
    { id: 'lostRecords', count: lost, word: 'LOST', mark: 'lost', always: false },
  ]);
}

function ordersLedger(world: World): Ledger {
  const { offered, done, refused, timedOut, waiting } = ordersOf(world);
  return balanced('orders', offered, [
    { id: 'done', count: done, word: 'done', mark: 'done', always: true },
    { id: 'inTransit', count: waiting, word: 'waiting', mark: 'inTransit', always: true },
    { id: 'lost', count: timedOut, word: 'timed out', mark: 'lost', always: true },
    { id: 'refused', count: refused, word: 'refused', mark: 'refused', always: true },
  ]);
}

function balanced(
  title: string,
  offered: number,
  all: readonly LedgerPart[],
  besides: Ledger['also'] = [],
): Ledger {
  const sum = (of: readonly { readonly count: number }[]): number =>
    of.reduce((total, { count }) => total + count, 0);
  return {
    title,
    offered,
    also: besides.filter(({ count }) => count > 0),
    parts: all.filter((part) => part.always || part.count > 0),
    balances: sum(all) === offered + sum(besides),
  };
}
