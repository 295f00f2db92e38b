/**
 * readScenario reads a scenario from text, or says in one sentence why it cannot.
 *
 * Whatever the text, it never throws, and a file is taken as a whole or not at all.
 */
import * as z from 'zod/mini';
import type { Scenario } from '../engine/index.ts';
import { checkTopology } from './checkTopology.ts';
import { documentOf } from './documentOf.ts';
import { parseJson } from './parseJson.ts';
import { type ScenarioDocument, scenarioSchema } from './ScenarioDocument.ts';
import { scenarioOf } from './scenarioOf.ts';
import { schemaProblem } from './schemaProblem.ts';
import { plain, sentenceOf } from './sentences.ts';

export type Reading =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** The same as a file would say it, in its canonical form. */
      readonly document: ScenarioDocument;
    }
  | {
      readonly ok: false;
      /** `worlds/a.json: nodes[2].arrivals.perS must be a number above 0, got -5.` */
      readonly error: string;
    };

/** `file` is what the sentence begins with: a path, or "this link". */
export function readScenario(text: string, file: string): Reading {
  const json = parseJson(text);
  return json.ok
    ? readDocument(json.value, file)
    : { ok: false, error: `${plain(file)}: ${json.error}` };
}

/** The same for JSON that is parsed already. Text from outside goes through readScenario. */
export function readDocument(value: unknown, file: string): Reading {
  const checked = z.safeParse(scenarioSchema, value);
  const problem = checked.success
    ? checkTopology(checked.data)
    : schemaProblem(checked.error.issues, value);
  if (problem) return { ok: false, error: sentenceOf(file, problem) };
  const scenario = scenarioOf(checked.data as z.output<typeof scenarioSchema>);
  return { ok: true, scenario, document: documentOf(scenario) };
}
