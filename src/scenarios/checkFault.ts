/** checkFault finds faults that cannot be done: to nobody, to the wrong thing, beyond a knob's range. */
import { findKnob, type Knob, knobs } from '../engine/index.ts';
import { aOf, type Kind, type Nodes, named } from './naming.ts';
import type { FaultDocument, WireDocument } from './ScenarioDocument.ts';
import { oneOf, type Problem, problemAt, quote, show } from './sentences.ts';

/** The kinds that each act can be done to. */
const actTargets: Readonly<Record<FaultDocument['do'], readonly Kind[]>> = {
  spike: ['producer'],
  slow: ['consumer', 'service'],
  crashConsumer: ['consumer'],
  restartConsumer: ['consumer'],
  addConsumer: ['consumer'],
  removeConsumer: ['consumer'],
  crashService: ['service'],
  restartService: ['service'],
  stopBroker: ['broker'],
  startBroker: ['broker'],
  poisonNext: ['queue', 'log'],
  dropNextAck: ['consumer'],
  setKnob: ['producer', 'service', 'broker', 'exchange', 'queue', 'consumer', 'log', 'group'],
  append: ['log'],
  fetch: ['group'],
  listen: ['group'],
  readOwn: ['group'],
  answer: ['group'],
  claim: ['group'],
  claimIdle: ['group'],
  trim: ['log'],
  deleteRecord: ['log'],
  purge: ['log'],
  createGroup: ['group'],
  deleteGroup: ['group'],
  deleteMember: ['group'],
  setPosition: ['group'],
  saveSnapshot: ['log'],
  cutWire: [],
  healWire: [],
};

export function checkFault(
  fault: FaultDocument,
  i: number,
  wires: readonly WireDocument[],
  nodes: Nodes,
): Problem | undefined {
  const path = ['faults', i];
  if (!('target' in fault)) {
    return wires.some((wire) => wire.from === fault.from && wire.to === fault.to)
      ? undefined
      : problemAt(path, `must name a wire, got ${quote(`${fault.from} → ${fault.to}`)}`);
  }
  const problem = named([...path, 'target'], fault.target, actTargets[fault.do], nodes);
  const node = nodes.get(fault.target);
  if (problem || node === undefined) return problem;
  const isAboutRate = fault.do === 'spike' || (fault.do === 'setKnob' && fault.knob === 'ratePerS');
  if (isAboutRate && node.kind === 'producer' && !('from' in node.arrivals)) {
    const says = `must name a producer whose orders come at gaps, got ${quote(node.id)}, whose times are listed`;
    return problemAt([...path, 'target'], says);
  }
  return fault.do === 'setKnob' ? checkKnob(path, fault, node.kind) : undefined;
}

function checkKnob(
  path: readonly PropertyKey[],
  fault: FaultDocument & { do: 'setKnob' },
  kind: Kind,
): Problem | undefined {
  const knob = findKnob(kind, fault.knob);
  if (knob === undefined) {
    const known = knobs.filter((one) => one.kind === kind).map((one) => one.name);
    const allowed = known.length > 0 ? oneOf(known) : `nothing: ${aOf([kind])} has no knobs`;
    return problemAt([...path, 'knob'], `must be ${allowed}, got ${quote(fault.knob)}`);
  }
  return isPosition(knob, fault.value)
    ? undefined
    : problemAt([...path, 'value'], `must be ${positionsOf(knob)}, got ${show(fault.value)}`);
}

function isPosition({ min, max, choices, unlimited }: Knob, value: number | null): boolean {
  if (value === null) return unlimited === true;
  return value >= min && value <= max && (choices === undefined || Number.isInteger(value));
}

function positionsOf({ min, max, choices, unlimited }: Knob): string {
  const range = `${choices ? 'a whole number' : 'a number'} from ${min} to ${max}`;
  return unlimited ? `${range}, or null` : range;
}
