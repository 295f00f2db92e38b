/**
 * predictionOf says what queueing theory expects of a queue in the long run, where the assumptions of a
 * closed form hold: orders by chance at a steady rate, work by chance or always the same, consumers that
 * share one line and nothing that fails. Where they do not hold it says nothing.
 */
import {
  type ConsumerSpec,
  type Duration,
  type Intervention,
  meanUs,
  mG1,
  mMc,
  mMcK,
  type SteadyState,
  sojournQuantileS,
  type World,
} from '../engine/index.ts';
import { suppliersOf } from './suppliersOf.ts';

export interface Prediction {
  /** "M/M/2", "M/D/1" */
  readonly model: string;
  readonly arrivalRatePerS: number;
  /** Of one consumer. */
  readonly serviceRatePerS: number;
  readonly consumerCount: number;
  readonly state: SteadyState;
  /** 95 of 100 stay at most so long, where the form gives it. */
  readonly sojournP95S: number | null;
}

export function predictionOf(world: World, queue: number): Prediction | null {
  const { plan } = world;
  const spec = plan.nodes[queue];
  const suppliers = suppliersOf(world, queue);
  const groups = plan.nodes.filter((_, node) => plan.queueOf[node] === queue);
  const [only] = suppliers ?? [];
  const [group] = groups;
  if (spec?.kind !== 'queue' || suppliers?.length !== 1 || groups.length !== 1) return null;
  if (only === undefined || only.services.length > 0 || group?.kind !== 'consumer') return null;
  const { arrivals, poison } = only.producer;
  const isSteady = arrivals.gap?.kind === 'exponential' && arrivals.onOff === null;
  const isEndless = arrivals.count === Number.POSITIVE_INFINITY;
  if (!isSteady || !isEndless || poison.length > 0 || arrivals.gap === null) return null;
  if (!isPlainQueue(spec) || !isPlainConsumer(world, group)) return null;
  if (world.acts.some(({ act }) => changesRates(act))) return null;
  const arrivalRatePerS = 1e6 / meanUs(arrivals.gap);
  const serviceRatePerS = 1e6 / meanUs(group.work);
  const consumerCount = group.count * group.concurrency;
  const of = formOf(arrivalRatePerS, serviceRatePerS, consumerCount, group.work, spec.maxLength);
  return of === null ? null : { arrivalRatePerS, serviceRatePerS, consumerCount, ...of };
}

type Form = Pick<Prediction, 'model' | 'state' | 'sojournP95S'>;

function formOf(lambda: number, mu: number, c: number, work: Duration, room: number): Form | null {
  if (work.kind === 'exponential') {
    if (room !== Number.POSITIVE_INFINITY)
      return {
        model: `M/M/${c}/${c + room}`,
        state: mMcK(lambda, mu, c, c + room),
        sojournP95S: null,
      };
    const isStable = lambda < c * mu;
    const sojournP95S = c === 1 && isStable ? sojournQuantileS(lambda, mu, 0.95) : null;
    return { model: `M/M/${c}`, state: mMc(lambda, mu, c), sojournP95S };
  }
  // Without chance in the work there is a form for one consumer alone.
  if (c !== 1 || room !== Number.POSITIVE_INFINITY) return null;
  const scv = squaredVariation(work);
  if (scv === null) return null;
  return { model: scv === 0 ? 'M/D/1' : 'M/G/1', state: mG1(lambda, mu, scv), sojournP95S: null };
}

/** Var[S] / E[S]², or null where the draws do not follow one law. */
function squaredVariation(work: Duration): number | null {
  switch (work.kind) {
    case 'constant':
      return 0;
    case 'exponential':
      return 1;
    case 'uniform': {
      const spread = work.highUs - work.lowUs;
      const mean = (work.lowUs + work.highUs) / 2;
      return (spread * spread) / (12 * mean * mean);
    }
    case 'listed':
      return null;
  }
}

function isPlainQueue(spec: Extract<World['plan']['nodes'][number], { kind: 'queue' }>): boolean {
  const isBounded = spec.maxLength !== Number.POSITIVE_INFINITY;
  return spec.policy === undefined && (!isBounded || spec.overflow === 'reject');
}

function isPlainConsumer({ plan }: World, group: ConsumerSpec): boolean {
  const node = plan.nodes.indexOf(group);
  const wire = plan.scenario.wires[plan.subscriptionOf[node] ?? -1];
  return (
    group.byHand === undefined &&
    group.mishaps === undefined &&
    group.onOff === null &&
    (plan.needs[node] ?? []).length === 0 &&
    // Who holds more than it works on keeps it from the others, and a wire keeps it from everybody.
    group.prefetchLimit === group.concurrency &&
    wire?.latencyUs === 0 &&
    wire.loss === 0
  );
}

const harmless: ReadonlySet<string> = new Set([
  'idempotencyKey',
  'durable',
  'maxDeliveries',
  'ack',
]);

function changesRates(act: Intervention): boolean {
  return act.kind !== 'setKnob' || !harmless.has(act.knob);
}
