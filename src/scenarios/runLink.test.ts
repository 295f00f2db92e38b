import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedNames, shippedScenario } from './library/index.ts';
import { type RunLink, readRunLink, writeRunLink } from './runLink.ts';

const payment = shippedScenario('payment-system');
const crash = {
  kind: 'crashConsumer',
  target: 'senders',
  member: 1,
  point: 'afterEffect',
  atUs: 22_400_000,
} as const;
const whole: RunLink = {
  scenario: payment,
  presets: [{ queue: 'emails', preset: 'rabbitmq-quorum', version: '4.2', isMended: false }],
  seed: 7,
  acts: [crash],
  leftOut: [],
  atUs: 24_000_001,
};

function errorOf(hash: string): string | null {
  const reading = readRunLink(hash);
  return reading === null || reading.ok ? null : reading.error;
}

describe('a link', () => {
  it('is read as it was written: system, presets, seed, acts and instant', () => {
    expect(readRunLink(writeRunLink(whole))).toEqual({ ok: true, link: whole });
  });

  it('holds any seed and instant of any shipped system', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shippedNames),
        fc.nat(Number.MAX_SAFE_INTEGER),
        fc.nat(60_000_000),
        (name, seed, atUs) => {
          const scenario = shippedScenario(name);
          // Every second fault of the script stays away.
          const leftOut = scenario.faults
            .map((_, fault) => fault)
            .filter((fault) => fault % 2 === 0);
          const link = { scenario, presets: [], seed, acts: [], leftOut, atUs };
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
    ['seed=-1', 'has a part seed that is not a whole number'],
    ['t=soon', 'has a part t that is not a duration'],
    ['out=0', 'leaves out fault "0": the script of this system has 0, counted from 0'],
    ['s=l4-durability-a&out=0,0', 'has a part out that names a fault twice'],
    ['s=l4-durability-a&out=-1', 'has a part out that leaves out fault "-1"'],
    ['acts=!', 'has a part acts that is not base64url'],
    ['as=emails', 'has a part as that cannot be: there is no preset ""'],
    ['as=nobody~rabbitmq-quorum~4.2', 'has a part as that cannot be: there is no queue "nobody"'],
    [
      'as=emails~rabbitmq-quorum~9',
      'has a part as that cannot be: rabbitmq-quorum has the versions 3.10, 4.2, 4.3, not "9"',
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
