/** The checks: what must hold after every event, whatever anybody does. */
export { CommitInvariants } from './CommitInvariants.ts';
export { GuardInvariants } from './GuardInvariants.ts';
export type { InspectedWorld } from './InspectedWorld.ts';
export { Invariants } from './Invariants.ts';
export { LogInvariants } from './LogInvariants.ts';
