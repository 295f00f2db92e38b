/** The engine's front door: nobody imports past it. */
export * from './faults/index.ts';
export {
  type Duration,
  drawDuration,
  EngineError,
  meanUs,
  NEVER,
  NO_EVENT,
  NO_ROW,
  type OnOff,
  RandomStreams,
  type SimTime,
  US_PER_MS,
  US_PER_S,
} from './kernel/index.ts';
export * from './lifecycles/index.ts';
export { type Spread, spreadOf } from './measures/index.ts';
export { Alarm } from './model/alarms/alarmTables.ts';
export { forEachHeld } from './model/alarms/holding.ts';
export { type AlarmReport, alarmReport } from './model/alarms/reportAlarms.ts';
export { Outcome } from './model/calling.ts';
export { type CommitReport, commitReport } from './model/committing/reportCommits.ts';
export {
  type Counters,
  countersOf,
  type OrderCounters,
  oldestAgeUs,
  ordersOf,
  type QueueReport,
  queueReport,
} from './model/counters.ts';
export { hasDeadLetter } from './model/deadLetterOrigins.ts';
export { leaseSinceUs } from './model/extending.ts';
export {
  type BreakerReport,
  breakerReport,
  type ServiceReport,
  serviceReport,
} from './model/guarding/reportGuards.ts';
export type {
  Act,
  ActKind,
  CommitPoint,
  CrashPoint,
  HandAct,
  Intervention,
  RunAct,
} from './model/Intervention.ts';
export { type KeyReport, keyReport } from './model/keys/reportKeys.ts';
export { findKnob, type Knob, knobs, knobsOf } from './model/knobs.ts';
export { type DeathReason, type DeathRecord, deathReasons, deathsOf } from './model/letters.ts';
export { isLogAct, type LogAct, type LogActKind } from './model/log/LogAct.ts';
export { Reading } from './model/log/logTables.ts';
export {
  type GroupReport,
  groupReport,
  type LogReport,
  logReport,
} from './model/log/reportLogs.ts';
export { keyOfOrder } from './model/order/keyOfOrder.ts';
export { type OrderReport, orderReport } from './model/order/reportOrder.ts';
export { isProducerDown } from './model/outages.ts';
export { NO_NODE, nodeOf, type Plan, planOf, wireBetween } from './model/Plan.ts';
export { forEachDelay, forEachLease, forEachPacket, Packet } from './model/packets.ts';
export {
  type CountedEnds,
  type DeadLettering,
  plainPolicy,
  type QueuePolicy,
} from './model/QueuePolicy.ts';
export { receiveOf } from './model/receiving.ts';
export { Asking } from './model/receivingTables.ts';
export { isRedriven } from './model/redriving.ts';
export { majorityOf, takesPart } from './model/replicas/majority.ts';
export {
  type LogReplication,
  MAX_REPLICAS,
  type QueueReplication,
} from './model/replicas/Replication.ts';
export { replicaOfCount } from './model/replicas/replicaCount.ts';
export { NO_LEADER } from './model/replicas/replicaTables.ts';
export { type QuorumReport, quorumReport } from './model/replicas/reportQuorums.ts';
export { lostRecords, type PartitionReplicas } from './model/replicas/reportReplicas.ts';
export { type ReceiveReport, receiveReport } from './model/reportReceives.ts';
export { type EffectReport, type RunReport, reportRun } from './model/reportRun.ts';
export type * from './model/Scenario.ts';
export { Simulation, type SimulationOptions } from './model/Simulation.ts';
export {
  Calling,
  CopyFlag,
  Delivering,
  DeliveryFlag,
  FlushKind,
  KeyMode,
  MessageFlag,
  OnFailure,
} from './model/tables.ts';
export { hasRoom, isServed } from './model/takingTurns.ts';
export { type Verdict, type VerdictName, verdictsOf } from './model/verdicts.ts';
export { type Checkpoint, World } from './model/World.ts';
export { mG1, mMc, mMcK, type SteadyState, sojournQuantileS } from './theory/index.ts';
export * from './trace/index.ts';
