/**
 * whatIfsOf is what could have gone otherwise before a fact: the acts behind it taken away, or the
 * mechanism that was missing put in.
 */
import { Fact, NO_FACT, type RunAct } from '../engine/index.ts';
import { type Chronicle, chronicleOf } from './Chronicle.ts';
import { causeOf } from './causeOf.ts';
import { deedOf } from './deeds.ts';
import type { KnobTurn } from './Missing.ts';
import { missingMechanism } from './missingMechanism.ts';
import type { SystemChange } from './remedies.ts';
import { textOf } from './Sentence.ts';

export interface WhatIf {
  /** "if you had not crashed C1", "with an idempotency key" */
  readonly label: string;
  readonly change: RunChange;
}

/** RunChange is how the other run differs from this one. */
export type RunChange =
  /** Without this act, by its position in the run. */
  | { readonly kind: 'withoutAct'; readonly act: number }
  /** With a knob turned from the start. */
  | { readonly kind: 'turn'; readonly turn: KnobTurn }
  /** Another system: what no knob changes while it runs. */
  | { readonly kind: 'system'; readonly change: SystemChange };

/** Causes looked at, going back. */
const STEPS = 32;

export function whatIfsOf(
  world: Chronicle['world'],
  trace: Chronicle['trace'],
  fact: number,
): WhatIf[] {
  const c = chronicleOf(world, trace);
  return [...withoutActs(c, fact), ...withMechanism(c, fact)];
}

/** Each act among the causes: a crash in a spike would not have been without either. */
function withoutActs(c: Chronicle, fact: number): WhatIf[] {
  const found: WhatIf[] = [];
  let cause = fact;
  for (let step = 0; step < STEPS && cause !== NO_FACT; step++) {
    if (c.trace.kind(cause) === Fact.intervened) {
      const act = c.trace.count(cause);
      const run = c.world.acts[act];
      if (run !== undefined)
        found.push({ label: without(c, run), change: { kind: 'withoutAct', act } });
    }
    cause = causeOf(c, cause);
  }
  return found;
}

function without({ world }: Chronicle, { act, isScript }: RunAct): string {
  const deed = textOf(deedOf(world, act))
    .replace(/^took /, 'taken ')
    .replace(/^gave /, 'given ');
  return `if ${isScript ? 'the script' : 'you'} had not ${deed}`;
}

function withMechanism({ world, trace }: Chronicle, fact: number): WhatIf[] {
  const missing = missingMechanism(world, trace, fact);
  if (missing === null) return [];
  const { turn, change, title: label } = missing;
  if (turn !== null) return [{ label, change: { kind: 'turn', turn } }];
  return change === null ? [] : [{ label, change: { kind: 'system', change } }];
}
