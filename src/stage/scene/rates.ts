/**
 * rates is how many messages a second take each way now: counted in the facts of the last second, so that
 * it is a function of the run and of the instant, whoever looks and however they came there.
 */
import { Fact, NO_NODE, type Plan, type Trace, type World } from '../../engine/index.ts';
import type { WirePart } from '../layout/Layout.ts';
import { at } from './Look.ts';

const WINDOW_US = 1_000_000;
/** At the very start a second is not over yet. */
const LEAST_US = 200_000;
/** A window never reaches farther back than so many facts: it is shorter then. */
const MOST_FACTS = 60_000;
/** Places are a byte in the trace. */
const PLACES = 256;

/** Messages a second on a wire, or on all wires to a crowd; null where facts do not tell them apart. */
export function rateOf(world: World, { wire, kind, consumer }: WirePart): number | null {
  const { plan } = world;
  const counts = countsOf(world);
  const from = at(plan.wireFrom, wire);
  const to = at(plan.wireTo, wire);
  switch (kind) {
    case 'publish':
      return publishesOf(plan, from) === 1 ? counts.perS(counts.sent, from) : null;
    case 'call':
      return inputsOf(plan, to) === 1 ? counts.perS(counts.called, to) : null;
    case 'binding':
      if (plan.nodes[from]?.kind === 'log') return counts.perS(counts.stored, from);
      return inputsOf(plan, to) === 1 ? counts.perS(counts.stored, to) : null;
    case 'subscription':
      if (consumer !== NO_NODE) return counts.perS(counts.handed, world.placeOf(consumer));
      return membersOf(world, to).reduce(
        (sum, member) => sum + counts.perS(counts.handed, world.placeOf(member)),
        0,
      );
    case 'need':
      return null;
  }
}

function publishesOf({ wiresFrom, wireTo, nodes }: Plan, node: number): number {
  return (wiresFrom[node] ?? []).filter((wire) => nodes[at(wireTo, wire)]?.kind !== 'service')
    .length;
}

function inputsOf({ wireTo }: Plan, node: number): number {
  return wireTo.reduce((count, to) => count + (to === node ? 1 : 0), 0);
}

function membersOf({ consumers }: World, group: number): number[] {
  const members: number[] = [];
  for (let row = 0; row < consumers.rows; row++) {
    if (at(consumers.group, row) === group) members.push(row);
  }
  return members;
}

const known = new WeakMap<Trace, Counts>();

function countsOf(world: World): Counts {
  const before = known.get(world.trace);
  const counts = before ?? new Counts(world.trace);
  if (before === undefined) known.set(world.trace, counts);
  return counts.moveTo(world.nowUs);
}

/** Counts are the facts of a window that moves along the trace: each is added once and taken out once. */
class Counts {
  readonly sent = new Int32Array(PLACES);
  readonly stored = new Int32Array(PLACES);
  readonly handed = new Int32Array(PLACES);
  readonly called = new Int32Array(PLACES);
  private readonly trace: Trace;
  /** The window: facts from `tail` up to `head`. */
  private tail = 0;
  private head = 0;
  private forgettings = 0;
  private lengthUs = LEAST_US;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  moveTo(nowUs: number): this {
    const { trace } = this;
    const isChanged = trace.forgettings.slice(this.forgettings).some((from) => from < this.head);
    this.forgettings = trace.forgettings.length;
    const end = trace.known < trace.length ? this.head : trace.length;
    if (isChanged || end < this.head || end - this.head > MOST_FACTS) this.startAt(end);
    for (; this.head < end; this.head++) this.count(this.head, 1);
    const oldest = Math.max(0, end - MOST_FACTS);
    while (
      this.tail < this.head &&
      (this.tail < oldest || trace.atUs(this.tail) <= nowUs - WINDOW_US)
    ) {
      this.count(this.tail++, -1);
    }
    const first = this.tail < this.head ? trace.atUs(this.tail) : nowUs;
    const isCut = this.tail === oldest && oldest > 0;
    this.lengthUs = Math.max(LEAST_US, isCut ? nowUs - first : Math.min(nowUs, WINDOW_US));
    return this;
  }

  perS(counts: Int32Array, place: number): number {
    return (at(counts, place) * 1e6) / this.lengthUs;
  }

  private startAt(end: number): void {
    for (const counts of [this.sent, this.stored, this.handed, this.called]) counts.fill(0);
    this.head = this.tail = Math.max(0, end - MOST_FACTS);
  }

  private count(fact: number, by: 1 | -1): void {
    const { trace } = this;
    const counts = this.countsOf(trace.kind(fact));
    if (counts === null) return;
    const place = trace.place(fact);
    counts[place] = at(counts, place) + by;
  }

  private countsOf(kind: number): Int32Array | null {
    switch (kind) {
      case Fact.published:
      case Fact.resent:
        return this.sent;
      case Fact.stored:
      case Fact.storedAgain:
      case Fact.appended:
        return this.stored;
      case Fact.delivered:
      case Fact.redelivered:
      case Fact.recordDelivered:
      case Fact.recordRedelivered:
        return this.handed;
      case Fact.called:
        return this.called;
      default:
        return null;
    }
  }
}
