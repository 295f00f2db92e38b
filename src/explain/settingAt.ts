/** settingAt is what a knob stood at when a fact happened: the scenario's value, or the last turn of it. */
import { Fact, NO_FACT } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';

export function settingAt(
  { world, trace, turns }: Chronicle,
  node: number,
  knob: string,
  fact: number,
): number {
  const spec = world.plan.nodes[node];
  let value = settingOf(spec, knob);
  for (const turn of turns.acts) {
    if (turn >= fact) break;
    const act = world.acts[trace.count(turn)]?.act;
    if (act?.kind === 'setKnob' && act.target === spec?.id && act.knob === knob) value = act.value;
  }
  return value;
}

type Spec = Chronicle['world']['plan']['nodes'][number] | undefined;

function settingOf(spec: Spec, knob: string): number {
  if (spec?.kind === 'consumer') {
    if (knob === 'ack') return spec.ack === 'beforeWork' ? 1 : 0;
    if (knob === 'idempotencyKey')
      return ['none', 'withEffect', 'beforeEffect', 'afterEffect'].indexOf(spec.idempotencyKey);
  }
  if (spec?.kind === 'queue') {
    if (knob === 'durable') return spec.durable ? 1 : 0;
    if (knob === 'maxDeliveries') return spec.maxDeliveries;
    if (knob === 'maxLength') return spec.maxLength;
  }
  return 0;
}

/** The position of an act's fact, or NO_FACT where the act has not happened before `end`. */
export function latestAct(
  { world, trace, turns }: Chronicle,
  end: number,
  isMeant: (act: Chronicle['world']['acts'][number]['act']) => boolean,
): number {
  const found = turns.acts.findLast((fact) => {
    const act = world.acts[trace.count(fact)]?.act;
    return fact < end && trace.kind(fact) === Fact.intervened && act !== undefined && isMeant(act);
  });
  return found ?? NO_FACT;
}
