/** interestingMoments finds the instants worth jumping to: the first of each fate, the peak, the end of it. */
import { Fact, NO_FACT } from '../engine/index.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { nameInside } from './names.ts';
import { grouped } from './words.ts';

export type MomentName =
  | 'firstCrash'
  | 'firstRedelivery'
  | 'firstDuplicateEffect'
  | 'firstLoss'
  | 'firstAlarm'
  | 'firstDeadLetter'
  | 'firstRefusal'
  | 'backlogPeak'
  | 'emptyAgain';

export interface Moment {
  readonly name: MomentName;
  /** "first loss", "most in the e-mail queue: 1,500" */
  readonly title: string;
  readonly atUs: number;
  readonly fact: number;
  /** The place where it happened. */
  readonly place: number;
}

/** A peak of fewer messages is no event. */
const PEAK_AT_LEAST = 10;

/** What was interesting before the fact `upTo` (the playhead where it is not given), in its order. */
export function interestingMoments(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  upTo?: number,
): Moment[] {
  const c = chronicleOf(world, trace);
  const end = Math.min(upTo ?? c.length, trace.known);
  const firsts = firstKinds.flatMap(({ name, title, kinds }): Moment[] => {
    const facts = kinds.map((kind) => c.firsts.of(kind)).filter((fact) => fact !== NO_FACT);
    const fact = Math.min(...facts);
    return fact < end ? [moment(c, name, title, fact)] : [];
  });
  const peaks = world.plan.nodes.flatMap((_, queue) => peakOf(c, queue, end));
  return [...firsts, ...peaks].sort((a, b) => a.fact - b.fact);
}

const firstKinds: readonly {
  readonly name: MomentName;
  readonly title: string;
  readonly kinds: readonly number[];
}[] = [
  {
    name: 'firstCrash',
    title: 'first crash',
    kinds: [
      Fact.consumerCrashed,
      Fact.brokerDown,
      Fact.serviceDown,
      Fact.replicaDown,
      Fact.producerDown,
    ],
  },
  { name: 'firstRedelivery', title: 'first redelivery', kinds: [Fact.redelivered] },
  { name: 'firstDuplicateEffect', title: 'first duplicate effect', kinds: [Fact.effectRepeated] },
  {
    name: 'firstLoss',
    title: 'first loss',
    kinds: [Fact.lost, Fact.dropped, Fact.neverPublished, Fact.recordLost],
  },
  { name: 'firstAlarm', title: 'first alarm', kinds: [Fact.alarmRaised] },
  { name: 'firstDeadLetter', title: 'first dead letter', kinds: [Fact.deadLettered] },
  {
    name: 'firstRefusal',
    title: 'first refusal',
    kinds: [
      Fact.refused,
      Fact.gaveUp,
      Fact.callRefused,
      Fact.callBlocked,
      Fact.orderFailed,
      Fact.turnedAway,
    ],
  },
];

function peakOf(c: Chronicle, queue: number, end: number): Moment[] {
  const peak = c.backlog.peakBefore(queue, end);
  if (peak === undefined || peak.depth < PEAK_AT_LEAST) return [];
  const name = nameInside(c.world, queue);
  const height = moment(c, 'backlogPeak', `most in ${name}: ${grouped(peak.depth)}`, peak.fact);
  const isEmptied = peak.emptied !== NO_FACT && peak.emptied < end;
  return isEmptied
    ? [height, moment(c, 'emptyAgain', `${name} empty again`, peak.emptied)]
    : [height];
}

function moment({ trace }: Chronicle, name: MomentName, title: string, fact: number): Moment {
  return { name, title, atUs: trace.atUs(fact), fact, place: trace.place(fact) };
}
