/**
 * promisesOf is the board of guarantees of a queue or a group: what is promised, whether it holds at the
 * playhead, which settings it rests on, and the first message that shows otherwise.
 */
import {
  groupVerdictsOf,
  NO_FACT,
  NO_MESSAGE,
  type Verdict,
  type VerdictName,
  verdictsOf,
} from '../engine/index.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { groupRestsOn, queueRestsOn, type Support } from './restsOn.ts';
import { grouped } from './words.ts';

export interface Guarantee {
  readonly name: VerdictName;
  /** "Order within a key" */
  readonly title: string;
  readonly isPromised: boolean;
  readonly verdict: 'kept' | 'broken' | 'notPromised';
  /** What it rests on, or what is missing for it, in one phrase. */
  readonly because: string;
  readonly restsOn: readonly Support[];
  readonly counterExample: CounterExample | null;
}

export interface CounterExample {
  readonly fact: number;
  readonly atUs: number;
  /** 0 where it is about more than one. */
  readonly message: number;
  /** "1,500 at once" or "order 7", where it says more than a message; else empty. */
  readonly words: string;
}

/** A backlog of fewer messages shows nothing. */
const BACKLOG_AT_LEAST = 10;

export function promisesOf(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  place: number,
): Guarantee[] {
  const c = chronicleOf(world, trace);
  const kind = world.plan.nodes[place]?.kind;
  if (kind === 'queue') return ofQueue(c, place);
  return kind === 'group' ? ofGroup(c, place) : [];
}

const titles: Readonly<Record<VerdictName, string>> = {
  noLossAfterConfirm: 'No loss after confirm',
  noDuplicateDelivery: 'No duplicate delivery',
  noDuplicateEffect: 'No duplicate effect',
  orderWithinQueue: 'Order within the queue',
  orderWithinKey: 'Order within a key',
  boundedDeliveries: 'Bounded deliveries',
  boundedBacklog: 'Bounded backlog',
  stateAndMessage: 'Committed is published',
};

function ofQueue(c: Chronicle, queue: number): Guarantee[] {
  const { world } = c;
  const verdicts = verdictsOf(world, queue);
  const isKeyed = verdicts.some(({ name }) => name === 'orderWithinKey');
  return (
    verdicts
      // Order is a promise within a scope: where messages have keys, a key is.
      .filter(({ name }) => name !== 'orderWithinQueue' || !isKeyed)
      .map((verdict) => ({
        ...rowOf(verdict),
        counterExample: exampleFor(c, verdict, queue),
        restsOn: queueRestsOn(world, verdict.name, queue),
      }))
  );
}

function rowOf({
  name,
  isPromised,
  verdict,
  because,
}: Pick<Verdict, 'name' | 'isPromised' | 'verdict' | 'because'>): Omit<
  Guarantee,
  'restsOn' | 'counterExample'
> {
  return {
    name,
    title: titles[name],
    isPromised,
    because,
    verdict: isPromised ? verdict : 'notPromised',
  };
}

function exampleFor(
  c: Chronicle,
  { name, counterExample }: Verdict,
  queue: number,
): CounterExample | null {
  if (name === 'boundedBacklog') return peakOf(c, queue);
  const example = exampleOf(c, counterExample?.fact ?? NO_FACT);
  if (example === null || counterExample === null || counterExample.message !== NO_MESSAGE)
    return example;
  // Its fact names the order, of which there never was a message.
  return { ...example, message: NO_MESSAGE, words: `order ${example.message}` };
}

function exampleOf({ trace }: Chronicle, fact: number): CounterExample | null {
  if (fact === NO_FACT || fact >= trace.known) return null;
  return { fact, atUs: trace.atUs(fact), message: trace.message(fact), words: '' };
}

/** How high a backlog without a bound has stood. */
function peakOf(c: Chronicle, queue: number): CounterExample | null {
  const { trace, world } = c;
  if ((world.queues.maxLength[queue] ?? 0) !== Number.POSITIVE_INFINITY) return null;
  const peak = c.backlog.peakBefore(queue, c.length);
  if (peak === undefined || peak.depth < BACKLOG_AT_LEAST) return null;
  const { fact, depth } = peak;
  return {
    fact,
    atUs: trace.atUs(fact),
    message: trace.message(fact),
    words: `${grouped(depth)} at once`,
  };
}

function ofGroup(c: Chronicle, group: number): Guarantee[] {
  const { world } = c;
  const evidence = c.groupEvidence;
  const spec = world.logs.plan.groups[group];
  const log = world.logs.plan.logs[world.logs.plan.logOf[group] ?? -1];
  if (spec === undefined || log === undefined) return [];
  const known = new Map(groupVerdictsOf(world, group).map((one) => [one.name, one]));
  const row = (
    name: VerdictName,
    isPromised: boolean,
    because: string,
    fact: number,
    title = titles[name],
  ): Guarantee => ({
    name,
    title,
    isPromised,
    because,
    verdict: isPromised ? (fact === NO_FACT ? 'kept' : 'broken') : 'notPromised',
    restsOn: groupRestsOn(world, name, group),
    counterExample: exampleOf(c, fact),
  });
  const loss = known.get('noLossAfterConfirm');
  const effect = known.get('noDuplicateEffect');
  const isOrdered = spec.reading === 'perPartition';
  const hasLimit = !isOrdered && spec.maxDeliveries !== Number.POSITIVE_INFINITY;
  const isLimited = log.maxRecords !== Number.POSITIVE_INFINITY;
  const first = (promise: Parameters<typeof evidence.against>[1]): number =>
    evidence.against(group, promise, c.length);
  return [
    row('noLossAfterConfirm', loss?.isPromised ?? false, loss?.because ?? '', first('loss')),
    row(
      'noDuplicateDelivery',
      false,
      'what is not settled is handed out again',
      first('redelivery'),
    ),
    row(
      'noDuplicateEffect',
      effect?.isPromised ?? false,
      effect?.because ?? '',
      effect?.counterExample?.fact ?? NO_FACT,
    ),
    row(
      'orderWithinKey',
      isOrdered,
      isOrdered ? 'one owner reads a partition in order' : 'any member gets the next record',
      first('order'),
      'Order within a partition',
    ),
    row(
      'boundedDeliveries',
      hasLimit,
      hasLimit
        ? `at most ${spec.maxDeliveries} deliveries of one record`
        : 'there is no delivery limit',
      NO_FACT,
    ),
    row(
      'boundedBacklog',
      isLimited,
      isLimited
        ? `the log holds at most ${grouped(log.maxRecords)} records`
        : 'the log takes all that comes',
      NO_FACT,
    ),
  ];
}
