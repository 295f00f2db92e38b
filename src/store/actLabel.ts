/** actLabel is the few words on an act's flag: "crash C1", "spike ×5". */
import {
  type Act,
  type CommitPoint,
  type CrashPoint,
  isLogAct,
  type LogActKind,
  type Scenario,
} from '../engine/index.ts';

const points: Readonly<Record<CrashPoint, string>> = {
  now: '',
  beforeWork: ' before work',
  midWork: ' mid-work',
  afterEffect: ' before its ack',
};

const commitPoints: Readonly<Record<CommitPoint, string>> = {
  now: '',
  beforeCommit: ' before its commit',
  afterCommit: ' after its commit',
};

const logActLabels: Readonly<Record<LogActKind, string>> = {
  append: 'append',
  fetch: 'fetch',
  listen: 'listen',
  readOwn: 'read own',
  answer: 'answer',
  claim: 'claim',
  claimIdle: 'claim idle',
  trim: 'trim',
  deleteRecord: 'delete a record',
  purge: 'purge',
  createGroup: 'make a group',
  deleteGroup: 'delete a group',
  deleteMember: 'delete a member',
  setPosition: 'set position',
  saveSnapshot: 'snapshot',
};

export function actLabel(scenario: Scenario, act: Act): string {
  const title = (id: string): string => scenario.nodes.find((node) => node.id === id)?.title ?? id;
  const consumer = (member: number | null): string =>
    member === null ? 'a consumer' : `C${member}`;
  if (isLogAct(act)) return logActLabels[act.kind];
  switch (act.kind) {
    case 'spike':
      return `spike ×${act.factor}`;
    case 'crashConsumer':
      return `crash ${consumer(act.member)}${points[act.point]}`;
    case 'restartConsumer':
      return `restart ${consumer(act.member)}`;
    case 'addConsumer':
      return '+1 consumer';
    case 'removeConsumer':
      return '−1 consumer';
    case 'slow':
      return `slow ×${act.factor}`;
    case 'crashService':
      return `${title(act.target)} down${commitPoints[act.point ?? 'now']}`;
    case 'crashProducer':
      return `crash ${title(act.target)}${commitPoints[act.point]}`;
    case 'restartProducer':
      return `restart ${title(act.target)}`;
    case 'restartService':
      return `${title(act.target)} up`;
    case 'stopBroker':
      return act.how === 'kill' ? 'kill broker' : 'stop broker';
    case 'startBroker':
      return 'start broker';
    case 'fillDisk':
      return 'disk full';
    case 'freeDisk':
      return 'room on disk';
    case 'crashReplica':
      return act.replica === null ? 'kill the leader' : `kill replica ${act.replica}`;
    case 'restartReplica':
      return act.replica === null ? 'restart a replica' : `restart replica ${act.replica}`;
    case 'poisonNext':
      return 'poison';
    case 'redrive':
      return act.perS === Number.POSITIVE_INFINITY ? 'redrive' : `redrive ${act.perS}/s`;
    case 'stopRedrive':
      return 'stop redrive';
    case 'dropNextAck':
      return 'drop an ack';
    case 'cutWire':
      return `cut wire to ${title(act.to)}`;
    case 'healWire':
      return `heal wire to ${title(act.to)}`;
    case 'losePacket':
      return `lose a packet to ${title(act.to)}`;
    case 'delayPacket':
      return `delay a packet to ${title(act.to)}`;
    case 'doublePacket':
      return `double a packet to ${title(act.to)}`;
    case 'publish':
      return 'publish';
    case 'subscribe':
    case 'cancel':
    case 'get':
    case 'recover':
      return `${act.kind} ${title(act.target)}`;
    case 'settle':
      return act.message === null ? act.verdict : `${act.verdict} m${act.message}`;
    case 'closeChannel':
      return `${act.how === 'crash' ? 'crash' : 'close'} ${title(act.target)}`;
    case 'declareQueue':
      return `${act.isPassive ? 'ask for' : 'declare'} ${title(act.target)}`;
    case 'deleteQueue':
      return `delete ${title(act.target)}`;
    case 'purgeQueue':
      return `purge ${title(act.target)}`;
    case 'setKnob':
      return `${act.knob} ${act.value}`;
  }
}
