/** sequenceOf draws the facts about one message, or those of a while, as a sequence diagram. */
import { Fact, NO_FACT, NO_MESSAGE, NO_NODE, type TraceEntry } from '../engine/index.ts';
import { ANSWER, type Arrow, at, type Bracket, type End, note } from './Arrow.ts';
import { isAboutOrder } from './aboutOrder.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { groupArrows } from './groupArrows.ts';
import { messageArrows } from './messageArrows.ts';
import { brokerAt, nameOf } from './names.ts';
import { sentenceOf } from './narrate.ts';
import { isShared } from './recordArrows.ts';
import { plain } from './Sentence.ts';
import type { Sequence, SequenceArrow, SequenceLane } from './Sequence.ts';

/** A while: the facts from one on and before another. */
export interface SequenceWindow {
  readonly from: number;
  readonly to: number;
}

export interface SequenceOptions {
  /** Only so many arrows, the latest. */
  readonly limit?: number;
  /** Leaves out what is known to come after the playhead. */
  readonly withoutFuture?: boolean;
}

/** A longer while is cut at its beginning. */
const FACTS_AT_MOST = 5_000;

export function sequenceOf(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  of: number | SequenceWindow,
  { limit = Number.POSITIVE_INFINITY, withoutFuture = false }: SequenceOptions = {},
): Sequence {
  const c = chronicleOf(world, trace);
  const end = withoutFuture ? c.length : trace.known;
  const { arrows, brackets } =
    typeof of === 'number' ? messageArrows(c, of, end) : windowArrows(c, of, end);
  const inOrder = eachOnce(arrows.toSorted(earlier)).slice(-limit);
  const lanes = lanesOf(c, inOrder);
  const position = (of: End): number => lanes.findIndex((lane) => lane.id === idOf(of));
  const drawn = inOrder.map((arrow) => place(c, arrow, position));
  const latest = drawn.findLast((arrow) => arrow.fate !== 'future');
  return {
    lanes,
    arrows: drawn.map((arrow) => (arrow === latest ? { ...arrow, current: true } : arrow)),
    brackets: brackets
      .filter((bracket) => bracket.fact < c.length && position(bracket.at) >= 0)
      .map(({ at: lane, fromUs, toUs, label }) => ({ lane: position(lane), fromUs, toUs, label })),
  };
}

/**
 * Where a resend made two copies of a message alike, one fact may seem to end a delivery of each: what
 * happened once is drawn once.
 */
function eachOnce(arrows: readonly Arrow[]): Arrow[] {
  return [...new Map(arrows.map((arrow) => [`${arrow.fact}${arrow.suffix}`, arrow])).values()];
}

/** By time and fact. Of what rests on one fact the answer comes first: it brought the rest about. */
function earlier(a: Arrow, b: Arrow): number {
  const answerFirst = Number(b.suffix === ANSWER) - Number(a.suffix === ANSWER);
  return a.atUs - b.atUs || a.fact - b.fact || answerFirst || a.arriveUs - b.arriveUs;
}

function place(c: Chronicle, arrow: Arrow, position: (end: End) => number): SequenceArrow {
  const { label, atUs, arriveUs, isAnswer, fact, message, suffix } = arrow;
  const from = position(arrow.from);
  const to = position(arrow.to);
  return {
    id: `${fact}${suffix}`,
    from,
    to,
    label,
    atUs,
    arriveUs,
    fate: fateOf(c, arrow, from === to),
    isAnswer,
    current: false,
    fact,
    message,
    text: plain(sentenceOf(c.world, c.trace, fact)),
  };
}

function fateOf(c: Chronicle, { fact, lostBy }: Arrow, isNote: boolean): SequenceArrow['fate'] {
  if (fact >= c.length) return 'future';
  if (isNote) return 'note';
  // Until the playhead has passed its loss it is on its way.
  return lostBy !== NO_FACT && lostBy < c.length ? 'lost' : 'arrived';
}

// Lanes

function idOf({ kind, place }: End): string {
  return `${kind}-${place}`;
}

const laneOrder: Readonly<Record<SequenceLane['kind'], number>> = {
  publisher: 0,
  service: 1,
  broker: 2,
  queue: 3,
  log: 3,
  disk: 4,
  consumer: 5,
  ledger: 6,
};

function lanesOf(c: Chronicle, arrows: readonly Arrow[]): SequenceLane[] {
  const ends = new Map<string, End>();
  for (const { from, to } of arrows) for (const end of [from, to]) ends.set(idOf(end), end);
  const lanes = [...ends.values()].map((end) => laneOf(c, end));
  return lanes.sort((a, b) => laneOrder[a.kind] - laneOrder[b.kind] || a.place - b.place);
}

function laneOf(c: Chronicle, end: End): SequenceLane {
  const kind = kindOf(c, end);
  const downFromUs = downSince(c, end);
  return {
    id: idOf(end),
    label: labelOf(c, end),
    kind,
    place: end.place,
    ...(downFromUs === null ? {} : { downFromUs }),
  };
}

function kindOf({ world }: Chronicle, end: End): SequenceLane['kind'] {
  if (end.kind !== 'place') return end.kind;
  switch (world.plan.nodes[end.place]?.kind) {
    case 'producer':
      return 'publisher';
    case 'service':
      return 'service';
    case 'broker':
    case 'exchange':
      return 'broker';
    case 'queue':
      return 'queue';
    case 'log':
    case 'group':
      return 'log';
    default:
      return 'consumer';
  }
}

function labelOf({ world }: Chronicle, { kind, place }: End): string {
  if (kind === 'place') return nameOf(world, place);
  const node = world.plan.nodes[place];
  if (kind === 'ledger') return node?.kind === 'consumer' ? node.effect.title : 'ledger';
  const brokers = world.plan.nodes.filter((other) => other.kind === 'broker').length;
  return brokers === 1 ? 'disk' : `disk of ${nameOf(world, place)}`;
}

const falls: ReadonlySet<number> = new Set([
  Fact.consumerCrashed,
  Fact.brokerDown,
  Fact.serviceDown,
  Fact.producerDown,
]);

/** Since when a lane has been down at the playhead, or null. A queue or a log is down with its broker. */
function downSince(c: Chronicle, { kind, place }: End): number | null {
  if (kind === 'ledger') return null;
  const nodeKind = c.world.plan.nodes[place]?.kind;
  const isInside = nodeKind === 'queue' || nodeKind === 'log';
  const turn = c.turns.before(isInside ? brokerAt(c.world, place) : place, c.length);
  return turn !== NO_FACT && falls.has(c.trace.kind(turn)) ? c.trace.atUs(turn) : null;
}

// A while

interface Arrows {
  readonly arrows: readonly Arrow[];
  readonly brackets: readonly Bracket[];
}

function windowArrows(c: Chronicle, window: SequenceWindow, end: number): Arrows {
  const { trace, turns } = c;
  const to = Math.min(window.to, end);
  const from = Math.max(0, window.from, to - FACTS_AT_MOST);
  // Crashes and falls are noted once for all, and before what they led to.
  const arrows = turns.between(from, to).map((turn): Arrow => {
    const entry = trace.entry(turn);
    return note(entry, at(entry.place), turnNotes[entry.kind] ?? '');
  });
  const messages = new Set<number>();
  for (let fact = from; fact < to; fact++) {
    const entry = trace.entry(fact);
    if (isAboutOrder(entry.kind)) arrows.push(...callArrow(c, entry));
    else if (breakerNotes[entry.kind] !== undefined) arrows.push(breakerNote(entry));
    else if (entry.message !== NO_MESSAGE) messages.add(entry.message);
    else arrows.push(...groupArrows(c, entry));
  }
  for (const message of messages) {
    for (const arrow of messageArrows(c, message, end).arrows) {
      const isInside = arrow.fact >= from && arrow.fact < to;
      if (isInside && !isTurn(c, arrow) && !isShared(arrow))
        arrows.push({ ...arrow, label: `${arrow.label} m${message}` });
    }
  }
  return { arrows, brackets: [] };
}

function isTurn({ trace }: Chronicle, { fact, from, to }: Arrow): boolean {
  return turnNotes[trace.kind(fact)] !== undefined && idOf(from) === idOf(to);
}

const turnNotes: Readonly<Record<number, string>> = {
  [Fact.consumerCrashed]: 'crash',
  [Fact.consumerRestarted]: 'running again',
  [Fact.consumerJoined]: 'joins',
  [Fact.consumerLeft]: 'leaves',
  [Fact.brokerDown]: 'DOWN',
  [Fact.brokerStarted]: 'starting',
  [Fact.brokerRecovered]: 'up again',
  [Fact.serviceDown]: 'DOWN',
  [Fact.serviceUp]: 'up again',
  [Fact.producerDown]: 'DOWN',
  [Fact.producerUp]: 'up again',
  [Fact.alarmRaised]: 'blocks publishers',
  [Fact.alarmCleared]: 'reads again',
};

/** What becomes of an order without a call: a publisher writes it down or does not, a breaker refuses it. */
const writings: Readonly<Record<number, string>> = {
  [Fact.committed]: 'commit',
  [Fact.neverPublished]: 'never published',
  [Fact.turnedAway]: 'turned away',
  [Fact.callBlocked]: 'refused by breaker',
};

const breakerNotes: Readonly<Record<number, string>> = {
  [Fact.breakerOpened]: 'breaker opens',
  [Fact.breakerHalfOpened]: 'breaker lets one try',
  [Fact.breakerClosed]: 'breaker closes',
};

function breakerNote(entry: TraceEntry): Arrow {
  return note(entry, at(entry.place), breakerNotes[entry.kind] ?? '');
}

/** A call, its answer, or the lack of one; and what happens to an order at its publisher. */
function callArrow(c: Chronicle, entry: TraceEntry): Arrow[] {
  const written = writings[entry.kind];
  if (written !== undefined)
    return [
      {
        ...note(entry, at(entry.place), `${written}, order ${entry.message}`),
        message: NO_MESSAGE,
      },
    ];
  const service = at(entry.place);
  const caller = callerOf(c, entry);
  const order = `order ${entry.message}`;
  const none = { message: NO_MESSAGE };
  if (caller === NO_NODE) return [];
  switch (entry.kind) {
    case Fact.called:
    case Fact.calledAgain:
      return [{ ...note(entry, at(caller), `call, ${order}`), ...none, to: service }];
    case Fact.answered: {
      const label = entry.count === 0 ? `answer, ${order}` : `failure, ${order}`;
      return [{ ...note(entry, service, label), ...none, to: at(caller), isAnswer: true }];
    }
    case Fact.callTimedOut: {
      const lost = { lostBy: entry.index, isAnswer: true };
      return [{ ...note(entry, service, `no answer, ${order}`), ...none, ...lost, to: at(caller) }];
    }
    default:
      return [];
  }
}

/** Who calls a service: the node that is wired to it; of several, the one that the cause names. */
function callerOf({ world, trace }: Chronicle, entry: TraceEntry): number {
  const { plan } = world;
  const callers = plan.nodes.flatMap((_, node) =>
    (plan.wiresFrom[node] ?? []).some((wire) => plan.wireTo[wire] === entry.place) ? [node] : [],
  );
  const causePlace = entry.cause === NO_FACT ? NO_NODE : trace.place(entry.cause);
  return callers.length > 1 && callers.includes(causePlace) ? causePlace : (callers[0] ?? NO_NODE);
}
