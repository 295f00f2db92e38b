/**
 * whyOf answers "why did this happen?": the fact, what caused it, what caused that, and the rule of the
 * model that the whole rests on. "m7 was sent again. Because its ack never came. Because C1 crashed at
 * 1.3 s. Because you crashed it. Rule: no ack means no delete: the message goes back to its queue."
 */
import { Fact, NO_FACT, Rule, rules, type TraceEntry } from '../engine/index.ts';
import { becauseOf } from './becauseOf.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { causeOf } from './causeOf.ts';
import { isArmedAct, isConsequenceOfAct } from './consequences.ts';
import { actorOf } from './deeds.ts';
import { rankOf, sentenceOf } from './narrate.ts';
import { partsOf, type Sentence, say } from './Sentence.ts';

/** Links of a chain at most, the fact itself among them. */
export const LINKS = 4;
/** Causes looked at for them: steps that explain nothing are passed over. */
const STEPS = 32;

export function whyOf(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  fact: number,
): Sentence[] {
  const chronicle = chronicleOf(world, trace);
  const chain = chainOf(chronicle, fact);
  const links = withoutRepeats(trace, chain).slice(0, LINKS);
  const rule = ruleBehind(trace, chain, links);
  return [
    sentenceOf(world, trace, fact),
    ...becauseLinks(chronicle, links, trace.entry(fact)),
    ...(rule === null ? [] : [ruleSentence(chronicle, rule.link, rule.rule)]),
  ];
}

/** The causes among these links, each as what brought about the one before it. */
function becauseLinks(c: Chronicle, links: readonly number[], effect: TraceEntry): Sentence[] {
  const [, ...causes] = links;
  return causes.map((cause, i) => {
    const before = i === 0 ? effect : c.trace.entry(links[i] ?? cause);
    return because(c, cause, before);
  });
}

function because(c: Chronicle, cause: number, effect: TraceEntry): Sentence {
  const entry = c.trace.entry(cause);
  const { atUs, kind } = entry;
  const parts = partsOf(say`because ${becauseOf(c, entry, effect)}`);
  return { fact: cause, atUs, lastUs: atUs, rank: rankOf(kind), parts };
}

/**
 * A fact as what something rests on, and its causes: for what is so because of it, which is no fact
 * itself. The rule is Rule.none where the links end in somebody's act.
 */
export function becauseFrom(
  c: Chronicle,
  fact: number,
  about: TraceEntry,
  atMost: number,
): { links: Sentence[]; rule: number } {
  const chain = withoutRepeats(c.trace, causesOf(c, [fact], causeOf(c, fact), fact));
  const links = chain.slice(0, atMost);
  const rule = ruleBehind(c.trace, chain, links);
  return {
    links: [because(c, fact, about), ...becauseLinks(c, links, c.trace.entry(fact))],
    rule: rule?.rule ?? Rule.none,
  };
}

/** "Rule: no ack means no delete." */
export function ruleSentence({ trace }: Chronicle, fact: number, rule: number): Sentence {
  const says = rules[rule]?.says ?? '';
  const parts = partsOf(`Rule: ${says.charAt(0).toLowerCase()}${says.slice(1)}`);
  const atUs = trace.atUs(fact);
  return { fact, atUs, lastUs: atUs, rank: rankOf(trace.kind(fact)), parts };
}

/** A return needs no word of its own beside the lease that ran out or the ack that vanished. */
function withoutRepeats(trace: Chronicle['trace'], chain: readonly number[]): number[] {
  return chain.filter((link, i) => {
    const cause = chain[i + 1];
    const isReturn = i > 0 && trace.kind(link) === Fact.returned;
    return !isReturn || cause === undefined || !endsDelivery.has(trace.kind(cause));
  });
}

const endsDelivery: ReadonlySet<number> = new Set([Fact.leaseEnded, Fact.ackLost, Fact.packetLost]);

/** The position in the run of the act without which a fact would not have happened, or null. */
export function actBehind(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  fact: number,
): number | null {
  const chronicle = chronicleOf(world, trace);
  let cause = fact;
  for (let step = 0; step < STEPS && cause !== NO_FACT; step++) {
    if (trace.kind(cause) === Fact.intervened) return trace.count(cause);
    cause = causeOf(chronicle, cause);
  }
  return null;
}

function chainOf(chronicle: Chronicle, fact: number): number[] {
  const cause = saysWhoDidIt(chronicle, fact) ? NO_FACT : causeOf(chronicle, fact);
  return causesOf(chronicle, [fact], cause, fact);
}

/** The links, and the causes that explain something, going back from a cause. */
function causesOf(chronicle: Chronicle, links: number[], from: number, fact: number): number[] {
  const { trace } = chronicle;
  let cause = from;
  for (let step = 0; step < STEPS && cause !== NO_FACT && links.length <= LINKS; step++) {
    const next = trace.kind(cause) === Fact.intervened ? NO_FACT : causeOf(chronicle, cause);
    const isStep = isPassedOver(trace.kind(cause), trace.kind(fact));
    // A timeout says more than the publish before it, and less than the loss behind it.
    const isReason = trace.kind(cause) === Fact.confirmTimedOut && sends.has(kindAt(trace, next));
    if (next === NO_FACT || isReason || !isStep) links.push(cause);
    cause = next;
  }
  return links;
}

/** The sentence of what an act did at once names who acted. */
function saysWhoDidIt({ world, trace }: Chronicle, fact: number): boolean {
  const cause = trace.cause(fact);
  return (
    isConsequenceOfAct(trace.kind(fact)) &&
    cause !== NO_FACT &&
    trace.kind(cause) === Fact.intervened &&
    !isArmedAct(world, trace, cause)
  );
}

const sends: ReadonlySet<number> = new Set([Fact.published, Fact.resent]);

function kindAt(trace: Chronicle['trace'], fact: number): number {
  return fact === NO_FACT ? NO_FACT : trace.kind(fact);
}

/** Steps that only lead from one thing to the next. */
const steps: ReadonlySet<number> = new Set([
  Fact.delivered,
  Fact.started,
  Fact.flushed,
  Fact.confirmTimedOut,
  Fact.delayed,
  Fact.delayEnded,
  Fact.connectionClosed,
  Fact.called,
  Fact.answered,
  Fact.redriveBegan,
]);
const again: ReadonlySet<number> = new Set([Fact.effectRepeated, Fact.effectSuppressed]);

function isPassedOver(kind: number, explained: number): boolean {
  // An answer is what closes a breaker.
  if (kind === Fact.answered && explained === Fact.breakerClosed) return false;
  return steps.has(kind) || (kind === Fact.redelivered && again.has(explained));
}

/** Rules that say how things go anyway. */
const ordinary: ReadonlySet<number> = new Set([
  Rule.none,
  Rule.person,
  Rule.script,
  Rule.arrivalProcess,
  Rule.publish,
  Rule.roundRobin,
  Rule.prefetch,
  Rule.work,
]);

/** An ack that found its broker down was late because of that, and not because of a lease. */
function ruleOf(trace: Chronicle['trace'], chain: readonly number[], link: number): number {
  const cause = chain[chain.indexOf(link) + 1];
  const isLate = trace.kind(link) === Fact.ackCameTooLate;
  const isDown = cause !== undefined && trace.kind(cause) === Fact.brokerDown;
  return isLate && isDown ? Rule.brokerUnreachable : trace.rule(link);
}

/** The first rule of a chain that explains something; without one, an act is enough of an end. */
function ruleBehind(
  trace: Chronicle['trace'],
  chain: readonly number[],
  links: readonly number[],
): { link: number; rule: number } | null {
  const telling = chain.find((link) => !ordinary.has(trace.rule(link)));
  const endsInAct = links.some(
    (link) => trace.kind(link) === Fact.intervened || actorOf(trace.rule(link)) !== null,
  );
  const link = telling ?? (endsInAct ? undefined : links[0]);
  return link === undefined ? null : { link, rule: ruleOf(trace, chain, link) };
}
