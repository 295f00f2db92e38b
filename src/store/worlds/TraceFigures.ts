/**
 * TraceFigures adds up, fact by fact, what the tables of a world do not keep: how long things took, how
 * often work was tried in vain, and who finished late. What was read is not read again, unless the playhead
 * went back.
 */
import { Fact, spreadOf, type World } from '../../engine/index.ts';

export interface TimesTaken {
  /** Orders that came. */
  readonly offered: number;
  /** Effects, of each message and consumer the first: what was done at least once. */
  readonly done: number;
  /**
   * From order to first effect: 95 of 100 took no longer, in microseconds. Who still waits counts with
   * the time so far, or a system that finishes little would look quick. null: there was no order.
   */
  readonly doneP95Us: number | null;
  /** From order to answer, the same. */
  readonly answerP95Us: number | null;
  /** From publish to confirm, on average; null where none is confirmed. */
  readonly confirmMeanUs: number | null;
  /** Attempts and calls that came to nothing. */
  readonly failedAttempts: number;
  /** Taken by a broker that had no queue for it, and told nobody. */
  readonly unroutable: number;
  /** Finished after a later one of the same queue. */
  readonly outOfOrder: number;
}

/** What ends the waiting of an order without its effect. */
const ends = new Set<number>([
  Fact.lost,
  Fact.dropped,
  Fact.deadLettered,
  Fact.refused,
  Fact.gaveUp,
  Fact.orderFailed,
  Fact.unroutable,
  Fact.sentBack,
]);

/** Times from a beginning to an end, and what has begun and not ended. */
class Waits {
  private readonly began = new Map<number, number>();
  private readonly open = new Set<number>();
  private readonly tookUs: number[] = [];

  get begun(): number {
    return this.began.size;
  }

  get ended(): number {
    return this.tookUs.length;
  }

  begin(message: number, atUs: number): void {
    if (this.began.has(message)) return;
    this.began.set(message, atUs);
    this.open.add(message);
  }

  end(message: number, atUs: number): void {
    this.open.delete(message);
    this.tookUs.push(atUs - (this.began.get(message) ?? atUs));
  }

  giveUp(message: number): void {
    this.open.delete(message);
  }

  p95Us(nowUs: number): number | null {
    const all = [...this.tookUs];
    for (const message of this.open) all.push(nowUs - (this.began.get(message) ?? nowUs));
    return all.length === 0 ? null : spreadOf(all).p95;
  }
}

export class TraceFigures {
  private world: World | null = null;
  private read = 0;
  private forgotten = 0;
  private toDone = new Waits();
  private toAnswer = new Waits();
  private toConfirm = new Map<number, number>();
  private confirmSumUs = 0;
  private confirms = 0;
  private failedAttempts = 0;
  private unroutable = 0;
  private outOfOrder = 0;
  private readonly latest = new Map<number, number>();

  /** All up to the playhead. */
  at(world: World): TimesTaken {
    const { trace, nowUs } = world;
    const isOther = this.world !== world || this.forgotten !== trace.forgettings.length;
    if (isOther || trace.length < this.read) this.reset(world);
    for (; this.read < trace.length; this.read++) this.take(world, this.read);
    return {
      offered: this.toDone.begun,
      done: this.toDone.ended,
      doneP95Us: this.toDone.p95Us(nowUs),
      answerP95Us: this.toAnswer.p95Us(nowUs),
      confirmMeanUs: this.confirms === 0 ? null : this.confirmSumUs / this.confirms,
      failedAttempts: this.failedAttempts,
      unroutable: this.unroutable,
      outOfOrder: this.outOfOrder,
    };
  }

  private reset(world: World): void {
    this.world = world;
    this.read = 0;
    this.forgotten = world.trace.forgettings.length;
    this.toDone = new Waits();
    this.toAnswer = new Waits();
    this.toConfirm = new Map();
    this.confirmSumUs = this.confirms = this.failedAttempts = 0;
    this.unroutable = this.outOfOrder = 0;
    this.latest.clear();
  }

  private take(world: World, fact: number): void {
    const { trace } = world;
    const kind = trace.kind(fact);
    const message = trace.message(fact);
    const atUs = trace.atUs(fact);
    if (ends.has(kind)) {
      this.toDone.giveUp(message);
      this.toAnswer.giveUp(message);
    }
    switch (kind) {
      case Fact.offered:
        this.toDone.begin(message, atUs);
        this.toAnswer.begin(message, atUs);
        break;
      case Fact.published:
        this.toDone.begin(message, atUs);
        if (!this.toConfirm.has(message)) this.toConfirm.set(message, atUs);
        break;
      case Fact.confirmed:
        this.confirms++;
        this.confirmSumUs += atUs - (this.toConfirm.get(message) ?? atUs);
        break;
      case Fact.effectApplied:
        this.toDone.end(message, atUs);
        this.takeTurn(world, trace.place(fact), message);
        break;
      case Fact.orderDone:
        this.toAnswer.end(message, atUs);
        break;
      case Fact.attemptFailed:
      case Fact.callRefused:
      case Fact.callTimedOut:
        this.failedAttempts++;
        break;
      case Fact.unroutable:
        this.unroutable++;
        break;
    }
  }

  /** Orders are numbered as they came: a lower number after a higher one is late. */
  private takeTurn({ plan, consumers }: World, place: number, message: number): void {
    const queue = consumers.queue[place - plan.nodes.length] ?? -1;
    const latest = this.latest.get(queue) ?? 0;
    if (message < latest) this.outOfOrder++;
    else this.latest.set(queue, message);
  }
}
