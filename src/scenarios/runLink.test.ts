import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intervention } from '../engine/index.ts';
import { shippedNames, shippedScenario } from './library/index.ts';
import { withPresets } from './presets/withPresets.ts';
import { type RunLink, readRunLink, writeRunLink } from './runLink.ts';
import { type LinkedSelection, plainView } from './viewLink.ts';

const payment = shippedScenario('payment-system');
const crash = {
  kind: 'crashConsumer',
  target: 'senders',
  member: 1,
  point: 'afterEffect',
  atUs: 22_400_000,
} as const;
const presets = [
  { queue: 'emails', preset: 'rabbitmq-quorum', version: '4.2', isMended: false },
] as const;
const made = withPresets(payment, presets);
if (!made.ok) throw new Error(made.error);
const whole: RunLink = {
  system: payment,
  presets,
  scenario: made.scenario,
  seed: 7,
  acts: [crash],
  leftOut: [],
  atUs: 24_000_001,
  view: {
    selection: { kind: 'consumer', id: 'senders', member: 2 },
    focus: 'analytics',
    chart: 'throughput',
    isTable: true,
  },
  others: [],
  shown: null,
};
const charts = ['depth', 'throughput'];

function errorOf(hash: string): string | null {
  const reading = readRunLink(hash, charts);
  return reading === null || reading.ok ? null : reading.error;
}

describe('a link', () => {
  it('is read as it was written: system, presets, seed, acts, instant and view', () => {
    expect(readRunLink(writeRunLink(whole), charts)).toEqual({ ok: true, link: whole });
  });

  it.each<LinkedSelection>([
    { kind: 'message', number: 17 },
    { kind: 'node', id: 'emails' },
    { kind: 'wire', from: 'emails', to: 'senders' },
  ])('holds what is selected: $kind', (selection) => {
    const link = { ...whole, view: { ...plainView, selection } };
    expect(readRunLink(writeRunLink(link), charts)).toEqual({ ok: true, link });
  });

  it('takes no more than 2 kB for any shipped system, with eight acts and a selection', () => {
    const lengths = shippedNames.map((name) => {
      const scenario = shippedScenario(name);
      const wire = scenario.wires.reduce((a, b) =>
        a.from.length + a.to.length > b.from.length + b.to.length ? a : b,
      );
      const act = { kind: 'cutWire', from: wire.from, to: wire.to } as const;
      return writeRunLink({
        system: scenario,
        presets: [],
        seed: Number.MAX_SAFE_INTEGER,
        acts: Array.from({ length: 8 }, (_, i) => ({ ...act, atUs: 22_400_001 + i })),
        leftOut: scenario.faults.map((_, i) => i),
        atUs: 24_000_001,
        view: {
          selection: { kind: 'wire', ...wire },
          focus: null,
          chart: 'throughput',
          isTable: true,
        },
      }).length;
    });
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2_048);
  });

  it('holds any seed and instant of any shipped system', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shippedNames),
        fc.nat(Number.MAX_SAFE_INTEGER),
        fc.nat(60_000_000),
        (name, seed, atUs) => {
          const system = shippedScenario(name);
          // Every second fault of the script stays away.
          const leftOut = system.faults.map((_, fault) => fault).filter((fault) => fault % 2 === 0);
          const run = { system, presets: [], scenario: system, seed, acts: [], leftOut, atUs };
          const link = { ...run, view: plainView, others: [], shown: null };
          expect(readRunLink(`#${writeRunLink(link)}`)).toEqual({ ok: true, link });
        },
      ),
    );
  });

  it('says nothing where there is nothing', () => {
    expect(readRunLink('')).toBeNull();
    expect(readRunLink('#')).toBeNull();
  });

  it.each([
    ['v=2', 'is of version "2"'],
    ['s=nowhere', 'names no system of the library'],
    ['x=1', 'has an unknown part "x"'],
    ['seed=-1', 'has a part "seed" that is not a whole number'],
    ['t=soon', 'has a part "t" that is not a duration'],
    ['out=0', 'leaves out fault "0": the script of this system has 0, counted from 0'],
    ['s=l4-durability-a&out=0,0', 'has a part "out" that names a fault twice'],
    ['s=l4-durability-a&out=-1', 'has a part "out" that leaves out fault "-1"'],
    ['acts=!', 'has a part "acts" that is not base64url'],
    ['sel=m0', 'has a part "sel" that names nothing here'],
    ['sel=m9999999999', 'has a part "sel" that names nothing here'],
    ['sel=n~nobody', 'has a part "sel" that names nothing here'],
    ['sel=c~emails~1', 'has a part "sel" that names nothing here'],
    ['sel=w~senders~emails', 'has a part "sel" that names nothing here'],
    ['q=senders', 'has a part "q" that is no queue or group: "senders"'],
    ['chart=pie', 'has an unknown chart "pie"; known are depth, throughput'],
    ['view=film', 'has a part "view" that is not "table"'],
    ['as=emails', 'has a part "as" that cannot be: there is no preset ""'],
    ['as=nobody~rabbitmq-quorum~4.2', 'has a part "as" that cannot be: there is no queue "nobody"'],
    [
      'as=emails~rabbitmq-quorum~9',
      'has a part "as" that cannot be: rabbitmq-quorum has the versions 3.10, 4.2, 4.3, not "9"',
    ],
    ['as=emails~rabbitmq-classic~4.2', 'cannot be: A classic queue has no delivery limit.'],
    [
      'as=emails~rabbitmq-classic~4.2~please',
      'there is no preset "emails~rabbitmq-classic~4.2~plea"',
    ],
  ])('with %s is refused in one sentence', (hash, says) => {
    expect(errorOf(hash)).toContain(says);
    expect(errorOf(hash)).toMatch(/^This link [^\n]+\.$/);
  });

  it('goes without what a kind of queue cannot have where it says so', () => {
    const reading = readRunLink('s=payment-system&as=emails~rabbitmq-classic~4.2~mended');
    expect(reading).toMatchObject({ ok: true, link: { presets: [{ isMended: true }] } });
  });
});

describe('a link that compares', () => {
  const ghost = { system: payment, presets: [], scenario: payment, acts: [], leftOut: [] };
  const durable = (letter: string, acts: readonly Intervention[] = []) => {
    const system = shippedScenario(`l4-durability-${letter}` as 'l4-durability-a');
    return { system, presets: [], scenario: system, acts, leftOut: [] };
  };
  const stop = { kind: 'startBroker', target: 'broker', atUs: 12_000_000 } as const;

  it.each<[string, RunLink]>([
    ['a run with what it was before an act', { ...whole, others: [ghost] }],
    [
      'a run with itself as it is shipped, and with another of its pasts',
      {
        ...whole,
        others: [{ ...ghost, acts: [crash] }, ghost],
        shown: 2,
      },
    ],
    [
      'other systems, to which the same was done',
      {
        ...whole,
        ...durable('a', [stop]),
        view: plainView,
        others: [durable('b', [stop]), durable('d', [stop])],
        shown: 0,
      },
    ],
    [
      'a run with what it would be without a fault of its script',
      {
        ...whole,
        ...durable('a'),
        view: plainView,
        others: [{ ...durable('a'), leftOut: [0] }],
      },
    ],
    [
      'another system, to which something else was done',
      {
        ...whole,
        ...durable('a', [stop]),
        view: plainView,
        others: [durable('b')],
      },
    ],
  ])('is read as it was written: %s', (_, link) => {
    expect(readRunLink(writeRunLink(link), charts)).toEqual({ ok: true, link });
  });

  it('names worlds to which nothing was done, and those to which the same was, by their system', () => {
    const plain = { ...whole, ...durable('a'), others: [durable('b'), durable('d')] };
    expect(writeRunLink(plain)).toMatch(/&with=l4-durability-b&with=l4-durability-d$/);
    const same = { ...whole, ...durable('a', [stop]), others: [durable('b', [stop])] };
    expect(writeRunLink(same)).toMatch(/&with=l4-durability-b$/);
  });

  it.each([
    ['with=nowhere', 'has a part "with" that names no system of the library'],
    ['with=a&with=b&with=c', 'compares with 3 others; at most 2 are possible'],
    ['with=s%3Dl8-spike-a%26seed%3D3', 'has a part "with" that has an unknown part "seed"'],
    [
      'with=s%3Dpayment-system%26acts%3D!',
      'has a part "with" that has a part "acts" that is not base64',
    ],
    ['with=l8-spike-a&show=C', 'has a part "show" that is no world of it: "C"; known: A, B'],
    ['show=A', 'has a part "show" that is no world of it: "A"; there is nothing to compare'],
  ])('%s is refused in one sentence', (hash, says) => {
    expect(errorOf(hash)).toContain(says);
    expect(errorOf(hash)).toMatch(/^This link [^\n]+\.$/);
  });

  it('is refused where another system cannot have what was done to the first', () => {
    const link = writeRunLink({ ...whole, presets: [] });
    expect(errorOf(`${link}&with=l8-spike-a`)).toMatch(
      /^This link has a part "with" that cannot have what was done to the first: .+target.+\.$/,
    );
  });
});
