/**
 * Lifecycle is what may happen to something, as data: the configuration of an XState machine whose states
 * are flat.
 *
 * The page reads nothing else. The machine itself is made from it (`machineOf`) by whoever draws one or
 * wants to wait for it, and by the test that holds the two together.
 */
export interface Lifecycle<State extends string, Event extends string> {
  readonly id: string;
  readonly initial: State;
  readonly states: Readonly<Record<State, LifecycleState<State, Event>>>;
}

export type LifecycleState<State extends string, Event extends string> =
  | { readonly on: { readonly [event in Event]?: State } }
  /** Nothing more can happen. */
  | { readonly type: 'final' };

/** The state after an event, undefined where the lifecycle does not allow it. */
export function stateAfter<State extends string, Event extends string>(
  { states }: Lifecycle<State, Event>,
  state: State,
  event: Event,
): State | undefined {
  const before = states[state];
  return 'on' in before ? before.on[event] : undefined;
}
