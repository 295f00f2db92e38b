/** objectionToAct says why something cannot be done to a system: it has no such part, or too little room. */
import type { Intervention, Scenario } from '../engine/index.ts';
import { documentOf } from './documentOf.ts';
import { readDocument } from './readScenario.ts';

/** One sentence, or null: it can be done. By the rules for the faults of a file. */
export function objectionToAct(scenario: Scenario, act: Intervention): string | null {
  const reading = readDocument(documentOf({ ...scenario, faults: [act] }), scenario.title);
  return reading.ok ? null : reading.error;
}
