/** logNodes turns logs, groups and acts upon them from the file format into the engine's, and back. */
import {
  type GroupSpec,
  isLogAct,
  type LogAct,
  type LogSpec,
  type LogStorage,
} from '../engine/index.ts';
import { usOf, writeDuration } from './durationText.ts';
import { logReplicationDocument, logReplicationOf } from './replicaNodes.ts';
import type { FaultDocument, NodeDocument } from './ScenarioDocument.ts';

type LogDocument = NodeDocument & { kind: 'log' };
type GroupDocument = NodeDocument & { kind: 'group' };
export type LogFaultDocument = Extract<FaultDocument, { do: LogAct['kind'] }>;

const NEVER = Number.POSITIVE_INFINITY;

export function logOf(node: LogDocument): LogSpec {
  const { title, maxRecords, maxPerKey, maxAge, duplicateWindow, storage, keys, ...rest } = node;
  const { replication, ...same } = rest;
  return {
    ...same,
    title: title ?? node.id,
    maxRecords: maxRecords ?? NEVER,
    maxPerKey: maxPerKey ?? NEVER,
    maxAgeUs: usOrNever(maxAge),
    duplicateWindowUs: usOf(duplicateWindow),
    storage: storage.kind === 'interval' ? { kind: 'interval', us: usOf(storage.every) } : storage,
    keys: [...keys],
    ...(replication === null ? {} : { replication: logReplicationOf(replication) }),
  };
}

export function logDocument(log: LogSpec): LogDocument {
  const { title, maxRecords, maxPerKey, maxAgeUs, duplicateWindowUs, storage, keys, ...rest } = log;
  const { replication, ...same } = rest;
  return {
    ...same,
    title: title === log.id ? undefined : title,
    maxRecords: numberOrNull(maxRecords),
    maxPerKey: numberOrNull(maxPerKey),
    maxAge: durationOrNull(maxAgeUs),
    duplicateWindow: writeDuration(duplicateWindowUs),
    storage: storageDocument(storage),
    keys: [...keys],
    replication: replication === undefined ? null : logReplicationDocument(replication),
  };
}

function storageDocument(storage: LogStorage): LogDocument['storage'] {
  return storage.kind === 'interval'
    ? { kind: 'interval', every: writeDuration(storage.us) }
    : storage;
}

export function groupOf(node: GroupDocument): GroupSpec {
  const { title, ackWait, backoff, maxDeliveries, maxAckPending, claim, commit, ...rest } = node;
  const { session, maxPoll, rebalance, retry, ...same } = rest;
  return {
    ...same,
    title: title ?? node.id,
    ackWaitUs: usOrNever(ackWait),
    backoffUs: backoff.map(usOf),
    maxDeliveries: maxDeliveries ?? NEVER,
    maxAckPending: maxAckPending ?? NEVER,
    claim: claim === null ? null : { everyUs: usOf(claim.every), minIdleUs: usOf(claim.minIdle) },
    commit: commit.kind === 'records' ? commit : { kind: 'interval', us: usOf(commit.time) },
    sessionUs: usOf(session),
    maxPollUs: usOf(maxPoll),
    rebalanceUs: usOf(rebalance),
    retryUs: usOf(retry),
  };
}

export function groupDocument(group: GroupSpec): GroupDocument {
  const { title, ackWaitUs, backoffUs, maxDeliveries, maxAckPending, claim, commit, ...rest } =
    group;
  const { sessionUs, maxPollUs, rebalanceUs, retryUs, ...same } = rest;
  return {
    ...same,
    title: title === group.id ? undefined : title,
    ackWait: durationOrNull(ackWaitUs),
    backoff: backoffUs.map(writeDuration),
    maxDeliveries: numberOrNull(maxDeliveries),
    maxAckPending: numberOrNull(maxAckPending),
    claim:
      claim === null
        ? null
        : { every: writeDuration(claim.everyUs), minIdle: writeDuration(claim.minIdleUs) },
    commit:
      commit.kind === 'records' ? commit : { kind: 'interval', time: writeDuration(commit.us) },
    session: writeDuration(sessionUs),
    maxPoll: writeDuration(maxPollUs),
    rebalance: writeDuration(rebalanceUs),
    retry: writeDuration(retryUs),
  };
}

export function isLogFault(fault: FaultDocument): fault is LogFaultDocument {
  return isLogAct({ kind: fault.do });
}

export function logActOf(fault: LogFaultDocument): LogAct {
  const { at: _, do: kind, ...fields } = fault;
  const { wait, delay, minIdle, ...same } = fields as {
    wait?: string;
    delay?: string;
    minIdle?: string;
  };
  return {
    ...same,
    kind,
    ...(wait === undefined ? {} : { waitUs: usOf(wait) }),
    ...(delay === undefined ? {} : { delayUs: usOf(delay) }),
    ...(minIdle === undefined ? {} : { minIdleUs: usOf(minIdle) }),
  } as LogAct;
}

export function logFaultDocument(atUs: number, act: LogAct): LogFaultDocument {
  const {
    kind,
    waitUs,
    delayUs,
    minIdleUs,
    atUs: _,
    ...same
  } = act as LogAct & {
    waitUs?: number;
    delayUs?: number;
    minIdleUs?: number;
    atUs?: number;
  };
  return {
    at: writeDuration(atUs),
    do: kind,
    ...same,
    ...(waitUs === undefined ? {} : { wait: writeDuration(waitUs) }),
    ...(delayUs === undefined ? {} : { delay: writeDuration(delayUs) }),
    ...(minIdleUs === undefined ? {} : { minIdle: writeDuration(minIdleUs) }),
  } as LogFaultDocument;
}

function usOrNever(text: string | null): number {
  return text === null ? NEVER : usOf(text);
}

function durationOrNull(us: number): string | null {
  return us === NEVER ? null : writeDuration(us);
}

function numberOrNull(value: number): number | null {
  return value === NEVER ? null : value;
}
