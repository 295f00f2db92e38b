/**
 * Workspace is all that a person has before them: the Lab with its one run, or a comparison of several.
 *
 * Whoever wants the address, the theme or frames asks it, and need not know which of the two it is.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { Session, type SessionStart } from './Session.ts';
import type { SessionState } from './SessionState.ts';
import type { WorldComparison } from './worlds/WorldComparison.ts';

export interface WorkspaceState {
  readonly comparison: WorldComparison | null;
}

export class Workspace {
  readonly lab: Session;
  readonly store: StoreApi<WorkspaceState> = createStore<WorkspaceState>(() => ({
    comparison: null,
  }));
  private readonly wallMs: () => number;
  private readonly settledListeners = new Set<() => void>();
  private readonly stateListeners = new Set<
    (state: SessionState, before: SessionState | null) => void
  >();
  private comparisons = 0;

  constructor(start: SessionStart, wallMs: () => number) {
    this.wallMs = wallMs;
    this.lab = new Session(start, wallMs);
    this.listenTo(this.lab);
  }

  get comparison(): WorldComparison | null {
    return this.store.getState().comparison;
  }

  /** The sessions before the person: of the Lab one. */
  get sessions(): readonly Session[] {
    return this.comparison?.sessions ?? [this.lab];
  }

  /** The session that the controls speak for. */
  get session(): Session {
    return this.comparison?.inHand ?? this.lab;
  }

  /** Counts what was opened: another number is another page of the history. */
  get opened(): number {
    const loadings = this.sessions.map(({ store }) => store.getState().loading);
    return this.comparisons + loadings.reduce((sum, loading) => sum + loading, 0);
  }

  /** Opens a run in the Lab. */
  open(start: SessionStart): void {
    this.close();
    this.lab.open(start);
  }

  /** Compares runs: with the seed and at the instant of the first. Returns the comparison. */
  async compare(
    starts: readonly SessionStart[],
    shown: number | null = null,
  ): Promise<WorldComparison> {
    const { WorldComparison, screenOf } = await import('./worlds/WorldComparison.ts');
    this.session.pause();
    const screen = { ...screenOf(this.session.store.getState()), dialog: null };
    const comparison = new WorldComparison(starts, screen, this.wallMs, shown);
    // What was opened before is another page of the history, however often it was opened itself.
    this.comparisons = this.opened + 1;
    for (const session of comparison.sessions) this.listenTo(session);
    comparison.store.subscribe(() => this.tellSettled());
    this.store.setState({ comparison });
    this.tellState();
    this.tellSettled();
    return comparison;
  }

  /** Back to the Lab, with the run of one of the worlds. */
  leave(session: Session = this.session): void {
    const { comparison } = this;
    if (comparison === null) return;
    session.pause();
    this.open(session.asStart());
  }

  private close(): void {
    if (this.comparison === null) return;
    this.comparisons = this.opened + 1;
    const { theme, isPresenting } = this.session.store.getState();
    this.lab.set({ theme, isPresenting });
    this.store.setState({ comparison: null });
  }

  /** One frame of the wall clock. */
  frame(nowMs: number): void {
    this.session.frame(nowMs);
  }

  /** Tells of every change of what is before the person, once it has settled. */
  onSettled(listener: () => void): () => void {
    this.settledListeners.add(listener);
    return () => this.settledListeners.delete(listener);
  }

  /** Tells of every change of the state of the screen; `before` is null where it is another screen. */
  onState(listener: (state: SessionState, before: SessionState | null) => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  private listenTo(session: Session): void {
    session.onChange(() => {
      if (this.session === session) this.tellSettled();
    });
    session.store.subscribe((state, before) => {
      if (this.session === session)
        for (const listener of this.stateListeners) listener(state, before);
    });
  }

  private tellSettled(): void {
    for (const listener of this.settledListeners) listener();
  }

  private tellState(): void {
    for (const listener of this.stateListeners) listener(this.session.store.getState(), null);
  }
}
