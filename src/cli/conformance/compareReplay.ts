/**
 * compareReplay holds what the model did against what a broker did, step by step, and says where they
 * part. What it requires is what the recorder claims: see the README of the traces.
 */
import type { LogTrace, ObservedEvent, ObservedState, Outcome } from './LogTrace.ts';

export interface Difference {
  /** The step, or null: at the end. */
  readonly step: number | null;
  readonly what: string;
  readonly recorded: string;
  readonly replayed: string;
}

/** How the states and the end of one product are compared. */
export interface Comparing {
  /** As much of a state as must agree. */
  readonly required: (state: ObservedState) => unknown;
  /** A trace that shows an accident of its version may differ in this, where its text says so. */
  readonly isExcused: (trace: LogTrace<unknown, unknown>, difference: Difference) => boolean;
}

/** Where the model differs from the recording. None: they agree. */
export function compareReplay(
  trace: LogTrace<unknown, unknown>,
  replayed: Outcome,
  how: Comparing,
): Difference[] {
  // Runs that did not agree leave a choice: one of their outcomes must be met.
  const outcomes: readonly Outcome[] = trace.stable ? [trace] : [trace, ...(trace.variants ?? [])];
  const all = outcomes.map((outcome) =>
    differences(outcome, replayed, how).filter((one) => !how.isExcused(trace, one)),
  );
  return all.reduce((best, next) => (next.length < best.length ? next : best));
}

function differences(recorded: Outcome, replayed: Outcome, how: Comparing): Difference[] {
  const steps = new Set([...recorded.states, ...replayed.states].map(({ step }) => step));
  const found = [...steps].flatMap((step) => [
    ...differentEvents(step, recorded.observed, replayed.observed),
    ...differ(
      step,
      'state',
      how.required(stateAt(recorded, step)),
      how.required(stateAt(replayed, step)),
    ),
  ]);
  return [...found, ...differentEnd(recorded, replayed)];
}

function stateAt({ states }: Outcome, step: number): ObservedState {
  return states.find((state) => state.step === step) ?? { step };
}

/** Order means something among the events of one client, and nothing between two. */
function differentEvents(
  step: number,
  recorded: readonly ObservedEvent[],
  replayed: readonly ObservedEvent[],
): Difference[] {
  const here = (events: readonly ObservedEvent[]) => events.filter((event) => event.step === step);
  const clients = new Set([...here(recorded), ...here(replayed)].map(clientOf));
  return [...clients].flatMap((client) => {
    const of = (events: readonly ObservedEvent[]) =>
      here(events).filter((event) => clientOf(event) === client);
    return differ(step, `events of ${client}`, of(recorded), of(replayed));
  });
}

const publisherEvents = new Set(['consumerDeleted', 'consumerRefused', 'trimResult', 'trimmed']);

/** Whose event it is: the client's, in Redis the consumer's, else the publisher's. */
function clientOf(event: ObservedEvent): string {
  if (publisherEvents.has(event.event)) return 'publisher';
  const client = event['client'] ?? event['consumer'];
  return typeof client === 'string' ? client : 'publisher';
}

function differentEnd(recorded: Outcome, replayed: Outcome): Difference[] {
  return Object.keys(recorded.final).flatMap((key) =>
    differ(null, key, recorded.final[key], replayed.final[key]),
  );
}

function differ(
  step: number | null,
  what: string,
  recorded: unknown,
  replayed: unknown,
): Difference[] {
  const [one, other] = [sorted(recorded), sorted(replayed)];
  return one === other ? [] : [{ step, what, recorded: one, replayed: other }];
}

/** JSON with the keys of objects in one order. */
function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'nothing'
  );
}
