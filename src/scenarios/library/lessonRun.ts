/** lessonRun runs a shipped scenario for the tests: from its text, through the reader, as anybody would. */
import {
  type FactName,
  factName,
  type Intervention,
  type RunReport,
  reportRun,
  Simulation,
} from '../../engine/index.ts';
import { readScenario } from '../readScenario.ts';
import { writeScenario } from '../writeScenario.ts';
import { type ShippedName, shippedDocument } from './index.ts';

export interface LessonRun extends RunReport {
  /** The hash of the whole world at the end: `hash` is that of what has happened. */
  readonly stateHash: string;
  /** When a fact of this name was recorded, in seconds; of one message where it is given. */
  timesOf(fact: FactName, message?: number): number[];
  /** The numbers of the messages that a fact of this name is about, in the order of the facts. */
  messagesOf(fact: FactName): number[];
}

export function lessonRun(
  name: ShippedName,
  options: {
    untilS?: number;
    interventions?: Intervention[];
    /** Lets so many events happen at a time. */
    inSlicesOf?: number;
    /** Another seed than the scenario's. */
    seed?: number;
  } = {},
): LessonRun {
  const reading = readScenario(writeScenario(shippedDocument(name)), `${name}.json`);
  if (!reading.ok) throw new Error(reading.error);
  const { scenario } = reading;
  const { untilS, interventions = [], seed = scenario.seed } = options;
  const { inSlicesOf = Number.POSITIVE_INFINITY } = options;
  const simulation = new Simulation(scenario, { interventions, seed });
  const untilUs = untilS === undefined ? scenario.durationUs : Math.round(untilS * 1e6);
  while (!simulation.runUntil(untilUs, inSlicesOf));
  simulation.recount();

  const { trace } = simulation.world;
  const entriesOf = (fact: FactName) =>
    Array.from({ length: trace.length }, (_, i) => trace.entry(i)).filter(
      (entry) => factName(entry.kind) === fact,
    );
  return {
    ...reportRun(simulation),
    stateHash: simulation.world.stateHash(),
    timesOf: (fact, message) =>
      entriesOf(fact)
        .filter((entry) => message === undefined || entry.message === message)
        .map((entry) => entry.atUs / 1e6),
    messagesOf: (fact) => entriesOf(fact).map((entry) => entry.message),
  };
}

/** Just before an instant: what happens at it has not happened. */
export function justBefore(s: number): number {
  return s - 0.000001;
}
