/**
 * sweptKnobs are what of a system can be swept: its knobs and the number of its consumers, each with a few
 * values around the one it has. A value is acts at the start of a run, so that every run of a sweep is a run
 * like any other: it can be opened, linked and compared.
 */
import { type Intervention, type Knob, knobs, type World } from '../engine/index.ts';
import { memberWord } from './quickActs.ts';

export interface SweptValue {
  /** "20 ms", "no limit", "after" */
  readonly label: string;
  readonly acts: readonly Intervention[];
}

export interface SweptKnob {
  readonly id: string;
  /** "E-mail senders: prefetch" */
  readonly title: string;
  readonly values: readonly SweptValue[];
}

const MEMBERS = [1, 2, 3, 4, 6, 8];
/** Where a few values are what people ask about. */
const LADDERS: Readonly<Record<string, readonly number[]>> = {
  prefetchLimit: [1, 2, 5, 10, 20, 50],
  maxDeliveries: [1, 2, 3, 5, 10, Number.POSITIVE_INFINITY],
};
const FACTORS = [0.25, 0.5, 1, 1.5, 2, 4];
/** Room that is no limit yet is swept over these. */
const ROOMS = [10, 100, 1_000, 10_000, Number.POSITIVE_INFINITY];

/** In the order of the nodes; those whose value does nothing here (a rate of listed orders) are left out. */
export function sweptKnobs(world: World): SweptKnob[] {
  return world.plan.nodes.flatMap((node, i): SweptKnob[] => {
    const turned = knobs
      .filter((knob) => knob.kind === node.kind)
      .flatMap((knob): SweptKnob[] => {
        const now = knob.read(world, i);
        if (!(now > 0) && knob.choices === undefined) return [];
        const values = valuesAround(knob, now).map(
          (value): SweptValue => ({
            label: labelOf(knob, value),
            acts: [{ kind: 'setKnob', target: node.id, knob: knob.name, value, atUs: 0 }],
          }),
        );
        return [{ id: `${node.id}.${knob.name}`, title: `${node.title}: ${knob.title}`, values }];
      });
    if (node.kind !== 'consumer' || node.byHand !== undefined) return turned;
    return [membersOf(world, i, node.id, node.title, node.count), ...turned];
  });
}

function membersOf(
  world: World,
  group: number,
  id: string,
  title: string,
  count: number,
): SweptKnob {
  const values = withNow(MEMBERS, count).map((value): SweptValue => {
    const act: Intervention =
      value > count
        ? { kind: 'addConsumer', target: id, atUs: 0 }
        : { kind: 'removeConsumer', target: id, member: null, atUs: 0 };
    return {
      label: String(value),
      acts: Array.from({ length: Math.abs(value - count) }, () => act),
    };
  });
  return { id: `${id}.count`, title: `${title}: ${memberWord(world, group)}s`, values };
}

function valuesAround(knob: Knob, now: number): readonly number[] {
  if (knob.choices !== undefined) return knob.choices.map((_, i) => i);
  const ladder = LADDERS[knob.name];
  if (ladder !== undefined) return withNow(ladder, now);
  if (now === Number.POSITIVE_INFINITY) return ROOMS;
  const isWhole = knob.name !== 'ratePerS';
  const around = FACTORS.map((factor) => {
    const value = now * factor;
    return Math.min(knob.max, Math.max(knob.min, isWhole ? Math.round(value) : value));
  });
  return withNow(around, now);
}

/** With the present value among them, each once, in order. */
function withNow(values: readonly number[], now: number): number[] {
  return [...new Set([...values, now])].sort((a, b) => a - b);
}

function labelOf(knob: Knob, value: number): string {
  if (knob.choices !== undefined) return knob.choices[value] ?? String(value);
  if (value === Number.POSITIVE_INFINITY) return 'no limit';
  const number = Number(value.toPrecision(4)).toLocaleString('en');
  if (knob.name === 'workUs')
    return `${(Number((value / 1_000).toPrecision(4))).toLocaleString('en')} ms`;
  return knob.unit === '/s' ? `${number}/s` : number;
}
