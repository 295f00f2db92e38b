/** logEvents numbers what logs and groups schedule. They stand far behind those of queues and services. */
export const FIRST_LOG_EVENT = 64;

export const LogEvent = {
  /** A pending record's ack wait or delay is over. */
  ackWaitEnds: 64,
  requestEnds: 65,
  recordsAge: 66,
  logFlush: 67,
  recordArrives: 68,
  readEnds: 69,
  answerComes: 70,
  sessionEnds: 71,
  pollOverdue: 72,
  rebalanceEnds: 73,
  retryDue: 74,
  claimDue: 75,
  pollNow: 76,
} as const;
