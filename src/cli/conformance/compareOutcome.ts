/**
 * compareOutcome finds the first difference between what a broker did and what a simulation does.
 *
 * Inside a step the order among the events of one client counts, and that between clients does not. Of a
 * trace whose recordings differed only what they share is required.
 */
import type { BrokerTrace, Outcome, TraceEvent } from './BrokerTrace.ts';

/** The first difference, as a sentence, or null. */
export function firstDifference(trace: BrokerTrace, simulated: Outcome): string | null {
  const recorded: readonly Outcome[] =
    trace.stable || trace.variants === undefined || trace.variants.length === 0
      ? [trace]
      : trace.variants;
  for (let step = 0; step < trace.steps.length; step++) {
    const events = differenceOfEvents(recorded, simulated, step);
    if (events !== null) return `step ${step}: ${events}`;
    const states = differenceOfParts(
      recorded.map((one) => stateAt(one, step)),
      stateAt(simulated, step),
    );
    if (states !== null) return `after step ${step}: ${states}`;
  }
  const final = differenceOfParts(
    recorded.map((one) => one.final),
    simulated.final,
  );
  return final === null ? null : `at the end: ${final}`;
}

function stateAt({ states }: Outcome, step: number): unknown {
  const { step: _, ...state } = states.find((one) => one.step === step) ?? { step };
  return state;
}

// Events

function differenceOfEvents(
  recorded: readonly Outcome[],
  simulated: Outcome,
  step: number,
): string | null {
  const clients = new Set(
    [...recorded, simulated].flatMap(({ observed }) =>
      observed.filter((event) => event.step === step).map(clientOf),
    ),
  );
  for (const client of [...clients].sort()) {
    const eventsOf = ({ observed }: Outcome): string[] =>
      observed
        .filter((event) => event.step === step && clientOf(event) === client)
        .map(({ step: _, ...event }) => canonical(event));
    const difference = differenceOfOrders(recorded.map(eventsOf), eventsOf(simulated));
    if (difference !== null) return `${client} ${difference}`;
  }
  return null;
}

/** Whose event it is: the publisher also hears of the queues it declares and purges. */
function clientOf(event: TraceEvent): string {
  return String(event['consumer'] ?? event['client'] ?? 'publisher');
}

/** All that every recording has, in every order that all of them have. */
function differenceOfOrders(recorded: readonly string[][], simulated: string[]): string | null {
  const [first = [], ...others] = recorded;
  if (others.every((other) => canonical(other) === canonical(first))) {
    const at = first.findIndex((event, i) => event !== simulated[i]);
    if (at >= 0) return `should get ${first[at]}, got ${simulated[at] ?? 'nothing'}`;
    const more = simulated[first.length];
    return more === undefined ? null : `got ${more}, and should get nothing more`;
  }
  const shared = first.filter((event) => others.every((other) => other.includes(event)));
  const missing = shared.find((event) => !simulated.includes(event));
  if (missing !== undefined) return `should get ${missing}, and does not`;
  const strange = simulated.find((event) => !recorded.some((one) => one.includes(event)));
  if (strange !== undefined) return `got ${strange}, which no recording has`;
  for (const earlier of shared) {
    for (const later of shared) {
      const isBefore = (events: string[]): boolean =>
        events.indexOf(earlier) < events.indexOf(later);
      if (recorded.every(isBefore) && !isBefore(simulated))
        return `should get ${earlier} before ${later}`;
    }
  }
  return null;
}

// States and ends

/** The first part in which all recordings agree with each other and not with the simulation. */
function differenceOfParts(
  recorded: readonly unknown[],
  simulated: unknown,
  path = '',
): string | null {
  const [first, ...others] = recorded;
  const isAgreed = others.every((other) => canonical(other) === canonical(first));
  if (isAgreed && canonical(first) === canonical(simulated)) return null;
  if (recorded.every(isPlain) && isPlain(simulated)) {
    const keys = [...recorded, simulated].flatMap((one) => Object.keys(one as object));
    for (const key of [...new Set(keys)].sort()) {
      const part = (one: unknown): unknown => (one as Record<string, unknown>)[key];
      const inside = path === '' ? key : `${path}.${key}`;
      const difference = differenceOfParts(recorded.map(part), part(simulated), inside);
      if (difference !== null) return difference;
    }
    return null;
  }
  return isAgreed ? `${path} should be ${canonical(first)}, is ${canonical(simulated)}` : null;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON with sorted keys: equal values give equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isPlain(value)) return JSON.stringify(value) ?? 'nothing';
  const entries = Object.entries(value as object)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${entries.join(',')}}`;
}
