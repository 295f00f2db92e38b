/** messageArrows draws the life of one message as arrows between places, each with the fact it rests on. */
import { Fact, NO_FACT, NO_NODE, type QueueSpec, Rule, type TraceEntry } from '../engine/index.ts';
import { ANSWER, type Arrow, at, type Bracket, type End, note } from './Arrow.ts';
import type { Chronicle } from './Chronicle.ts';
import { type DeliveryLife, type Life, lifeOf } from './lifeOf.ts';
import { brokerAt, nodeAt } from './names.ts';
import { recordArrows } from './recordArrows.ts';
import { type RecordLife, recordLife } from './recordLife.ts';
import { time } from './words.ts';

export interface MessageArrows {
  readonly arrows: readonly Arrow[];
  readonly brackets: readonly Bracket[];
}

export function messageArrows(c: Chronicle, message: number, end: number): MessageArrows {
  const life = lifeOf(c, message, end);
  const record = recordLife(c, message, end);
  const store = life.copies[0]?.queue ?? record.log;
  return {
    arrows: [
      ...life.facts.flatMap((entry) => alone(c, life, record, store, entry)),
      ...brokerFalls(c, life),
      ...life.deliveries.flatMap((delivery) => ofDelivery(c, life, delivery)),
      ...recordArrows(c, record, life.facts),
    ],
    brackets: life.deliveries.flatMap((delivery) => leaseOf(c, delivery)),
  };
}

/** From the start of a write until whoever has to has it. */
function writesInUs({ flush, replication }: QueueSpec): number {
  return flush.kind === 'eachPublish' ? flush.us + (replication?.reachUs ?? 0) : 0;
}

/** What is not part of a delivery. `store`: the first queue, or the log, that it is published to. */
function alone(
  c: Chronicle,
  life: Life,
  record: RecordLife,
  store: number,
  entry: TraceEntry,
): Arrow[] {
  const { kind, place, atUs } = entry;
  const here = at(place);
  switch (kind) {
    case Fact.published:
    case Fact.resent:
      return [...commitOf(c, entry), ...publish(c, life, record, store, entry)];
    case Fact.heldBack:
      return [note(entry, at(store), 'waits outside')];
    case Fact.flushed: {
      const disk: End = { kind: 'disk', place: brokerAt(c.world, place) };
      const queue = c.world.plan.nodes[place];
      const isTimed = entry.rule === Rule.flushEach || entry.rule === Rule.majorityWritten;
      const tookUs = isTimed && queue?.kind === 'queue' ? writesInUs(queue) : 0;
      return [{ ...note(entry, here, 'flush'), to: disk, atUs: Math.max(0, atUs - tookUs) }];
    }
    case Fact.confirmed:
    case Fact.confirmLost: {
      const isLost = kind === Fact.confirmLost;
      const confirm = note(entry, at(store), isLost ? 'no confirm' : 'confirm');
      const sentUs = atUs - publishLatencyUs(c, life, store);
      return [
        {
          ...confirm,
          to: here,
          atUs: sentUs,
          isAnswer: true,
          lostBy: isLost ? entry.index : NO_FACT,
        },
      ];
    }
    case Fact.refused: {
      // Without a broker there is nobody to say no: its publish is drawn as lost.
      if (entry.rule === Rule.brokerUnreachable) return [];
      const sentUs = atUs - publishLatencyUs(c, life, store);
      return [
        { ...note(entry, here, 'refused'), to: at(life.publisher), atUs: sentUs, isAnswer: true },
      ];
    }
    case Fact.deadLettered: {
      const letters = c.world.plan.deadLetterTo[place] ?? NO_NODE;
      return [{ ...note(entry, here, 'dead letter'), to: at(letters) }];
    }
    case Fact.redriven: {
      const letters = c.trace.place(entry.cause);
      return [{ ...note(entry, at(letters), 'back'), to: here }];
    }
    default: {
      const label = notes[kind];
      return label === undefined ? [] : [note(entry, here, label)];
    }
  }
}

const notes: Readonly<Record<number, string>> = {
  [Fact.stored]: 'store',
  [Fact.storedAgain]: 'store again',
  [Fact.confirmTimedOut]: 'no confirm in time',
  [Fact.gaveUp]: 'give up',
  [Fact.returned]: 'back in line',
  [Fact.delayed]: 'wait',
  [Fact.delayEnded]: 'ready again',
  [Fact.leaseEnded]: 'lease ends',
  [Fact.dropped]: 'dropped',
  [Fact.lost]: 'LOST',
  [Fact.forgotten]: 'forgotten',
  [Fact.cameBack]: 'comes back',
  [Fact.neverCommitted]: 'never committed',
};

/** The commit that a publish followed from. */
function commitOf({ trace }: Chronicle, { cause, message }: TraceEntry): Arrow[] {
  if (cause === NO_FACT || trace.kind(cause) !== Fact.committed) return [];
  const commit = trace.entry(cause);
  return [{ ...note(commit, at(commit.place), 'commit'), message }];
}

/** A publish arrives at each queue that stores it, or vanishes, or finds no broker. */
function publish(
  c: Chronicle,
  life: Life,
  { log }: RecordLife,
  store: number,
  entry: TraceEntry,
): Arrow[] {
  const { index, place, atUs } = entry;
  const arriveUs = atUs + publishLatencyUs(c, life, store);
  const sent = note(entry, at(place), entry.kind === Fact.published ? 'publish' : 'publish again');
  const vanished = life.facts.find(
    (later) => later.kind === Fact.packetLost && later.place === place && later.atUs === arriveUs,
  );
  // No broker to send it to: the producer knows at once, and what it does next is caused by the publish.
  const unreachable = life.facts.find(
    (later) =>
      later.cause === index && knowsAtOnce.has(later.kind) && later.rule !== Rule.maxLengthReject,
  );
  const lostBy = vanished?.index ?? unreachable?.index ?? NO_FACT;
  const queues = life.copies
    .filter((copy) => !copy.isExtra && !copy.isDeadLetter)
    .map((copy) => copy.queue);
  const stores = log === NO_NODE ? queues : [...queues, log];
  return stores.map((to, i) => ({
    ...sent,
    to: at(to),
    arriveUs,
    lostBy,
    suffix: i === 0 ? '' : `.${i}`,
  }));
}

const knowsAtOnce: ReadonlySet<number> = new Set([Fact.resent, Fact.gaveUp, Fact.refused]);

function ofDelivery(c: Chronicle, life: Life, delivery: DeliveryLife): Arrow[] {
  const { sent, started, effect, failed, crashed, vanished, consumer, copy, number } = delivery;
  const there = at(consumer);
  const deliver: Arrow = {
    ...note(sent, at(copy.queue), number === 1 ? 'deliver' : 'deliver again'),
    to: there,
    arriveUs: sent.atUs + subscriptionLatencyUs(c, consumer),
    lostBy: vanished?.kind === Fact.packetLost ? vanished.index : NO_FACT,
  };
  return [
    deliver,
    ...(started === null ? [] : [note(started, there, 'work')]),
    ...delivery.asked.map((entry) => requestArrow(c, delivery, entry)),
    ...(effect === null ? [] : [effectArrow(c, life, effect)]),
    ...(failed === null ? [] : [note(failed, there, 'fail')]),
    ...(crashed === null
      ? []
      : [{ ...note(crashed, there, 'crash'), suffix: `.${life.facts[0]?.message}` }]),
    ...answerOf(c, delivery),
  ];
}

/** More time, asked for. */
function requestArrow(c: Chronicle, delivery: DeliveryLife, entry: TraceEntry): Arrow {
  const { consumer, copy, started } = delivery;
  const leftUs = entry.atUs - subscriptionLatencyUs(c, consumer);
  const label = entry.kind === Fact.extensionRefused ? 'more time, refused' : 'more time';
  return {
    ...note(entry, at(consumer), label),
    to: at(copy.queue),
    atUs: Math.max(leftUs, started?.atUs ?? leftUs),
    lostBy: entry.kind === Fact.extensionLost ? entry.index : NO_FACT,
  };
}

/** The effect on the world is drawn on a lane of its own when it was to happen more than once. */
function effectArrow({ world }: Chronicle, life: Life, effect: TraceEntry): Arrow {
  const there = at(effect.place);
  const isOften = life.deliveries.filter((delivery) => delivery.effect !== null).length > 1;
  const ledger: End = { kind: 'ledger', place: nodeAt(world, effect.place) };
  const drawn = note(effect, there, effects[effect.kind] ?? 'effect');
  return isOften ? { ...drawn, to: ledger } : drawn;
}

const effects: Readonly<Record<number, string>> = {
  [Fact.effectApplied]: 'effect',
  [Fact.effectRepeated]: 'effect again',
  [Fact.effectSuppressed]: 'seen, skip',
};

/** The ack or the nack; or the lack of it. */
function answerOf(c: Chronicle, delivery: DeliveryLife): Arrow[] {
  const { ended, effect, failed, crashed, vanished, tooLate, copy, consumer } = delivery;
  const queue = at(copy.queue);
  const word = failed === null ? 'ack' : 'nack';
  const arrow = (entry: TraceEntry, label: string): Arrow => {
    const leftUs = entry.atUs - subscriptionLatencyUs(c, consumer);
    // An answer leaves when the work is over; one that came before the work left before it.
    const workedUs = (effect ?? failed)?.atUs ?? leftUs;
    const atUs = Math.max(leftUs, Math.min(workedUs, entry.atUs));
    return { ...note(entry, at(consumer), label), to: queue, atUs, suffix: ANSWER };
  };
  if (tooLate !== null) return [arrow(tooLate, `${word}, too late`)];
  if (vanished?.kind === Fact.ackLost)
    return [{ ...arrow(vanished, `no ${word}`), lostBy: vanished.index }];
  const isHeard = ended !== null && (isAck.has(ended.kind) || ended.cause === failed?.index);
  const heard = isHeard && ended !== null ? [arrow(ended, word)] : [];
  if (crashed === null || isHeard) return heard;
  const atUs = crashed.atUs;
  return [
    {
      ...arrow(crashed, 'no ack'),
      atUs,
      lostBy: crashed.index,
      suffix: `.${copy.last.message}.no-ack`,
    },
  ];
}

const isAck: ReadonlySet<number> = new Set([Fact.acked, Fact.ackedEarly]);

function leaseOf({ world }: Chronicle, { sent, ended, copy, asked }: DeliveryLife): Bracket[] {
  const queue = world.plan.nodes[copy.queue];
  if (queue?.kind !== 'queue' || queue.lease.kind !== 'timer') return [];
  const extended = asked.findLast(({ kind }) => kind === Fact.leaseExtended);
  const toUs = ended?.atUs ?? (extended ?? sent).atUs + queue.lease.us;
  const label = `lease ${time(queue.lease.us)}`;
  return [{ at: at(copy.queue), fromUs: sent.atUs, toUs, label, fact: sent.index }];
}

/** The falls of its broker that it felt. */
function brokerFalls({ trace }: Chronicle, life: Life): Arrow[] {
  const felt = new Map<number, number>();
  for (const { cause, place, kind } of life.facts) {
    if (cause === NO_FACT || trace.kind(cause) !== Fact.brokerDown || atBroker.has(kind)) continue;
    felt.set(cause, place);
  }
  return [...felt].map(([fall, queue]) => note(trace.entry(fall), at(queue), 'broker DOWN'));
}

/** What its producer does about a fall happens at the producer. */
const atBroker: ReadonlySet<number> = new Set([Fact.resent, Fact.gaveUp]);

function publishLatencyUs({ world }: Chronicle, life: Life, store: number): number {
  const { plan } = world;
  const wire = (plan.wiresFrom[life.publisher] ?? []).find((candidate) => {
    const to = plan.wireTo[candidate] ?? 0;
    return to === store || (plan.routes[to] ?? []).includes(store);
  });
  return plan.scenario.wires[wire ?? NO_NODE]?.latencyUs ?? 0;
}

function subscriptionLatencyUs({ world }: Chronicle, consumer: number): number {
  const wire = world.plan.subscriptionOf[nodeAt(world, consumer)] ?? NO_NODE;
  return world.plan.scenario.wires[wire]?.latencyUs ?? 0;
}
