/**
 * GroupEvidence keeps, for each group of a log, the first fact that shows what it may not have promised:
 * a record handed out again, one that was left alone or removed unread, one done out of its order.
 */
import { Fact, NO_FACT, NO_NODE, type Trace, type World } from '../engine/index.ts';
import { nodeAt } from './names.ts';
import { TraceReader } from './TraceReader.ts';

export type GroupPromise = 'loss' | 'redelivery' | 'order';

export class GroupEvidence extends TraceReader {
  private readonly world: World;
  /** By group and promise, the first fact against it. */
  private readonly first = new Map<string, number>();
  /** By message, when the log took it and into which partition: what order there is, is in there. */
  private readonly taken = new Map<number, { readonly fact: number; readonly partition: number }>();
  /** By message, the latest fact by which its record went with what its leader did not pass on. */
  private readonly cutOff = new Map<number, number>();
  /** When a log came back other than it was: what it had taken before may be gone. */
  private readonly setBacks: number[] = [];
  /** By group and partition, the latest record that has had its effect: its append, and the fact of it. */
  private readonly reached = new Map<string, { append: number; fact: number }[]>();

  constructor(world: World, trace: Trace) {
    super(trace);
    this.world = world;
  }

  /** The first fact before `end` against a promise of a group, or NO_FACT. */
  against(group: number, promise: GroupPromise, end: number): number {
    const fact = this.first.get(`${group} ${promise}`) ?? NO_FACT;
    return fact < end ? fact : NO_FACT;
  }

  protected override read(fact: number): void {
    const { trace, world } = this;
    const place = trace.place(fact);
    switch (trace.kind(fact)) {
      case Fact.appended:
        this.take(trace.message(fact), fact, trace.count(fact));
        return;
      case Fact.recordRedelivered:
      case Fact.recordClaimed:
        this.note(this.groupOf(place), 'redelivery', fact);
        return;
      case Fact.recordParked:
        this.note(place, 'loss', fact);
        return;
      case Fact.recordRemoved:
        if (trace.count(fact) === 0) return;
        for (const group of world.logs.plan.groupsOf[place] ?? []) this.note(group, 'loss', fact);
        return;
      case Fact.recordForgotten:
        this.cutOff.set(trace.message(fact), fact);
        return;
      case Fact.recordLost:
        this.cutOff.set(trace.message(fact), fact);
        for (const group of world.logs.plan.groupsOf[place] ?? []) this.note(group, 'loss', fact);
        return;
      case Fact.logLost:
      case Fact.logSetBack:
        this.setBacks.push(fact);
        if (trace.count(fact) === 0) return;
        for (const group of world.logs.plan.groupsOf[place] ?? []) this.note(group, 'loss', fact);
        return;
      case Fact.effectApplied:
        this.effect(this.groupOf(place), trace.message(fact), fact);
    }
  }

  protected override cut(length: number): void {
    for (const [key, fact] of this.first) if (fact >= length) this.first.delete(key);
    for (const [message, { fact }] of this.taken) if (fact >= length) this.taken.delete(message);
    for (const [message, fact] of this.cutOff) if (fact >= length) this.cutOff.delete(message);
    while ((this.setBacks.at(-1) ?? NO_FACT) >= length) this.setBacks.pop();
    for (const steps of this.reached.values())
      while ((steps.at(-1)?.fact ?? NO_FACT) >= length) steps.pop();
  }

  /** Of a message that came twice the first record counts, as long as the log has it for sure. */
  private take(message: number, fact: number, partition: number): void {
    const known = this.taken.get(message);
    if (known === undefined || !this.isSure(message, known.fact))
      this.taken.set(message, { fact, partition });
  }

  private isSure(message: number, append: number): boolean {
    const gone = Math.max(this.setBacks.at(-1) ?? NO_FACT, this.cutOff.get(message) ?? NO_FACT);
    return gone < append;
  }

  /** The first effect of a record counts: what is read again after a commit was lost is done already. */
  private effect(group: number, message: number, fact: number): void {
    const taken = this.taken.get(message);
    if (group === NO_NODE || taken === undefined || !this.isSure(message, taken.fact)) return;
    const key = `${group} ${taken.partition}`;
    const steps = this.reached.get(key) ?? [];
    this.reached.set(key, steps);
    const last = steps.at(-1);
    if (last === undefined || taken.fact > last.append) steps.push({ append: taken.fact, fact });
    else this.note(group, 'order', fact);
  }

  private groupOf(place: number): number {
    const { plan, logs } = this.world;
    const group = plan.queueOf[nodeAt(this.world, place)] ?? NO_NODE;
    return logs.isGroup(group) ? group : NO_NODE;
  }

  private note(group: number, promise: GroupPromise, fact: number): void {
    const key = `${group} ${promise}`;
    if (group !== NO_NODE && !this.first.has(key)) this.first.set(key, fact);
  }
}
