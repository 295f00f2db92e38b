/** Every fact of every shipped system: a whole sentence, a reason, and nothing in it that is not so. */
import { describe, expect, it } from 'vitest';
import {
  type Act,
  Fact,
  factName,
  type Intervention,
  NO_FACT,
  NO_MESSAGE,
  type Scenario,
  Simulation,
  type World,
} from '../engine/index.ts';
import { shippedNames, shippedScenario } from '../scenarios/index.ts';
import { isAboutOrder } from './aboutOrder.ts';
import { flawsOf } from './flawsOf.ts';
import { missingMechanism } from './missingMechanism.ts';
import { brokerAt, nodeAt, placeOfMember, queueAt } from './names.ts';
import { sentenceOf } from './narrate.ts';
import { plain, type Sentence } from './Sentence.ts';
import { whyOf } from './whyOf.ts';
import { ordinal, time } from './words.ts';

const S = 1_000_000;

function at(atUs: number, act: Act): Intervention {
  return { ...act, atUs };
}

/** The system of the chapter has no script: this is what a class does to it. */
const lesson: readonly Intervention[] = [
  at(3 * S, { kind: 'spike', target: 'checkout', factor: 5, lengthUs: 4 * S }),
  at(4 * S, { kind: 'crashConsumer', target: 'senders', member: 1, point: 'afterEffect' }),
  at(6 * S, { kind: 'dropNextAck', target: 'senders' }),
  at(8 * S, { kind: 'poisonNext', target: 'emails' }),
  at(12 * S, { kind: 'stopBroker', target: 'broker', how: 'kill' }),
  at(14 * S, { kind: 'startBroker', target: 'broker' }),
  at(15 * S, { kind: 'crashService', target: 'payment' }),
  at(16 * S, { kind: 'restartService', target: 'payment' }),
];

function played(scenario: Scenario, acts: readonly Intervention[] = actsOn(scenario)): World {
  const simulation = new Simulation(scenario, { interventions: acts });
  simulation.runUntil(scenario.name === 'payment-system' ? 20 * S : scenario.durationUs);
  return simulation.world;
}

function actsOn({ name }: Scenario): readonly Intervention[] {
  return name === 'payment-system' ? lesson : [];
}

/** Fates that a mechanism could have prevented, and so must name. */
const fates: ReadonlySet<number> = new Set([
  Fact.lost,
  Fact.dropped,
  Fact.unroutable,
  Fact.deadLettered,
  Fact.effectRepeated,
  Fact.storedAgain,
  Fact.recordParked,
  Fact.recordLost,
]);

describe.each(shippedNames)('%s', { timeout: 120_000 }, (name) => {
  const scenario = shippedScenario(name);
  const world = played(scenario);
  const { trace } = world;

  it('tells every fact in a whole sentence that is true, with a reason that ends in a rule or an act', () => {
    const checker = new Truth(world);
    for (let fact = 0; fact < trace.length; fact++) {
      const chain = whyOf(world, trace, fact);
      const flaws = chain.flatMap(({ parts }) => flawsOf(world, parts));
      const lies = checker.liesOf(fact, chain);
      // Said once, and only where something is wrong: half a million expectations take their time.
      if (flaws.length + lies.length > 0 || !isComplete(world, chain))
        expect.fail(
          `fact ${fact}, ${factName(trace.kind(fact))}: ${[...flaws, ...lies].join('; ')} ${chain.map(plain).join(' ')}`,
        );
    }
  });

  it('names the mechanism that each lost, dead or repeated message lacked', () => {
    for (let fact = 0; fact < trace.length; fact++) {
      const kind = trace.kind(fact);
      const missing = missingMechanism(world, trace, fact);
      if (missing === null) {
        expect(fates.has(kind), plain(sentenceOf(world, trace, fact))).toBe(false);
        continue;
      }
      const flaws = flawsOf(world, missing.sentence.parts);
      if (flaws.length > 0) expect.fail(flaws.join('; '));
    }
  });

  it('is right about it: with the mechanism, the same does not happen to the same message', () => {
    const tried = new Map<string, Set<string>>();
    const numbered = fatesIn(world);
    for (let fact = 0; fact < trace.length; fact++) {
      const missing = missingMechanism(world, trace, fact);
      if (missing === null) continue;
      const { turn, change } = missing;
      if (turn === null && change === null) continue;
      const remedy = `${missing.name} ${turn?.node} ${trace.place(fact)} ${trace.rule(fact)}`;
      const fateless = tried.get(remedy) ?? new Set(fatesIn(remedied(scenario, missing)));
      tried.set(remedy, fateless);
      // What is stored again is not done again: that is what a key is said to do for it.
      const isMet =
        trace.kind(fact) === Fact.storedAgain
          ? [...fateless].some((fate) => isRepeat(fate, trace.message(fact)))
          : fateless.has(numbered[fact] ?? '');
      expect(isMet, plain(missing.sentence)).toBe(false);
    }
  });
});

function remedied(
  scenario: Scenario,
  { turn, change }: NonNullable<ReturnType<typeof missingMechanism>>,
): World {
  const acts = actsOn(scenario);
  if (turn === null) return played(change?.(scenario) ?? scenario, acts);
  const { node: target, knob, value } = turn;
  return played(scenario, [at(0, { kind: 'setKnob', target, knob, value }), ...acts]);
}

function fateOf({ trace }: World, fact: number): string {
  const kind = trace.kind(fact);
  // A message may be delivered again, but not that often.
  const count = kind === Fact.redelivered ? trace.count(fact) : '';
  return `${kind} ${trace.rule(fact)} ${trace.message(fact)} ${trace.place(fact)} ${count}`;
}

function isRepeat(fate: string, message: number): boolean {
  const [kind, , about] = fate.split(' ').map(Number);
  return kind === Fact.effectRepeated && about === message;
}

/** By fact. A message that was sent back can meet the same fate once more: it is another one then. */
function fatesIn(world: World): string[] {
  const times = new Map<string, number>();
  return Array.from({ length: world.trace.length }, (_, fact) => {
    const fate = fateOf(world, fact);
    const time = (times.get(fate) ?? 0) + 1;
    times.set(fate, time);
    return `${fate} #${time}`;
  });
}

function isComplete({ trace }: World, chain: readonly Sentence[]): boolean {
  const isRule = (sentence: Sentence): boolean => plain(sentence).startsWith('Rule: ');
  const links = chain.filter((sentence) => !isRule(sentence));
  const [first] = links;
  const last = links.at(-1);
  if (first === undefined || last === undefined || links.length > 4) return false;
  const endsInAct =
    trace.kind(last.fact) === Fact.intervened || /\b(you|the script)\b/i.test(plain(first));
  return endsInAct || chain.some(isRule);
}

/**
 * Truth reads the trace for itself, and holds each sentence to it: whom it names had to do with it, and
 * numbers, instants and counts are those of the facts.
 */
class Truth {
  private readonly world: World;
  /** By message: the places that its facts have been at, its effects and whether it was confirmed. */
  private readonly places = new Map<number, Set<number>>();
  private readonly effects = new Map<string, number>();
  private readonly confirmed = new Set<number>();
  private read = 0;

  constructor(world: World) {
    this.world = world;
  }

  liesOf(fact: number, chain: readonly Sentence[]): string[] {
    const { trace } = this.world;
    for (; this.read <= fact; this.read++) this.take(this.read);
    const lies: string[] = [];
    const mind = (isWrong: boolean, lie: string): void => {
      if (isWrong) lies.push(lie);
    };
    const [first, ...rest] = chain;
    if (first === undefined) return ['nothing is said'];
    const text = plain(first);
    const entry = trace.entry(fact);
    mind(first.fact !== fact || first.atUs !== entry.atUs, 'it is about another fact');
    const causes = rest.filter((link) => !plain(link).startsWith('Rule: '));
    let later = fact;
    for (const cause of causes) {
      mind(cause.fact >= later, 'a cause comes after what it caused');
      mind(trace.atUs(cause.fact) !== cause.atUs, 'a cause has another instant');
      for (const said of plain(cause).matchAll(/ at ([\d.,]+ (?:s|ms|µs))\./g))
        mind(said[1] !== time(cause.atUs), `it was not at ${said[1]}`);
      later = cause.fact;
    }
    // Whom it names
    const concerned = this.concerned([fact, ...causes.map((cause) => cause.fact)]);
    for (const link of [first, ...causes])
      for (const part of link.parts) {
        if (part.kind === 'name')
          mind(!concerned.places.has(part.place), `${part.text} had nothing to do with it`);
        if (part.kind === 'message')
          mind(!concerned.messages.has(part.number), `m${part.number} had nothing to do with it`);
      }
    // What it counts
    const nth = text.match(/the (\d+(?:st|nd|rd|th)) (delivery|attempt|time)/);
    if (nth !== null) mind(nth[1] !== ordinal(entry.count), `it was not the ${nth[1]}`);
    const after = text.match(/after (\d+) (?:delivery|deliveries|attempts?)/);
    if (after !== null) mind(Number(after[1]) !== entry.count, `it was not after ${after[1]}`);
    if (entry.kind === Fact.effectRepeated) {
      const times = this.effects.get(this.effectKey(fact)) ?? 0;
      const said = / twice\b/.test(text)
        ? 2
        : Number(text.match(/ (\d+) times\b/)?.[1] ?? Number.NaN);
      mind(said !== times, `its effect happened ${times} times`);
    }
    // What it claims
    const isLoss = lossKinds.has(entry.kind);
    mind(/\bLOST\b/.test(text) && !isLoss, 'nothing was lost');
    if (entry.kind === Fact.lost && !/asked for no confirm/.test(text)) {
      mind(
        /It had been confirmed/.test(text) !== this.confirmed.has(entry.message),
        'whether it had been confirmed is another matter',
      );
    }
    return lies;
  }

  private take(fact: number): void {
    const { trace } = this.world;
    const kind = trace.kind(fact);
    const message = trace.message(fact);
    if (isAboutOrder(kind) || message === NO_MESSAGE) return;
    const places = this.places.get(message) ?? new Set();
    places.add(trace.place(fact));
    this.places.set(message, places);
    if (kind === Fact.confirmed) this.confirmed.add(message);
    if (kind === Fact.effectApplied || kind === Fact.effectRepeated) {
      const key = this.effectKey(fact);
      this.effects.set(key, (this.effects.get(key) ?? 0) + 1);
    }
  }

  private effectKey(fact: number): string {
    const { trace } = this.world;
    return `${trace.message(fact)} ${nodeAt(this.world, trace.place(fact))}`;
  }

  /** Everybody who is part of these facts or of what they are about, with their queues and brokers. */
  private concerned(facts: readonly number[]): { places: Set<number>; messages: Set<number> } {
    const { trace, plan, acts } = this.world;
    const messages = new Set<number>();
    const near = new Set<number>();
    for (const fact of facts) {
      // A cause that is not shown is told all the same: "which had crashed with it".
      for (let link = fact, i = 0; link !== NO_FACT && i < 4; link = trace.cause(link), i++) {
        near.add(trace.place(link));
        if (isAboutOrder(trace.kind(link))) continue;
        const message = trace.message(link);
        if (message !== NO_MESSAGE) messages.add(message);
        if (trace.kind(link) !== Fact.intervened) continue;
        const act = acts[trace.count(link)]?.act;
        for (const id of act === undefined ? [] : Object.values(act)) {
          const node = plan.nodes.findIndex((candidate) => candidate.id === id);
          near.add(node);
          if (act !== undefined && 'member' in act && typeof act.member === 'number')
            near.add(placeOfMember(this.world, node, act.member) ?? node);
        }
      }
      for (const place of this.places.get(trace.message(fact)) ?? []) near.add(place);
      // A crash is told with what its consumer had in hand.
      if (trace.kind(fact) === Fact.consumerCrashed)
        for (let before = fact - 1; before >= 0 && fact - before < 5_000; before--)
          if (trace.place(before) === trace.place(fact)) messages.add(trace.message(before));
    }
    const places = new Set(near);
    for (const place of near) {
      const queue = queueAt(this.world, place);
      for (const more of [nodeAt(this.world, place), queue, brokerAt(this.world, place)])
        places.add(more);
      places.add(plan.deadLetterTo[queue] ?? -1);
      const group = nodeAt(this.world, place);
      for (const need of plan.needs[group] ?? []) places.add(need);
      places.add(plan.queueOf[group] ?? -1);
    }
    return { places, messages };
  }
}

const lossKinds: ReadonlySet<number> = new Set([
  Fact.lost,
  Fact.unroutable,
  Fact.logLost,
  Fact.logSetBack,
  Fact.recordLost,
]);
