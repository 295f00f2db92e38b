/**
 * callLaws say what must hold of callers that try again and of their breakers, told from the trace and the
 * scenario alone: nobody tries more often than it may, and a breaker opens, lets through and closes as it says.
 */

import { Outcome } from '../model/calling.ts';
import type { Plan } from '../model/Plan.ts';
import type { CallBreaker, WireSpec } from '../model/Scenario.ts';
import type { Simulation } from '../model/Simulation.ts';
import type { World } from '../model/World.ts';
import { Fact, Rule, type Trace } from '../trace/index.ts';

/** What is wrong with the calls of a run. */
export function callsAstray({ world }: Simulation): string[] {
  const { trace, plan } = world;
  const found: string[] = [];
  plan.scenario.wires.forEach((spec, wire) => {
    const service = plan.wireTo[wire];
    if (plan.kinds[service] !== 'service') return;
    const callers = plan.wireFrom.filter(
      (from, other) => plan.wireTo[other] === service && plan.kinds[from] !== 'consumer',
    );
    // Whose call it was is told by the service alone: where two call it, nobody can say.
    if (callers.length !== 1 || callers[0] !== plan.wireFrom[wire]) return;
    found.push(...attemptsAstray(trace, service, spec));
    if (spec.breaker !== undefined)
      found.push(...new WatchedBreaker(world, wire).watch(spec.breaker));
  });
  return found;
}

function attemptsAstray(trace: Trace, service: number, { from, to, retry }: WireSpec): string[] {
  const found: string[] = [];
  for (let fact = 0; fact < trace.length; fact++) {
    if (trace.kind(fact) !== Fact.calledAgain || trace.place(fact) !== service) continue;
    const attempt = trace.count(fact);
    const limit = retry?.attempts ?? 1;
    if (attempt < 2 || attempt > limit)
      found.push(
        `order ${trace.message(fact)} is attempt ${attempt} of ${from} at ${to}, of ${limit} that it may make`,
      );
  }
  return found;
}

/** WatchedBreaker follows a breaker through a trace, beside what the calls of its wire came to. */
class WatchedBreaker {
  private readonly found: string[] = [];
  private state: 'closed' | 'open' | 'halfOpen' = 'closed';
  /** When calls have failed since it closed. */
  private failuresUs: number[] = [];
  private openedAtUs = 0;
  /** Calls that have gone out since it let one try. */
  private tries = 0;
  /** What a caller that has died was waiting for is heard by nobody. */
  private hasCallerDied = false;

  private readonly trace: Trace;
  private readonly plan: Plan;
  private readonly wire: number;

  constructor({ trace, plan }: World, wire: number) {
    this.trace = trace;
    this.plan = plan;
    this.wire = wire;
  }

  watch(breaker: CallBreaker): string[] {
    const { trace, plan, wire } = this;
    const caller = plan.wireFrom[wire];
    const service = plan.wireTo[wire];
    for (let fact = 0; fact < trace.length; fact++) {
      const kind = trace.kind(fact);
      const place = trace.place(fact);
      if (place === service) this.hearCall(fact, kind, breaker);
      if (place !== caller) continue;
      if (kind === Fact.serviceDown) {
        this.hasCallerDied = true;
        this.failuresUs = [];
      } else if (trace.count(fact) === wire) this.hearBreaker(fact, kind, breaker);
    }
    return this.found;
  }

  private hearCall(fact: number, kind: number, breaker: CallBreaker): void {
    const { trace, state } = this;
    if (kind === Fact.called || kind === Fact.calledAgain) {
      if (state === 'open') this.tell('is open, and lets a call through');
      if (state === 'halfOpen' && ++this.tries > 1) this.tell('lets two calls try at once');
    } else if (state === 'closed' && hasFailed(trace, fact)) {
      this.failuresUs.push(trace.atUs(fact));
      const opens = fact + 1 < trace.length && trace.kind(fact + 1) === Fact.breakerOpened;
      if (this.isEnough(breaker) && !opens && !this.hasCallerDied)
        this.tell(`stays closed after ${breaker.failures} failures`);
    }
  }

  private hearBreaker(fact: number, kind: number, breaker: CallBreaker): void {
    const { trace, state } = this;
    const cause = trace.cause(fact);
    switch (kind) {
      case Fact.callBlocked:
        if (state === 'closed') this.tell('is closed, and refuses a call');
        return;
      case Fact.breakerOpened:
        if (state === 'open' || !hasFailed(trace, cause))
          this.tell('opens, and nothing has failed');
        if (state === 'closed' && !this.isEnough(breaker))
          this.tell(`opens before ${breaker.failures} failures`);
        this.openedAtUs = trace.atUs(fact);
        this.failuresUs = [];
        this.state = 'open';
        return;
      case Fact.breakerHalfOpened:
        if (state !== 'open' || trace.atUs(fact) - this.openedAtUs !== breaker.openUs)
          this.tell('lets a call try at another time than it should');
        this.state = 'halfOpen';
        this.tries = 0;
        return;
      case Fact.breakerClosed: {
        const isEarned =
          state === 'halfOpen' &&
          trace.kind(cause) === Fact.answered &&
          trace.count(cause) === Outcome.ok;
        const isDead =
          trace.rule(fact) === Rule.processDied && trace.kind(cause) === Fact.serviceDown;
        if (!isEarned && !isDead) this.tell('closes, and nobody has been answered');
        this.failuresUs = [];
        this.state = 'closed';
      }
    }
  }

  /** Whether the latest so many failures lie within its time. */
  private isEnough({ failures, withinUs }: CallBreaker): boolean {
    const latest = this.failuresUs.slice(-failures);
    return latest.length === failures && latest[failures - 1] - latest[0] <= withinUs;
  }

  private tell(what: string): void {
    const { from, to } = this.plan.scenario.wires[this.wire];
    this.found.push(`the breaker ${from} → ${to} ${what}`);
  }
}

function hasFailed(trace: Trace, fact: number): boolean {
  const kind = trace.kind(fact);
  return kind === Fact.callTimedOut || (kind === Fact.answered && trace.count(fact) !== Outcome.ok);
}
