/** Scenarios: the file format, its reader and writer, and the library of ready-made systems. */

export { documentOf } from './documentOf.ts';
export { MAX_DURATION_US, parseDuration, writeDuration } from './durationText.ts';
export { fetchLinks, type Links } from './fetchLinks.ts';
export { worldLetter, worldsLike } from './library/families.ts';
export { FIRST, firstScenario } from './library/firstScenario.ts';
export {
  isShippedName,
  type ShippedName,
  type ShippedScenario,
  shippedDocument,
  shippedNames,
  shippedScenario,
  shippedScenarios,
} from './library/index.ts';
export { type Topic, topicOf } from './library/topics.ts';
export { type LinkedRun, readActs, writeActs } from './linkedRun.ts';
export { nearest, suggestion } from './nearest.ts';
export { objectionToAct } from './objectionToAct.ts';
export {
  type JsonObject,
  type JsonValue,
  MAX_BYTES,
  MAX_DEPTH,
  type Parsed,
  parseJson,
} from './parseJson.ts';
export * from './presets/index.ts';
export * from './presets/logs.ts';
export { type Reading, readDocument, readScenario } from './readScenario.ts';
export { type LinkReading, type RunLink, readRunLink, writeRunLink } from './runLink.ts';
export { limits, type ScenarioDocument, scenarioJsonSchema } from './ScenarioDocument.ts';
export {
  type LinkedSelection,
  type LinkedView,
  plainView,
  readView,
  writeView,
} from './viewLink.ts';
export { letterOf, MOST_WORLDS } from './worldLetters.ts';
export { writeScenario } from './writeScenario.ts';
