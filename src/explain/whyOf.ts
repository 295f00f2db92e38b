/**
 * whyOf answers "why did this happen?": the fact, what caused it, what caused that, and the rule of the
 * model that the whole rests on. "m7 was sent again. Because its ack never came. Because C1 crashed at
 * 1.3 s. Because you crashed it. Rule: no ack means no delete: the message goes back to its queue."
 */
import { Fact, NO_FACT, Rule, rules } from '../engine/index.ts';
import { becauseOf } from './becauseOf.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { causeOf } from './causeOf.ts';
import { isArmedAct, isConsequenceOfAct } from './consequences.ts';
import { actorOf } from './deeds.ts';
import { rankOf, sentenceOf } from './narrate.ts';
import { partsOf, type Sentence, say } from './Sentence.ts';

/** Links of a chain at most, the fact itself among them. */
const LINKS = 4;
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
  const [, ...causes] = links;
  const because = causes.map((cause, i): Sentence => {
    const effect = links[i] ?? fact;
    const clause = becauseOf(chronicle, trace.entry(cause), trace.entry(effect));
    return {
      fact: cause,
      atUs: trace.atUs(cause),
      lastUs: trace.atUs(cause),
      rank: rankOf(trace.kind(cause)),
      parts: partsOf(say`because ${clause}`),
    };
  });
  return [sentenceOf(world, trace, fact), ...because, ...ruleBehind(trace, chain, links)];
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
  const { trace } = chronicle;
  const links = [fact];
  let cause = saysWhoDidIt(chronicle, fact) ? NO_FACT : causeOf(chronicle, fact);
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

/** The first rule of a chain that explains something; without one, an act is enough of an end. */
function ruleBehind(
  trace: Chronicle['trace'],
  chain: readonly number[],
  links: readonly number[],
): Sentence[] {
  const telling = chain.find((link) => !ordinary.has(trace.rule(link)));
  const endsInAct = links.some(
    (link) => trace.kind(link) === Fact.intervened || actorOf(trace.rule(link)) !== null,
  );
  const link = telling ?? (endsInAct ? undefined : links[0]);
  if (link === undefined) return [];
  const says = rules[trace.rule(link)]?.says ?? '';
  const parts = partsOf(`Rule: ${says.charAt(0).toLowerCase()}${says.slice(1)}`);
  const atUs = trace.atUs(link);
  return [{ fact: link, atUs, lastUs: atUs, rank: rankOf(trace.kind(link)), parts }];
}
