/** The trace: facts with their causes and the rules they rest on. */
export { Fact, type FactName, factKinds, factName } from './factKinds.ts';
export { logFactKinds } from './logFactKinds.ts';
export { logRules } from './logRules.ts';
export { quorumFactKinds } from './quorumFactKinds.ts';
export { quorumRules } from './quorumRules.ts';
export { replicaFactKinds } from './replicaFactKinds.ts';
export { replicaRules } from './replicaRules.ts';
export { Rule, type RuleName, rules } from './rules.ts';
export { NO_FACT, NO_MESSAGE, Trace, type TraceEntry } from './Trace.ts';
export { TraceReader } from './TraceReader.ts';
