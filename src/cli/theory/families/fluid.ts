/**
 * fluid: a spike and an outage with constant gaps and constant work, so without chance.
 *
 * Messages are not water. A backlog is known to one message, so a time to one service or to the time
 * that one message more or less takes to run off, and an area to one message times the backlog's length.
 */
import { Fact, type Scenario, US_PER_S } from '../../../engine/index.ts';
import { type Estimate, within } from '../Estimate.ts';
import { type Family, type Lab, type LeftOut, unknownQuantity } from '../Family.ts';
import { constant, consumer, line, orders, placeOf, producer, queue } from '../systems.ts';
import type { Params } from '../TheoryRow.ts';

/** The spike or the outage begins here. */
const BEGIN_S = 10;
const MOST_MESSAGES = 200_000;

interface Backlog {
  readonly peak: number;
  /** From the end of the disturbance until one message at most is left: one is always at work. */
  readonly drainS: number;
  readonly longestWaitS: number;
  /** Of the message that came first after the beginning. */
  readonly firstWaitS: number;
  /** Message seconds above what a calm system has. */
  readonly area: number;
}

export const fluid: Family = {
  models: ['fluid-spike', 'fluid-consumer-outage'],
  measure: (params, lab, model) =>
    model === 'fluid-spike' ? spike(params, lab) : outage(params, lab),
};

function spike(params: Params, lab: Lab) {
  const base = params.rate('lambda_base');
  const high = params.rate('lambda_spike');
  const lengthS = params.rate('spike_s');
  const capacity = params.rate('capacity');
  if (base >= capacity || high <= capacity)
    params.refuse('capacity', 'between lambda_base and lambda_spike');
  const drainsIn = ((high - capacity) * lengthS) / (capacity - base);
  const count = countFor(params, 'spike_s', base * (BEGIN_S + 2 * drainsIn) + high * lengthS);
  const backlog = lab.once(`spike ${base} ${high} ${lengthS} ${capacity}`, () => {
    const gap = constant(base);
    const scenario = line(
      producer(gap, orders(gap, count)),
      queue(),
      consumer(constant(capacity)),
      [
        {
          atUs: BEGIN_S * US_PER_S,
          kind: 'spike',
          target: 'p',
          factor: high / base,
          lengthUs: lengthS * US_PER_S,
        },
      ],
    );
    return backlogOf(scenario, BEGIN_S + lengthS, base / capacity, lab);
  });
  const serviceS = 1 / capacity;
  const oneMoreS = 1 / (capacity - base);
  return (quantity: string): Estimate | LeftOut => {
    switch (quantity) {
      case 'peak_backlog':
        return within(backlog.peak, 2);
      case 'drain_time_after_spike':
        return within(backlog.drainS, 2 * oneMoreS);
      case 'peak_wait (fifo, fluid)':
        return within(backlog.longestWaitS, 2 * serviceS);
      case 'area_under_backlog (msg-seconds of delay)':
        return within(backlog.area, backlog.drainS + lengthS);
      case 'total_time_backlogged':
        return within(backlog.drainS + lengthS, 2 * oneMoreS);
      default:
        return unknownQuantity;
    }
  };
}

function outage(params: Params, lab: Lab) {
  const lambda = params.rate('lambda_');
  const capacity = params.rate('capacity');
  const outageS = params.rate('outage_s');
  if (lambda >= capacity) params.refuse('capacity', 'more than lambda_');
  const drainsIn = (lambda * outageS) / (capacity - lambda);
  const count = countFor(
    params,
    'outage_s',
    lambda * (BEGIN_S + outageS + Math.max(1.5 * drainsIn, 2 * outageS)),
  );
  const backlogAt = (perS: number): Backlog =>
    lab.once(`outage ${lambda} ${perS} ${outageS}`, () => {
      const gap = constant(lambda);
      const scenario = line(
        producer(gap, orders(gap, count)),
        queue({ onReturn: 'head' }),
        consumer(constant(perS)),
        [
          { atUs: BEGIN_S * US_PER_S, kind: 'crashConsumer', target: 'c', member: 1, point: 'now' },
          {
            atUs: (BEGIN_S + outageS) * US_PER_S,
            kind: 'restartConsumer',
            target: 'c',
            member: 1,
          },
        ],
      );
      return backlogOf(scenario, BEGIN_S + outageS, lambda / perS, lab);
    });
  return (quantity: string): Estimate | LeftOut => {
    switch (quantity) {
      case 'peak_backlog':
        return within(backlogAt(capacity).peak, 2);
      case 'drain_time_after_recovery':
        return within(backlogAt(capacity).drainS, 2 / (capacity - lambda));
      case 'wait_of_first_msg_in_outage':
        return within(backlogAt(capacity).firstWaitS, 1 / lambda + 1 / capacity);
      case 'headroom_needed_to_drain_within_outage_time (capacity)':
        return leastCapacity((perS) => backlogAt(perS).drainS <= outageS, lambda);
      default:
        return unknownQuantity;
    }
  };
}

/** By trying: the smallest whole capacity above λ that is enough. One message more is less than one a second. */
function leastCapacity(isEnough: (perS: number) => boolean, lambda: number): Estimate {
  let tooLittle = Math.floor(lambda);
  let enough = Math.ceil(lambda) * 2;
  while (!isEnough(enough)) {
    tooLittle = enough;
    enough *= 2;
  }
  while (enough - tooLittle > 1) {
    const middle = Math.floor((enough + tooLittle) / 2);
    if (isEnough(middle)) enough = middle;
    else tooLittle = middle;
  }
  return within(enough, 1);
}

function countFor(params: Params, name: string, messages: number): number {
  if (messages > MOST_MESSAGES)
    params.refuse(name, `short enough for ${MOST_MESSAGES} messages to tell the whole story`);
  return Math.ceil(messages);
}

function backlogOf(scenario: Scenario, endS: number, calm: number, lab: Lab): Backlog {
  const { trace, messageCount } = lab.play(scenario, 1).world;
  const place = placeOf(scenario, 'q');
  const cameUs = new Float64Array(messageCount + 1);
  let present = 0;
  let sinceUs = 0;
  let peak = 0;
  let areaUs = 0;
  let drainedUs = 0;
  let longestUs = 0;
  let firstUs = -1;
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kind(i);
    const atUs = trace.atUs(i);
    const message = trace.message(i);
    if (kind === Fact.delivered) {
      const waitedUs = atUs - (cameUs[message] ?? 0);
      if (waitedUs > longestUs) longestUs = waitedUs;
      if (firstUs < 0 && (cameUs[message] ?? 0) > BEGIN_S * US_PER_S) firstUs = waitedUs;
    }
    if (trace.place(i) !== place || (kind !== Fact.stored && kind !== Fact.acked)) continue;
    // Until it has drained, all that is above the calm system's mean is backlog.
    if (atUs > BEGIN_S * US_PER_S && drainedUs === 0)
      areaUs += (present - calm) * (atUs - Math.max(sinceUs, BEGIN_S * US_PER_S));
    sinceUs = atUs;
    if (kind === Fact.stored) {
      cameUs[message] = atUs;
      present++;
    } else present--;
    if (present > peak) peak = present;
    if (drainedUs === 0 && atUs > endS * US_PER_S && present <= 1) drainedUs = atUs;
  }
  return {
    peak,
    drainS: drainedUs / US_PER_S - endS,
    longestWaitS: longestUs / US_PER_S,
    firstWaitS: firstUs / US_PER_S,
    area: areaUs / US_PER_S,
  };
}
