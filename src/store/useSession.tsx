/**
 * The React side of the session: a provider, a hook for its state, a hook for what the world shows.
 */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useRef,
  useSyncExternalStore,
} from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Timeline } from '../playback/index.ts';
import type { Session } from './Session.ts';
import type { SessionState } from './SessionState.ts';

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session itself, for sending it acts. */
export function useSessionActions(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('there is no SessionProvider above');
  return session;
}

/** A part of the session's state. Parts that are objects are compared field by field. */
export function useSession<Part>(select: (state: SessionState) => Part): Part {
  return useStore(useSessionActions().store, useShallow(select));
}

/**
 * Something read from the run at the playhead. It is read again at each revision; a value equal to the
 * last one (as JSON would show it) keeps its identity, so that nothing below renders for nothing.
 */
export function useAtPlayhead<Value>(read: (timeline: Timeline) => Value): Value {
  const session = useSessionActions();
  useStore(session.store, (state) => state.revision);
  const last = useRef<{ value: Value; text: string } | null>(null);
  const value = read(session.timeline);
  const text = JSON.stringify(value) ?? '';
  if (last.current === null || last.current.text !== text) last.current = { value, text };
  return last.current.value;
}

/**
 * The same for what stands beside the moving picture and must not lag behind it: read at each frame.
 * For values that are cheap to read and to draw.
 */
export function useEachFrame<Value>(read: (timeline: Timeline) => Value): Value {
  const session = useSessionActions();
  const last = useRef<{ value: Value; text: string } | null>(null);
  const subscribe = useCallback((listener: () => void) => session.onFrame(listener), [session]);
  return useSyncExternalStore(subscribe, () => {
    const value = read(session.timeline);
    const text = JSON.stringify(value) ?? '';
    if (last.current === null || last.current.text !== text) last.current = { value, text };
    return last.current.value;
  });
}
