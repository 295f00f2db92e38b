import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ObservedEvent, ObservedState } from './LogTrace.ts';
import {
  type AnyTrace,
  judgeLogTrace,
  type LogProduct,
  logProducts,
  logVerdict,
} from './logProducts.ts';

const folder = join(import.meta.dirname, '../../engine/verification/brokerTraces');
const recorded = { nats: 32, redis: 20 } as const;

function tracesOf({ name }: LogProduct): AnyTrace[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as AnyTrace);
}

describe.each(logProducts)('the recorded traces of $name', (product) => {
  const traces = tracesOf(product);

  it('are all there', () => {
    expect(traces).toHaveLength(recorded[product.name]);
  });

  it.each(traces.map((trace) => [trace.name, trace] as const))('the model keeps %s', (_, trace) => {
    expect(judgeLogTrace(product, trace)).toEqual({ kind: 'kept' });
  });

  it('have verdicts that name the first difference', () => {
    const [trace] = traces as [AnyTrace];
    const kept = { name: trace.name, verdict: 'kept', feature: null, firstDifference: null };
    expect(logVerdict(trace)).toEqual(kept);
    const [event, ...rest] = trace.observed;
    const broken = logVerdict({ ...trace, observed: rest });
    expect(broken).toMatchObject({ verdict: 'broken', feature: null });
    expect(broken?.firstDifference).toMatch(`step ${event?.step}, events of`);
    const other = { ...trace, broker: { product: 'rabbitmq', version: '' } };
    expect(logVerdict(other)).toBe(null);
  });

  it('show when anything in them is another', () => {
    let changed = 0;
    for (const trace of traces) {
      for (const [what, other] of mutants(trace)) {
        changed++;
        const { kind } = judgeLogTrace(product, other);
        expect(kind, `${trace.name} with ${what}`).toBe('broken');
      }
    }
    expect(changed).toBeGreaterThan(400);
  }, 60_000);
});

/** A trace with one thing in its recording that did not happen. */
function mutants(trace: AnyTrace): [string, AnyTrace][] {
  const events = trace.observed.flatMap((event, i): [string, AnyTrace][] => [
    [`event ${i} left out`, { ...trace, observed: trace.observed.filter((_, j) => j !== i) }],
    [
      `event ${i} at another step`,
      withEvent(trace, i, { ...event, step: stepBeside(trace, event) }),
    ],
    ...numbersOf(event).map((key): [string, AnyTrace] => [
      `another ${key} in event ${i}`,
      withEvent(trace, i, { ...event, [key]: (event[key] as number) + 1 }),
    ]),
  ]);
  const swapped = trace.observed.flatMap((event, i): [string, AnyTrace][] => {
    const next = trace.observed[i + 1];
    const isOrdered =
      next?.step === event.step && next['client'] === event['client'] && next.event === event.event;
    if (next === undefined || !isOrdered || next['consumer'] !== event['consumer']) return [];
    if (event.event === 'stored') return [];
    const observed = [...trace.observed];
    observed[i] = next;
    observed[i + 1] = event;
    return [[`events ${i} and ${i + 1} swapped`, { ...trace, observed }]];
  });
  const states = trace.states.flatMap((state, i) => stateMutants(trace, state, i));
  return [...events, ...swapped, ...states];
}

function numbersOf(event: ObservedEvent): string[] {
  return Object.keys(event).filter((key) => key !== 'step' && typeof event[key] === 'number');
}

function withEvent(trace: AnyTrace, index: number, event: ObservedEvent): AnyTrace {
  return { ...trace, observed: trace.observed.map((one, i) => (i === index ? event : one)) };
}

function stepBeside(trace: AnyTrace, { step }: ObservedEvent): number {
  return step === 0 ? trace.steps.length - 1 || 1 : step - 1;
}

/** One more pending, in each consumer or group of a state. */
function stateMutants(trace: AnyTrace, state: ObservedState, index: number): [string, AnyTrace][] {
  const changed = (key: string, parts: object): [string, AnyTrace] => [
    `another ${key} in state ${index}`,
    {
      ...trace,
      states: trace.states.map((one, i) => (i === index ? { ...one, [key]: parts } : one)),
    },
  ];
  const consumers = Object.entries(
    (state['consumers'] ?? {}) as Record<string, { pending: number } | null>,
  );
  const groups = Object.entries((state['groups'] ?? {}) as Record<string, { pending: object[] }>);
  return [
    ...consumers.flatMap(([name, counts]) =>
      counts === null
        ? []
        : [
            changed('consumers', {
              ...(state['consumers'] as object),
              [name]: { ...counts, pending: counts.pending + 1 },
            }),
          ],
    ),
    ...groups.map(([name, group]) =>
      changed('groups', {
        ...(state['groups'] as object),
        [name]: { ...group, pending: [...group.pending, { id: 'm999' }] },
      }),
    ),
  ];
}
